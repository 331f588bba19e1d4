"""The facts of cases, gathered from every room in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from rumbo.casework.models import Case, EligibilityDecision, Override
from rumbo.common import clock
from rumbo.documents.models import ReceivingNotice
from rumbo.programmes import queries as programmes
from rumbo.readiness import facts
from rumbo.readiness.queries import deciding, papers, protecting, same
from rumbo.readiness.queries.latest import day_of, name_of
from rumbo.readiness.queries.travel import TravelPlan, assumed_plan, booked_plans, by_air
from rumbo.readiness.requirements.children import CHILD_BY_AIR
from rumbo.readiness.requirements.people import is_child, is_on_child_track
from rumbo.registry.models import GroupMember


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is read over for one case: its journey and everything known of its people."""

    plan: TravelPlan
    facts: facts.Facts


@dataclass(frozen=True, slots=True)
class Journey:
    """The journey for which a case is judged, and the areas to which its people go back."""

    plan: TravelPlan
    areas: tuple[str, ...]


class Children(NamedTuple):
    """Those who may be under 18 on the day, and those of them without an adult who answers for them."""

    all: int
    alone: int


def journeys_of_many(cases: Sequence[Case], *, today: date | None = None) -> dict[UUID, Journey]:
    """Say for which journey each case is judged, by the same reading as its facts.

    For whoever asks only where and when people travel: the rest of the facts is not read.
    """
    day = today or clock.today()
    members = _members(cases)
    known = deciding.gather([m.person_id for group in members.values() for m in group])
    booked = booked_plans(cases)
    by_land = _asked_by_land(cases)
    found = {}
    for case in cases:
        group = members[case.group_id]
        plan = booked.get(case.id) or _usual(case, group, known, day)
        flies = case.id not in booked and case.id not in by_land
        if flies and _has_child_alone(_bare(group), plan, day):
            plan = by_air(plan)
        found[case.id] = Journey(plan, tuple(sorted({area or "" for area in _areas(group)})))
    return found


def children_of_many(cases: Sequence[Case], day: date) -> dict[UUID, Children]:
    """How many children travel in each case on a day, and how many of them without their own."""
    members = _members(cases)
    found = {}
    for case in cases:
        people = _bare(members[case.group_id])
        asked = facts.Facts(today=day, travel=facts.Travel(date=day), persons=people)
        found[case.id] = Children(
            sum(is_child(one, asked) for one in people),
            sum(is_on_child_track(one, asked) for one in people),
        )
    return found


def facts_of_many(
    cases: Sequence[Case], *, plan: TravelPlan | None = None, today: date | None = None
) -> dict[UUID, Asked]:
    """Gather the facts of many cases: the number of queries does not grow with theirs.

    Without a plan each case is judged for the journey that it is booked on, else the usual one.
    """
    known = Known(cases, today or clock.today())
    booked = {} if plan else booked_plans(cases)
    return {case.id: known.asked(case, plan or booked.get(case.id)) for case in cases}


class Known:
    """Everything known of the people of some cases, read once and asked about for any journey."""

    def __init__(self, cases: Sequence[Case], today: date) -> None:
        self._today = today
        self._members = _members(cases)
        everybody = [m.person_id for group in self._members.values() for m in group]
        others = same.others_of(everybody)
        read = list({*everybody, *(other for other, _person in others)})
        protected = protecting.gather(read)
        asylum = same.asylum_elsewhere(protected, others)
        known = [
            deciding.gather(everybody),
            same.carefully(protected, others),
            same.carefully(papers.gather(read), others),
            same.barred_elsewhere(others),
        ]
        self._known = {
            p: {k: v for part in known for k, v in part.get(p, {}).items()} for p in everybody
        }
        decisions = _decisions(cases)
        self._people = {
            case.id: tuple(
                _person(
                    m, self._known[m.person_id], decisions.get(case.id), asylum.get(m.person_id, "")
                )
                for m in self._members[case.group_id]
            )
            for case in cases
        }
        self._by_land = _asked_by_land(cases)
        self._told, self._reference = _notices(cases), _Reference()

    def asked(self, case: Case, plan: TravelPlan | None = None) -> Asked:
        """What the table is read over for one of these cases, on a journey or the usual one."""
        group, people = self._members[case.group_id], self._people[case.id]
        journey = plan or self._usual(case, group, people)
        since, until = self._reference.agreement(case.programme, journey.date)
        asked = facts.Facts(
            today=self._today,
            programme=case.programme or None,
            agreement_from=since,
            agreement_until=until,
            country_open=self._reference.is_open(journey, group),
            travel=_travel(journey),
            receiving_side=_receiving_side(self._told.get(case.id, []), journey),
            persons=people,
        )
        return Asked(journey, asked)

    def _usual(
        self, case: Case, group: list[GroupMember], people: tuple[facts.Person, ...]
    ) -> TravelPlan:
        journey = _usual(case, group, self._known, self._today)
        if case.id not in self._by_land and _has_child_alone(people, journey, self._today):
            return by_air(journey)
        return journey


