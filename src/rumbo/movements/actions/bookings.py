"""Holding seats for whole groups, giving them back and taking them elsewhere."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import F

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.later import later
from rumbo.common.refusal import Refusal
from rumbo.documents import actions as documents
from rumbo.movements import errors, gatekeeping, locks, one_seat, paying, rules
from rumbo.movements.actions import escorting
from rumbo.movements.actions import seats as seating
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg, PassengerEvent, Stop
from rumbo.movements.queries import (
    expired_bookings,
    live_seats,
    members_of,
    usual_stops,
)
from rumbo.movements.seeing import stamp

BOOKERS = ("movements", "coordinator")
NUMBERED = ("LAND", "MIXED")
# The notice that some of a group part by decision: the others keep their seats.
PARTED = "SPLIT"


def book_group(
    *,
    actor: Actor,
    case: Case,
    departure: Departure,
    stops: tuple[Stop, Stop] | None = None,
    provisional_until: date | None = None,
    at: datetime | None = None,
    id: uuid.UUID | None = None,
) -> Booking:
    """Hold seats for everybody of a case, or for nobody: the BOOK gate is asked first."""
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        locks.lock_human_beings([row])
        ends = stops or usual_stops(departure, row)
        asked = Booking(
            id=id or new_id(), departure=departure, from_stop=ends[0], to_stop=ends[1],
            provisional_until=provisional_until, by=actor.id, occurred_at=when,
        )  # fmt: skip
        booking = _book(actor, row, asked)
        seating.tell(actor=actor, case=row, about="SEAT", at=when)
    case.stage, case.version = row.stage, row.version
    return booking


def release_booking(*, actor: Actor, booking: Booking, at: datetime | None = None) -> None:
    """Give a group's seats back; the group waits again, where its preparation stood."""
    with verb(actor, *BOOKERS, "counsellor", "protection"):
        when = at or clock.now()
        case = locks.lock_cases([booking.case_id])[0]
        departure = locks.lock_departure(booking.departure_id)
        if not departure.is_open:
            raise errors.not_open()
        held = list(booking.seats.live())
        if not held:
            raise errors.nobody_booked()
        seating.free(actor=actor, seats=held, kind="RELEASED", at=when)
        seating.back_to_waiting(actor=actor, case=case, booking=booking, at=when)
        _say_released(actor, booking.case_id, departure, when)


def move_booking(
    *,
    actor: Actor,
    booking: Booking,
    departure: Departure,
    stops: tuple[Stop, Stop] | None = None,
    seen: str = "",
    at: datetime | None = None,
) -> Booking:
    """Take a group to another departure: it loses the old seats only if it gets the new ones.

    `seen` is the stamp of both departures as they were shown: refused where either changed since.
    """
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        case = locks.lock_cases([booking.case_id])[0]
        locks.lock_human_beings([case])
        both = locks.lock_departures([booking.departure_id, departure.pk])
        if seen and seen != stamp(*both):
            raise changed_meanwhile()
        release_booking(actor=actor, booking=booking, at=when)
        return _go_over(actor, case, departure, stops, when)


def exchange_bookings(
    *, actor: Actor, moves: Sequence[tuple[Booking, Departure]], at: datetime | None = None
) -> list[Booking]:
    """Take groups over to seats that they give up to each other: all of them, or none."""
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        cases = locks.lock_cases([booking.case_id for booking, _to in moves])
        locks.lock_human_beings(cases)
        locks.lock_departures([pk for held, to in moves for pk in (held.departure_id, to.pk)])
        paying.hold_for(cases)
        for booking, _to in moves:
            release_booking(actor=actor, booking=booking, at=when)
        of = {case.pk: case for case in cases}
        return [_go_over(actor, of[booking.case_id], to, None, when) for booking, to in moves]


def keep_until(
    *, actor: Actor, booking: Booking, until: date | None, at: datetime | None = None
) -> Booking:
    """Make a booking provisional until a day, while a paper is awaited, or firm (no day)."""
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        case = locks.lock_cases([booking.case_id])[0]
        departure = locks.lock_departure(booking.departure_id)
        if not departure.is_open:
            raise errors.not_open()
        row = Booking.objects.get(pk=booking.pk)
        if row.ended_at is not None:
            raise errors.nobody_booked()
        if until is not None and not clock.day_of(when) <= until < departure.date:
            raise errors.no_such_last_day(departure.date)
        row.provisional_until = until
        row.save(update_fields=["provisional_until"])
        told = {"departure": departure.code, "departure_id": departure.pk}
        if until is None:
            audit.record(actor=actor, code="movements.made_firm", at=when, case=case.pk, **told)
            documents.ticket_firm(actor=actor, case=case, at=when)
        else:
            audit.record(
                actor=actor, code="movements.kept_until", at=when, case=case.pk,
                day=f"{until:%d/%m/%Y}", **told,
            )  # fmt: skip
    return row


