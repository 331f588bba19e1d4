"""From inquiry to arrival: of those who asked in a period, how many got how far by a day."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum

from rumbo.access.values import Reader
from rumbo.casework.models import Case, EligibilityDecision, Inquiry, Step
from rumbo.casework.rules import WAY
from rumbo.common import clock
from rumbo.common.clock import end_of
from rumbo.statistics.queries.demand import people_on
from rumbo.statistics.queries.scope import asked_to_return, these, within
from rumbo.statistics.rules import FUNNEL, asked_in_all, first_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """How many people, and groups of them, ever reached a station of the way."""

    code: str
    people: int
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """The stations of those who first asked in a period, as known when `until` was over.

    A group is a file, or an inquiry of which no file came: `only_asked` says how many those are.
    """

    since: date
    until: date
    people: int
    groups: int
    only_asked: int
    stations: tuple[Station, ...]


def funnel(since: date, until: date, *, reader: Reader, site: str = "") -> Funnel:
    """Follow everyone who first asked from `since` to `until`; both days count.

    Who asked and registered later is one group, counted at the day of the first inquiry; who had
    asked before is not counted anew. A station was reached when the file once stood there or
    further on, even if it went back; eligible is who was decided so by two people, or went on
    from there. Who was received without having travelled with us asked for no return, and is in no
    station.
    """
    span = (since, until)
    told = _first_asked(span, reader, site)
    cases = list(told)
    sizes = people_on(until, cases)
    people: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for case, days in first_stood(cases, _steps(cases, until), until):
        for code, day in days.items():
            if day is not None:
                people[code] += sizes.get(case, 0)
                groups[code] += 1
    alone = _only_asked(span, reader, site)
    asked = sum(asked_in_all(sizes.get(case, 0), told[case]) for case in cases)
    people["INQUIRY"] = asked + (alone["people"] or 0)
    groups["INQUIRY"] = len(cases) + alone["groups"]
    return Funnel(
        since=since,
        until=until,
        people=people["INQUIRY"],
        groups=groups["INQUIRY"],
        only_asked=alone["groups"],
        stations=tuple(
            Station(code=code, people=people[code], groups=groups[code]) for code, _stage in FUNNEL
        ),
    )


def _first_asked(span: tuple[date, date], reader: Reader, site: str) -> Mapping[uuid.UUID, int]:
    """The files of those who first asked in a period, and how many said then that they were."""
    asked = Inquiry.objects.filter(asked_on__range=span, case__isnull=False)
    files = Case.objects.filter(Q(requested_on__range=span) | Q(pk__in=asked.values("case")))
    rows = asked_to_return(within(files, reader))
    if site:
        rows = rows.filter(site=site)
    before = rows.filter(inquiries__isnull=False).values("pk")
    first = before.annotate(on=Min("inquiries__asked_on"), told=Max("inquiries__people"))
    linked = {row["pk"]: (row["on"], row["told"]) for row in first}
    since, until = span
    return {
        case: linked[case][1] if case in linked else 0
        for case in rows.values_list("pk", flat=True)
        if case not in linked or since <= linked[case][0] <= until
    }


def _only_asked(span: tuple[date, date], reader: Reader, site: str) -> dict[str, int]:
    """People who asked for the first time, and of whom no file came yet."""
    rows = within(
        Inquiry.objects.filter(asked_on__range=span, case=None, asked_before=False), reader
    )
    if site:
        rows = rows.filter(site=site)
    found: dict[str, int] = rows.aggregate(people=Sum("people"), groups=Count("pk"))
    return found


def first_stood(
    cases: Collection[uuid.UUID],
    steps: Mapping[uuid.UUID, Sequence[tuple[str, date]]],
    until: date | None = None,
) -> Iterator[tuple[uuid.UUID, Mapping[str, date | None]]]:
    """Tell of each case on which day it first stood at each station, or further on; None: never.

    `steps` are the stages and days of its way; of the decisions by two only those until a day count.
    """
    decisions = EligibilityDecision.objects.filter(
        case__in=these(cases), eligible=True, countersigned_at__isnull=False
    )
    if until is not None:
        decisions = decisions.filter(countersigned_at__lt=end_of(until))
    decided = dict(decisions.order_by().values_list("case").annotate(first=Min("countersigned_at")))
    for case in cases:
        signed = decided.get(case)
        day = clock.day_of(signed) if signed else None
        yield case, first_days(steps.get(case, ()), day, WAY)


def _steps(cases: Sequence[uuid.UUID], until: date) -> Mapping[uuid.UUID, list[tuple[str, date]]]:
    """Every stage where each file ever stood when a day was over, with its day."""
    found: dict[uuid.UUID, list[tuple[str, date]]] = defaultdict(list)
    rows = Step.objects.filter(case__in=these(cases), occurred_at__lt=end_of(until))
    for case, stage, at in rows.values_list("case_id", "to_stage", "occurred_at"):
        found[case].append((stage, clock.day_of(at)))
    return found
