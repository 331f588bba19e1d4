"""From inquiry to arrival: of those who asked in a period, how many got how far by a day."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rumbo.access.values import Reader
from rumbo.casework.models import Case, EligibilityDecision, Step
from rumbo.casework.rules import WAY
from rumbo.statistics.queries.demand import people_on
from rumbo.statistics.queries.scope import end_of, within
from rumbo.statistics.rules import FUNNEL, reached

if TYPE_CHECKING:
    import uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """How many people, and files, ever reached a station of the way."""

    code: str
    people: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """The stations of those whose request lies in a period, as known when `until` was over."""

    since: date
    until: date
    people: int
    files: int
    stations: tuple[Station, ...]


def funnel(since: date, until: date, *, reader: Reader, site: str = "") -> Funnel:
    """Follow everyone who asked from `since` to `until`; both days count.

    A station was reached when the file once stood there or further on, even if it went back;
    eligible is who was decided so by two people, or went on from there.
    """
    rows = within(Case.objects.filter(requested_on__range=(since, until)), reader)
    if site:
        rows = rows.filter(site=site)
    cases = list(rows.values_list("pk", flat=True))
    stages: dict[uuid.UUID, set[str]] = defaultdict(set)
    steps = Step.objects.filter(case__in=cases, occurred_at__lt=end_of(until))
    for case, stage in steps.values_list("case_id", "to_stage"):
        stages[case].add(stage)
    decided = EligibilityDecision.objects.filter(
        case__in=cases, eligible=True, countersigned_at__lt=end_of(until)
    )
    for case in decided.values_list("case_id", flat=True):
        stages[case].add("DECLARATION")
    sizes = people_on(until, cases)
    people: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for case in cases:
        furthest = WAY.index(reached(stages[case], WAY))
        for code, stage in FUNNEL:
            if WAY.index(stage) <= furthest:
                people[code] += sizes.get(case, 0)
                files[code] += 1
    return Funnel(
        since=since,
        until=until,
        people=sum(sizes.get(case, 0) for case in cases),
        files=len(cases),
        stations=tuple(
            Station(code=code, people=people[code], files=files[code]) for code, _stage in FUNNEL
        ),
    )