def release_expired(*, actor: Actor = SYSTEM, today: date | None = None) -> int:
    """Give back the seats of provisional bookings whose last day is over; say how many groups."""
    day = today or clock.today()
    count = 0
    for booking in expired_bookings(day):
        count += _give_back(actor, booking)
    return count


def _give_back(actor: Actor, booking: Booking) -> int:
    """Give one group's seats back: where that is refused, the others' are given back all the same."""
    try:
        with verb(actor):
            release_booking(actor=actor, booking=booking)
            seating.tell(actor=actor, case=booking.case, about="CHANGE", at=clock.now())
    except Refusal:
        return 0
    return 1


def release_people(
    *,
    actor: Actor,
    case: Case,
    people: Collection[object],
    kind: str = "",
    at: datetime | None = None,
) -> int:
    """Free at once the seats of people who stop: called inside the transaction that says so.

    The whole group's seats are given back, for nobody travels in part; only where parting was
    decided do the others keep theirs. A case that waits for no bus any more stands again where its
    preparation stands, unless it goes its own way. On the day, at the door, it is written down as
    a change of mind. Whoever of the group did not stop, and lost the seat with them, is told.
    """
    with verb(actor):
        when = at or clock.now()
        held = BookedSeat.objects.live().filter(person__in=list(people), ended_at=None)
        found = list(held.filter(booking__case=case).values_list("departure_id", flat=True))
        count = 0
        for departure in locks.lock_departures(found):
            if not departure.is_open:
                continue
            at_door = kind == "WITHDRAWN" and departure.status == "BOARDING"
            rows = live_seats(departure, people)
            if kind != PARTED:
                rows = _with_their_groups(departure, rows)
            seating.free(
                actor=actor, seats=rows, kind="WITHDREW_AT_GATE" if at_door else "RELEASED", at=when
            )
            _say_released(actor, case.pk, departure, when)
            _wait_again(actor, case, rows, when)
            if kind != PARTED and rows:
                seating.tell(actor=actor, case=case, about="CHANGE", at=when, but=people)
            count += len(rows)
    return count


def release_all(*, actor: Actor, departure: Departure, at: datetime) -> None:
    """Give back every seat of a departure that will not leave; each group is to be told."""
    rows = Booking.objects.filter(departure=departure, ended_at=None).select_related("case")
    for booking in rows.order_by("case_id"):
        seating.free(actor=actor, seats=list(booking.seats.live()), kind="RELEASED", at=at)
        seating.back_to_waiting(actor=actor, case=booking.case, booking=booking, at=at)
        _say_released(actor, booking.case_id, departure, at)
        seating.tell(actor=actor, case=booking.case, about="CANCELLED", at=at)


def _with_their_groups(departure: Departure, seats: list[BookedSeat]) -> list[BookedSeat]:
    """These seats and all that were booked together with them."""
    bookings = {seat.booking_id for seat in seats}
    return [seat for seat in live_seats(departure) if seat.booking_id in bookings]


def _wait_again(actor: Actor, case: Case, seats: list[BookedSeat], when: datetime) -> None:
    """Where a booking of this case is over, the case is no longer booked."""
    for booking in Booking.objects.filter(pk__in={s.booking_id for s in seats}, case=case):
        if booking.ended_at is not None:
            seating.back_to_waiting(actor=actor, case=case, booking=booking, at=when)


def _go_over(
    actor: Actor,
    case: Case,
    departure: Departure,
    stops: tuple[Stop, Stop] | None,
    when: datetime,
) -> Booking:
    """Give seats on another departure to a locked case that has just given up its own."""
    case.refresh_from_db()
    ends = stops or usual_stops(departure, case)
    asked = Booking(
        id=new_id(), departure=departure, from_stop=ends[0], to_stop=ends[1],
        by=actor.id, occurred_at=when,
    )  # fmt: skip
    made = _book(actor, case, asked)
    seating.tell(actor=actor, case=case, about="CHANGE", at=when)
    audit.record(
        actor=actor, code="movements.moved", at=when, case=case.pk,
        departure=departure.code, departure_id=departure.pk,
    )  # fmt: skip
    return made


