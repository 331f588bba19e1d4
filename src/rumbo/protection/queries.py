"""Reading protection: the newest word on each thing, and what may be said outside its compartment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, Task
from rumbo.common import clock, codes
from rumbo.protection import rules
from rumbo.protection.models import (
    CareNeeds,
    ChildTrack,
    FearAnswer,
    FitnessFinding,
    Screening,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.registry.models import Person

WHOSE = "person_id"
R = TypeVar("R", bound=Model)


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
        seen = (c for c in row.codes if reader.sees(compartment.get(c, "protection")))
        mine.extend(code for code in seen if code not in mine)
    return found


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


def is_presumed_alone(person: Person | UUID) -> bool:
    """Whether somebody was ever taken for a child without family, or is led on the child track."""
    asked = Task.objects.filter(person=person, code=rules.FLAGS["UASC"].task)
    return asked.exists() or is_on_track(person)


def is_on_track(person: Person | UUID) -> bool:
    """Whether a child officer has written down a step of somebody's child track."""
    return newest(ChildTrack, person) is not None
