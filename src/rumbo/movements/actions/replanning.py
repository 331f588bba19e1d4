"""A departure that will not leave: cancelled, and its groups booked elsewhere in the same breath."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import locks, paying
from rumbo.movements.actions.bookings import book_group
from rumbo.movements.actions.departures import PLANNERS, cancel_departure
from rumbo.movements.models import Booking, Departure


class Replanned(NamedTuple):
    """What became of one group: the departure it has a seat on now, or why it waits."""

    case: Case
    departure: Departure | None
    why: str


def cancel_and_replan(
    *,
    actor: Actor,
    departure: Departure,
    onto: Mapping[uuid.UUID, Departure],
    why: str = "",
    at: datetime | None = None,
) -> list[Replanned]:
    """Cancel a departure and book its groups (by case) where they were sent; each whole or not at all.

    Whoever cannot be booked there waits again with the same date, and is named with the reason.
    """
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        others = [other.pk for other in onto.values()]
        _row, cases = locks.lock_everybody(departure.pk, *others)
        live = Booking.objects.filter(departure=departure, ended_at=None)
        # Whoever got on another bus since the page was opened stays there.
        sent = [case for case in cases if case.pk in onto and live.filter(case=case).exists()]
        paying.hold(departure, sent)
        cancel_departure(actor=actor, departure=departure, why=why, at=when)
        return [_booked(actor, case, onto[case.pk], when) for case in sent]


def _booked(actor: Actor, case: Case, other: Departure, when: datetime) -> Replanned:
    case.refresh_from_db()
    try:
        with verb(actor):
            book_group(actor=actor, case=case, departure=other, at=when)
    except Refusal as refusal:
        case.refresh_from_db()
        return Replanned(case, None, refusal.sentence)
    return Replanned(case, other, "")
