"""Sending somebody on to an institution, with their yes, and following it until it is done."""

from datetime import date, datetime, timedelta
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.counselling import queries as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.documents import actions as documents
from rumbo.documents import permits
from rumbo.documents.values import Told
from rumbo.movements import locks
from rumbo.movements import queries as movements
from rumbo.network.models import Organisation
from rumbo.reception import errors, rules, tables, words
from rumbo.reception.models import Arrival, Referral, ReferralStep
from rumbo.reception.values import NewReferral
from rumbo.registry.models import Person

REFER = ("reception", "reintegration", "protection", "child_officer")


def refer(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    referral: NewReferral,
    at: datetime | None = None,
) -> Referral:
    """Send somebody to an institution: only with their live yes, and with the least it must know.

    Their yes is twofold: to institutions at all, and to this one, with its day: sharing is for one
    purpose at a time.
    """
    with verb(actor, *REFER):
        when = at or clock.now()
        locks.lock_cases([case.pk])
        sent = Referral.objects.filter(pk=referral.id).first()
        if isinstance(sent, Referral):
            return sent
        counselling.member_of(case, person)
        if referral.target not in codes.LISTS["referral_target"]:
            raise errors.unknown_institution()
        terms = tables.terms(referral.target)
        if referral.need in words.FOR_SCHOOL and counselling.is_adult(person, clock.day_of(when)):
            raise errors.school_is_for_children()
        day = movements.local_day(when, clock.DEFAULT_ZONE)
        yes = _require_yes(person, terms, day)
        _require_own_yes(referral.agreed_on, day)
        made = Referral(
            id=referral.id,
            office_id=case.office_id,
            receiving_office_id=_receiving(case, person),
            compartment=terms.compartment,
            case=case,
            person=person,
            by=actor.id,
            target=referral.target,
            organisation=_organisation(referral),
            need=referral.need if referral.need in words.NEEDS else "",
            told=list(rules.least(referral.told)),
            note=referral.note,
            agreed_on=referral.agreed_on,
            heard_by=actor.id,
            status_since=when,
            answer_by=day + timedelta(days=terms.answer_within),
            attend_by=day + timedelta(days=terms.attend_within),
            occurred_at=when,
        )
        made.save(force_insert=True)
        _step(actor, made, "", "SENT", when, "")
        _log(actor, made, yes, when)
        _say(actor, "reception.referred", made, when)
    return made


def answer_referral(
    *, actor: Actor, referral: Referral, accepted: bool, why: str = "", at: datetime | None = None
) -> Referral:
    """Write down what the institution answered; where it declined, why."""
    with verb(actor, *REFER, "partner"):
        if not accepted and not why.strip():
            raise errors.reason_needed()
        return _move(actor, referral, "ACCEPTED" if accepted else "DECLINED", at, why)


def note_agreement(
    *, actor: Actor, referral: Referral, agreed_on: date | None, at: datetime | None = None
) -> Referral:
    """Write down that the person says yes to this institution, of a referral of before that was asked."""
    with verb(actor, *REFER):
        when = at or clock.now()
        row: Referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
        if not row.is_open or row.agreed_on is not None:
            raise errors.agreed_already()
        _require_own_yes(agreed_on, movements.local_day(when, clock.DEFAULT_ZONE))
        row.agreed_on, row.heard_by = agreed_on, actor.id
        row.save(update_fields=["agreed_on", "heard_by"])
        _say(actor, "reception.agreed_to_institution", row, when)
    return row


def complete_referral(
    *,
    actor: Actor,
    referral: Referral,
    outcome: str = "",
    result: str = "",
    at: datetime | None = None,
) -> Referral:
    """Write down that the person was attended, and what came of it; of a school, by its code."""
    with verb(actor, *REFER, "partner"):
        if referral.need in words.FOR_SCHOOL and result not in tables.school_outcomes():
            raise errors.outcome_needed()
        row = _move(actor, referral, "COMPLETED", at, outcome)
        if result in tables.school_outcomes():
            row.outcome = result
            row.save(update_fields=["outcome"])
    return row


def note_school_paper(
    *, actor: Actor, referral: Referral, code: str, here: bool, at: datetime | None = None
) -> Referral:
    """Say of one paper of a child's schooling that it is here, or that it is not."""
    with verb(actor, *REFER):
        row: Referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
        if not row.is_open:
            raise errors.no_letter_any_more()
        if code not in row.papers_asked:
            raise errors.not_a_school_paper()
        kept = [one for one in row.papers if one != code]
        row.papers = [*kept, code] if here else kept
        row.save(update_fields=["papers"])
        _say(actor, "reception.school_paper", row, at or clock.now())
    return row


