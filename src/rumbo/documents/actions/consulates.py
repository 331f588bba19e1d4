"""Asking a consulate for a paper: with the person's consent, and never of whom they fear."""

import uuid
from datetime import date, datetime, timedelta

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, queries
from rumbo.documents.actions.beginning import begin
from rumbo.documents.models import ConsularRequest
from rumbo.documents.values import NewRequest
from rumbo.registry.models import Person

ASK = ("documents", "child_officer")
# By when a consulate is expected to answer where nobody said (domain.md 7 gives no figure).
USUAL = timedelta(days=7)


def ask_consulate(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    request: NewRequest,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> ConsularRequest:
    """Ask a consulate for a paper (TRANSFER_CONSENT is asked first, and protection's word)."""
    with verb(actor, *ASK):
        counselling.member_of(case, person)
        if request.type not in codes.LISTS["document_type"]:
            raise errors.unknown_code("document_type")
        if not request.country:
            raise errors.not_a_country()
        when = at or clock.now()
        _require_may_write(person, when)
        open_ones = ConsularRequest.objects.filter(person=person, answered_on=None)
        if open_ones.filter(type=request.type, country=request.country).exists():
            raise errors.request_is_open()
        made = ConsularRequest(
            id=id or new_id(),
            office_id=person.office_id,
            case=case,
            person=person,
            type=request.type,
            country=request.country,
            consulate=request.consulate,
            due_on=request.due_on or clock.day_of(when) + USUAL,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        begin(actor=actor, case=case, at=when)
        _say(actor, "documents.consulate_asked", made, when)
    return made


def write_letter(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> ConsularRequest:
    """Write the letter of a request: what was allowed when it was asked is asked again now."""
    with verb(actor, *ASK):
        when = at or clock.now()
        if request.answered_on is not None:
            raise errors.nothing_to_answer()
        _require_may_write(request.person, when)
        _say(actor, "documents.letter_written", request, when)
    return request


def consulate_answered(
    *,
    actor: Actor,
    request: ConsularRequest,
    granted: bool,
    on: date | None = None,
    at: datetime | None = None,
) -> ConsularRequest:
    """Write down what a consulate answered; the paper itself is recorded when it is here."""
    with verb(actor, *ASK):
        row: ConsularRequest = ConsularRequest.objects.select_for_update().get(pk=request.pk)
        if row.answered_on is not None:
            raise errors.nothing_to_answer()
        row.answered_on, row.granted = on or clock.today(), granted
        row.save(update_fields=["answered_on", "granted"])
        code = "documents.consulate_granted" if granted else "documents.consulate_refused"
        _say(actor, code, row, at or clock.now())
    return row


def _require_may_write(person: Person, when: datetime) -> None:
    """The person's own live yes to the consulate, and nobody they may fear (domain.md 9)."""
    if not counselling.may_share(person, "CONSULATE", clock.day_of(when)):
        raise errors.no_consent_to_share("CONSULATE", [person.full_name])
    if not queries.may_ask_consulate(person):
        raise errors.consulate_not_cleared()


def _say(actor: Actor, code: str, row: ConsularRequest, when: datetime) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=row.person_id,
        case=row.case_id,
        type=f"document_type:{row.type}",
        request=row.id,
    )
