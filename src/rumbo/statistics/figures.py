"""Computes every figure of the situation report from a cleaned frame of returns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rumbo.statistics import codes
from rumbo.statistics.indicators import CLOSER, INDICATORS, Indicator

if TYPE_CHECKING:
    import polars as pl

Key: TypeAlias = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the report with what it is a part of; withheld parts are empty."""

    table: str
    row: str
    column: str | None
    count: int | None
    base: int | None
    missing: int | None
    suppressed: bool = False

    @property
    def share(self) -> float | None:
        """Return count / base, unrounded; nothing when either is withheld or the base is 0."""
        if self.count is None or not self.base:
            return None
        return self.count / self.base


def figures_of(frame: "pl.DataFrame") -> list[Figure]:
    """Return all figures, table by table, zeros of closed lists included."""
    weighed = _weighed(frame)
    return figures_from(lambda _indicator: weighed)


def closer_of(frame: "pl.DataFrame") -> list[Figure]:
    """Return the figures that only the internal report has."""
    weighed = _weighed(frame)
    return closer_from(lambda _indicator: weighed)


def closer_from(summary: Callable[[Indicator], "pl.DataFrame"]) -> list[Figure]:
    """Return those figures of people who were counted beforehand, as `figures_from` does."""
    return [figure for one in CLOSER for figure in _table(summary(one), one)]


def figures_from(summary: Callable[[Indicator], "pl.DataFrame"]) -> list[Figure]:
    """Return all figures of people who were counted beforehand.

    `summary` gives, for an indicator, a cleaned frame whose rows stand for `n` people each: it has
    at least the columns of the indicator, and every person of the report is in it once.
    """
    return [figure for one in INDICATORS for figure in _table(summary(one), one)]


def tables_of(frame: "pl.DataFrame", indicators: Iterable[Indicator]) -> list[Figure]:
    """Return the figures of these tables; the frame has their attributes as lists."""
    weighed = _weighed(frame)
    return [figure for one in indicators for figure in _table(weighed, one)]


def values_of(frame: "pl.DataFrame", attribute: str) -> list[str]:
    """Return the rows an attribute has: its whole list, or what occurs, most frequent first."""
    listed = codes.closed(attribute)
    if listed is not None:
        return list(listed)
    found = _counts(_weighed(frame), attribute)
    if attribute == "month":
        return months(sorted(found))
    return sorted(found, key=lambda value: (-found[value], value))


def _table(frame: "pl.DataFrame", indicator: Indicator) -> Iterator[Figure]:
    people = frame.filter(frame[indicator.population])
    if indicator.by is None:
        yield from _one_way(frame, people, indicator)
    else:
        yield from _two_way(frame, people, indicator, indicator.by)


def _one_way(
    frame: "pl.DataFrame", people: "pl.DataFrame", indicator: Indicator
) -> Iterator[Figure]:
    counts = _counts(people, indicator.attribute)
    missing = _people(people.filter(people[indicator.attribute].is_null()))
    for row in values_of(frame, indicator.attribute):
        yield Figure(
            table=indicator.name,
            row=row,
            column=None,
            count=counts.get(row, 0),
            base=_people(people) - missing,
            missing=missing,
        )


def _two_way(
    frame: "pl.DataFrame", people: "pl.DataFrame", indicator: Indicator, by: str
) -> Iterator[Figure]:
    cells = _crossed(people, indicator.attribute, by)
    whole, part = indicator.attribute, by
    if indicator.whole == "column":
        whole, part = by, indicator.attribute
    known = _counts(people.filter(people[part].is_not_null()), whole)
    unknown = _counts(people.filter(people[part].is_null()), whole)
    for row in values_of(frame, indicator.attribute):
        for column in values_of(frame, by):
            of = row if indicator.whole == "row" else column
            yield Figure(
                table=indicator.name,
                row=row,
                column=column,
                count=cells.get((row, column), 0),
                base=known.get(of, 0),
                missing=unknown.get(of, 0),
            )


def _weighed(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Let each row stand for one person, where nobody counted them beforehand."""
    import polars as pl

    if "n" in frame.columns:
        return frame
    return frame.with_columns(pl.lit(1, dtype=pl.Int64).alias("n"))


def _people(frame: "pl.DataFrame") -> int:
    return int(frame["n"].sum())


def _counts(people: "pl.DataFrame", attribute: str) -> Mapping[str, int]:
    import polars as pl

    each = people.select(attribute, "n").explode(attribute).drop_nulls()
    return dict(each.group_by(attribute).agg(pl.col("n").sum()).iter_rows())


def _crossed(people: "pl.DataFrame", row: str, column: str) -> Mapping[tuple[str, str], int]:
    import polars as pl

    pairs = people.select(row, column, "n").explode(row).explode(column).drop_nulls()
    found = pairs.group_by(row, column).agg(pl.col("n").sum())
    return {(a, b): count for a, b, count in found.iter_rows()}


def months(found: list[str]) -> list[str]:
    """A month in which nobody returned is a row too, or the line would hide it."""
    if not found:
        return []
    first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (found[0], found[-1]))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