def _book(actor: Actor, case: Case, asked: Booking) -> Booking:
    """Hold the seats that are asked for a locked case: judged first, the departure locked late."""
    departure, ends, when = asked.departure, (asked.from_stop, asked.to_stop), asked.occurred_at
    _fits_the_way(departure, ends)
    people = members_of(case)
    already = one_seat.held_by(people)
    one_seat.refuse_what_is_seen(already, actor)
    gatekeeping.require_gate(case, people, "BOOK", departure, when, actor=actor, stops=ends)
    gatekeeping.require_siblings_along(case, departure, actor)
    one_seat.refuse_what_is_hidden(already, case, "BOOK")
    asked.case, asked.returns_to_stage = case, case.stage
    casework.move(actor=actor, case=case, to="BOOKED", at=when)
    held = locks.lock_departure(departure.pk)
    asked.departure, asked.office_id = held, held.office_id
    _take(actor, asked, people)
    paying.hold_together([held], list(asked.seats.select_related("booking__case")))
    escorting.bring(actor=actor, departure=held, people=people, at=when)
    documents.ticket_held(actor=actor, case=case, at=when)
    audit.record(
        actor=actor, code="movements.booked", at=when, case=case.pk,
        departure=held.code, departure_id=held.pk, people=len(people),
    )  # fmt: skip
    seats = asked.seats.select_related("departure", "booking__case")
    paying.commit_seats(actor=actor, seats=seats, at=when)
    _ask_beside_the_desk(asked, people)
    return asked


def _fits_the_way(departure: Departure, ends: tuple[Stop, Stop]) -> None:
    if not departure.is_open:
        raise errors.not_open()
    first, last = ends
    on_it = first.departure_id == departure.pk == last.departure_id
    if not on_it or first.position >= last.position:
        raise errors.not_on_the_way()


def _take(actor: Actor, booking: Booking, people: list[uuid.UUID]) -> None:
    """Take the seats: the legs' counters are locked here, late, and nothing slow follows."""
    departure = booking.departure
    if not departure.is_open:
        raise errors.not_open()
    gatekeeping.require_wheelchair_places(departure, people)
    span = rules.legs_between(booking.from_stop.position, booking.to_stop.position)
    legs = locks.lock_legs(departure.pk, span)
    free = min((leg.seats - leg.taken for leg in legs), default=0)
    if free < len(people):
        raise errors.full(free, len(people))
    booking.save(force_insert=True)
    Leg.objects.filter(pk__in=[leg.pk for leg in legs]).update(taken=F("taken") + len(people))
    numbers: list[int | None] = [None] * len(people)
    if departure.mode in NUMBERED:
        held = BookedSeat.objects.live().filter(departure=departure).exclude(seat_no=None)
        used = set(held.values_list("seat_no", flat=True))
        numbers = rules.seat_numbers(departure.seats, used, len(people))
    when = booking.occurred_at
    rows = [
        BookedSeat(
            id=new_id(),
            office_id=booking.office_id,
            booking=booking,
            departure=departure,
            person_id=person,
            seat_no=number,
            state_since=when,
            occurred_at=when,
        )
        for person, number in zip(people, numbers, strict=True)
    ]
    BookedSeat.objects.bulk_create(rows)
    PassengerEvent.objects.bulk_create(
        PassengerEvent(
            office_id=row.office_id,
            seat=row,
            person_id=row.person_id,
            departure=departure,
            kind="BOOKED",
            by=actor.id,
            occurred_at=when,
        )
        for row in rows
    )


def _say_released(actor: Actor, case: uuid.UUID, departure: Departure, when: datetime) -> None:
    audit.record(
        actor=actor, code="movements.released", at=when, case=case,
        departure=departure.code, departure_id=departure.pk,
    )  # fmt: skip


def _ask_beside_the_desk(booking: Booking, people: Collection[uuid.UUID]) -> None:
    """Put the question off till these seats are held for sure, where there is one to ask.

    It is about another file than the one that is locked, and whoever books that one at this moment
    waits for the human being that is locked here: asked now, neither would ever come to an end.
    """
    if one_seat.twofold(people):
        later("movements.ask_about_booking", booking=booking.pk)
