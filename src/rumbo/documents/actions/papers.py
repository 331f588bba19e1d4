"""What a person travels with: recorded as it was read, corrected, and ended when it is used no more."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, queries, rules
from rumbo.documents.actions.beginning import begin
from rumbo.documents.actions.files import keep_file
from rumbo.documents.locks import lock_document
from rumbo.documents.models import TravelDocument
from rumbo.documents.values import NewDocument
from rumbo.registry.models import Person

KEEP = ("documents", "registrar", "child_officer")


def record_document(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    document: NewDocument,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> TravelDocument:
    """Write down a paper that somebody has, and where its original is; expired ones too."""
    with verb(actor, *KEEP):
        counselling.member_of(case, person)
        if not counselling.has_data_consent(person):
            raise counselling_errors.no_data_consent()
        when = at or clock.now()
        _require_possible(document, when)
        if any(_same(known, document) for known in queries.live_documents(person)):
            raise errors.already_recorded()
        made = TravelDocument(
            id=id or new_id(),
            office_id=person.office_id,
            person=person,
            type=document.type,
            issuer=document.issuer,
            number=document.number.strip(),
            issued_on=document.issued_on,
            valid_until=document.valid_until,
            original_with=document.original_with,
            seen_by=actor.id,
            scan_file=_keep_scan(actor, case, person, document, when),
            occurred_at=when,
        )
        made.save(force_insert=True)
        begin(actor=actor, case=case, at=when)
        _say(actor, "documents.recorded", made, case, when)
    return made


def correct_document(
    *,
    actor: Actor,
    case: Case,
    document: TravelDocument,
    now: NewDocument,
    base_version: int | None = None,
    at: datetime | None = None,
) -> TravelDocument:
    """Correct what was misread; where the original is changes by custody alone."""
    with verb(actor, *KEEP):
        row = lock_document(document, base_version)
        counselling.member_of(case, row.person)
        when = at or clock.now()
        _require_possible(now, when)
        others = (d for d in queries.live_documents(row.person) if d.pk != row.pk)
        if any(_same(other, now) for other in others):
            raise errors.already_recorded()
        row.type, row.issuer, row.number = now.type, now.issuer, now.number.strip()
        row.issued_on, row.valid_until = now.issued_on, now.valid_until
        row.scan_file = _keep_scan(actor, case, row.person, now, when) or row.scan_file
        row.version += 1
        row.save()
        _say(actor, "documents.corrected", row, case, when)
    return row


def end_document(
    *, actor: Actor, case: Case, document: TravelDocument, at: datetime | None = None
) -> TravelDocument:
    """Say that a paper is used no more: replaced, cancelled, or not this person's."""
    with verb(actor, *KEEP):
        row = lock_document(document)
        counselling.member_of(case, row.person)
        when = at or clock.now()
        row.ended_at, row.version = when, row.version + 1
        row.save(update_fields=["ended_at", "version"])
        _say(actor, "documents.ended", row, case, when)
    return row


def _require_possible(document: NewDocument, when: datetime) -> None:
    if document.type not in codes.LISTS["document_type"]:
        raise errors.unknown_code("document_type")
    if document.original_with and document.original_with not in codes.LISTS["original_with"]:
        raise errors.unknown_code("original_with")
    if not document.issuer:
        raise errors.issuer_needed()
    issued, until = document.issued_on, document.valid_until
    if issued is not None and issued > clock.day_of(when):
        raise errors.issued_in_the_future()
    if issued is not None and until is not None and until < issued:
        raise errors.ends_before_it_begins()


def _same(known: TravelDocument, new: NewDocument) -> bool:
    """The same paper: of a kind, of a country, with one number; without a number of one end."""
    if (known.type, known.issuer) != (new.type, new.issuer):
        return False
    number = rules.plain_number(new.number)
    if number or known.number:
        return bool(number == rules.plain_number(known.number))
    return bool(known.valid_until == new.valid_until)


def _keep_scan(
    actor: Actor, case: Case, person: Person, document: NewDocument, when: datetime
) -> uuid.UUID | None:
    if document.scan is None:
        return None
    kept = keep_file(
        actor=actor, case=case, person=person, kind="DOCUMENT", file=document.scan, at=when
    )
    return kept.id


def _say(actor: Actor, code: str, document: TravelDocument, case: Case, when: datetime) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=document.person_id,
        case=case.id,
        type=f"document_type:{document.type}",
        document=document.id,
    )
