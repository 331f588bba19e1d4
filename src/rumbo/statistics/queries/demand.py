"""What only the database knows: requests, registrations, and who waits at the cut-off."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Min, Q, QuerySet

from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework.models import EligibilityDecision, Step
from rumbo.casework.queries.waiting import STAGES
from rumbo.common.clock import end_of, start_of
from rumbo.registry.models import GroupMember, Person
from rumbo.statistics.figures import Figure, months
from rumbo.statistics.queries.scope import asked_to_return, local_day, sites, streams, within
from rumbo.statistics.rules import LONGEST, WAITED, waited


def demand(
    since: date | None, until: date, stream: str | None = None, *, reader: Reader = EVERYTHING
) -> list[Figure]:
    """Return the figures of the tables that a file of returns cannot give, counted in people."""
    programmes = _programmes(stream)
    return [
        *_requests(since, until, programmes, reader),
        *_registrations(since, until, programmes, reader),
        *_waiting(until, programmes, reader),
    ]


def _requests(
    since: date | None, until: date, programmes: list[str] | None, reader: Reader
) -> Iterator[Figure]:
    """People by the month of their first request."""
    rows = within(GroupMember.objects.filter(group__case__isnull=False), reader)
    rows = asked_to_return(rows, "group__case__")
    if programmes is not None:
        rows = rows.filter(group__case__programme__in=programmes)
    first = rows.values("person").annotate(on=Min("group__case__requested_on"))
    first = first.filter(on__lte=until)
    if since is not None:
        first = first.filter(on__gte=since)
    counts = Counter(f"{on:%Y-%m}" for on in first.values_list("on", flat=True).iterator())
    base = counts.total()
    for month in months(sorted(counts)):
        yield _figure("requests_by_month", month, None, counts[month], base)


def _registrations(
    since: date | None, until: date, programmes: list[str] | None, reader: Reader
) -> Iterator[Figure]:
    """People by the month in which, and the place where, they were registered."""
    rows = _registered(since, until, programmes, reader)
    if programmes is not None:
        rows = rows.distinct()
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    places = sites()
    for _person, at, site in rows.values_list("pk", "occurred_at", "site").iterator():
        month = f"{local_day(at, ''):%Y-%m}"
        counts[month, places.get(site, (site, ""))[0]] += 1
        totals[month] += 1
    names = sorted({name for _month, name in counts})
    for month in months(sorted(totals)):
        for name in names:
            yield _figure(
                "registrations_by_month_by_site", month, name, counts[month, name], totals[month]
            )


def registered(
    since: date | None, until: date, stream: str | None, reader: Reader
) -> "QuerySet[Person]":
    """Who was registered in a period; with a stream, a person comes once for each of its cases."""
    return _registered(since, until, _programmes(stream), reader)


def _registered(
    since: date | None, until: date, programmes: list[str] | None, reader: Reader
) -> "QuerySet[Person]":
    rows = within(Person.objects.filter(occurred_at__lt=end_of(until)), reader)
    # Who was received without having travelled with us is counted apart.
    rows = rows.exclude(source="ARRIVAL")
    if since is not None:
        rows = rows.filter(occurred_at__gte=start_of(since))
    if programmes is not None:
        rows = rows.filter(memberships__group__case__programme__in=programmes)
    return rows


def _programmes(stream: str | None) -> list[str] | None:
    if stream is None:
        return None
    return [code for code, name in streams().items() if name == stream]


def _waiting(until: date, programmes: list[str] | None, reader: Reader) -> Iterator[Figure]:
    """People who had a decision and no seat when the cut-off day was over, by days waited."""
    decisions = within(EligibilityDecision.objects.all(), reader).filter(
        Q(revoked_at=None) | Q(revoked_at__gte=end_of(until)),
        eligible=True,
        countersigned_at__lt=end_of(until),
    )
    decisions = asked_to_return(decisions, "case__")
    if programmes is not None:
        decisions = decisions.filter(case__programme__in=programmes)
    asked = dict(decisions.values_list("case_id", "case__requested_on"))
    stages = standing_on(until, asked)
    waiting = [case for case, stage in stages.items() if stage in STAGES]
    counts: Counter[str] = Counter()
    for case, people in people_on(until, waiting).items():
        counts[waited(asked[case], until)] += people
    for band in (*(name for _last, name in WAITED), LONGEST):
        yield _figure("waiting", band, None, counts[band], counts.total())


def standing_on(day: date, cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The stage of each case when a day was over, read from its steps."""
    rows = Step.objects.filter(case__in=list(cases), occurred_at__lt=end_of(day))
    ordered = rows.order_by("occurred_at", "recorded_at", "id")
    return dict(ordered.values_list("case_id", "to_stage"))


def people_on(day: date, cases: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """How many people each case had when a day was over."""
    over = end_of(day)
    rows = GroupMember.objects.filter(
        Q(left_at=None) | Q(left_at__gte=over),
        group__case__in=list(cases),
        occurred_at__lt=over,
    )
    return Counter(rows.values_list("group__case", flat=True))


def _figure(table: str, row: str, column: str | None, count: int, base: int) -> Figure:
    return Figure(table=table, row=row, column=column, count=count, base=base, missing=0)
