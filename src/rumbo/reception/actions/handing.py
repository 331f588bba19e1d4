"""A child that came without its family is given to who was assessed, and to nobody else."""

from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import locks
from rumbo.protection import actions as protection
from rumbo.protection.models import Handover
from rumbo.protection.values import NewHandover
from rumbo.reception import errors
from rumbo.reception.models import Arrival
from rumbo.registry.models import Person

HAND = ("reception", "reintegration", "child_officer", "protection")


def hand_child(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    act: NewHandover,
    id: UUID | None = None,
    at: datetime | None = None,
) -> Handover:
    """Sign the act by which the escort's duty ends: the child has arrived, and who receives is known."""
    with verb(actor, *HAND):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        here = Arrival.objects.live().filter(person=person, case=row, state="ARRIVED").first()
        if not isinstance(here, Arrival):
            raise errors.not_here()
        return protection.hand_over(
            actor=actor,
            case=row,
            person=person,
            act=act,
            receiving_office=here.receiving_office,
            id=id,
            at=when,
        )
