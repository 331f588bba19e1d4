"""Finds who returned since the last report: a change must be as safe to publish as a count."""

import calendar
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rumbo.statistics.disclosure.cells import CROSSINGS, Allowed
from rumbo.statistics.disclosure.previous import Previous
from rumbo.statistics.disclosure.values import ONE_WAY, Known
from rumbo.statistics.figures import Figure, figures_of, values_of
from rumbo.statistics.returns import Period, Returns

if TYPE_CHECKING:
    import polars as pl

LEAVING = "reason_leaving_of_applicants"
WHOLE = ("travelling_with_grouped", "minors_in_families", LEAVING)


@dataclass(frozen=True, slots=True)
class Since:
    """What earlier reports leave free: the new returns, and limits on each table."""

    frame: "pl.DataFrame"
    known: Mapping[str, Known] = field(default_factory=dict)
    crossed: Mapping[str, Allowed] = field(default_factory=dict)
    refused: Set[str] = frozenset()
    comparable: bool = True
    later: "tuple[pl.DataFrame, ...]" = ()
    """Who is new since each of the earlier reports, one by one: any of them can be subtracted."""


def newcomers(returns: Returns, reports: Sequence[Previous]) -> "pl.DataFrame":
    """Return the people whom no earlier report counted."""
    near = _near(returns, reports)
    if not near:
        return returns.frame
    last = max(report.period.until for report in near)
    return returns.frame.filter(returns.frame["returned_on"] > last)


def since(returns: Returns, reports: Sequence[Previous], threshold: int) -> Since:
    """Return the limits that earlier reports set; those of other people set none."""
    near = _near(returns, reports)
    if not near:
        return Since(returns.frame)
    if not all(_is_inside(report.period, returns.period) for report in near):
        return Since(returns.frame, comparable=False)
    wrong: set[str] = set()
    for report in near:
        wrong |= report.contradicts(_then(returns, report.period.until))
    return Since(
        frame=newcomers(returns, near),
        known={name: _known(name, returns, near, wrong, threshold) for name in (*ONE_WAY, LEAVING)},
        crossed=_crossed(near, wrong),
        refused={name for name in WHOLE if name in wrong or not all(r.rows(name) for r in near)},
        later=tuple(newcomers(returns, [report]) for report in near),
    )


def _near(returns: Returns, reports: Sequence[Previous]) -> list[Previous]:
    return [report for report in reports if _share_people(report.period, returns.period)]


def _share_people(then: Period, now: Period) -> bool:
    apart = then.stream and now.stream and then.stream != now.stream
    before = now.since and then.until < now.since
    after = then.since and now.until < then.since
    return not (apart or before or after)


def _is_inside(then: Period, now: Period) -> bool:
    return (then.since, then.stream) == (now.since, now.stream) and then.until <= now.until


def _then(returns: Returns, until: date) -> Mapping[tuple[str, str, str | None], Figure]:
    import polars as pl

    day = pl.col("returned_on")
    frame = returns.frame.filter(day.is_null() | (day <= until))
    return {(f.table, f.row, f.column): f for f in figures_of(frame)}


def _known(
    name: str, returns: Returns, near: Sequence[Previous], wrong: Set[str], threshold: int
) -> Known:
    shown = [report for report in near if report.rows(name)]
    hidden: frozenset[str] = frozenset().union(*(report.hidden(name) for report in shown))
    constant: Set[str] = frozenset()
    if name == "returns_by_month":
        constant = _closed_months(returns, near, threshold) - hidden
    return Known(hidden=hidden, constant=constant, refused=name in wrong)


def _closed_months(returns: Returns, near: Sequence[Previous], threshold: int) -> frozenset[str]:
    """Nobody can return later in a month that is over: no change is possible there."""
    first = min(report.period.until for report in near)
    counts = {
        f.row: f.count or 0 for f in figures_of(returns.frame) if f.table == "returns_by_month"
    }
    return frozenset(
        month
        for month in values_of(returns.frame, "month")
        if _last_day(month) <= first and counts[month] >= threshold
    )


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def _crossed(near: Sequence[Previous], wrong: Set[str]) -> Mapping[str, Allowed]:
    """Return the cells shown in every earlier report; none where data were corrected."""
    tables = {crossing.table for crossing in CROSSINGS} | {"education_adults_by_sex"}
    if not wrong.isdisjoint(tables):
        return {table: Allowed(frozenset(), frozenset()) for table in tables}
    return {
        table: Allowed(
            frozenset.intersection(*(report.cells(table) for report in near)),
            frozenset.intersection(*(report.bases(table) for report in near)),
        )
        for table in tables
    }