def _usual(
    case: Case, group: list[GroupMember], known: dict[UUID, dict[str, object]], today: date
) -> TravelPlan:
    """The usual journey, on the day for which the people have declared where that lies ahead."""
    signed = (known[m.person_id].get("declaration") for m in group)
    declared = [
        one.travel
        for one in signed
        if isinstance(one, facts.Declaration) and one.travel and not one.withdrawn_on
    ]
    ahead = max((day for day in declared if day >= today), default=None)
    return assumed_plan(case, [m.person for m in group], today, on=ahead)


def _asked_by_land(cases: Sequence[Case]) -> set[UUID]:
    """The cases of which the panel asked that a child alone goes another way than by air."""
    rows = Override.objects.filter(
        case__in=[case.id for case in cases], requirement=CHILD_BY_AIR.code, ended_at=None
    )
    return set(rows.values_list("case_id", flat=True))


def _bare(group: list[GroupMember]) -> tuple[facts.Person, ...]:
    """The people of a group with their ages and who answers for whom, and nothing else."""
    return tuple(_person(member, {}, None, "") for member in group)


def _has_child_alone(people: tuple[facts.Person, ...], plan: TravelPlan, today: date) -> bool:
    """Whether a child is on the child track: by age and company, as the table says it."""
    asked = facts.Facts(today=today, travel=_travel(plan), persons=people)
    return any(is_on_child_track(one, asked) for one in people)


class _Reference:
    """What programmes say, asked once for each journey however many cases share it."""

    def __init__(self) -> None:
        self._agreements: dict[tuple[str, date], tuple[date | None, date | None]] = {}
        self._open: dict[tuple[str, str, str | None, date], bool] = {}

    def agreement(self, programme: str, day: date) -> tuple[date | None, date | None]:
        """From when until when an agreement of the programme covers a day."""
        key = (programme, day)
        if key not in self._agreements:
            self._agreements[key] = programmes.agreement_on(programme, day) or (None, None)
        return self._agreements[key]

    def is_open(self, plan: TravelPlan, group: list[GroupMember]) -> bool:
        """Whether host, country and every area of return are open on the day of travel."""
        return all(self._is_open(plan, area) for area in _areas(group))

    def _is_open(self, plan: TravelPlan, area: str | None) -> bool:
        key = (plan.origin, plan.destination, area, plan.date)
        if key not in self._open:
            self._open[key] = programmes.is_open(plan.origin, plan.destination, area, plan.date)
        return self._open[key]


def _members(cases: Sequence[Case]) -> dict[UUID, list[GroupMember]]:
    found: dict[UUID, list[GroupMember]] = defaultdict(list)
    rows = GroupMember.objects.filter(group__in=[c.group_id for c in cases], left_at=None)
    for row in rows.order_by("position").select_related("person__profile"):
        found[row.group_id].append(row)
    return found


def _areas(group: list[GroupMember]) -> set[str | None]:
    return {m.person.return_department or None for m in group}


def _decisions(cases: Sequence[Case]) -> dict[UUID, EligibilityDecision]:
    rows = EligibilityDecision.objects.filter(
        case__in=[c.id for c in cases], revoked_at=None, eligible=True
    )
    return {row.case_id: row for row in rows}


def _notices(cases: Sequence[Case]) -> dict[UUID, list[ReceivingNotice]]:
    found: dict[UUID, list[ReceivingNotice]] = defaultdict(list)
    rows = ReceivingNotice.objects.filter(case__in=[c.id for c in cases])
    for row in rows.order_by("occurred_at", "recorded_at"):
        found[row.case_id].append(row)
    return found


def _travel(plan: TravelPlan) -> facts.Travel:
    return facts.Travel(
        date=plan.date,
        mode=plan.mode,
        origin=plan.origin or None,
        destination=plan.destination or None,
        arrives=plan.arrives,
    )


def _receiving_side(notices: list[ReceivingNotice], plan: TravelPlan) -> facts.ReceivingSide:
    """The last notice about this journey; one about another day told nobody of this one."""
    about = [one for one in notices if one.travel_date in (None, plan.date)]
    notice = about[-1] if about else None
    if notice is None:
        return facts.ReceivingSide()
    return facts.ReceivingSide(told_on=notice.told_on, answered_on=notice.answered_on)


def _person(
    member: GroupMember,
    known: dict[str, object],
    decision: EligibilityDecision | None,
    asylum: str,
) -> facts.Person:
    person = member.person
    profile_status = getattr(getattr(person, "profile", None), "status", "")
    if asylum and profile_status not in same.PROTECTED:
        profile_status = asylum
    return facts.Person(
        id=str(person.id),
        birth_date=person.birth_date,
        birth_date_precision=person.birth_precision if person.birth_date else None,
        age_disputed=person.age_disputed,
        sex=person.sex or None,
        nationalities=tuple(person.nationalities) or None,
        status=profile_status or None,
        guardian_id=str(member.guardian_id) if member.guardian_id else None,
        relation_to_guardian=member.guardian_relation or None,
        language=person.language or None,
        can_read=person.can_read,
        eligibility=facts.Eligibility(
            decided_by=name_of(decision.decided_by) if decision else None,
            countersigned_by=name_of(decision.countersigned_by) if decision else None,
            on=day_of(decision.countersigned_at) if decision else None,
            live=decision is not None,
        ),
        **known,  # type: ignore[arg-type]
    )
