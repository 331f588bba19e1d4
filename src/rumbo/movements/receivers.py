"""What movements hears from the rooms before it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.casework.signals import people_stopped
from rumbo.movements import actions


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
