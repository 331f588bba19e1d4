"""What this room writes with the verbs of rooms before it, in one place."""

from datetime import date, datetime

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.counselling.models import Reconfirmation
from rumbo.documents.models import ReceivingNotice
from rumbo.registry.models import Person


def said_again(
    *, actor: Actor, case: Case, person: Person, on: date, by_guardian: bool, at: datetime
) -> None:
    """Keep that a person said it again on the day of travel."""
    Reconfirmation.objects.create(
        office_id=case.office_id,
        case=case,
        person=person,
        on=on,
        by_guardian=by_guardian,
        by=actor.id,
        occurred_at=at,
    )


def receiver_told(*, actor: Actor, case: Case, on: date, at: datetime) -> None:
    """Keep that those who receive were told of a group."""
    ReceivingNotice.objects.create(
        office_id=case.office_id, case=case, told_on=on, by=actor.id, occurred_at=at
    )


def receiver_answered(*, actor: Actor, case: Case, on: date, at: datetime) -> None:  # noqa: ARG001
    """Keep that those who receive answered."""
    ReceivingNotice.objects.filter(case=case, answered_on=None).update(answered_on=on)
