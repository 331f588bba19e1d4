"""What movements hears from the rooms before it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.casework.signals import people_erased, people_stopped
from rumbo.movements import actions, gatekeeping, listing
from rumbo.movements.actions import escorting
from rumbo.protection.signals import escort_named
from rumbo.readiness.queries import TravelPlan
from rumbo.readiness.signals import journeys_wanted
from rumbo.registry.models import Person


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


@receiver(people_erased, dispatch_uid="movements.empty_lists")
def empty_lists(sender: type, *, people: Collection[UUID], instead: str, **_: Any) -> int:
    """Take the names of people whose files are erased off the closed lists of passengers."""
    return listing.empty(people, instead)
