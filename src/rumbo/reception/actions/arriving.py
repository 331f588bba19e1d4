"""Somebody is here, in person; or did not come, and somebody asks today what happened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements import locks
from rumbo.network.models import ReceptionCentre
from rumbo.reception import errors, paying, queries, rules
from rumbo.reception.models import Arrival, Kit, NextStep, OnwardMoney
from rumbo.registry.models import Person

RECEIVE = ("reception", "reintegration")


def confirm_arrival(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    met_by: str = "STAFF",
    at: datetime | None = None,
    id: UUID | None = None,
) -> Arrival:
    """Write down that somebody is here; their case has arrived if it had not."""
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        known = _said(row, person)
        if known is not None:
            if known.has_come:
                return known
            raise errors.already_said(known.state)
        made = _arrival(actor, row, person, when, id=id, met_by=met_by)
        casework.reach(actor=actor, case=case, to="ARRIVED", at=when)
        _say(actor, "reception.arrived", made, when, centre=_name(made))
    return made


def confirm_family(
    *, actor: Actor, case: Case, met_by: str = "STAFF", at: datetime | None = None
) -> list[Arrival]:
    """Write down in one tap that a whole family is here: each who came on the bus and is awaited.

    Of whom it was said that they did not come, nothing changes: somebody is looking for them.
    """
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        made = [
            confirm_arrival(actor=actor, case=row, person=person, met_by=met_by, at=when)
            for person in queries.people_of(row)
            if _is_awaited(row, person)
        ]
        if not made:
            raise errors.nobody_is_awaited()
    return made


def not_arrived(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    why: str = "",
    at: datetime | None = None,
    id: UUID | None = None,
) -> Arrival:
    """Write down that somebody who left did not come: protection looks for them today."""
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        known = _said(row, person)
        if known is not None:
            if not known.has_come:
                return known
            raise errors.already_said(known.state)
        made = _arrival(
            actor, row, person, when, id=id, state="NOT_ARRIVED", met_by="NOBODY", why=why
        )
        casework.open_task(
            actor=actor, case=case, role="protection", code="NOT_ARRIVED", person=person,
            urgent=True, compartment="protection", note=why, at=when,
        )  # fmt: skip
        _say(actor, "reception.not_arrived", made, when, centre=_name(made))
    return made


def take_back(*, actor: Actor, row: Arrival | Kit | NextStep, at: datetime | None = None) -> None:
    """Take back a tap on the wrong row, within ten minutes; the row stays, marked.

    An arrival after which something was given is taken back only after that was. The case keeps
    its stage: whoever travels with it arrives in the same minutes.
    """
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        locks.lock_cases([row.case_id])
        held = type(row).objects.get(pk=row.pk)
        if held.taken_back_at is not None:
            return
        if not rules.may_take_back(held.occurred_at, when):
            raise errors.too_late()
        if isinstance(held, Arrival) and held.departure_id is None:
            raise errors.received_stays()
        if isinstance(held, Arrival) and _was_given_something(held):
            raise errors.something_was_given()
        held.taken_back_at = when
        held.save(update_fields=["taken_back_at"])
        _say(actor, "reception.taken_back", held, when)
        if isinstance(held, Kit):
            paying.give_back(actor=actor, row=held, at=when)


def _was_given_something(arrival: Arrival) -> bool:
    given: tuple[Any, ...] = (Kit, OnwardMoney, NextStep)
    return any(model.objects.live().filter(arrival=arrival).exists() for model in given)


def _is_awaited(case: Case, person: Person) -> bool:
    seat = queries.seat_of(case, person.pk)
    if seat is None or seat.state not in {"BOARDED", "ARRIVED"} or not seat.departure.has_left:
        return False
    said = Arrival.objects.live().filter(person=person, departure=seat.departure)
    return not said.exists()


def _said(case: Case, person: Person) -> Arrival | None:
    seat = queries.seat_of(case, person.pk)
    if seat is None or seat.state not in {"BOARDED", "ARRIVED"}:
        raise errors.not_aboard()
    if not seat.departure.has_left:
        raise errors.not_left_yet()
    rows = Arrival.objects.live().filter(person=person, departure=seat.departure)
    found: Arrival | None = rows.first()
    return found


def _arrival(
    actor: Actor, case: Case, person: Person, when: datetime, *, id: UUID | None, **told: Any
) -> Arrival:
    seat = queries.seat_of(case, person.pk)
    if seat is None:
        raise errors.not_aboard()
    stop = seat.booking.to_stop
    centre = ReceptionCentre.objects.filter(code=stop.place).first()
    made = Arrival(
        id=id or new_id(),
        office_id=case.office_id,
        receiving_office=queries.receiving_office(centre),
        case=case,
        person=person,
        by=actor.id,
        departure=seat.departure,
        centre=stop.place,
        country=stop.country,
        occurred_at=when,
        **told,
    )
    made.save(force_insert=True)
    return made


def _name(arrival: Arrival) -> str:
    centre = ReceptionCentre.objects.filter(code=arrival.centre).first()
    return centre.name if centre else arrival.centre


def _say(
    actor: Actor, code: str, row: Arrival | Kit | NextStep, when: datetime, **details: str
) -> None:
    audit.record(actor=actor, code=code, at=when, person=row.person_id, case=row.case_id, **details)
