"""The last months of a period beside those a year before, whoever counts them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.rules import a_year_before, end_of_month, last_months


@dataclass(frozen=True, slots=True)
class Window:
    """Which months are told, which they are held against, and the days of those."""

    months: tuple[str, ...]
    then: tuple[str, ...]
    until: date
    start: date
    end: date


def window(since: date | None, until: date) -> Window:
    """Return the window of a period: the same days of the year before, and no more."""
    months = last_months(since, until)
    first = date.fromisoformat(f"{months[0]}-01")
    return Window(
        months=tuple(months),
        then=tuple(f"{int(month[:4]) - 1}{month[4:]}" for month in months),
        until=until,
        start=a_year_before(first if since is None else max(first, since)),
        end=a_year_before(until),
    )


def asked_before(shown: Window, demand: Iterable[Figure]) -> Iterator[Figure]:
    """Yield requests and registrations of the year before; `demand` is that of the window."""
    requests: Counter[str] = Counter()
    registered: Counter[str] = Counter()
    for figure in demand:
        if figure.table == "requests_by_month":
            requests[figure.row] += figure.count or 0
        elif figure.table == "registrations_by_month_by_site":
            registered[figure.row] = figure.base or 0
    yield from _figures("requests_a_year_before", {month: requests[month] for month in shown.then})
    yield from _figures(
        "registrations_a_year_before", {month: registered[month] for month in shown.then}
    )


def waiting(shown: Window, on: Callable[[date], int]) -> Iterator[Figure]:
    """Yield how many waited when each month was over; `on` tells it of a day."""
    now = {month: on(min(end_of_month(month), shown.until)) for month in shown.months}
    before = {month: on(min(end_of_month(month), shown.end)) for month in shown.then}
    yield from _figures("waiting_by_month", now)
    yield from _figures("waiting_a_year_before", before)


def returned_before(shown: Window, counts: Mapping[str, int]) -> Iterator[Figure]:
    """Yield returns by month of the year before; `counts` are those of the window's days."""
    yield from _figures(
        "returns_a_year_before", {month: counts.get(month, 0) for month in shown.then}
    )


def _figures(table: str, counts: Mapping[str, int]) -> Iterator[Figure]:
    """Those who wait in two months are the same people, so a month is its own base."""
    for month, count in counts.items():
        yield Figure(table=table, row=month, column=None, count=count, base=count, missing=0)


def heard(counts: Mapping[str, int]) -> Iterator[Figure]:
    """Yield by how many people each way of hearing was named; nothing named is missing."""
    ways = codes.closed("how_heard") or ()
    base = sum(counts.get(way, 0) for way in ways)
    missing = sum(counts.values()) - base
    for way in ways:
        yield Figure(
            table="how_heard",
            row=way,
            column=None,
            count=counts.get(way, 0),
            base=base,
            missing=missing,
        )
