"""Turns the key of the search while clients search and register: how long it takes, whom it loses.

    bin/bench rotate [--size 1500000] [--clients 4] [--copies 200] [--seed 7] [--keep FOLDER]

The registry is the one of `bin/bench find` (with --keep in that folder, and used again where it is
there: its key is turned, so give a copy of what is to stay). Clients in processes of their own ask
for copies whose person was found before the turn, again and again with 250 ms between; one more
registers people meanwhile, one by one and in sheets whose transaction stays open, and asks for each
as soon as they are there and once more after the turn. A search has lost somebody where the person who was to be found is not
among the ten; who is not found after the turn either, and whose keys are there, is counted apart:
no turn hid them. Exits 1 where anybody was lost.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import corpus
from corpus import Row
from run_find import PAUSE, all_fields, names_and_date, opened, quantile, registry, said

SHEET = 25  # people of a sheet
OPEN = 1.5  # seconds for which a sheet's transaction stays open
ALONE = 5  # registered one by one between two sheets


def measure(folder: Path, told: argparse.Namespace) -> int:
    """Turn the key among the others; say how it went, and give how many were lost."""
    with opened(folder / "home"):
        from rumbo.common.sealed import keyring  # noqa: PLC0415 - Django is open only now
        from rumbo.registry import rekeying  # noqa: PLC0415
        from rumbo.registry.models import Person  # noqa: PLC0415

        shares = [told.clients // 2, told.clients - told.clients // 2]
        others = [begun(folder, told, "ask", n) for n in shares if n]
        ready(others)
        # Last, so that the turn begins while its first sheet is open.
        others.append(begun(folder, told, "register", 1))
        ready(others[-1:])
        here, held = Person.objects.count(), 0

        def waiting(_number: int) -> None:
            nonlocal held
            held += 1

        started = time.perf_counter()
        number = rekeying.rotate(waiting=waiting)
        seconds = time.perf_counter() - started
        told_by = [json.loads(other.communicate()[0].splitlines()[-1]) for other in others]
        assert keyring.load().index_generation == number
        later = Person.objects.count() - here
    said(
        f"\n{here:,} people filed anew in {seconds:,.1f} s: {here / seconds:,.0f} a second; "
        f"of that {held * rekeying.LOOK:.1f} s waiting for what had begun before; "
        f"{later:,} registered from then on\n"
    )
    said("| searches | asked | lost | not found after either | p50 | p95 | p99 |")
    said("|---|---|---|---|---|---|---|")
    asking, registering = told_by[:-1], told_by[-1]
    row("before the turn", [s for one in asking for s in one["before"]], 0, 0)
    row(
        "during it",
        [s for one in asking for s in one["during"]],
        sum(one["lost"] for one in asking),
        sum(one["beyond"] for one in asking),
    )
    row(
        "for whoever was registered a moment ago",
        registering["during"],
        registering["lost"],
        registering["beyond"],
    )
    row("for the same after the turn", registering["after"], registering["gone"], 0)
    return sum(one["lost"] + one.get("gone", 0) for one in told_by)


def row(what: str, times: list[float], lost: int, beyond: int) -> None:
    """Print one line of the table."""
    times.sort()
    if times:
        spread = " | ".join(f"{quantile(times, share):.1f} ms" for share in (0.5, 0.95, 0.99))
        said(f"| {what} | {len(times):,} | {lost} | {beyond} | {spread} |")


def begun(folder: Path, told: argparse.Namespace, inside: str, number: int) -> Any:
    """Start a process that asks or registers until its input ends."""
    return subprocess.Popen(  # noqa: S603
        [
            sys.executable, __file__, "--inside", inside, "--clients", str(number), "--keep",
            str(folder), "--size", str(told.size), "--asked", str(told.asked),
            "--copies", str(told.copies), "--seed", str(told.seed),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def ready(others: list[Any]) -> None:
    """Wait until these processes say that they are ready."""
    for other in others:
        assert other.stdout.readline().strip() == "ready", "a client did not start"


def until_told() -> threading.Event:
    """Give what is set when the input of this process ends."""
    over = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    return over


def is_ready() -> None:
    """Say that the turn may begin."""
    print("ready", flush=True)  # noqa: T201


def ask(folder: Path, told: argparse.Namespace) -> None:
    """Some clients who ask for the same copies again and again; prints what they saw as JSON."""
    file = corpus.make(folder, told.size + 10_000, told.seed)
    rows = corpus.asked(file, told.asked, told.seed).present[: told.copies]
    people = {int(k): set(v) for k, v in json.loads((folder / "people.json").read_text()).items()}
    with opened(folder / "home"):
        before: list[float] = []
        known = [one for one in rows if sees(one, people[one.person], before)]
        during: list[float] = []
        missed: list[Row] = []
        over = until_told()
        is_ready()

        def client(place: int) -> None:
            from django.db import connection  # noqa: PLC0415

            at = place * len(known) // told.clients
            while not over.is_set():
                one = known[at % len(known)]
                if not sees(one, people[one.person], during):
                    missed.append(one)
                at += 1
                over.wait(PAUSE)
            connection.close()

        threads = [threading.Thread(target=client, args=(n,)) for n in range(told.clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        beyond = sum(is_beyond(one, people[one.person], names_and_date) for one in missed)
    print_all(before=before, during=during, lost=len(missed) - beyond, beyond=beyond)


def register(folder: Path, told: argparse.Namespace) -> None:
    """Register one by one and in sheets that take their time; ask for each at once."""
    fresh = corpus.rows(corpus.make(folder, 50_000, told.seed + 1))
    with opened(folder / "home"):
        from rumbo.access.models import Office  # noqa: PLC0415 - Django is open only now

        office = Office.objects.get(code="TAPACHULA")
        missed: list[tuple[Row, str]] = []
        everybody: list[tuple[Row, str]] = []
        during: list[float] = []
        after: list[float] = []
        over = until_told()
        while not over.is_set():
            for one, pk in registered(office, fresh, over):
                everybody.append((one, pk))
                if not sees(one, {pk}, during, all_fields):
                    missed.append((one, pk))
        gone = [
            (one, pk)
            for one, pk in everybody
            if not sees(one, {pk}, after, all_fields) and not is_beyond(one, {pk}, all_fields)
        ]
        there = [pair for pair in missed if pair not in gone]
        beyond = sum(is_beyond(one, {pk}, all_fields) for one, pk in there)
    print_all(
        during=during, after=after, lost=len(there) - beyond, beyond=beyond, gone=len(gone)
    )


def registered(office: Any, fresh: Iterator[Row], over: Any) -> Iterator[tuple[Row, str]]:
    """A sheet in one long transaction, and some people each in their own."""
    import filling  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    sheet = list(islice(fresh, SHEET))
    with transaction.atomic():
        ids = filling.register(office, sheet)
        is_ready()  # the first time: the turn begins while this sheet is open
        over.wait(OPEN)
    yield from zip(sheet, map(str, ids), strict=True)
    for one in islice(fresh, ALONE):
        [pk] = filling.register(office, [one])
        yield one, str(pk)
        over.wait(PAUSE)


def sees(one: Row, wanted: set[str], times: list[float], shape: Any = names_and_date) -> bool:
    """Ask once, and note how long it took: whether one of these is among the ten."""
    from rumbo.registry import queries  # noqa: PLC0415

    began = time.perf_counter()
    found = queries.likely(shape(one), least=0.0)
    times.append(time.perf_counter() - began)
    return not wanted.isdisjoint(str(person.pk) for person, _weight in found)


def is_beyond(one: Row, wanted: set[str], shape: Any) -> bool:
    """Whether somebody who was missed is not found now either, though every key of theirs is there."""
    from django.db import connection  # noqa: PLC0415

    from rumbo.registry import index  # noqa: PLC0415
    from rumbo.registry.models import Person  # noqa: PLC0415

    if sees(one, wanted, [], shape):
        return False

    def filed(table: Any, keys: list[int]) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(DISTINCT key) FROM {table.as_string()}"  # noqa: S608
                " WHERE key = ANY(%s) AND person_no = %s",
                [keys, person.search_no],
            )
            return bool(cursor.fetchone()[0] == len(set(keys)))

    for person in Person.objects.filter(pk__in=wanted):
        if not index.answered(index.filed_under(index.features_of(person)), filed):
            return False
    return True


def print_all(**told: Any) -> None:
    """Print what a process saw, on one line."""
    print(json.dumps(told), flush=True)  # noqa: T201


def main() -> None:
    """Make the home where it is not there, and turn its key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_500_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--copies", type=int, default=200, help="copies asked for again and again")
    parser.add_argument("--asked", type=int, default=4000, help="copies left out of the registry")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="make or use the home in this folder")
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        {"ask": ask, "register": register}[told.inside](told.keep, told)
        return
    with registry(argparse.Namespace(**vars(told), people=told.size)) as folder:
        lost = measure(folder, told)
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
