"""What leaves the house is written down: to whom, which fields, why, by which yes, until when."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.documents import errors, permits, terms
from rumbo.documents.models import ConsularRequest, ExplicitConsent, Transfer
from rumbo.documents.values import Told
from rumbo.registry.models import Person

EXPLAIN = ("protection",)


def log_transfer(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    told: Told,
    consent: ShareConsent,
    request: ConsularRequest | None = None,
    compartment: str = "bio",
    at: datetime | None = None,
) -> Transfer:
    """Write down one transfer; the yes that allows it was asked by the verb that makes it."""
    with verb(actor):
        when = at or clock.now()
        made = Transfer(
            id=new_id(),
            office_id=case.office_id,
            compartment=compartment,
            case=case,
            person=person,
            kind=told.kind,
            recipient=told.recipient,
            to_whom=told.to_whom,
            fields=list(told.fields),
            purpose=told.purpose,
            consent=consent.id,
            expires_on=_until(told.purpose, consent, clock.day_of(when)),
            request=request,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="documents.transferred", at=when, person=person.id, case=case.id,
            compartment=compartment, recipient=f"consent_recipient:{told.recipient}",
            transfer=made.id,
        )  # fmt: skip
    return made


def name_to_institution(
    *, actor: Actor, case: Case, person: Person, to_whom: str, at: datetime | None = None
) -> Transfer:
    """Write down that somebody was named to an institution that helps: refused without their yes."""
    with verb(actor):
        when = at or clock.now()
        yes = permits.require([person], "REFERRAL_BODIES", clock.day_of(when))
        told = Told(
            kind="REFERRAL", recipient="REFERRAL_BODIES", purpose="REFERRAL",
            fields=("name", "safe_contact"), to_whom=to_whom[:60],
        )  # fmt: skip
        return log_transfer(
            actor=actor, case=case, person=person, told=told, consent=yes[person.id], at=when
        )


def record_explicit_consent(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    recipient: str,
    counselled_on: date,
    words: str,
    at: datetime | None = None,
) -> ExplicitConsent:
    """Write down a yes given after protection talked it over, in the person's own words.

    It stands on the answer of the page of permissions that lives now: where that is taken back and
    given anew, it is talked over anew.
    """
    with verb(actor, *EXPLAIN):
        row, when = locked(case), at or clock.now()
        counselling.member_of(row, person)
        if recipient not in codes.LISTS["consent_recipient"]:
            raise errors.unknown_code("consent_recipient")
        day = clock.day_of(when)
        share = counselling.live_shares([person.id], recipient, day).get(person.id)
        if share is None:
            raise errors.nothing_to_explain()
        since = permits.needs_explicit([person.id]).get(person.id)
        if counselled_on > day or (since is not None and counselled_on < since):
            raise errors.counselling_day()
        if not words.strip():
            raise errors.words_needed()
        made = ExplicitConsent(
            id=new_id(),
            office_id=person.office_id,
            case=row,
            person=person,
            recipient=recipient,
            consent=share.id,
            counselled_on=counselled_on,
            words=words.strip(),
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="documents.explicit_consent", at=when, person=person.id,
            case=row.id, compartment="protection", recipient=f"consent_recipient:{recipient}",
        )  # fmt: skip
    return made


def _until(purpose: str, consent: ShareConsent, day: date) -> date:
    """The last day on which the recipient may use it: the purpose's, or the yes's where sooner."""
    last = day + terms.kept_for(purpose)
    return min(last, consent.until) if consent.until else last
