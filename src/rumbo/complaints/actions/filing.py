"""Filing a complaint, and reading its answer: the two acts of who complains."""

import secrets
import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.complaints import errors, queries, rules
from rumbo.complaints.models import Complaint
from rumbo.complaints.values import NewComplaint


def file_complaint(
    *,
    actor: Actor,
    office: Office,
    complaint: NewComplaint,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> tuple[Complaint, str]:
    """Keep what somebody says went wrong, and give the code by which they ask for the answer.

    The code is shown once and kept nowhere. Whoever hears complaints and may be meant never
    reads it; a complaint names no file and changes nothing in one.
    """
    if complaint.kind not in rules.KINDS:
        raise ValueError(f"no such complaint: {complaint.kind}")
    if not complaint.words.strip():
        raise errors.nothing_said()
    code = "".join(secrets.choice(rules.SIGNS) for _ in range(rules.LENGTH))
    with verb(actor):
        when = at or clock.now()
        ident = id or new_id()
        made: Complaint = Complaint.objects.create(
            id=ident,
            office=office,
            number=f"Q-{when:%Y}-{ident.hex[-8:].upper()}",
            kind=complaint.kind,
            words=complaint.words,
            about=complaint.about,
            who=_who(complaint),
            language=complaint.language,
            kept_from=rules.named_in(
                complaint.about,
                complaint.words,
                queries.hearers(office.pk, clock.day_of(when)),
            ),
            code_key=queries.key_of(code),
            acknowledge_by=rules.acknowledge_by(complaint.kind, when),
            answer_by=rules.answer_by(when),
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="complaints.filed", at=when, compartment="complaint",
            number=made.number,
        )  # fmt: skip
    return made, rules.shown(code)


def mark_read(*, actor: Actor, complaint: Complaint, at: datetime | None = None) -> None:
    """Note that who complained has read the outcome: it was told."""
    with verb(actor):
        if complaint.closed_at is not None and complaint.read_at is None:
            complaint.read_at = at or clock.now()
            complaint.save(update_fields=["read_at"])
            audit.record(
                actor=actor, code="complaints.answer_read", at=complaint.read_at,
                compartment="complaint", number=complaint.number,
            )  # fmt: skip


def _who(complaint: NewComplaint) -> dict[str, str] | None:
    told = {"name": complaint.name.strip(), "contact": complaint.contact.strip()}
    return told if any(told.values()) else None
