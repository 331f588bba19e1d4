"""Finds people in a large registry: how many, how surely, how fast; beside trigrams on the same rows.

    bin/bench find [--people 1500000] [--asked 4000] [--seed 7] [--keep FOLDER] [--no-trigrams]

The registry is made by bench/make_registry.py and registered through the verb that booths use,
into a home under a temporary folder (with --keep in that one, and used again where it is there).
Asked for are copies that were left out of it, whose person is in it under another writing, and
people who are not in it at all. Timed is what happens between the typed fields and the ranked
list: keys, database, opening, weighing; and beside it what the page of registration asks for a
registrar, with who may see whom and the log of who asked (`page`). Clients pause 250 ms between keystrokes. Pages are cold
where the server was started just now: what the machine itself keeps of files stays.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import asking
import corpus
from corpus import Row

from rumbo.registry.rules.features import Features

PAUSE = 0.25
COLD = 400  # queries asked of a server that was started just now
TIMED = 600  # queries a client count is timed with
FAR = 700  # the page is asked for somebody who was looked for so many questions ago


def all_fields(row: Row) -> Features:
    """Everything that was told."""
    return row.told


def names_and_date(row: Row) -> Features:
    """Names and the birth date, as told: an estimated one is an age."""
    told = row.told
    return Features(
        given_names=told.given_names,
        surname_1=told.surname_1,
        surname_2=told.surname_2,
        birth_date=told.birth_date,
        precision=told.precision,
    )


def names_and_age(row: Row) -> Features:
    """Names and an age."""
    born = row.told.birth_date
    assert born is not None
    return replace(names_and_date(row), birth_date=date(born.year, 1, 1), precision="age")


def one_name_and_age(row: Row) -> Features:
    """The first given name, the first surname and an age."""
    told = names_and_age(row)
    first = told.given_names.split()[:1]
    return replace(told, given_names=" ".join(first), surname_2="")


SHAPES: dict[str, Callable[[Row], Features]] = {
    "all fields": all_fields,
    "names and date": names_and_date,
    "names and age": names_and_age,
    "one given name, one surname, age": one_name_and_age,
}


CLIENTS = ((1, "at once"), (4, "at once"), (8, "at once"), (8, "apart"))


def said(text: str) -> None:
    """Print a line now."""
    print(text, flush=True)  # noqa: T201 - a measurement is for a terminal


def quantile(times: Sequence[float], share: float) -> float:
    """Give a quantile of sorted times, in ms."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000


def spread(times: Sequence[float]) -> str:
    """Write p50, p95 and p99 of sorted times as three cells of a table."""
    return " | ".join(f"{quantile(times, share):.1f} ms" for share in (0.5, 0.95, 0.99))


@contextmanager
def registry(told: argparse.Namespace) -> Iterator[Path]:
    """Give the folder of a registry, made where it is not there: `people`, `asked`, `seed`, `keep`."""
    with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as passing:
        folder = told.keep or Path(passing)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)
        if not (folder / "people.json").exists():
            shutil.rmtree(folder / "home", ignore_errors=True)
            make(folder, told)
        yield folder


def make(folder: Path, told: argparse.Namespace) -> None:
    """Register the corpus in a new home; keep on the side who the people asked for are."""
    file = corpus.make(folder, told.people + 10_000, told.seed)
    asked = corpus.asked(file, told.asked, told.seed)
    wanted = {row.person for row in asked.present}
    people: dict[int, list[str]] = {}
    began = time.perf_counter()
    with opened(folder / "home") as cluster:
        import filling  # noqa: PLC0415 - Django is open only now

        office, done = filling.prepare(), 0
        for row, person in filling.fill(office, asked.kept):
            done += 1
            if row.person in wanted:
                people.setdefault(row.person, []).append(str(person))
            if done % 100_000 == 0:
                said(f"{done:,} registered, {done / (time.perf_counter() - began):,.0f} a second")
        seconds = time.perf_counter() - began
        said(f"\n{done:,} people registered in {seconds:,.0f} s: {done / seconds:,.0f} a second")
        from rumbo.config import installation  # noqa: PLC0415

        installation.count_rows(cluster)
    (folder / "people.json").write_text(json.dumps(people))


