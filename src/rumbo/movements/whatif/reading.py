"""What stands today, as the numbers that the weeks are counted from: people by stage, never who."""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rumbo.access.entry import reading
from rumbo.access.models import Grant
from rumbo.access.values import Reader
from rumbo.casework.models import Case, SideExit
from rumbo.common import clock
from rumbo.documents.models import ConsularRequest
from rumbo.movements.models import Departure, Stop
from rumbo.movements.planning.queue import DAYS, Inputs, Lane
from rumbo.movements.proposal import money
from rumbo.movements.proposal.allowing import Judged
from rumbo.movements.proposal.asking import Question, read
from rumbo.movements.whatif.buses import Bus, Supposed, bus_of, suppose
from rumbo.movements.whatif.parameters import parameters, safeguards
from rumbo.registry.models import GroupMember

# In which part of the queue somebody waits at each stage of the way.
STAGES: Mapping[str, str] = {
    "REGISTRATION": "COUNSELLING",
    "COUNSELLING": "COUNSELLING",
    "SCREENING": "COUNSELLING",
    "SPECIAL_ASSESSMENT": "DECISION",
    "ELIGIBILITY": "DECISION",
    "DECLARATION": "DECISION",
    "DOCUMENTS": "DOCUMENTS",
    "MEDICAL": "DOCUMENTS",
    "TRAVEL_READY": "SEAT",
    "BOOKED": "SEAT",
    "PRE_DEPARTURE": "SEAT",
}
BEFORE_DECISION = ("COUNSELLING", "DECISION")
RECENT_WEEKS, FEW_WEEKS = 8, 4
ANSWERS_WITHIN, FEW_ANSWERS = timedelta(days=180), 5
YEAR = 52.0


