"""Reading papers: which one holds, who has the original, what is missing, what runs out or is late."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.casework.rules import BEFORE_DEPARTURE, OVER
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.counselling.models import Declaration
from rumbo.documents import rules
from rumbo.documents.models import (
    ConsularBatch,
    ConsularRequest,
    ReceivingNotice,
    Transfer,
    TravelDocument,
)
from rumbo.network import queries as network
from rumbo.network.models import Consulate
from rumbo.protection import queries as protection
from rumbo.protection.models import (
    AsylumClaim,
    FearAnswer,
    Screening,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.registry import queries as registry
from rumbo.registry.models import GroupMember, Person, Profile

R = TypeVar("R", bound=Model)
FAMILY_VIOLENCE = frozenset({"GBV", "FAMILY_VIOLENCE"})
ASYLUM = frozenset({"ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY"})
# How far ahead the list of papers that run out looks.
AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class RunsOut:
    """Somebody whose papers all end before they would arrive."""

    case: Case
    person: Person
    travel: date
    lasts: date


def travel_day(case: Case | UUID) -> date | None:
    """Give the day for which the people of a case have declared; None where nobody has yet."""
    key = case.id if isinstance(case, Case) else case
    return travel_days([key]).get(key)


def travel_days(cases: Collection[UUID]) -> dict[UUID, date]:
    """Give the declared day of travel of each case, the latest where they differ."""
    rows = Declaration.objects.filter(case_id__in=list(cases), withdrawn_at=None)
    found: dict[UUID, date] = {}
    for case, day in rows.values_list("case_id", "travel_date"):
        if day is not None:
            found[case] = max(day, found.get(case, day))
    return found


def live_documents(person: Person | UUID) -> list[TravelDocument]:
    """List the papers that somebody uses, newest first."""
    rows = TravelDocument.objects.filter(person=person, ended_at=None)
    return list(rows.order_by("-occurred_at", "-recorded_at"))


def by_person(reader: Reader, model: type[R], people: Collection[UUID]) -> dict[UUID, list[R]]:
    """Give each person's rows of a model that a reader may see, oldest first."""
    rows = model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{model} is not scoped")
    whose = "child_id" if hasattr(model, "child") else "person_id"
    found: dict[UUID, list[R]] = defaultdict(list)
    mine = rows.visible_to(reader).filter(**{f"{whose}__in": list(people)})
    for row in mine.order_by("occurred_at", "recorded_at"):
        found[getattr(row, whose)].append(row)
    return found


def notices(case: Case) -> list[ReceivingNotice]:
    """List what was told to those who receive, newest first."""
    return list(case.receiving_notices.order_by("-occurred_at", "-recorded_at"))


def countries_on_the_way(case: Case, day: date) -> list[str]:
    """Name the countries between a case's site and home, as the usual routes by land cross them."""
    members = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    homes = {
        p.return_country or (p.nationalities or [""])[0]
        for p in (m.person for m in members.select_related("person"))
    }
    crossed: dict[str, None] = {}
    for home in sorted(homes - {""}):
        for country in _between(case.site, home, day):
            crossed.setdefault(country)
    return list(crossed)


def _between(site: str, home: str, day: date) -> list[str]:
    """The countries of the shortest route by land, in their order, without the two ends."""
    for centre in network.centres_for(home, day, mode="LAND"):
        for route in network.routes_between(site, centre.code, day, mode="LAND"):
            borders = network.crossings_of(route.code)
            ordered = dict.fromkeys(
                c for b in borders for c in (b.country_a_id, b.country_b_id) if c != home
            )
            return list(ordered)[1:]
    return []


def may_contact_other_parent(case: Case) -> bool:
    """Whether it is known to be safe to look for the other parent of a child of this case.

    Everybody must have been screened, and nobody flagged for family violence, under whatever
    registration: what is not known is not safe (requirements.md, OTHER_PARENT).
    """
    people = [m.person_id for m in counselling.members(case)]
    everywhere = registry.every_registration_of(people)
    screens = Screening.objects.filter(person_id__in=everywhere)
    if set(people) - set(screens.values_list("person_id", flat=True)):
        return False
    flagged = screens.filter(codes__overlap=sorted(FAMILY_VIOLENCE)).exists()
    told = SurvivorFinding.objects.filter(person_id__in=everywhere, family_violence=True)
    return not flagged and not told.exists()


def may_tell_mission(case: Case) -> bool:
    """Whether nobody of a case survived trafficking without a yes for the office of origin."""
    people = [member.person_id for member in counselling.members(case)]
    for person in registry.every_registration_of(people):
        row = protection.newest(TraffickingClearance, person)
        if row is not None and row.flag and row.share_with_origin is not True:
            return False
    return True


def may_ask_consulate(person: Person) -> bool:
    """Whether a consulate may be told of somebody, as far as protection goes (domain.md 9, 5).

    Not before the question of fear was asked and is settled, and not of somebody with an asylum
    claim before their own dated decision: the consulate may be who they fear. What was told under
    another registration of the same human being counts as if it were told here.
    """
    answer = protection.newest(FearAnswer, person)
    if answer is None and counselling.is_heard_alone(person, clock.today()):
        return False
    everywhere = registry.every_registration_of([person.pk])
    if any(map(protection.has_open_fear, everywhere)):
        return False
    claims = AsylumClaim.objects.filter(person__in=everywhere)
    claim = claims.order_by("-occurred_at", "-recorded_at").first()
    if claim is not None:
        return claim.own_decision_on is not None
    return not Profile.objects.filter(person__in=everywhere, status__in=ASYLUM).exists()


