"""What movements hears from the rooms before it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from rumbo.access.values import Actor, Reader
from rumbo.casework.models import Case
from rumbo.casework.signals import facts_wanted, people_erased, people_stopped
from rumbo.movements import actions, gatekeeping, listing, taken_home
from rumbo.movements.actions import escorting
from rumbo.protection.signals import escort_named
from rumbo.readiness.queries import TravelPlan
from rumbo.readiness.signals import journeys_wanted
from rumbo.registry.models import Person
from rumbo.registry.signals import double_help_wanted


@receiver(people_stopped, dispatch_uid="movements.release_seats")
def release_seats(
    sender: type,
    *,
    case: Case,
    people: Collection[object],
    kind: str,
    actor: Actor,
    at: datetime,
    **_: Any,
) -> None:
    """Free the seats of people who stop, in the same transaction."""
    actions.release_people(actor=actor, case=case, people=people, kind=kind, at=at)


@receiver(escort_named, dispatch_uid="movements.follow_named")
def follow_named(
    sender: type, *, person: Person, before: str, actor: Actor, at: datetime, **_: Any
) -> None:
    """Let who was named for a child go along where it holds a seat, and let the other one go."""
    escorting.follow_named(actor=actor, person=person.pk, before=before, at=at)


@receiver(journeys_wanted, dispatch_uid="movements.tell_journeys")
def tell_journeys(sender: type, *, cases: Sequence[Case], **_: Any) -> dict[UUID, TravelPlan]:
    """Give the journeys on which cases hold seats: they are judged for that day, not a usual one."""
    return gatekeeping.journeys_of(cases)


@receiver(facts_wanted, dispatch_uid="movements.tell_assisted")
def tell_assisted(
    sender: type, *, people: Collection[Person], **_: Any
) -> dict[UUID, dict[str, Any]]:
    """Say of each person whether they went home with help before: an officer looks, nobody is refused."""
    found = taken_home.assisted_under_another(people)
    return {person: {"assisted_before": before} for person, before in found.items()}


@receiver(double_help_wanted, dispatch_uid="movements.tell_doubled")
def tell_doubled(
    sender: type, *, reader: Reader, pairs: Mapping[UUID, tuple[UUID, UUID]], **_: Any
) -> set[UUID]:
    """Say under which pairs of registrations help was given twice, or may be."""
    return taken_home.doubled(reader, pairs)


@receiver(people_erased, dispatch_uid="movements.empty_lists")
def empty_lists(sender: type, *, people: Collection[UUID], instead: str, **_: Any) -> int:
    """Take the names of people whose files are erased off the closed lists of passengers."""
    return listing.empty(people, instead)
