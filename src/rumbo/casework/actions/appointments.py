"""Appointments: one person and one officer are in one place at a time."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rumbo.access.entry import verb
from rumbo.access.models import User
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries, rules, signals
from rumbo.casework.locks import locked
from rumbo.casework.models import Appointment, Case
from rumbo.casework.values import TakenHour
from rumbo.casework.words import MEETINGS, MET
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry.models import Person
from rumbo.ui.words import day_table, moment

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
    end = starts_at + timedelta(minutes=minutes)
    near = Appointment.objects.filter(
        cancelled_at=None, outcome="", starts_at__gt=starts_at - LONGEST, starts_at__lt=end
    )
    for hour in [*_ours(near.filter(person=person)), *_elsewhere(person, starts_at, end)]:
        if rules.overlaps(starts_at, minutes, hour.starts_at, hour.minutes):
            raise errors.person_busy(moment(hour.starts_at), hour.where)
    if user is not None:
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
        if any(
            rules.overlaps(starts_at, minutes, row.starts_at, row.minutes)
            for row in near.filter(user=user)
        ):
            raise errors.officer_busy()


def _ours(rows: "QuerySet[Appointment]") -> list[TakenHour]:
    return [
        TakenHour(starts_at=row.starts_at, minutes=row.minutes, where=row.office.name)
        for row in rows.select_related("office").order_by("starts_at")
    ]


def _elsewhere(person: Person, start: datetime, end: datetime) -> list[TakenHour]:
    """What later rooms keep for somebody around an hour: a visit to their consulate."""
    told = signals.hours_wanted.send(Appointment, person=person, start=start - LONGEST, end=end)
    return [hour for _, hours in told for hour in _hours(hours)]


def _hours(answer: object) -> list[TakenHour]:
    found = answer if isinstance(answer, list) else []
    return [hour for hour in found if isinstance(hour, TakenHour)]


def _live(appointment: Appointment) -> Appointment:
    row: Appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if row.outcome or row.cancelled_at is not None:
        raise errors.nothing_to_end()
    return row


def _say(actor: Actor, code: str, row: Appointment, at: datetime | None) -> None:
    audit.record(
        actor=actor, code=code, at=at or clock.now(), case=row.case_id, person=row.person_id
    )
