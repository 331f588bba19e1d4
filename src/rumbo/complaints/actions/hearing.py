"""Hearing a complaint: read, looked into, sent on where it must be, answered."""

import uuid
from datetime import datetime

from rumbo.access import errors as access_errors
from rumbo.access.entry import verb
from rumbo.access.queries import names_of
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.complaints import errors, queries, rules
from rumbo.complaints.models import Complaint, ComplaintReading, ComplaintStep


def note_complaint_read(
    *, actor: Actor, complaint: Complaint, at: datetime | None = None
) -> ComplaintReading | None:
    """Keep who opened a complaint and when: it is about somebody, and who reads it answers for it."""
    with verb(actor, rules.HEARS):
        if actor.id is None:
            return None
        when = at or clock.now()
        made: ComplaintReading = ComplaintReading.objects.create(
            office_id=complaint.office_id, complaint=complaint, by=actor.id, occurred_at=when
        )
        _say(actor, "complaints.read", complaint, when)
    return made


def acknowledge_complaint(
    *, actor: Actor, complaint: Complaint, at: datetime | None = None
) -> Complaint:
    """Say that it was read: who complained sees it by their code."""
    with verb(actor, rules.HEARS):
        row, when = _open(actor, complaint), at or clock.now()
        if row.acknowledged_at is None:
            row.acknowledged_at = when
            row.save(update_fields=["acknowledged_at"])
            _say(actor, "complaints.acknowledged", row, when)
    return row


def note_step(
    *, actor: Actor, complaint: Complaint, words: str, at: datetime | None = None
) -> ComplaintStep:
    """Keep what was done about it."""
    with verb(actor, rules.HEARS):
        row, when = _open(actor, complaint), at or clock.now()
        if not words.strip():
            raise errors.nothing_said()
        made: ComplaintStep = ComplaintStep.objects.create(
            office_id=row.office_id, complaint=row, words=words, by=actor.id, occurred_at=when
        )
        _say(actor, "complaints.step_noted", row, when)
    return made


def call_abuse(*, actor: Actor, complaint: Complaint, at: datetime | None = None) -> Complaint:
    """Treat what came as a complaint as the report of abuse that it is; the other way is none."""
    with verb(actor, rules.HEARS):
        row, when = _open(actor, complaint), at or clock.now()
        if row.kind != rules.ABUSE:
            row.kind = rules.ABUSE
            sooner = rules.acknowledge_by(rules.ABUSE, row.occurred_at)
            row.acknowledge_by = min(row.acknowledge_by, sooner)
            row.save(update_fields=["kind", "acknowledge_by"])
            _say(actor, "complaints.called_abuse", row, when)
    return row


def refer_complaint(
    *, actor: Actor, complaint: Complaint, to: str, at: datetime | None = None
) -> Complaint:
    """Send it to who investigates outside the office; a report of abuse always goes there."""
    with verb(actor, rules.HEARS):
        row, when = _open(actor, complaint), at or clock.now()
        row.sent_to, row.referred_at = to, when
        row.save(update_fields=["sent_to", "referred_at"])
        _say(actor, "complaints.referred", row, when)
    return row


def keep_from(
    *, actor: Actor, complaint: Complaint, user: uuid.UUID, at: datetime | None = None
) -> Complaint:
    """Take it out of the sight of somebody whom it may be about, oneself included."""
    with verb(actor, rules.HEARS):
        row, when = _open(actor, complaint), at or clock.now()
        row.kept_from = sorted({*row.kept_from, user})
        if not queries.left_to(row, queries.hearers(row.office_id, clock.day_of(when))):
            raise errors.cannot_be_alone()
        row.save(update_fields=["kept_from"])
        _say(actor, "complaints.kept_from", row, when)
    return row


def answer_complaint(
    *,
    actor: Actor,
    complaint: Complaint,
    outcome: str,
    told: str,
    at: datetime | None = None,
) -> Complaint:
    """Close it with an outcome in words that who complained will read by their code."""
    if outcome not in rules.OUTCOMES:
        raise ValueError(f"no such outcome: {outcome}")
    with verb(actor, rules.HEARS):
        row, when = _open(actor, complaint), at or clock.now()
        if not told.strip():
            raise errors.nothing_said()
        if row.kind == rules.ABUSE and row.referred_at is None:
            raise errors.not_referred_yet()
        row.outcome, row.told, row.closed_at, row.closed_by = outcome, told, when, actor.id
        row.acknowledged_at = row.acknowledged_at or when
        row.save(update_fields=["outcome", "told", "closed_at", "closed_by", "acknowledged_at"])
        _say(actor, "complaints.answered", row, when)
    return row


def _open(actor: Actor, complaint: Complaint) -> Complaint:
    """Lock a complaint; it is asked again, under the lock, whether the actor may be meant by it."""
    row: Complaint = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    if actor.id is not None and not queries.left_to(
        row, {actor.id: names_of({actor.id}).get(actor.id, "")}
    ):
        raise access_errors.not_your_role()
    if row.closed_at is not None:
        raise errors.already_answered()
    return row


def _say(actor: Actor, code: str, row: Complaint, when: datetime) -> None:
    audit.record(actor=actor, code=code, at=when, compartment="complaint", number=row.number)