def opened(home: Path) -> Any:
    """Open a home of one's own: from here on Django may be imported."""
    home.mkdir(mode=0o711, exist_ok=True)
    os.environ["RUMBO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    from rumbo.config import installation  # noqa: PLC0415

    return installation.opened()


def measure(folder: Path, told: argparse.Namespace) -> None:
    """Ask everything once for how well it is found, then again with several clients for time."""
    asked = corpus.asked(
        corpus.make(folder, told.people + 10_000, told.seed), told.asked, told.seed
    )
    people = {int(k): set(v) for k, v in json.loads((folder / "people.json").read_text()).items()}
    with opened(folder / "home"):
        from django.db import connection  # noqa: PLC0415

        from rumbo.registry import queries  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_total_relation_size('registry_searchkey')"
                " + pg_total_relation_size('registry_searchkeyeven'), count(*), max(search_no)"
                " FROM registry_person"
            )
            size, registered, _last = cursor.fetchone()
        said(f"{registered:,} registered; keys take {size / registered:,.0f} bytes a person\n")
        cold_and_warm(asked.present)
        said(
            "| asked with | recall@10 | first | warned, absent | hinted, absent | p50 | p95 | p99"
            " | page: p50 | p95 | p99 |"
        )
        said("|---|---|---|---|---|---|---|---|---|---|---|")
        for name, shape in SHAPES.items():
            times, pages, tenth, first, warned, hinted = [], [], 0, 0, 0, 0
            for at, row in enumerate(asked.present):
                began = time.perf_counter()
                found = queries.likely(shape(row), least=0.0)
                times.append(time.perf_counter() - began)
                # Another person than the one whose pages were just read.
                other = shape(asked.present[(at - FAR) % len(asked.present)])
                began = time.perf_counter()
                asking.looked_up(other)
                pages.append(time.perf_counter() - began)
                ids = [str(person.pk) for person, _weight in found]
                tenth += not people[row.person].isdisjoint(ids)
                first += bool(ids) and ids[0] in people[row.person]
            for row in asked.absent:
                found = queries.likely(shape(row), least=queries.HINT)
                hinted += bool(found)
                warned += any(w.probability >= queries.WARNING for _person, w in found)
            here, gone = len(asked.present), len(asked.absent)
            said(
                f"| {name} | {tenth / here:.4f} | {first / here:.4f} | {warned / gone:.4f}"
                f" | {hinted / gone:.4f} | {spread(sorted(times))} | {spread(sorted(pages))} |"
            )
        said("\n| clients | begun | asked with | p50 | p95 | p99 | page: p50 | p95 | p99 |")
        said("|---|---|---|---|---|---|---|---|---|")
        for (clients, begun), name in product(CLIENTS, ("names and date", "names and age")):
            both = [
                spread(together(folder, told, clients, name, way, begun=begun))
                for way in asking.WAYS
            ]
            said(f"| {clients} | {begun} | {name} | {' | '.join(both)} |")


def cold_and_warm(rows: Sequence[Row]) -> None:
    """Ask a server that was started just now, and the same once more."""
    said("| pages | asked with | p50 | p95 | p99 |")
    said("|---|---|---|---|---|")
    for at, name in enumerate(("names and date", "names and age")):
        some = rows[at * COLD : (at + 1) * COLD]
        for pages in ("cold", "warm"):
            said(f"| {pages} | {name} | {spread(alone(some, SHAPES[name]))} |")
    said("")


def alone(rows: Sequence[Row], shape: Callable[[Row], Features]) -> list[float]:
    """Time one client that asks without a pause: cold just after the start, warm once more."""
    times = []
    for row in rows:
        began = time.perf_counter()
        asking.ranked(shape(row))
        times.append(time.perf_counter() - began)
    return sorted(times)


def together(
    folder: Path, told: argparse.Namespace, clients: int, name: str, way: str, *, begun: str
) -> list[float]:
    """Time so many clients at once, in two processes as a server has them; sorted seconds.

    Begun `at once` all of them type in step for as long as it lasts; `apart` each begins within the
    first pause at a moment of their own, as people do who do not know of one another.
    """
    shares = [clients // 2, clients - clients // 2]
    running = [
        subprocess.Popen(  # noqa: S603
            [
                sys.executable, __file__, "--inside", str(share), "--shape", name, "--way", way,
                "--keep", str(folder), "--people", str(told.people), "--asked", str(told.asked),
                "--seed", str(told.seed), "--begun", begun,
            ],
            stdout=subprocess.PIPE,
        )
        for share in shares if share
    ]  # fmt: skip
    return sorted(s for one in running for s in json.loads(one.communicate()[0].splitlines()[-1]))


def inside(folder: Path, told: argparse.Namespace) -> None:
    """One process with some clients in threads; prints its times as JSON."""
    asked = corpus.asked(
        corpus.make(folder, told.people + 10_000, told.seed), told.asked, told.seed
    )
    shape = SHAPES[told.shape]
    with opened(folder / "home"):
        from django.db import connection  # noqa: PLC0415

        ask, times = asking.WAYS[told.way], []

        def client(rows: Sequence[Row], wait: float) -> None:
            time.sleep(wait)
            for at, row in enumerate(rows):
                began = time.perf_counter()
                ask(shape(row))
                if at:  # the first one opens the connection
                    times.append(time.perf_counter() - began)
                time.sleep(PAUSE)
            connection.close()

        each = TIMED // 8
        chance = random.Random()  # noqa: S311 - a moment, no secret; another in each process
        threads = [
            threading.Thread(
                target=client,
                args=(
                    asked.present[n * each : (n + 1) * each],
                    chance.uniform(0, PAUSE) if told.begun == "apart" else 0,
                ),
            )
            for n in range(told.inside)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps(times))  # noqa: T201


def main() -> None:
    """Make the home where it is not there, measure it, and the trigrams beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_500_000)
    parser.add_argument("--asked", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="make or use the home in this folder")
    parser.add_argument("--no-trigrams", action="store_true")
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--shape", default="", help=argparse.SUPPRESS)
    parser.add_argument("--way", default="ranked", help=argparse.SUPPRESS)
    parser.add_argument("--begun", default="at once", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        inside(told.keep, told)
        return
    with registry(told) as folder:
        measure(folder, told)
        if not told.no_trigrams:
            import trigrams  # noqa: PLC0415

            trigrams.measure(folder, told, SHAPES, said)


if __name__ == "__main__":
    main()
