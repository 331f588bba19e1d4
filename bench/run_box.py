"""Times the search box beside typing: a number, a code, a folio, a paper, a telephone, a name.

    bin/bench box [--people 1500000] [--asked 400] [--seed 7] [--keep FOLDER]

The registry is that of `bin/bench find` (with --keep the same one); everybody in it is given a file,
200 sheets have folios and 300 people more telephones. Each third person is another office's: who asks
for them finds a mask. Timed is what happens between the words in the
box and the rows of the page, for a registrar of the office, first and asked once more (warm). Names
are one given name and the surnames of copies whose person is registered under another writing, in an
order by chance. Typing is `bin/bench find`'s, between the fields and the ranked list; of names in the
box the same is timed as well.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import asking
import corpus
import run_find
from corpus import Row
from run_find import quantile, said

TODAY = date(2030, 1, 11)
SHAPES = {
    **{
        name: run_find.SHAPES[name]
        for name in ("names and age", "one given name, one surname, age")
    },
    "names alone": lambda row: replace(run_find.names_and_date(row), birth_date=None, precision=""),
}
MASK = "somebody of another office"
Asked = tuple[Any, set[str]]  # what is typed, and the persons and numbers of files that it means


REGISTRARS = asking.registrars()


def words(row: Row, chance: random.Random) -> str:
    """A given name and the surnames, in any order."""
    told = row.told
    names = [*told.given_names.split()[:1], told.surname_1, told.surname_2]
    names = [name for name in names if name]
    chance.shuffle(names)
    return " ".join(names)


def named(rows: Sequence[tuple[Row, set[str]]], after: Callable[[date], str]) -> list[Asked]:
    """Names in any order, and what stands after them."""
    chance = random.Random(5)  # noqa: S311 - a draw, no secret
    found = []
    for row, people in rows:
        born = row.told.birth_date
        assert born is not None
        found.append((f"{words(row, chance)} {after(born)}", people))
    return found


def questions(rows: Sequence[tuple[Row, set[str]]], many: int) -> dict[str, list[Asked]]:
    """Everything that the box is asked for, by what it is."""
    import box  # noqa: PLC0415 - Django is open only now

    from rumbo.casework.models import Case  # noqa: PLC0415
    from rumbo.exchange.models import IntakeRow  # noqa: PLC0415

    known = shown_as([person for _row, people in rows for person in people])
    rows = [(row, people | {known[person] for person in people}) for row, people in rows]
    papers = [(row.told.document_number, them) for row, them in rows if row.told.document_number]
    some = [f"TAP-{2000 + at // 100_000}-{at % 100_000:05d}" for at in range(1, 1_000_000, 2477)]
    files = list(Case.objects.filter(number__in=some).values_list("pk", "number", "office__code"))
    put = [(pk, number, MASK if at == box.ELSEWHERE else number) for pk, number, at in files[:many]]
    folios = []
    for at in range(1, box.FAMILIES + 1):
        under = IntakeRow.objects.filter(family_key=box.family_key(box.folio(at)))
        meant = shown_as([str(pk) for pk in under.values_list("person", flat=True)])
        folios.append((box.folio(at), set(meant.values())))
    called = shown_as([str(box.called(at)) for at in range(box.CALLED)])
    return {
        "number of a file": [(number, {shown}) for _pk, number, shown in put],
        "code on a paper": [(str(pk), {shown}) for pk, _number, shown in put],
        "folio of a family": folios,
        "document": papers[:many],
        "telephone": [
            (box.telephone(at), {called[str(box.called(at))]}) for at in range(box.CALLED)
        ],
        "telephone nobody gave": [(f"+504 8{at:03d}-1234", set()) for at in range(300)],
        "name, any order": named(rows, lambda born: ""),
        "name, any order, age": named(rows, lambda born: f"{TODAY.year - born.year} años"),
        "name, any order, year": named(rows, lambda born: str(born.year)),
        "name, any order, date": named(rows, lambda born: f"{born:%d/%m/%Y}"),
    }


def shown_as(people: Sequence[str]) -> dict[str, str]:
    """As what each of these people stands in an answer: the number of their file, or a mask."""
    import box  # noqa: PLC0415 - Django is open only now

    hidden = box.elsewhere(people)
    return {
        person: MASK if person in hidden else number
        for person, number in box.files_of(people).items()
    }


def measure(folder: Path, told: argparse.Namespace) -> None:
    """Ask everything twice, and type the same names into fields."""
    asked = corpus.asked(corpus.make(folder, told.people + 10_000, told.seed), 4000, told.seed)
    people = {int(k): set(v) for k, v in json.loads((folder / "people.json").read_text()).items()}
    rows = [(row, people[row.person]) for row in asked.present[: told.asked]]
    with run_find.opened(folder / "home") as cluster:
        fill(cluster)
        said("| in the box | asked | found | first: p50 | p95 | once more: p50 | p95 |")
        said("|---|---|---|---|---|---|---|")
        for kind, put in questions(rows, told.asked).items():
            _line(kind, put, in_the_box)
            if kind.startswith("name"):
                _line(f"{kind}: the ranked list alone", put, ranked)
        for name, shape in SHAPES.items():
            _line(f"typed: {name}", [(shape(row), them) for row, them in rows], typed)


def fill(cluster: Any) -> None:
    """Give the home what the box is asked for, where it has not got it yet."""
    import box  # noqa: PLC0415 - Django is open only now
    import psycopg  # noqa: PLC0415

    from rumbo.config import installation  # noqa: PLC0415

    if not box.is_filled():
        box.telephones()
        with psycopg.connect(cluster.url("superuser")) as connection:
            box.files(connection)
    if not box.is_shared():
        with psycopg.connect(cluster.url("superuser")) as connection:
            box.two_offices(connection)
    installation.count_rows(cluster)


def in_the_box(text: str) -> set[str]:
    """Ask the box as a registrar does; give the numbers of the files that it shows."""
    from rumbo.access.entry import reading  # noqa: PLC0415 - Django is open only now
    from rumbo.access.models import Office  # noqa: PLC0415
    from rumbo.access.values import Reader  # noqa: PLC0415
    from rumbo.desk import finding  # noqa: PLC0415
    from rumbo.desk.asking import parse  # noqa: PLC0415

    offices = frozenset(Office.objects.exclude(code="TIJ").values_list("pk", flat=True))
    reader = Reader(next(REGISTRARS), frozenset({"registrar"}), offices=offices)
    with reading(reader):
        session: Any = {}
        shown = finding.answer(parse(text, TODAY), reader, session, may_ask=True)
        return {row.number or MASK for row in shown}


def ranked(text: str) -> set[str]:
    """Ask for the list alone, without whoever reads it."""
    from rumbo.desk.asking import parse  # noqa: PLC0415 - Django is open only now
    from rumbo.registry import queries  # noqa: PLC0415

    found = queries.likely_readings(parse(text, TODAY).readings, least=0.0)
    return {str(person.pk) for person, _weight in found}


def typed(told: Any) -> set[str]:
    """Ask as fields fill."""
    from rumbo.registry import queries  # noqa: PLC0415 - Django is open only now

    return {str(person.pk) for person, _weight in queries.likely(told, least=0.0)}


def _line(kind: str, put: Sequence[tuple[Any, set[str]]], ask: Callable[[Any], set[str]]) -> None:
    found = 0
    times: list[list[float]] = []
    for _again in range(2):
        found, spent = 0, []
        for text, meant in put:
            began = time.perf_counter()
            shown = ask(text)
            spent.append(time.perf_counter() - began)
            found += bool(meant & shown)
        times.append(sorted(spent))
    p50, p95 = ([f"{quantile(spent, at):.1f} ms" for spent in times] for at in (0.5, 0.95))
    told = " | ".join(f"{middle} | {slow}" for middle, slow in zip(p50, p95, strict=True))
    said(f"| {kind} | {len(put)} | {found} | {told} |")


def main() -> None:
    """Make the home where it is not there, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_500_000)
    parser.add_argument("--asked", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="make or use the home in this folder")
    told = parser.parse_args()
    made = argparse.Namespace(people=told.people, asked=4000, seed=told.seed, keep=told.keep)
    with run_find.registry(made) as folder:
        measure(folder, told)


if __name__ == "__main__":
    main()
