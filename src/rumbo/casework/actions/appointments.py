"""Appointments: one person and one officer are in one place at a time."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rumbo.access.entry import verb
from rumbo.access.models import User
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries, rules
from rumbo.casework.locks import locked
from rumbo.casework.models import Appointment, Case
from rumbo.casework.words import MEETINGS, MET
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry.models import Person
from rumbo.ui.words import day_table

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST = timedelta(hours=8)


def make_appointment(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    role: str,
    starts_at: datetime,
    minutes: int = 45,
    user: User | None = None,
    about: str = "COUNSELLING",
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Appointment:
    """Set a time aside; refuse where the person or the officer has another at that hour."""
    if about not in MEETINGS:
        raise ValueError(f"no such meeting: {about}")
    with verb(actor):
        row = locked(case)
        when = at or clock.now()
        if not row.is_open:
            raise errors.case_is_over()
        if (refusal := errors.no_such_hour(starts_at, when)) is not None:
            raise refusal
        if not queries.is_member(row, person):
            raise errors.not_of_this_case()
        _require_free(person, user, starts_at, minutes)
        made: Appointment = Appointment.objects.create(
            id=id or new_id(),
            office_id=row.office_id,
            case=row,
            person=person,
            role=role,
            user=user,
            starts_at=starts_at,
            minutes=minutes,
            about=about,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="casework.appointment_made", at=when, case=row.id, person=person.pk,
            day=day_table(starts_at),
        )  # fmt: skip
    return made


def end_appointment(
    *, actor: Actor, appointment: Appointment, outcome: str, at: datetime | None = None
) -> Appointment:
    """Say whether the person came."""
    if outcome not in MET:
        raise ValueError(f"no such outcome: {outcome}")
    with verb(actor):
        row = _live(appointment)
        row.outcome = outcome
        row.save(update_fields=["outcome"])
        _say(actor, f"casework.appointment_{outcome.lower()}", row, at)
    return row


def cancel_appointment(
    *, actor: Actor, appointment: Appointment, at: datetime | None = None
) -> Appointment:
    """Give the hour back; the person has to be told."""
    with verb(actor):
        row = _live(appointment)
        row.cancelled_at = at or clock.now()
        row.save(update_fields=["cancelled_at"])
        _say(actor, "casework.appointment_cancelled", row, row.cancelled_at)
    return row


def _require_free(person: Person, user: User | None, starts_at: datetime, minutes: int) -> None:
    """Lock who would be in two places before looking, so that two who book wait for each other."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    near = Appointment.objects.filter(
        cancelled_at=None,
        outcome="",
        starts_at__gt=starts_at - LONGEST,
        starts_at__lt=starts_at + timedelta(minutes=minutes),
    )
    if _taken(near.filter(person=person), starts_at, minutes):
        raise errors.person_busy()
    if user is not None:
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
        if _taken(near.filter(user=user), starts_at, minutes):
            raise errors.officer_busy()


def _taken(rows: "QuerySet[Appointment]", starts_at: datetime, minutes: int) -> bool:
    return any(rules.overlaps(starts_at, minutes, row.starts_at, row.minutes) for row in rows)


def _live(appointment: Appointment) -> Appointment:
    row: Appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if row.outcome or row.cancelled_at is not None:
        raise errors.nothing_to_end()
    return row


def _say(actor: Actor, code: str, row: Appointment, at: datetime | None) -> None:
    audit.record(
        actor=actor, code=code, at=at or clock.now(), case=row.case_id, person=row.person_id
    )
