"""Signing: an adult's own declaration, and what is signed for a child; each for one journey."""

import uuid
from datetime import date, datetime
from typing import TypeVar

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework import errors as casework_errors
from rumbo.casework.models import Case
from rumbo.common import clock, pdf
from rumbo.common.ids import new_id
from rumbo.common.sealed import files
from rumbo.counselling import errors, queries, rules, wording
from rumbo.counselling.models import Declaration, GuardianDeclaration, Signed
from rumbo.counselling.values import ForChild, NewSignature
from rumbo.registry.models import GroupMember, Person

SIGN = ("counsellor", "registrar", "protection", "child_officer")
S = TypeVar("S", Declaration, GuardianDeclaration)


def sign_declaration(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    signature: NewSignature,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Declaration:
    """Take an adult's own declaration for one travel date; an earlier one ends with it.

    Requirements DECLARATION: after counselling, understood, heard or read, witnessed, in a
    wording that is still accepted.
    """
    with verb(actor, *SIGN):
        when = at or clock.now()
        _may_be_signed(case, person)
        if not queries.is_adult(person, signature.travel_date):
            raise errors.not_of_age()
        _require_decision(person)
        _require_reading(signature, person, "declaration", rules.day_of(when))
        made = Declaration(id=id or new_id(), case=case, person=person)
        _fill(made, case, actor, signature, when)
        _replace(queries.live_declaration(person), made)
        _keep(made, signature)
        made.save(force_insert=True)
        audit.record(
            actor=actor,
            code="counselling.declared",
            at=when,
            person=person.id,
            case=case.id,
            day=f"{signature.travel_date:%d/%m/%Y}",
        )
        casework.reach(actor=actor, case=case, to="DECLARATION", at=when)
    return made


def sign_for_child(
    *,
    actor: Actor,
    case: Case,
    child: Person,
    signer: ForChild,
    signature: NewSignature,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> GuardianDeclaration:
    """Take what a parent, a legal guardian or the authority declares for one child."""
    with verb(actor, *SIGN):
        when = at or clock.now()
        _may_be_signed(case, child)
        if queries.is_adult(child, signature.travel_date):
            raise errors.of_age()
        guardian = _guardian(queries.member_of(case, child), signer, signature.travel_date)
        _require_reading(signature, guardian, "guardian", rules.day_of(when))
        made = GuardianDeclaration(
            id=id or new_id(),
            case=case,
            child=child,
            guardian=guardian,
            signed_by=signer.signed_by or (guardian.full_name if guardian else ""),
            capacity=signer.capacity,
        )
        _require_other_witness(signature.witness, made.signed_by)
        _fill(made, case, actor, signature, when)
        _replace(queries.live_guardian_declaration(child), made)
        _keep(made, signature)
        made.save(force_insert=True)
        audit.record(
            actor=actor,
            code="counselling.declared_for_child",
            at=when,
            person=child.id,
            case=case.id,
            day=f"{signature.travel_date:%d/%m/%Y}",
        )
        casework.reach(actor=actor, case=case, to="DECLARATION", at=when)
    return made


def note_print(*, actor: Actor, case: Case, person: Person, paper: str) -> None:
    """Write down that a paper about somebody was made to be printed."""
    with verb(actor):
        audit.record(
            actor=actor,
            code="counselling.paper_printed",
            person=person.id,
            case=case.id,
            paper=paper,
        )
        audit.note_reading(actor=actor, person=person.id, page=f"counselling.{paper}"[:40])


def _may_be_signed(case: Case, person: Person) -> None:
    """Lock the case, so that two signatures at once follow each other."""
    row: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    queries.member_of(row, person)
    if not row.is_open:
        raise casework_errors.case_is_over()
    if not queries.has_data_consent(person):
        raise errors.no_data_consent()


def _require_decision(person: Person) -> None:
    """Everything was explained, the last word was yes, and no finding speaks against it."""
    sessions = queries.sessions_of(person)
    if missing := rules.missing_topics(queries.topics_explained(sessions)):
        raise errors.topics_missing(missing)
    said = [session.decision for session in sessions if session.decision]
    if not said or said[-1] != "RETURN":
        raise errors.has_not_decided_to_return()
    found = queries.latest_finding(person)
    if found is not None and not (found.free and found.informed):
        raise errors.not_found_free()


def _guardian(member: GroupMember, signer: ForChild, day: date) -> Person | None:
    """The adult of the group who answers for the child in this capacity, or nobody of it."""
    if signer.capacity == "AUTHORITY" or not signer.by_guardian_in_group:
        if not signer.signed_by.strip():
            raise errors.signer_unnamed()
        return None
    guardian = member.guardian
    if guardian is None or member.guardian_relation != signer.capacity:
        raise errors.not_their_guardian()
    if not queries.is_adult(guardian, day):
        raise errors.not_their_guardian()
    return guardian


def _require_reading(signature: NewSignature, signer: Person | None, code: str, day: date) -> None:
    """The text was accepted, understood, and heard unless its signer is known to read."""
    if signature.interpreter == "RELATIVE":
        raise errors.relative_interprets()
    own = signer.language if signer else signature.language
    if not rules.was_understood(
        own=own, spoken=signature.language, interpreter=signature.interpreter
    ):
        raise errors.not_understood()
    if not signature.read_aloud and not (signer and signer.can_read is True):
        raise errors.not_read_aloud()
    if signature.travel_date < day:
        raise errors.travel_before_signing(signature.travel_date)
    if not wording.is_accepted(code, signature.wording or wording.current(code).version):
        raise errors.wording_not_accepted()
    _require_other_witness(signature.witness, signer.full_name if signer else "")


def _require_other_witness(witness: str, signer: str) -> None:
    if not witness.strip():
        raise errors.no_witness()
    if rules.names_the_same(witness, signer):
        raise errors.witness_is_the_person()


def _fill(made: Signed, case: Case, actor: Actor, signature: NewSignature, when: datetime) -> None:
    code = "declaration" if isinstance(made, Declaration) else "guardian"
    made.office_id = case.office_id
    made.travel_date = signature.travel_date
    made.wording = signature.wording or wording.current(code).version
    made.language = signature.language
    made.interpreter = signature.interpreter
    made.interpreter_name = signature.interpreter_name
    made.read_aloud = signature.read_aloud
    made.witness = signature.witness.strip()
    made.how = signature.how
    made.recorded_by = actor.id
    made.occurred_at = when


def _replace(earlier: S | None, made: S) -> None:
    """A new signature follows an earlier one: nobody took that back, it only ends."""
    if earlier is not None:
        earlier.withdrawn_at, earlier.replaced_by = made.occurred_at, made.id
        earlier.save(update_fields=["withdrawn_at", "replaced_by"])


def _keep(made: Signed, signature: NewSignature) -> None:
    """Seal the drawn signature or the scan on disk; one of them there must be, or a thumb."""
    if signature.how == "SCREEN":
        try:
            drawn = pdf.signature(signature.strokes)
        except ValueError:
            raise errors.nothing_signed() from None
        if not drawn:
            raise errors.nothing_signed()
        made.signature_file = new_id()
        files.save(made.signature_file, signature.strokes.encode())
    if signature.how == "PAPER" and not signature.paper:
        raise errors.nothing_signed()
    if signature.paper:
        if rules.kind_of_paper(signature.paper) is None:
            raise errors.not_a_paper()
        made.paper_file = new_id()
        files.save(made.paper_file, signature.paper)
