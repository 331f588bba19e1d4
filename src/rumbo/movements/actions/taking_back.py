"""The wrong row was tapped: who was said not to travel is called again, until the unit leaves."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.movements import errors, gatekeeping, locks, one_seat, paying, rules
from rumbo.movements.actions import escorting
from rumbo.movements.actions import seats as seating
from rumbo.movements.actions.bookings import NUMBERED
from rumbo.movements.actions.door import AT_THE_DOOR
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg
from rumbo.movements.queries import set_aside_with
from rumbo.registry.models import GroupMember


def take_back_absence(
    *, actor: Actor, seat: BookedSeat, at: datetime | None = None
) -> list[BookedSeat]:
    """Take back that a group did not come or cannot travel: it is called again, whole.

    Who was aboard boards anew, through the gate. A seat that somebody else holds by now is not
    taken from them: the group gets another on the same unit, or it is said that there is none.
    """
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        case, row = _locked(seat, when)
        back = set_aside_with(row)
        kind, since = row.state, row.state_since
        _may_have_seats(actor, case, row.departure, back)
        _give_back(actor, row.departure, back, when)
        people = [one.person_id for one in back]
        escorting.bring(actor=actor, departure=row.departure, people=people, at=when)
        _forget(actor, case, back, since, when)
        casework.move(actor=actor, case=case, to="BOOKED", at=when)
        if any(one.state == "RECONFIRMED" for one in back):
            casework.reach(actor=actor, case=case, to="PRE_DEPARTURE", at=when)
        code = "movements.no_show_undone" if kind == "NO_SHOW" else "movements.offload_undone"
        for one in back:
            audit.record(
                actor=actor, code=code, at=when, case=case.pk, person=one.person_id,
                departure=row.departure.code, departure_id=row.departure_id,
            )  # fmt: skip
        paying.commit_seats(actor=actor, seats=back, at=when)
    return back


def _locked(seat: BookedSeat, when: datetime) -> tuple[Case, BookedSeat]:
    """Lock the case and the departure of a seat that was given back at the door, today."""
    member = GroupMember.objects.filter(person=seat.person_id, left_at=None).first()
    found = Case.objects.filter(group=member.group_id).first() if member else None
    case = locks.lock_cases([found.pk if found else seat.booking.case_id])[0]
    locks.lock_human_beings([case])
    departure = locks.lock_departure(seat.departure_id)
    row = BookedSeat.objects.select_related("person", "booking").get(pk=seat.pk)
    row.departure = departure
    if row.state not in rules.SET_ASIDE:
        raise errors.seat_not_that_way(row.state)
    if departure.has_left:
        raise errors.left_already()
    if departure.status != "BOARDING":
        raise errors.not_open()
    gatekeeping.require_its_day(departure, when)
    return case, row


def _may_have_seats(
    actor: Actor, case: Case, departure: Departure, back: Sequence[BookedSeat]
) -> None:
    """Nobody has two seats, and a wheelchair has its own place."""
    people = [one.person_id for one in back]
    already = one_seat.held_by(people)
    one_seat.refuse_what_is_seen(already, actor)
    if Booking.objects.filter(case=case, ended_at=None).exists():
        raise errors.has_a_seat()
    gatekeeping.require_wheelchair_places(departure, people)
    one_seat.refuse_what_is_hidden(already, case, "BOARD")


def _give_back(
    actor: Actor, departure: Departure, back: Sequence[BookedSeat], when: datetime
) -> None:
    """Take the legs again, the same numbers where they are free, and the state before the tap."""
    count = Counter(one.booking_id for one in back)
    rows = Booking.objects.filter(pk__in=count).select_related("from_stop", "to_stop")
    for booking in rows.order_by("id"):
        wanted = count[booking.pk]
        span = rules.legs_between(booking.from_stop.position, booking.to_stop.position)
        legs = locks.lock_legs(departure.pk, span)
        if min((leg.seats - leg.taken for leg in legs), default=0) < wanted:
            raise errors.seat_given_away()
        Leg.objects.filter(pk__in=[leg.pk for leg in legs]).update(taken=F("taken") + wanted)
        booking.ended_at = None
        booking.save(update_fields=["ended_at"])
    if departure.mode in NUMBERED:
        _number(departure, back)
    for state in rules.UNANSWERED:
        same = [one for one in back if _before(one) == state]
        for one in same:
            one.released_at = None
        seating.note(actor=actor, seats=same, kind=state, at=when, remark="UNDONE")


def _number(departure: Departure, back: Sequence[BookedSeat]) -> None:
    live = BookedSeat.objects.live().filter(departure=departure).exclude(seat_no=None)
    used = set(live.values_list("seat_no", flat=True))
    if all(one.seat_no and one.seat_no not in used for one in back):
        return
    numbers = rules.seat_numbers(departure.seats, used, len(back))
    for one, number in zip(back, numbers, strict=True):
        one.seat_no = number
        one.save(update_fields=["seat_no"])


def _before(seat: BookedSeat) -> str:
    """What was said of a person before the tap; who was aboard had said that they travel."""
    kinds = seat.passenger_events.order_by("-recorded_at", "-id").values_list("kind", flat=True)
    said = next((kind for kind in kinds if kind not in rules.SET_ASIDE), "BOOKED")
    return "RECONFIRMED" if said in {"RECONFIRMED", "BOARDED"} else "BOOKED"


def _forget(
    actor: Actor, case: Case, back: Sequence[BookedSeat], since: datetime, when: datetime
) -> None:
    """What the tap asked of others is no longer asked; what was asked before it stays."""
    casework.take_back_no_show(actor=actor, case=case, noted_at=since, at=when)
    people = [one.person_id for one in back]
    asked = Task.objects.filter(
        case=case, person__in=people, code="SEE_BEFORE_TRAVEL", occurred_at=since, done_at=None
    )
    for task in asked:
        casework.drop_task(actor=actor, task=task, at=when)
