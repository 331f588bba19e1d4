"""Deciding about a file past its time: it is erased, or kept until a day, with the reason."""

import uuid
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, retention
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Retention
from rumbo.common import clock
from rumbo.common.ids import new_id

WATCH = ("dpo",)


def decide_to_erase(
    *, actor: Actor, case: Case, id: uuid.UUID | None = None, at: datetime | None = None
) -> Retention:
    """Let a file go whose months are over: `rumbo erase` takes out of it what names anybody."""
    return _decide(actor, case, Retention(id=id or new_id(), decision="ERASE"), at)


def decide_to_keep(
    *,
    actor: Actor,
    case: Case,
    until: date,
    why: str,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Retention:
    """Keep a file past its months, until a day, because something obliges to it."""
    if not why.strip():
        raise errors.reason_to_keep()
    if until <= clock.day_of(at or clock.now()):
        raise errors.keep_until_a_day_to_come()
    made = Retention(id=id or new_id(), decision="KEEP", until=until, why=why.strip())
    return _decide(actor, case, made, at)


def take_retention_back(*, actor: Actor, case: Case, at: datetime | None = None) -> Retention:
    """Take a decision back before it was carried out: the file waits for another."""
    with verb(actor, *WATCH):
        locked(case)
        row, when = _standing(case), at or clock.now()
        if row is None:
            raise errors.nothing_decided()
        row.ended_at = when
        row.save(update_fields=["ended_at"])
        _note(actor, case, "casework.retention_taken_back", when)
    return row


def _decide(actor: Actor, case: Case, made: Retention, at: datetime | None) -> Retention:
    with verb(actor, *WATCH):
        row, when = locked(case), at or clock.now()
        if not Case.objects.filter(retention.past(clock.day_of(when)), pk=row.pk).exists():
            raise errors.still_kept()
        if (before := _standing(row)) is not None:
            before.ended_at = when
            before.save(update_fields=["ended_at"])
        made.case, made.office_id, made.by, made.occurred_at = row, row.office_id, actor.id, when
        made.save(force_insert=True)
        _note(actor, row, f"casework.retention.{made.decision}", when)
    return made


def _standing(case: Case) -> Retention | None:
    """The decision that holds; what was erased is erased."""
    row: Retention | None = Retention.objects.filter(case=case, ended_at=None).first()
    if row is not None and row.erased_at is not None:
        raise errors.erased_already()
    return row


def _note(actor: Actor, case: Case, code: str, when: datetime) -> None:
    audit.record(actor=actor, code=code, at=when, case=case.pk)
