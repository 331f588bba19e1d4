"""Heads and pages of lists: which columns sort, where the next page is, what is exported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SORT = "orden"
AFTER = "desde"
BEFORE = "antes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column as a room declares it; `sort` is the word in the address, empty if it cannot."""

    label: "StrOrPromise"
    sort: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """One column as the page shows it: where a click goes and how the list stands now."""

    label: "StrOrPromise"
    url: str = ""
    sorted: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """What stands under a list: its sentence, and the pages before and after."""

    sentence: "StrOrPromise" = ""
    previous: str = ""
    next: str = ""
    export: Mapping[str, str] = field(default_factory=dict)


def address(query: QueryDict, **changes: str) -> str:
    """Give this page's address with some parameters changed; an empty value takes one away."""
    kept = [(key, value) for key in query for value in query.getlist(key) if key not in changes]
    pairs = [*kept, *((key, value) for key, value in changes.items() if value)]
    return f"?{urlencode(pairs)}"


def sorted_by(query: QueryDict, columns: Iterable[Column], default: str) -> tuple[str, bool]:
    """Read which column the reader sorts by and whether downwards; unknown words mean default."""
    asked = query.get(SORT, default)
    known = {column.sort for column in columns if column.sort}
    if asked.removeprefix("-") not in known:
        asked = default
    return asked.removeprefix("-"), asked.startswith("-")


def heads(query: QueryDict, columns: Iterable[Column], default: str) -> list[Head]:
    """Prepare the heads of a table; a click on the sorted column turns it round."""
    columns = list(columns)
    key, down = sorted_by(query, columns, default)
    result = []
    for column in columns:
        current = bool(column.sort) and column.sort == key
        target = f"-{column.sort}" if current and not down else column.sort
        direction = ("descending" if down else "ascending") if current else ""
        url = address(query, **{SORT: target, AFTER: "", BEFORE: ""}) if column.sort else ""
        result.append(Head(column.label, url, direction, column.numeric))
    return result
