"""Reading protection: the newest word on each thing, and what may be said outside its compartment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q

from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, Task
from rumbo.casework.queries import goes_on_as
from rumbo.casework.rules import BEFORE_DEPARTURE
from rumbo.common import clock, codes
from rumbo.protection import rules, track
from rumbo.protection.models import (
    CareNeeds,
    ChildTrack,
    FearAnswer,
    FitnessFinding,
    Handover,
    MppStep,
    Screening,
    Siblings,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.protection.way import Way, way_of
from rumbo.registry.models import GroupMember, Person

WHOSE = "person_id"
# A child with a signed act of leaving is in its escort's hands until the act of arriving.
IN_HAND = ("PRE_DEPARTURE", "IN_TRANSIT", "ARRIVED")
R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What who receives a child may know beforehand: who brings it, and who is to receive it.

    Not the number of the receiver's paper: that is read from the paper, and compared.
    """

    escort: str
    receiver: str
    relation: str
    place: str
    act: Handover | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Leads:
    """Who goes along with a child, and whether that child still goes."""

    name: str
    is_trained: bool
    goes: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The file of a number, whoever's it is: who is in it, and whether it is protection's alone."""

    case: Case
    people: frozenset[UUID]
    is_reserved: bool


@dataclass(frozen=True, slots=True)
class TravelFitness:
    """What those who book and travel along may know: the result and until when, never why."""

    result: str
    valid_until: date | None
    conditions: tuple[str, ...]
    escort: str


def newest(model: type[R], person: Person | UUID) -> R | None:
    """Give the row that holds about a person: the rules read all compartments."""
    rows = model._default_manager.filter(person=person)
    return rows.order_by("-occurred_at", "-recorded_at").first()


def newest_seen(model: type[R], reader: Reader, people: Collection[UUID]) -> dict[UUID, R]:
    """Give the row that holds about each person, of those that the reader may see."""
    rows = model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{model} is not scoped")
    mine = rows.visible_to(reader).filter(person_id__in=list(people))
    ordered = mine.order_by("occurred_at", "recorded_at")
    return {getattr(row, WHOSE): row for row in ordered}


def has_open_fear(person: Person | UUID) -> bool:
    """Whether somebody's last answer still asks for protection."""
    row = newest(FearAnswer, person)
    return row is not None and is_open(row)


def is_open(row: FearAnswer) -> bool:
    """Whether an answer of fear is not settled by two people."""
    return rules.is_open_fear(row.answer, row.resolution, confirmed=row.confirmed_by is not None)


def codes_seen(reader: Reader, people: Collection[UUID]) -> dict[UUID, list[str]]:
    """Give what was ever flagged about each person, as far as the reader's compartments go."""
    compartment = codes.mapping("vulnerability", "compartment")
    found: dict[UUID, list[str]] = {}
    rows = Screening.objects.visible_to(reader).filter(person_id__in=list(people))
    for row in rows.order_by("occurred_at", "recorded_at"):
        mine = found.setdefault(row.person_id, [])
        within = reader.within(row.case_id)
        seen = (c for c in row.codes if compartment.get(c, "protection") in within)
        mine.extend(code for code in seen if code not in mine)
    return found


def flags_of(person: Person | UUID, compartments: Collection[str]) -> list[str]:
    """What was ever flagged about somebody, of what lies in these compartments: for verbs."""
    lies = codes.mapping("vulnerability", "compartment")
    told = {code for row in Screening.objects.filter(person=person) for code in row.codes}
    return [code for code in rules.FLAGS if code in told and lies[code] in compartments]


def asked_on(case: Case) -> dict[tuple[str, UUID], date]:
    """Say when the screen and the question were asked of each person: that they were, never what.

    From the journal, in which asking is told to everyone who reads the case.
    """
    rows = JournalEntry.objects.filter(
        case_id=case.id, code__in=("protection.screened", "protection.asked"), compartment="bio"
    )
    return {
        (row.code.removeprefix("protection."), row.person_id): clock.day_of(row.occurred_at)
        for row in rows.order_by("occurred_at")
        if row.person_id is not None
    }


