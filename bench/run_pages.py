"""How long pages take, and how many queries: with the demo world and with many more people.

    bin/bench pages [--people 100000] [--rounds 100] [--keep FOLDER]

Each home is made anew under a temporary folder (with --keep in that one, and used again where it
is there), then asked as a signed-in person would, in this
process (middleware, templates and database included; no network). The two homes are measured in
one run, so the ratio between them says whether a page's cost grows with the registry.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

RUMBO = Path(sys.executable).parent / "rumbo"


def made(folder: Path, *options: str) -> float:
    """Make a demonstration home; give the seconds it took."""
    began = time.perf_counter()
    subprocess.run(  # noqa: S603
        [RUMBO, "demo", *options], env=os.environ | {"RUMBO_HOME": str(folder)}, check=True
    )
    return time.perf_counter() - began


def measured(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Measure a home in a process of its own (one Django, one home)."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, __file__, "--inside", "--rounds", str(rounds)],
        env=os.environ | {"RUMBO_HOME": str(folder), "RUMBO_POOL": "0"},
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def inside(rounds: int) -> None:
    """Ask each page `rounds` times after a warm-up; print p50, p95 (ms) and queries as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "rumbo.config.settings"
    from rumbo.config import installation  # noqa: PLC0415

    with installation.opened():
        from django.db import connection  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from rumbo.access import actions as access  # noqa: PLC0415
        from rumbo.access.models import User  # noqa: PLC0415
        from rumbo.casework.models import Case  # noqa: PLC0415
        from rumbo.access.values import SYSTEM  # noqa: PLC0415
        from rumbo.common.refusal import Refusal  # noqa: PLC0415
        from rumbo.registry import actions as registry  # noqa: PLC0415
        from rumbo.registry.models import Person, PossibleDuplicate  # noqa: PLC0415

        access.ensure_demo_accounts()
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(username="demo-coordinator"))
        decides = Client(SERVER_NAME="localhost")
        registrar = User.objects.get(username="demo-registrar")
        decides.force_login(registrar)
        here = [grant.office_id for grant in registrar.grants.all()]
        waiting = PossibleDuplicate.objects.filter(decision="").order_by("-probability", "id")
        people = Person.objects.filter(sealed=False, office__in=here).order_by("id")
        people = list(people[: 2 * rounds + 2])
        for at in range(0, len(people) - 1, 2):
            with suppress(Refusal):
                registry.suspect_duplicate(
                    actor=SYSTEM, earlier=people[at], later=people[at + 1], probability=0.9,
                    reasons=("SAME_SURNAMES",),
                )  # fmt: skip
        waiting = waiting.filter(earlier__office__in=here, later__office__in=here)
        pairs = list(waiting.values_list("id", flat=True)[: rounds + 1])
        cases = list(Case.objects.order_by("-requested_on").values_list("id", flat=True)[:rounds])
        number = Case.objects.order_by("id").values_list("number", flat=True).first()
        pages = {
            "search by name": lambda _n: client.post(
                "/search/", {"q": "Maria Lopez Hernandez 1990"}
            ),
            "search by number": lambda _n: client.post("/search/", {"q": number}),
            "case": lambda n: client.get(f"/cases/{cases[n % len(cases)]}/"),
            "work list (today)": lambda _n: client.get("/"),
            "people": lambda _n: client.get("/people/"),
            "waiting list": lambda _n: client.get("/waiting/"),
            # What one key does: two registrations are decided, and the next pair opens.
            "a pair, and the next": lambda n: decides.post(
                f"/duplicates/{pairs[n]}/", {"decision": "DIFFERENT"}, follow=True
            ),
        }
        found = {}
        for name, ask in pages.items():
            if name.startswith("a pair"):
                rounds = min(rounds, len(pairs))
                if rounds < 2:
                    continue
            with CaptureQueriesContext(connection) as asked:
                answer = ask(0)
            queries = len(asked)  # before the next request clears the log
            if answer.status_code >= 400:
                raise SystemExit(f"{name}: {answer.status_code}")
            times = []
            for n in range(1, rounds):
                began = time.perf_counter()
                ask(n)
                times.append((time.perf_counter() - began) * 1000)
            times.sort()
            found[name] = {
                "p50": statistics.median(times),
                "p95": times[int(len(times) * 0.95)],
                "queries": queries,
            }
    print(json.dumps(found))  # noqa: T201


def main() -> None:
    """Make both homes, measure both, print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="make or use the two homes in this folder")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        inside(told.rounds)
        return
    with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as passing:
        folder = told.keep or Path(passing)
        small, large = folder / "demo", folder / "many"
        if not small.exists():
            made(small)
        if not large.exists():
            seconds = made(large, "--people", str(told.people), "--days", "0")
            print(  # noqa: T201
                f"\n{told.people:,} people made in {seconds:.0f} s, the start of the database"
                f" included: {told.people / seconds:,.0f} a second"
            )
        few, many = measured(small, told.rounds), measured(large, told.rounds)
    print("\n| page | demo p50 | p95 | queries | many p50 | p95 | queries | ratio of p50 |")  # noqa: T201
    print("|---|---|---|---|---|---|---|---|")  # noqa: T201
    for name, one in few.items():
        two = many.get(name)
        if two is None:
            continue
        print(  # noqa: T201
            f"| {name} | {one['p50']:.1f} ms | {one['p95']:.1f} ms | {one['queries']:.0f}"
            f" | {two['p50']:.1f} ms | {two['p95']:.1f} ms | {two['queries']:.0f}"
            f" | {two['p50'] / one['p50']:.2f} |"
        )


if __name__ == "__main__":
    main()
