"""Consent to be registered: recorded before anything else is asked, ended when a person says so."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry import errors
from rumbo.registry.models import DataConsent, Person
from rumbo.registry.values import NewConsent

# Whoever hears that it is taken back writes it down: those who receive as well.
HEAR = (
    "registrar", "counsellor", "protection", "child_officer", "reception", "reintegration",
)  # fmt: skip


def record_consent(
    *,
    actor: Actor,
    person: Person,
    consent: NewConsent,
    case: uuid.UUID | None = None,
    id: uuid.UUID | None = None,
) -> DataConsent:
    """Record a person's yes; an earlier one that still lives ends with it.

    `case` is the file in which it is told, so that what depends on it is judged again.
    """
    with verb(actor, "registrar", "counsellor", "reception", "child_officer"):
        at = consent.at or clock.now()
        for live in person.consents.select_for_update().filter(withdrawn_at=None):
            live.withdrawn_at = at
            live.save(update_fields=["withdrawn_at"])
        made = DataConsent(
            id=id or new_id(),
            office_id=person.office_id,
            person=person,
            by=consent.by,
            how=consent.how,
            language=consent.language,
            wording=consent.wording,
            recorded_by=actor.id,
            occurred_at=at,
        )
        made.save(force_insert=True)
        audit.record(actor=actor, code="registry.consented", at=at, person=person.id, case=case)
    return made


def withdraw_consent(
    *,
    actor: Actor,
    consent: DataConsent,
    case: uuid.UUID | None = None,
    at: datetime | None = None,
) -> DataConsent:
    """End a consent because the person says so; no reason is asked. `case`: the file it is told in."""
    with verb(actor, *HEAR):
        row: DataConsent = DataConsent.objects.select_for_update().get(pk=consent.pk)
        if row.withdrawn_at is not None:
            raise errors.consent_ended()
        row.withdrawn_at = at or clock.now()
        row.save(update_fields=["withdrawn_at"])
        audit.record(
            actor=actor,
            code="registry.consent_withdrawn",
            at=row.withdrawn_at,
            person=row.person_id,
            case=case,
        )
    return row
