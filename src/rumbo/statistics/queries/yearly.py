"""The last months beside those a year before: who asked, who registered, who waited at their end."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework.models import EligibilityDecision
from rumbo.common.clock import end_of
from rumbo.statistics.figures import Figure
from rumbo.statistics.queries.demand import demand
from rumbo.statistics.queries.demanding import Wait, stood, waits
from rumbo.statistics.queries.scope import streams, within
from rumbo.statistics.rules import a_year_before, end_of_month, last_months


def yearly(
    since: date | None, until: date, stream: str | None = None, *, reader: Reader = EVERYTHING
) -> list[Figure]:
    """Return the figures by month of the year before, and who waited in both years."""
    months = last_months(since, until)
    first = date.fromisoformat(f"{months[0]}-01")
    start = a_year_before(first if since is None else max(first, since))
    earlier = demand(start, a_year_before(until), stream, reader=reader)
    requests: Counter[str] = Counter()
    registered: Counter[str] = Counter()
    for figure in earlier:
        if figure.table == "requests_by_month":
            requests[figure.row] += figure.count or 0
        elif figure.table == "registrations_by_month_by_site":
            registered[figure.row] = figure.base or 0
    then = [f"{int(month[:4]) - 1}{month[4:]}" for month in months]
    return [
        *_figures("requests_a_year_before", {month: requests[month] for month in then}),
        *_figures("registrations_a_year_before", {month: registered[month] for month in then}),
        *_waiting(months, then, until, stream, reader),
    ]


def _waiting(
    months: list[str], then: list[str], until: date, stream: str | None, reader: Reader
) -> Iterator[Figure]:
    """People who had a decision and no seat when the last day of each month was over."""
    decisions = within(EligibilityDecision.objects.all(), reader).filter(
        eligible=True, countersigned_at__lt=end_of(until)
    )
    if stream is not None:
        programmes = [code for code, name in streams().items() if name == stream]
        decisions = decisions.filter(case__programme__in=programmes)
    cases = list(decisions.values_list("case_id", flat=True).distinct())
    spans = [
        wait
        for wait in waits(cases, stood(cases))
        if reader.offices is None or wait.office in reader.offices
    ]
    now = {month: _on(spans, min(end_of_month(month), until)) for month in months}
    last = a_year_before(until)
    before = {month: _on(spans, min(end_of_month(month), last)) for month in then}
    yield from _figures("waiting_by_month", now)
    yield from _figures("waiting_a_year_before", before)


def _on(spans: list[Wait], day: date) -> int:
    return sum(wait.people for wait in spans if wait.span.holds(day))


def _figures(table: str, counts: dict[str, int]) -> Iterator[Figure]:
    """Those who wait in two months are the same people, so a month is its own base."""
    for month, count in counts.items():
        yield Figure(table=table, row=month, column=None, count=count, base=count, missing=0)
