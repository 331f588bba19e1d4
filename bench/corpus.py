"""The made-up registry of bench/make_registry.py, read as what the matcher sees."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from rumbo.registry.rules.features import Features

MAKER = Path(__file__).with_name("make_registry.py")
COLUMNS = "person is_copy g1 g2 s1 s2 sex dob dob_est nat doc mother father dept".split()


@dataclass(frozen=True, slots=True)
class Row:
    """One registration of the corpus; `person` is the truth, and no matcher reads it."""

    person: int
    is_copy: bool
    told: Features


def make(folder: Path, records: int, seed: int, *, easy: bool = False) -> Path:
    """Make a corpus once in a folder; give its file."""
    file = folder / f"registry-{records}-{seed}{'-easy' if easy else ''}.parquet"
    if not file.exists():
        passing = file.with_suffix(".part")
        subprocess.run(  # noqa: S603 - our own arguments
            [sys.executable, MAKER, str(records), passing, str(seed)],
            env=os.environ | ({"EASY": "1"} if easy else {}),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        passing.rename(file)
    return file


def rows(file: Path) -> Iterator[Row]:
    """Read a corpus in its order, some thousands of rows in memory at a time."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, and only benchmarks need it

    for batch in pq.ParquetFile(file).iter_batches(20_000, columns=COLUMNS):
        columns = [batch.column(name).to_pylist() for name in COLUMNS]
        for row in zip(*columns, strict=True):
            yield _row(dict(zip(COLUMNS, row, strict=True)))


def _row(told: dict[str, Any]) -> Row:
    return Row(
        person=told["person"],
        is_copy=told["is_copy"],
        told=Features(
            given_names=" ".join(name for name in (told["g1"], told["g2"]) if name),
            surname_1=told["s1"] or "",
            surname_2=told["s2"] or "",
            sex=told["sex"],
            birth_date=date.fromisoformat(told["dob"]),
            precision="age" if told["dob_est"] else "day",
            nationality=told["nat"],
            document_number=told["doc"] or "",
            mother=told["mother"] or "",
            father=told["father"] or "",
            place=str(told["dept"]),
        ),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a registry: who is in it under another writing, and who is not in it."""

    present: list[Row]
    absent: list[Row]
    kept: Iterator[Row]  # the registry itself, in the order of the corpus


def asked(file: Path, many: int, seed: int) -> Asked:
    """Draw copies whose first registration stays, and people whose every registration goes."""
    chance = Random(seed)  # noqa: S311 - a draw, no secret
    people: dict[int, int] = {}
    copies: list[int] = []
    for at, row in enumerate(rows(file)):
        people[row.person] = people.get(row.person, 0) + 1
        if row.is_copy:
            copies.append(at)
    drawn = set(chance.sample(copies, min(many, len(copies))))
    single = [person for person, number in people.items() if number == 1]
    gone = set(chance.sample(single, min(many, len(single) // 10)))
    present, absent = [], []
    for at, row in enumerate(rows(file)):
        if at in drawn:
            present.append(row)
        elif row.person in gone:
            absent.append(row)

    def kept() -> Iterator[Row]:
        for at, row in enumerate(rows(file)):
            if at not in drawn and row.person not in gone:
                yield row

    return Asked(present, absent, kept())