def runs_out(reader: Reader, today: date) -> list[RunsOut]:
    """List people whose last paper ends before they would arrive, soonest travel first."""
    days = _travelling(reader, today)
    members = GroupMember.objects.filter(group__case__in=list(days), left_at=None)
    pairs = [(m.group.case, m.person) for m in members.select_related("person", "group__case")]
    papers: dict[UUID, list[date | None]] = defaultdict(list)
    rows = TravelDocument.objects.visible_to(reader).filter(
        person_id__in=[p.id for _, p in pairs], ended_at=None, type__in=rules.TRAVEL_TYPES
    )
    for person, until in rows.values_list("person_id", "valid_until"):
        papers[person].append(until)
    found = [
        RunsOut(case, person, days[case.id], last)
        for case, person in pairs
        if (last := rules.best(papers[person.id])) is not None and last <= days[case.id]
    ]
    return sorted(found, key=lambda one: (one.travel, one.case.number))


def overdue_requests(reader: Reader, today: date) -> QuerySet[ConsularRequest]:
    """The requests whose answer is late, longest first."""
    rows: QuerySet[ConsularRequest] = ConsularRequest.objects.visible_to(reader)
    late = rows.filter(answered_on=None, stopped_at=None, due_on__lt=today)
    return (
        late.filter(person__in=_going_on())
        .select_related("case", "person")
        .order_by("due_on", "id")
    )


def requests(reader: Reader) -> QuerySet[ConsularRequest]:
    """The requests that wait for something, of the files that go on."""
    rows: QuerySet[ConsularRequest] = ConsularRequest.objects.visible_to(reader)
    open_ones = rows.filter(answered_on=None, stopped_at=None, person__in=_going_on())
    return open_ones.select_related("case__office", "person", "batch").prefetch_related("items")


def _going_on() -> QuerySet[Any]:
    """The people of files that are not over, whichever file they were in before."""
    members = GroupMember.objects.filter(left_at=None).exclude(group__case__stage__in=OVER)
    return members.values("person")


def to_be_told(reader: Reader) -> QuerySet[ConsularRequest]:
    """The requests that were stopped while a consulate had them, and that nobody told it of."""
    rows: QuerySet[ConsularRequest] = ConsularRequest.objects.visible_to(reader)
    stopped = rows.filter(stop_told_on=None).exclude(stopped_at=None).exclude(sent_on=None)
    return stopped.select_related("case", "person").order_by("stopped_at", "id")


def batches(reader: Reader) -> QuerySet[ConsularBatch]:
    """The batches of the reader's offices."""
    rows: QuerySet[ConsularBatch] = ConsularBatch.objects.visible_to(reader)
    return rows


def transfers(reader: Reader) -> QuerySet[Transfer]:
    """What has left the house, of what the reader may see."""
    rows: QuerySet[Transfer] = Transfer.objects.visible_to(reader)
    return rows.select_related("case", "person")


def originals_to_return(reader: Reader) -> QuerySet[TravelDocument]:
    """The originals that we hold of people whose case is over: theirs to have back."""
    rows: QuerySet[TravelDocument] = TravelDocument.objects.visible_to(reader)
    people = GroupMember.objects.filter(group__case__stage__in=OVER, left_at=None)
    ours = rows.filter(original_with__in=rules.HELD_BY_US, person__in=people.values("person"))
    return ours.select_related("person").order_by("occurred_at", "id")


def case_of(person: Person | UUID) -> Case | None:
    """Give the case of somebody's group."""
    member = GroupMember.objects.filter(person=person, left_at=None).first()
    found: Case | None = Case.objects.filter(group=member.group_id).first() if member else None
    return found


def cases_of(people: Collection[UUID]) -> dict[UUID, Case]:
    """Give the case of each of many people's groups, as they stand now."""
    rows = GroupMember.objects.filter(person__in=list(people), left_at=None)
    groups = dict(rows.values_list("person", "group"))
    cases = {case.group_id: case for case in Case.objects.filter(group__in=set(groups.values()))}
    return {person: cases[group] for person, group in groups.items() if group in cases}


def numbers_of(people: Collection[UUID]) -> dict[UUID, str]:
    """Give the number of each person's file."""
    rows = Case.objects.filter(
        group__members__person__in=list(people), group__members__left_at=None
    )
    return dict(rows.values_list("group__members__person_id", "number"))


def _travelling(reader: Reader, today: date) -> dict[UUID, date]:
    rows = Declaration.objects.visible_to(reader).filter(
        withdrawn_at=None,
        travel_date__gte=today,
        travel_date__lte=today + AHEAD,
        case__stage__in=BEFORE_DEPARTURE,
    )
    return travel_days(set(rows.values_list("case_id", flat=True)))


def consulate_named(code: str) -> Consulate | None:
    """The consulate of a code, for a letter's head."""
    return Consulate.objects.filter(code=code).first()


def consulates_named(found: Collection[str]) -> dict[str, Consulate]:
    """The consulates of these codes, each with its country, asked for at once."""
    rows = Consulate.objects.filter(code__in=found).select_related("represents")
    return {one.code: one for one in rows}


def has_papers(person: Person) -> bool:
    """Whether somebody has a paper in use, or one that a consulate was asked for."""
    asked = ConsularRequest.objects.open().filter(person=person)
    return bool(live_documents(person)) or asked.exists()