def cancel_referral(
    *, actor: Actor, referral: Referral, why: str, at: datetime | None = None
) -> Referral:
    """Stop a referral, with a reason: the person no longer wants it, or it went wrong."""
    with verb(actor, *REFER):
        if not why.strip():
            raise errors.reason_needed()
        return _move(actor, referral, "CANCELLED", at, why)


def note_letter(*, actor: Actor, referral: Referral, at: datetime | None = None) -> Referral:
    """Write down that the letter was printed: while the referral is open and the yes still lives."""
    with verb(actor, *REFER):
        when = at or clock.now()
        row = Referral.objects.select_related("organisation", "person", "case").get(pk=referral.pk)
        if not row.is_open:
            raise errors.no_letter_any_more()
        day = movements.local_day(when, clock.DEFAULT_ZONE)
        yes = _require_yes(row.person, tables.terms(row.target), day)
        _require_own_yes(row.agreed_on, day)
        _log(actor, row, yes, when)
        _say(actor, "reception.letter_printed", row, when)
        made: Referral = row
    return made


def _require_yes(person: Person, terms: tables.Terms, day: date) -> ShareConsent:
    """Each yes that a target asks for, living; explicit for who fears, or asks for protection.

    Whatever the institution: one that protects belongs to a state as well, and may be of the country
    that somebody fears. Protection talks it over and writes the yes down; the help goes on meanwhile.
    """
    found = {}
    for recipient in terms.consents:
        if not counselling.may_share(person, recipient, day):
            raise errors.no_consent_to_refer(recipient)
        found = permits.require([person], recipient, day)
    return found[person.id]


def _require_own_yes(agreed_on: date | None, day: date) -> None:
    """A yes to institutions is none to every one of them: this one's own, of a day that has come."""
    if agreed_on is None:
        raise errors.institution_not_agreed()
    if agreed_on > day:
        raise errors.yes_still_to_come()


def _log(actor: Actor, row: Referral, yes: ShareConsent, when: datetime) -> None:
    told = Told(
        kind="REFERRAL", recipient=yes.recipient, purpose="REFERRAL",
        fields=tuple(row.told), to_whom=row.to_whom[:60],
    )  # fmt: skip
    documents.log_transfer(
        actor=actor, case=row.case, person=row.person, told=told, consent=yes,
        compartment=row.compartment, at=when,
    )  # fmt: skip


def _move(actor: Actor, referral: Referral, to: str, at: datetime | None, why: str) -> Referral:
    when = at or clock.now()
    rows = Referral.objects.select_for_update(of=("self",))
    row: Referral = rows.get(pk=referral.pk)
    if not rules.may_move(row.status, to):
        raise errors.not_that_way(row.status, to)
    before, row.status, row.status_since = row.status, to, when
    row.save(update_fields=["status", "status_since"])
    _step(actor, row, before, to, when, why)
    _say(actor, "reception.referral_moved", row, when, status=f"referral_status:{to}")
    return row


def _step(actor: Actor, row: Referral, before: str, after: str, when: datetime, why: str) -> None:
    ReferralStep.objects.create(
        office_id=row.office_id,
        compartment=row.compartment,
        referral=row,
        from_status=before,
        to_status=after,
        by=actor.id,
        why=why,
        occurred_at=when,
    )


def _say(actor: Actor, code: str, row: Referral, when: datetime, **details: str) -> None:
    audit.record(
        actor=actor, code=code, at=when, person=row.person_id, case=row.case_id,
        compartment=row.compartment, target=f"referral_target:{row.target}", **details,
    )  # fmt: skip


def _organisation(referral: NewReferral) -> Organisation | None:
    if not referral.organisation:
        return None
    rows = Organisation.objects.filter(referral_target=referral.target)
    found = rows.filter(code=referral.organisation).first()
    if found is None:
        raise errors.unknown_institution()
    return found


def _receiving(case: Case, person: Person) -> UUID | None:
    rows = Arrival.objects.live().filter(case=case, person=person).order_by("-occurred_at")
    found = rows.first()
    return found.receiving_office_id if isinstance(found, Arrival) else None
