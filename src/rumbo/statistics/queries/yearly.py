"""The last months beside those a year before: who asked, who registered, who waited at their end."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework.models import EligibilityDecision
from rumbo.common.clock import end_of
from rumbo.statistics.figures import Figure
from rumbo.statistics.queries.demand import demand, registered
from rumbo.statistics.queries.demanding import Wait, stood, waits
from rumbo.statistics.queries.scope import streams, within
from rumbo.statistics.yearly import asked_before, heard, waiting, window


def yearly(
    since: date | None, until: date, stream: str | None = None, *, reader: Reader = EVERYTHING
) -> list[Figure]:
    """Return the figures by month of the year before, and who waited in both years."""
    shown = window(since, until)
    earlier = demand(shown.start, shown.end, stream, reader=reader)
    spans = _spans(until, stream, reader)

    def on(day: date) -> int:
        return sum(wait.people for wait in spans if wait.span.holds(day))

    ways = heard(_ways(since, until, stream, reader))
    return [*asked_before(shown, earlier), *waiting(shown, on), *ways]


def _ways(since: date | None, until: date, stream: str | None, reader: Reader) -> Mapping[str, int]:
    """How many of those registered in the period named each way of hearing; none is ''."""
    rows = registered(since, until, stream, reader).order_by()
    told = rows.values_list("profile__how_heard").annotate(people=Count("pk", distinct=True))
    found: Counter[str] = Counter()
    for way, people in told:
        found[way or ""] += people
    return found


def _spans(until: date, stream: str | None, reader: Reader) -> list[Wait]:
    """When people had a decision and no seat."""
    decisions = within(EligibilityDecision.objects.all(), reader).filter(
        eligible=True, countersigned_at__lt=end_of(until)
    )
    if stream is not None:
        programmes = [code for code, name in streams().items() if name == stream]
        decisions = decisions.filter(case__programme__in=programmes)
    cases = list(decisions.values_list("case_id", flat=True).distinct())
    return [
        wait
        for wait in waits(cases, stood(cases))
        if reader.offices is None or wait.office in reader.offices
    ]
