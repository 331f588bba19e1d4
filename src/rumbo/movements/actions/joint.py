"""A joint movement: our people by name on our list, the other organiser's as a head-count."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements import errors, locks
from rumbo.movements.actions.departures import PLANNERS
from rumbo.movements.models import Departure, TheirPart

MOST = 300


def note_their_part(
    *,
    actor: Actor,
    departure: Departure,
    organiser: str,
    people: int,
    at: datetime | None = None,
) -> TheirPart:
    """Write down how many of the other organiser's people go along; their own list names them.

    They take no seat of ours, stand on no list of ours, and nobody here confirms their arrival.
    """
    with verb(actor, *PLANNERS):
        row, when = locks.lock_departure(departure.pk), at or clock.now()
        if not row.is_open:
            raise errors.not_open()
        if not organiser.strip() or not 0 <= people <= MOST:
            raise errors.their_part_unsound(MOST)
        made = TheirPart(
            id=new_id(),
            office_id=row.office_id,
            departure=row,
            organiser=organiser.strip(),
            people=people,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="movements.their_part", at=when, departure=row.code,
            departure_id=row.pk, people=people,
        )  # fmt: skip
    return made
