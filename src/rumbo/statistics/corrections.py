"""What became known of a period after a day: which figures changed since, and what was done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rumbo.statistics.figures import Figure
from rumbo.statistics.returns import Period

if TYPE_CHECKING:
    import polars as pl

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One figure that is another today; a row that there was not is a count of nothing."""

    table: str
    row: str
    column: str | None
    then: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What was done to the returns of a period: by how many people, and to which answers."""

    late: int = 0
    gone: int = 0
    corrected: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The day as whose knowledge a report is told, and all that is told otherwise today."""

    known: date
    corrections: Sequence[Correction]
    changes: Changes


def corrections(then: Sequence[Figure], now: Sequence[Figure]) -> list[Correction]:
    """Return each figure whose count changed, in the order of the report of today."""
    before, after = _counts(then), _counts(now)
    keys = [*after, *(key for key in before if key not in after)]
    tables = list(dict.fromkeys(table for table, _row, _column in keys))
    found = [
        Correction(
            table=table,
            row=row,
            column=column,
            then=before.get((table, row, column), 0),
            now=after.get((table, row, column), 0),
        )
        for table, row, column in keys
        if before.get((table, row, column), 0) != after.get((table, row, column), 0)
    ]
    return sorted(found, key=lambda one: tables.index(one.table))


def changes(then: "pl.DataFrame", now: "pl.DataFrame", period: Period) -> Changes:
    """Tell what was done between two tellings of a period's returns, person by person.

    Both are text in the columns of a file of returns. A return stays the same one while its person
    and its day do; where the day was corrected, the one return is told by the other.
    """
    before, after = _by_person(then, period), _by_person(now, period)
    late = gone = 0
    corrected: Counter[str] = Counter()
    for person in {*before, *after}:
        pairs, lost, new = _matched(before.get(person, []), after.get(person, []))
        gone, late = gone + len(lost), late + len(new)
        for old, fresh in pairs:
            corrected.update(name for name, value in fresh.items() if old[name] != value)
    return Changes(late=late, gone=gone, corrected=dict(sorted(corrected.items())))


def _counts(figures: Iterable[Figure]) -> dict[tuple[str, str, str | None], int]:
    return {(f.table, f.row, f.column): f.count or 0 for f in figures}


def _by_person(frame: "pl.DataFrame", period: Period) -> dict[str, list[Row]]:
    first = period.since.isoformat() if period.since else ""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in frame.sort("returned_on").iter_rows(named=True):
        # What is told of the year before, for comparison, is not of this report.
        if first <= row["returned_on"] <= period.until.isoformat():
            found[row["person"]].append(row)
    return found


def _matched(
    before: Sequence[Row], after: Sequence[Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pair the returns of one person: those of the same day first, then the others in order."""
    pairs = list(_same_day(before, after))
    taken = [id(row) for pair in pairs for row in pair]
    lost = [row for row in before if id(row) not in taken]
    new = [row for row in after if id(row) not in taken]
    moved = list(zip(lost, new, strict=False))
    return [*pairs, *moved], lost[len(moved) :], new[len(moved) :]


def _same_day(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    free = list(after)
    for old in before:
        other = next((row for row in free if row["returned_on"] == old["returned_on"]), None)
        if other is not None:
            free = [row for row in free if row is not other]
            yield old, other
