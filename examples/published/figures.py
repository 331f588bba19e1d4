"""Reads what was published: ../published-figures.csv, one number a row."""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).parent
FIGURES = HERE.parent / "published-figures.csv"
JULY, NOVEMBER, FIRST_BUS = "2019-07-11", "2018-11-28", "2019-07-02"
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Published:
    """One published number, as it was printed."""

    as_of: str
    programme: str
    figure: str
    row: str
    value: str
    unit: str
    qualifier: str
    base: str
    source: str
    date_source: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it in the file."""
        return (self.as_of, self.programme, self.figure, self.row)


@cache
def published() -> tuple[Published, ...]:
    """Return every row of the file, in its order."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return tuple(Published(**row) for row in csv.DictReader(file))


def printed(figure: str, programme: str = "AVR", as_of: str = JULY) -> dict[str, str]:
    """Return the rows of one figure as printed."""
    asked = (as_of, programme, figure)
    return {each.row: each.value for each in published() if each.key[:3] == asked}


def number(figure: str, row: str = "total", programme: str = "AVR", as_of: str = JULY) -> int:
    """Return one number of people."""
    return int(printed(figure, programme, as_of)[row])


def mixed(things: Iterable[Thing], salt: str) -> list[Thing]:
    """Return the things in an order of chance that is the same on every machine, for good."""
    numbered = enumerate(things)
    return [
        thing
        for _, thing in sorted(
            numbered, key=lambda one: hashlib.sha256(f"{salt} {one[0]}".encode()).digest()
        )
    ]
