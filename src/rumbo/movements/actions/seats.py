"""What every verb about a seat shares: its state changes by the table, and each change is kept."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.documents import actions as documents
from rumbo.movements import errors, locks, paying, rules
from rumbo.movements.actions import escorting
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg, PassengerEvent
from rumbo.registry import queries as registry
from rumbo.registry.models import GroupMember

HELD_STAGES = ("BOOKED", "PRE_DEPARTURE")


def note(
    *, actor: Actor, seats: Sequence[BookedSeat], kind: str, at: datetime, remark: str = ""
) -> None:
    """Take seats to a state, each with its event; refuse what the table does not allow."""
    for seat in seats:
        if not rules.seat_may_become(seat.state, kind):
            raise errors.seat_not_that_way(seat.state)
    for seat in seats:
        seat.state, seat.state_since = kind, at
        if kind in rules.FREES_THE_SEAT:
            seat.released_at = at
        if kind in rules.ENDS_THE_JOURNEY:
            seat.ended_at = at
        seat.save(update_fields=["state", "state_since", "released_at", "ended_at"])
    PassengerEvent.objects.bulk_create(
        PassengerEvent(
            office_id=seat.office_id,
            seat=seat,
            person_id=seat.person_id,
            departure_id=seat.departure_id,
            kind=kind,
            by=actor.id,
            note=remark,
            occurred_at=at,
        )
        for seat in seats
    )


def free(*, actor: Actor, seats: Sequence[BookedSeat], kind: str, at: datetime) -> None:
    """Give seats back: their legs have room again, and a booking without seats is over.

    The departures are locked by the caller (rumbo.movements.locks).
    """
    if not seats:
        return
    note(actor=actor, seats=seats, kind=kind, at=at)
    bookings = Booking.objects.filter(pk__in={s.booking_id for s in seats})
    for booking in bookings.select_related("from_stop", "to_stop").order_by("departure_id", "id"):
        count = sum(1 for s in seats if s.booking_id == booking.pk)
        legs = rules.legs_between(booking.from_stop.position, booking.to_stop.position)
        held = locks.lock_legs(booking.departure_id, legs)
        Leg.objects.filter(pk__in=[leg.pk for leg in held]).update(taken=F("taken") - count)
        if not booking.seats.live().exists():
            booking.end(at)
    rows = Departure.objects.filter(pk__in={s.departure_id for s in seats})
    paying.hold_together(list(rows), seats)
    escorting.after_seats_freed(actor=actor, seats=seats, at=at)
    paying.release_seats(actor=actor, seats=seats, at=at)


def back_to_waiting(*, actor: Actor, case: Case, booking: Booking, at: datetime) -> None:
    """A case whose seats were given back stands again where its preparation stands."""
    case.refresh_from_db(fields=["stage", "version"])
    if case.stage in HELD_STAGES:
        casework.move(actor=actor, case=case, to=booking.returns_to_stage, at=at)
    documents.ticket_gone(actor=actor, case=case, at=at)


def tell(
    *, actor: Actor, case: Case, about: str, at: datetime, but: Collection[object] = ()
) -> None:
    """Put the first adult of a group (`but` these people) on the list of those to be told today.

    Nobody is on it without a live permission to use their data.
    """
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    rows = rows.exclude(person__in=but).exclude(guardian__in=but)
    rows = rows.filter(Exists(registry.live_consent_of(OuterRef("person"))))
    rows = rows.order_by(F("guardian").desc(nulls_first=True), "position")
    if (told := rows.select_related("person").first()) is not None:
        casework.add_contact(actor=actor, case=case, person=told.person, about=about, at=at)