@dataclass(frozen=True, slots=True)
class World:
    """What a scenario begins from: the planner's question, and the numbers behind the weeks.

    `counted` has, beside each number that is not itself one of people, of how many people it is.
    `supposed` departures stand last in the question, and nobody may board them but in the scenario
    that supposes them. `due` says for which groups a consulate owes a paper, and when.
    """

    question: Question
    supposed: int
    due: Mapping[str, Mapping[int, date]]
    inputs: Inputs
    buses: tuple[Bus, ...]
    more: tuple[Bus, ...]
    weeks: float
    counted: Mapping[str, float]
    closed: frozenset[str] = frozenset()

    @property
    def supposed_rows(self) -> Sequence[Departure]:
        """The departures that are only supposed."""
        rows = self.question.departures
        return rows[len(rows) - self.supposed :]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number that the office counted itself, and of how many people."""

    number: float
    people: int


@dataclass(slots=True)
class _People:
    """Who waits where, as numbers."""

    before: Counter[str] = field(default_factory=Counter)
    after: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    waits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    countries: Counter[str] = field(default_factory=Counter)


def world(
    reader: Reader,
    days: tuple[date, date],
    way: str,
    *,
    today: date,
    judged: Judged = lambda _done, _all: None,
) -> World:
    """Read everything that the scenarios change."""
    more = suppose(reader, way, days, today)
    asked = [(one.departure, one.stops) for one in more]
    question = read(reader, *days, today=today, judged=judged, supposed=asked)
    weeks = max(1.0, ((days[1] - days[0]).days + 1) / DAYS)
    with reading(reader):
        buses = _buses(question, more)
        inputs, counted = _inputs(reader, today, buses)
        due = _due(reader, question)
    return World(
        question, len(more), due, inputs, buses,
        tuple(bus_of(one.departure, one.stops) for one in more), weeks, counted,
    )  # fmt: skip


def _buses(question: Question, more: Sequence[Supposed]) -> tuple[Bus, ...]:
    real = question.departures[: len(question.departures) - len(more)]
    stops: dict[object, list[Stop]] = defaultdict(list)
    for stop in Stop.objects.filter(departure__in=real).order_by("position"):
        stops[stop.departure_id].append(stop)
    return tuple(bus_of(row, stops[row.pk]) for row in real)


def _inputs(
    reader: Reader, today: date, buses: Collection[Bus]
) -> tuple[Inputs, Mapping[str, float]]:
    told, people = parameters(), _people(reader, today)
    counted: dict[str, float] = {}
    arrivals = _arrivals(reader, today)
    if arrivals is not None:
        counted |= {"arrivals": arrivals.number, "arrivals_people": arrivals.people}
    counsellors = _counsellors(reader, today)
    counted["counsellors"] = counsellors
    low, high = told["counselled_each"].between
    papers = _paper_days(reader, today)
    for country, took in papers.items():
        counted |= {f"paper_days:{country}": took.number, f"paper_people:{country}": took.people}
    usual = told["paper_days"].low
    countries = sorted({*people.countries, *(c for bus in buses for c in bus.countries)})
    total = sum(people.countries.values()) or 1
    lanes = tuple(
        Lane(
            code=country,
            share=people.countries[country] / total,
            documents=people.after[country]["DOCUMENTS"],
            seat=people.after[country]["SEAT"],
            waits=tuple(sorted(people.waits[country], reverse=True)),
            paper_weeks=max(
                1, math.ceil((papers[country].number if country in papers else usual) / DAYS)
            ),
        )
        for country in countries
    )
    return Inputs(
        arrivals=told["arrivals"].low if arrivals is None else arrivals.number,
        counselled=(max(1, counsellors) * low, max(1, counsellors) * high),
        safeguards=safeguards(),
        lanes=lanes,
        counselling=people.before["COUNSELLING"],
        decision=people.before["DECISION"],
        waits=tuple(sorted(people.waits[""], reverse=True)),
        money=_money(today),
        with_care=told["with_care"].between,
        withdrawal=told["withdrawal"].between,
        not_eligible=told["not_eligible"].between,
        needs_paper=told["needs_paper"].between,
        paper_late=told["paper_late"].between,
        no_show=told["no_show"].between,
    ), counted


def _people(reader: Reader, today: date) -> _People:
    """Everybody who waits and is not held up, by stage and country."""
    held = SideExit.objects.filter(kind="ON_HOLD", ended_at=None).values("case_id")
    cases = Case.objects.visible_to(reader).filter(stage__in=STAGES).exclude(pk__in=held)
    rows = GroupMember.objects.filter(group__case__in=cases, left_at=None)
    found = _People()
    for stage, asked, back, origin in rows.values_list(
        "group__case__stage", "group__case__requested_on",
        "person__return_country", "person__origin_country",
    ):  # fmt: skip
        where, country, days = STAGES[stage], back or origin, max(0, (today - asked).days)
        found.countries[country] += 1
        if where in BEFORE_DECISION:
            found.before[where] += 1
            found.waits[""].append(days)
        else:
            found.after[country][where] += 1
            found.waits[country].append(days)
    return found


def _arrivals(reader: Reader, today: date) -> _Counted | None:
    """People a week who asked in the last weeks; None where nobody has been counted for long."""
    cases = Case.objects.visible_to(reader)
    began = cases.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    weeks = 0 if began is None else (today - clock.day_of(began)).days // DAYS
    if weeks < FEW_WEEKS:
        return None
    since = today - timedelta(days=min(weeks, RECENT_WEEKS) * DAYS)
    asked = cases.filter(requested_on__gt=since, requested_on__lte=today)
    people = GroupMember.objects.filter(group__case__in=asked, left_at=None).count()
    return _Counted(people / min(weeks, RECENT_WEEKS), people)


def _counsellors(reader: Reader, today: date) -> int:
    """How many counsel in these offices today."""
    rows = Grant.objects.live_on(today).filter(role="counsellor")
    if reader.offices is not None:
        rows = rows.filter(office__in=list(reader.offices))
    return rows.values("user").distinct().count()


def _paper_days(reader: Reader, today: date) -> Mapping[str, _Counted]:
    """How long each country's consulates took of late, where enough of them answered."""
    rows = ConsularRequest.objects.visible_to(reader).filter(
        answered_on__gte=today - ANSWERS_WITHIN, sent_on__isnull=False
    )
    took: dict[str, list[int]] = defaultdict(list)
    whose: dict[str, set[object]] = defaultdict(set)
    for country, person, sent, answered in rows.values_list(
        "country", "person_id", "sent_on", "answered_on"
    ):
        took[country].append((answered - sent).days)
        whose[country].add(person)
    return {
        country: _Counted(statistics.median(days), len(whose[country]))
        for country, days in took.items()
        if len(days) >= FEW_ANSWERS
    }


def _due(reader: Reader, question: Question) -> Mapping[str, Mapping[int, date]]:
    """For which groups a country's consulate owes a paper, and until when."""
    place = {party.case.pk: g for g, party in enumerate(question.parties)}
    rows = ConsularRequest.objects.visible_to(reader).filter(case__in=list(place)).open()
    found: dict[str, dict[int, date]] = defaultdict(dict)
    for case, country, due in rows.values_list("case_id", "country", "due_on"):
        g = place[case]
        found[country][g] = max(due, found[country].get(g, due))
    return found


def _money(today: date) -> float:
    """Dollars a week, if what each line has left lasts until its end, or for a year."""
    spent, total = money.committed(), 0.0
    for line in money.lines(today):
        left = max(0, line.amount_minor - spent.get(line.code, 0)) / 100
        weeks = (line.valid_until - today).days / DAYS if line.valid_until else YEAR
        total += left / min(max(weeks, 1.0), YEAR)
    return total
