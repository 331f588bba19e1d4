"""The day of departure: said again, called, aboard; or not, and then the family stays together."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.movements import errors, gatekeeping, locks, rules
from rumbo.movements.actions import seats as seating
from rumbo.movements.actions.departures import turn
from rumbo.movements.models import BookedSeat, Departure
from rumbo.movements.queries import latest_manifest, together
from rumbo.registry.models import GroupMember

AT_THE_DOOR = ("field", "movements", "coordinator")


def open_boarding(*, actor: Actor, departure: Departure, at: datetime | None = None) -> Departure:
    """Begin to call the roll: on the day itself, from a closed list of passengers."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        row = locks.lock_departure(departure.pk)
        if latest_manifest(row) is None:
            raise errors.no_manifest()
        gatekeeping.require_its_day(row, when)
        return turn(
            actor=actor, departure=row, to="BOARDING", code="movements.boarding_opened", at=when
        )


def reconfirm(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> BookedSeat:
    """Write down that a person says it again today; a child is heard with who answers for them."""
    with verb(actor, *AT_THE_DOOR, "counsellor"):
        when = at or clock.now()
        case, row = _locked(seat, when)
        if row.state == "RECONFIRMED":
            return row
        member = GroupMember.objects.get(person=row.person_id, left_at=None)
        counselling.reconfirm(
            actor=actor,
            case=case,
            person=row.person,
            on=row.departure.date,
            by_guardian=member.guardian_id is not None,
            at=when,
        )
        seating.note(actor=actor, seats=[row], kind="RECONFIRMED", at=when)
        casework.reach(actor=actor, case=case, to="PRE_DEPARTURE", at=when)
    return row


def take_back_word(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> BookedSeat:
    """Take back a yes said today, before boarding: the wrong row was tapped, or they think again."""
    with verb(actor, *AT_THE_DOOR, "counsellor"):
        when = at or clock.now()
        case, row = _locked(seat, when)
        if row.state != "RECONFIRMED":
            raise errors.seat_not_that_way(row.state)
        counselling.take_back_reconfirmation(actor=actor, case=case, person=row.person, at=when)
        seating.note(actor=actor, seats=[row], kind="BOOKED", at=when, remark="UNDONE")
    return row


def board(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> BookedSeat:
    """Let somebody aboard: on the closed list, and through the last gate."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        case, row = _locked(seat, when)
        if row.state == "BOARDED":
            return row
        manifest = latest_manifest(row.departure)
        if manifest is None or row.person_id not in manifest.people:
            raise errors.no_manifest()
        gatekeeping.require_gate(
            case,
            [row.person_id],
            "BOARD",
            row.departure,
            when,
            actor=actor,
            stops=(row.booking.from_stop, row.booking.to_stop),
        )
        seating.note(actor=actor, seats=[row], kind="BOARDED", at=when)
        _say(actor, "movements.boarded", row, case, when)
    return row


def undo_board(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> BookedSeat:
    """Take back a tap on the wrong row, within ten minutes."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        case, row = _locked(seat, when)
        if row.state != "BOARDED":
            raise errors.seat_not_that_way(row.state)
        if not rules.may_undo(row.state_since, when):
            raise errors.too_late_to_undo()
        seating.note(actor=actor, seats=[row], kind="RECONFIRMED", at=when, remark="UNDONE")
        _say(actor, "movements.board_undone", row, case, when)
    return row


def change_of_mind(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> None:
    """Let somebody go who does not want to travel after all: no reason, their children with them.

    Everybody of the group stays; seats are free at once. Anyone who still wants to go speaks
    with a counsellor: nobody is sent home alone because a bus is about to leave.
    """
    with verb(actor):
        when = at or clock.now()
        case, row = _locked(seat, when, any_day=True)
        staying = together(row)
        seating.free(actor=actor, seats=staying, kind="WITHDREW_AT_GATE", at=when)
        casework.withdraw(actor=actor, case=case, at=when)
        for one in staying:
            _say(actor, "movements.changed_mind", one, case, when)


def no_show(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> list[BookedSeat]:
    """Write down that a group did not come: their seats are free, somebody looks for them today."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        case, row = _locked(seat, when)
        staying = together(row)
        absent = [s for s in staying if s.state in rules.UNANSWERED]
        if row not in absent:
            raise errors.seat_not_that_way(row.state)
        present = [s for s in staying if s not in absent]
        seating.free(actor=actor, seats=absent, kind="NO_SHOW", at=when)
        seating.free(actor=actor, seats=present, kind="OFFLOADED", at=when)
        seating.back_to_waiting(actor=actor, case=case, booking=row.booking, at=when)
        casework.record_no_show(actor=actor, case=case, at=when)
        for one in absent:
            _say(actor, "movements.no_show", one, case, when)
        for one in present:
            _say(actor, "movements.offloaded", one, case, when)
    return staying


def offload(*, actor: Actor, seat: BookedSeat, at: datetime | None = None) -> list[BookedSeat]:
    """Keep somebody here who cannot travel today, and their family with them.

    A child with a fever stays with parents and siblings (domain.md 2). Only where the family was
    parted before, by decision and with its word, do the others go on.
    """
    with verb(actor, *AT_THE_DOOR, "health", "protection", "child_officer"):
        when = at or clock.now()
        case, row = _locked(seat, when)
        staying = together(row)
        seating.free(actor=actor, seats=staying, kind="OFFLOADED", at=when)
        seating.back_to_waiting(actor=actor, case=case, booking=row.booking, at=when)
        casework.open_task(
            actor=actor, case=case, role="health", code="SEE_BEFORE_TRAVEL",
            person=row.person, urgent=True, at=when,
        )  # fmt: skip
        for one in staying:
            _say(actor, "movements.offloaded", one, case, when)
    return staying


def _locked(seat: BookedSeat, when: datetime, *, any_day: bool = False) -> tuple[Case, BookedSeat]:
    """Lock the case and the departure of a live seat, and read the seat anew."""
    member = GroupMember.objects.filter(person=seat.person_id, left_at=None).first()
    found = Case.objects.filter(group=member.group_id).first() if member else None
    case = locks.lock_cases([found.pk if found else seat.booking.case_id])[0]
    departure = locks.lock_departure(seat.departure_id)
    rows = BookedSeat.objects.select_related(
        "person", "booking", "booking__from_stop", "booking__to_stop"
    )
    row = rows.get(pk=seat.pk)
    row.departure = departure
    if row.released_at is not None or row.ended_at is not None:
        raise errors.seat_not_that_way(row.state)
    if any_day:
        if not departure.is_open:
            raise errors.not_open()
        return case, row
    if departure.status != "BOARDING":
        raise errors.not_open() if departure.has_left else errors.no_manifest()
    gatekeeping.require_its_day(departure, when)
    return case, row


def _say(actor: Actor, code: str, seat: BookedSeat, case: Case, when: datetime) -> None:
    audit.record(
        actor=actor, code=code, at=when, case=case.pk, person=seat.person_id,
        departure=seat.departure.code, departure_id=seat.departure_id,
    )  # fmt: skip
