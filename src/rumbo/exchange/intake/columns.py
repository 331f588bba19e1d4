"""The columns of a booth's sheet: which headings there must be, and how else people write them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from rumbo.exchange.intake.words import SheetRefused, table
from rumbo.registry.rules.names import fold

_GAPS = re.compile(r"[\W_]+")


@cache
def columns() -> tuple[str, ...]:
    """Give the names of the columns, in the order of the sheet."""
    return tuple(row["column"] for row in table("columns.csv"))


@cache
def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("columns.csv"):
        for spelling in (row["column"], *row["other_spellings"].split("|")):
            found[_plain(spelling)] = row["column"]
    return found


def _plain(heading: str) -> str:
    return _GAPS.sub("_", fold(heading)).strip("_")


def heading(text: str) -> str:
    """Give the column that a heading means; a heading of no column stays as it is."""
    return _spellings().get(_plain(text), text.strip())


def are_headings(cells: Iterable[str]) -> bool:
    """Say whether a row looks like the row of headings (at least a third of the columns)."""
    return len({heading(c) for c in cells} & set(columns())) * 3 >= len(columns())


def are_known(cells: Iterable[str]) -> bool:
    """Say whether any of these is a heading of ours."""
    return any(heading(cell) in columns() for cell in cells)


def require_columns(name: str, headings: Sequence[str]) -> None:
    """Refuse a sheet that lacks a column or has one twice: what is not read would be lost."""
    missing = [column for column in columns() if column not in headings]
    if missing:
        raise SheetRefused("MISSING_HEADINGS", name=name, missing=", ".join(missing))
    repeated = [h for h, count in Counter(headings).items() if h and count > 1]
    if repeated:
        raise SheetRefused("DUPLICATE_HEADINGS", name=name, repeated=", ".join(repeated))
