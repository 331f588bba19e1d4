"""Family far away: only whom the person names, only while the person agrees."""

from collections.abc import Mapping
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries
from rumbo.casework.models import Case, FamilyContact
from rumbo.casework.permission import require_permission
from rumbo.common import clock
from rumbo.registry.models import Person


def note_family_contact(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    who: Mapping[str, str],
    consent_on: date,
    at: datetime | None = None,
) -> FamilyContact:
    """Note whom the person wants us to be able to call; `who`: name, relation, phone, place."""
    with verb(actor):
        when = at or clock.now()
        if not queries.is_member(case, person):
            raise errors.not_of_this_case()
        require_permission(person)
        made: FamilyContact = FamilyContact.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            who={k: v for k, v in who.items() if v},
            consent_on=consent_on,
            occurred_at=when,
        )
        _say(actor, "casework.family_contact_noted", made, when)
    return made


def withdraw_family_consent(
    *, actor: Actor, contact: FamilyContact, at: datetime | None = None
) -> FamilyContact:
    """Nobody calls this relative any more: the person said so."""
    with verb(actor):
        row = _locked(contact)
        when = at or clock.now()
        row.consent_withdrawn_on = clock.day_of(when)
        row.save(update_fields=["consent_withdrawn_on"])
        _say(actor, "casework.family_consent_ended", row, when)
    return row


def call_family(
    *,
    actor: Actor,
    contact: FamilyContact,
    said: str,
    meets_on_arrival: bool | None = None,
    at: datetime | None = None,
) -> FamilyContact:
    """Note what was said with the family and whether they meet the person on arrival."""
    with verb(actor):
        row = _locked(contact)
        require_permission(row.person)
        row.said, row.last_called_at = said, at or clock.now()
        if meets_on_arrival is not None:
            row.meets_on_arrival = meets_on_arrival
        row.save(update_fields=["said", "last_called_at", "meets_on_arrival"])
        _say(actor, "casework.family_called", row, row.last_called_at)
    return row


def _locked(contact: FamilyContact) -> FamilyContact:
    row: FamilyContact = FamilyContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if row.consent_on is None or row.consent_withdrawn_on is not None:
        raise errors.no_family_consent()
    return row


def _say(actor: Actor, code: str, row: FamilyContact, when: datetime) -> None:
    audit.record(actor=actor, code=code, at=when, case=row.case_id, person=row.person_id)