def fitness_to_travel(people: Collection[UUID]) -> dict[UUID, TravelFitness]:
    """Give each person's result as movement staff may know it (domain.md 3.3)."""
    rows = FitnessFinding.objects.filter(person_id__in=list(people))
    return {
        row.person_id: TravelFitness(row.result, row.valid_until, tuple(row.conditions), row.escort)
        for row in rows.order_by("occurred_at", "recorded_at")
    }


def care_needed(people: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Give what each person needs on the way: the need, without the reason."""
    rows = CareNeeds.objects.filter(person_id__in=list(people))
    return {row.person_id: tuple(row.needs) for row in rows.order_by("occurred_at", "recorded_at")}


def is_half_undone(row: TraffickingClearance | SurvivorFinding) -> bool:
    """Whether one officer took a danger back and a second has not said so yet."""
    if isinstance(row, TraffickingClearance):
        return row.unflag_asked_by is not None
    return row.kidnapping_unflag_by is not None or row.violence_unflag_by is not None


def way(case: Case, person: Person) -> Way:
    """Where a child stands on the way: for verbs, which read what the rules need."""
    rows = ChildTrack.objects.filter(person=person)
    acts = Handover.objects.live().filter(person=person, case=case)
    return _way(case, person, rows, acts)


def way_seen(reader: Reader, case: Case, person: Person) -> Way:
    """Where a child stands on the way, of what the reader may see."""
    rows = ChildTrack.objects.visible_to(reader).filter(person=person)
    acts = Handover.objects.visible_to(reader).live().filter(person=person, case=case)
    return _way(case, person, rows, acts)


def _way(case: Case, person: Person, rows: Any, acts: Any) -> Way:
    found = Task.objects.filter(case=case, person=person, code=rules.FLAGS["UASC"].task)
    first = found.order_by("occurred_at").values_list("occurred_at", flat=True).first()
    begun = None if first is None else clock.day_of(first)
    return way_of(list(rows.order_by("occurred_at", "recorded_at")), list(acts), begun)


def awaited(case: Case, person: Person) -> Awaited:
    """Give what the office that receives may know of a child's hand-over, outside its compartment."""
    found = way(case, person)
    receiver = found.now.receiver
    return Awaited(
        escort=found.now.escort,
        receiver=str(receiver.get("name") or ""),
        relation=str(receiver.get("relation") or ""),
        place=str(receiver.get("place") or ""),
        act=found.acts.get("ARRIVAL"),
        is_open="DEPARTURE" in found.acts and "ARRIVAL" not in found.acts,
    )


def act_of_number(number: str) -> Handover | None:
    """The act of a number, whoever asks: what may be said of it is the caller's to know."""
    rows = Handover.objects.select_related("person", "case__office", "receiving_office")
    found: Handover | None = rows.filter(number=number).first()
    return found


def in_hands_of(escort: str) -> int:
    """How many children an escort took and has not given to who receives them, by what was signed."""
    taken = Handover.objects.live().filter(end="DEPARTURE", case__stage__in=IN_HAND)
    given = Handover.objects.live().filter(end="ARRIVAL", person=OuterRef("person"))
    key = track.name_key(escort)
    rows = taken.filter(~Exists(given.filter(case=OuterRef("case"))))
    return sum(track.name_key(str(row.taker.get("name") or "")) == key for row in rows)


def leading(people: Collection[UUID]) -> dict[UUID, Leads]:
    """Who was named to go along with each of these children: for those who plan the journey."""
    rows = ChildTrack.objects.filter(person__in=list(people))
    last = {row.person_id: row for row in rows.order_by("occurred_at", "recorded_at")}
    return {
        person: Leads(
            row.escort,
            is_trained=bool(row.escort_is_specialised),
            goes=not row.instead and row.best_interests != track.AGAINST,
        )
        for person, row in last.items()
        if row.escort
    }


def was_handed_over(case: Case, person: Person) -> bool:
    """Whether a child was given to who receives it, with an act that stands."""
    rows = Handover.objects.live().filter(case=case, person=person, end="ARRIVAL")
    return bool(rows.exists())


def file_of_number(number: str) -> Named | None:
    """The file of a number at any office, or where its people are now: for an emergency, reviewed."""
    said = number.replace("\x00", "").strip().upper()[:20]
    case = Case.objects.filter(number=goes_on_as(said)).first() if said else None
    if case is None:
        return None
    here = GroupMember.objects.filter(group=case.group_id, left_at=None).select_related("person")
    people = [member.person for member in here]
    return Named(case, frozenset(one.pk for one in people), any(one.sealed for one in people))


def case_of(person: Person) -> Case | None:
    """The file that somebody is in now."""
    rows = Case.objects.filter(group__members__person=person, group__members__left_at=None)
    return rows.select_related("office").first()


def children_on_the_way() -> list[Person]:
    """The children who were found to be alone and have not left yet: for the search of siblings."""
    code = rules.FLAGS["UASC"].task
    told = Task.objects.filter(code=code, case__stage__in=BEFORE_DEPARTURE)
    return list(Person.objects.filter(pk__in=told.values("person")).order_by("search_no"))


def open_pairs_of(person: Person) -> bool:
    """Whether a possible sibling of a child still waits for an answer."""
    rows = Siblings.objects.open().filter(Q(earlier=person) | Q(later=person))
    return bool(rows.exists())


def siblings_apart(cases: Collection[UUID]) -> dict[UUID, list[Case]]:
    """Of these cases, give the other files in which a confirmed sibling of one of theirs waits."""
    here = GroupMember.objects.filter(group__case__in=list(cases), left_at=None)
    people = here.values("person")
    pairs = list(
        Siblings.objects.confirmed()
        .filter(Q(earlier__in=people) | Q(later__in=people))
        .select_related("earlier", "later")
    )
    if not pairs:
        return {}
    whose = dict(here.values_list("person", "group__case"))
    found: dict[UUID, list[Case]] = {}
    for pair in pairs:
        for child, other in ((pair.earlier, pair.later), (pair.later, pair.earlier)):
            mine, theirs = whose.get(child.pk), case_of(other)
            if mine is None or theirs is None or theirs.pk == mine:
                continue
            if theirs.stage in BEFORE_DEPARTURE and theirs not in found.setdefault(mine, []):
                found[mine].append(theirs)
    return {case: others for case, others in found.items() if others}


def pairs_seen(reader: Reader, people: Collection[UUID]) -> list[Siblings]:
    """The possible and confirmed siblings of these children, as far as the reader may see."""
    rows = Siblings.objects.visible_to(reader).filter(
        Q(earlier__in=list(people)) | Q(later__in=list(people))
    )
    return list(
        rows.exclude(decision="NOT_SIBLINGS")
        .select_related("earlier__office", "later__office")
        .order_by("occurred_at")
    )


def pairs_of(people: Collection[UUID]) -> list[Siblings]:
    """Every pair in which one of these children is: for verbs, whatever was said of it."""
    either = Q(earlier__in=list(people)) | Q(later__in=list(people))
    return list(Siblings.objects.filter(either).select_related("earlier", "later"))


def is_presumed_alone(person: Person | UUID) -> bool:
    """Whether somebody was ever taken for a child without family, or is led on the child track."""
    asked = Task.objects.filter(person=person, code=rules.FLAGS["UASC"].task)
    return asked.exists() or is_on_track(person)


def is_on_track(person: Person | UUID) -> bool:
    """Whether a child officer has written down a step of somebody's child track."""
    return newest(ChildTrack, person) is not None


def had_legal_aid(person: Person | UUID) -> bool:
    """Whether somebody was led to legal aid, or said that they did not want it."""
    return bool(MppStep.objects.filter(person=person, kind="LEGAL_AID").exists())


def mpp_steps_seen(reader: Reader, person: Person) -> list[MppStep]:
    """How somebody with a case in the north was accompanied, the newest first."""
    rows = MppStep.objects.visible_to(reader).filter(person=person)
    return list(rows.order_by("-on", "-recorded_at"))
