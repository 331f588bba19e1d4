"""On the way: departure, stops and what is given there, what goes wrong, arrival."""

from collections.abc import Mapping
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements import errors, gatekeeping, locks, rules
from rumbo.movements.actions import seats as seating
from rumbo.movements.actions.departures import turn
from rumbo.movements.actions.door import AT_THE_DOOR
from rumbo.movements.models import BookedSeat, Departure, Incident, Stop, StopService
from rumbo.movements.queries import live_seats, not_on_manifest
from rumbo.movements.values import NewIncident
from rumbo.protection import actions as protection


def depart(*, actor: Actor, departure: Departure, at: datetime | None = None) -> Departure:
    """Let the bus leave: of each person it was said what they do, and those aboard said yes today."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        row, cases = locks.lock_everybody(departure.pk)
        gatekeeping.require_its_day(row, when)
        if row.status == "BOARDING":
            seats = live_seats(row)
            if waiting := [s for s in seats if s.state in rules.UNANSWERED]:
                raise errors.still_open(len(waiting))
            if not seats:
                raise errors.nobody_aboard()
            if not_on_manifest(row):
                raise errors.no_manifest()
            gatekeeping.require_to_leave(row, seats, when, actor)
        people = live_seats(row)
        turn(
            actor=actor, departure=row, to="DEPARTED", code="movements.departed", at=when,
            people=len(people),
        )  # fmt: skip
        Stop.objects.filter(departure=row, position=0).update(reached_at=when)
        protection.ask_for_acts(actor=actor, people=[s.person_id for s in people], at=when)
        for case in cases:
            casework.move(actor=actor, case=case, to="IN_TRANSIT", at=when)
            audit.record(
                actor=actor, code="movements.left", at=when, case=case.pk,
                departure=row.code, departure_id=row.pk,
                people=sum(s.booking.case_id == case.pk for s in people),
            )  # fmt: skip
    return row


def arrive_at_stop(
    *, actor: Actor, departure: Departure, stop: Stop, at: datetime | None = None
) -> Stop:
    """Write down that a stop was reached; whose journey ends there has arrived."""
    with verb(actor, *AT_THE_DOOR, "reception"):
        when = at or clock.now()
        row, cases = locks.lock_everybody(departure.pk)
        if row.status != "DEPARTED":
            raise errors.not_that_way(row.status, "ARRIVED")
        reached: Stop = row.stops.get(pk=stop.pk)
        if reached.reached_at is None:
            reached.reached_at = when
            reached.save(update_fields=["reached_at"])
            audit.record(
                actor=actor, code="movements.reached_stop", at=when,
                departure=row.code, departure_id=row.pk, place=reached.name,
            )  # fmt: skip
        _get_off(actor, row, reached, cases, when)
        if not row.stops.filter(position__gt=reached.position).exists():
            turn(actor=actor, departure=row, to="ARRIVED", code="movements.arrived", at=when)
    return reached


def give_services(
    *,
    actor: Actor,
    departure: Departure,
    stop: Stop,
    given: Mapping[str, int],
    at: datetime | None = None,
) -> list[StopService]:
    """Write down what was given at a stop: each service, and to how many people."""
    with verb(actor, *AT_THE_DOOR, "reception"):
        when = at or clock.now()
        row = locks.lock_departure(departure.pk)
        if not row.has_left or stop.departure_id != row.pk:
            raise errors.not_on_the_way()
        made = [
            StopService(
                id=new_id(),
                office_id=row.office_id,
                departure=row,
                stop=stop,
                service=service,
                people=people,
                by=actor.id,
                occurred_at=when,
            )
            for service, people in given.items()
            if people > 0
        ]
        StopService.objects.bulk_create(made)
        if made:
            audit.record(
                actor=actor, code="movements.services_given", at=when, departure=row.code,
                departure_id=row.pk, place=stop.name, people=max(s.people for s in made),
            )  # fmt: skip
    return made


def report_incident(
    *, actor: Actor, departure: Departure, incident: NewIncident, at: datetime | None = None
) -> Incident:
    """Write down what went wrong; where somebody is in danger protection hears of it today."""
    with verb(actor):
        when = at or clock.now()
        danger, person = incident.kind in rules.DANGER, incident.person
        made = Incident(
            id=incident.id,
            office_id=departure.office_id,
            compartment="protection" if danger else "bio",
            departure=departure,
            stop=incident.stop,
            person=person,
            kind=incident.kind,
            what=incident.what,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        for seat in live_seats(departure, [person.pk] if person else None):
            if danger:
                casework.open_task(
                    actor=actor, case=seat.booking.case, role="protection",
                    code="DANGER_ON_THE_WAY", person=person, urgent=True,
                    compartment="protection", at=when, incident=str(made.pk),
                )  # fmt: skip
        audit.record(
            actor=actor, code="movements.incident", at=when, departure=departure.code,
            departure_id=departure.pk, compartment=made.compartment,
            person=person.pk if person else None, incident=made.pk,
        )  # fmt: skip
    return made


def left_en_route(
    *, actor: Actor, seat: BookedSeat, why: str = "", at: datetime | None = None
) -> BookedSeat:
    """Write down that somebody left the journey on the way: a counsellor asks how they are."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        row, _cases = locks.lock_everybody(seat.departure_id)
        held = BookedSeat.objects.select_related("booking__case", "person").get(pk=seat.pk)
        if row.status != "DEPARTED":
            raise errors.seat_not_that_way(held.state)
        seating.note(actor=actor, seats=[held], kind="LEFT_EN_ROUTE", at=when)
        if not held.booking.seats.live().filter(ended_at=None).exists():
            held.booking.end(when)
        case = held.booking.case
        casework.record_interrupted(actor=actor, case=case, person=held.person, at=when)
        casework.open_task(
            actor=actor, case=case, role="counsellor", code="LEFT_EN_ROUTE",
            person=held.person, urgent=True, note=why, at=when,
        )  # fmt: skip
        audit.record(
            actor=actor, code="movements.left_en_route", at=when, case=case.pk,
            person=held.person_id, departure=row.code, departure_id=row.pk,
        )  # fmt: skip
    return held


def close_departure(*, actor: Actor, departure: Departure, at: datetime | None = None) -> Departure:
    """Put a departure away: everybody on it arrived or is accounted for."""
    with verb(actor, "movements", "coordinator"):
        row = locks.lock_departure(departure.pk)
        return turn(
            actor=actor, departure=row, to="CLOSED", code="movements.closed", at=at or clock.now()
        )


def _get_off(
    actor: Actor, departure: Departure, stop: Stop, cases: list[Case], when: datetime
) -> None:
    is_last = not departure.stops.filter(position__gt=stop.position).exists()
    arriving = [
        s
        for s in live_seats(departure)
        if s.state == "BOARDED" and (is_last or s.booking.to_stop_id == stop.pk)
    ]
    seating.note(actor=actor, seats=arriving, kind="ARRIVED", at=when)
    for case in cases:
        own = [s for s in arriving if s.booking.case_id == case.pk]
        if own and case.stage == "IN_TRANSIT":
            casework.move(actor=actor, case=case, to="ARRIVED", at=when)
        for seat in own:
            audit.record(
                actor=actor, code="movements.arrived", at=when, case=case.pk,
                person=seat.person_id, departure=departure.code, departure_id=departure.pk,
            )  # fmt: skip
        if own:
            own[0].booking.end(when)
