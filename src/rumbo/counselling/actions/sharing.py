"""Consents to share: one tick per recipient; refusing one never ends the help."""

from collections.abc import Mapping
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import elsewhere, errors, queries, signals, wording
from rumbo.counselling.models import ShareConsent
from rumbo.registry.models import Person

ASK = ("counsellor", "registrar", "protection", "child_officer", "reception", "reintegration")


def record_share_consents(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    answers: Mapping[str, bool],
    until: date | None = None,
    at: datetime | None = None,
) -> list[ShareConsent]:
    """Write down what somebody answered for each recipient; answers that did not change stay.

    `answers` maps codes of the list consent_recipient to yes or no; recipients left out are not
    touched. For a child the parent, guardian or authority answers. A yes that another registration
    of theirs narrows is written anew: they were asked again, and it is this one that counts.
    """
    with verb(actor, *ASK):
        # Two who ask at once follow each other: one answer a recipient lives.
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        queries.member_of(case, person)
        if any(code not in codes.LISTS["consent_recipient"] for code in answers):
            raise errors.unknown_recipient()
        if not queries.has_data_consent(person):
            raise errors.no_data_consent()
        when = at or clock.now()
        by = _who_answers(case, person, when)
        earlier = queries.shares_of(person)
        narrowed = elsewhere.overruled(earlier.values())
        made = []
        for recipient, given in answers.items():
            before = earlier.get(recipient)
            same = before is not None and (before.given, before.until) == (given, until)
            if same and before is not None and before.id not in narrowed:
                continue
            if before is not None:
                before.withdrawn_at = when
                before.save(update_fields=["withdrawn_at"])
            row = ShareConsent(
                id=new_id(),
                office_id=person.office_id,
                person=person,
                recipient=recipient,
                given=given,
                by=by,
                wording=wording.current("sharing").version,
                until=until,
                recorded_by=actor.id,
                occurred_at=when,
            )
            row.save(force_insert=True)
            made.append(row)
        taken_back = [r.recipient for r in made if not r.given and _was_given(earlier, r)]
        _tell(actor, case, person, taken_back, when)
        if made:
            audit.record(
                actor=actor,
                code="counselling.shares_recorded",
                at=when,
                person=person.id,
                case=case.id,
                yes=sum(row.given for row in made),
                no=sum(not row.given for row in made),
            )
    return made


def withdraw_share_consent(
    *, actor: Actor, case: Case, person: Person, recipient: str, at: datetime | None = None
) -> ShareConsent:
    """Take one permission back; from now on this recipient is told nothing more."""
    with verb(actor, *ASK):
        queries.member_of(case, person)
        rows = ShareConsent.objects.select_for_update().filter(person=person, withdrawn_at=None)
        row = rows.filter(recipient=recipient, given=True).first()
        if row is None:
            raise errors.nothing_to_withdraw()
        row.withdrawn_at = at or clock.now()
        row.save(update_fields=["withdrawn_at"])
        audit.record(
            actor=actor,
            code="counselling.share_withdrawn",
            at=row.withdrawn_at,
            person=person.id,
            case=case.id,
            recipient=f"consent_recipient:{recipient}",
        )
        _tell(actor, case, person, [recipient], row.withdrawn_at)
    return row


def _was_given(earlier: Mapping[str, ShareConsent], row: ShareConsent) -> bool:
    before = earlier.get(row.recipient)
    return before is not None and before.given


def _tell(actor: Actor, case: Case, person: Person, recipients: list[str], when: datetime) -> None:
    if recipients:
        signals.sharing_ended.send(
            ShareConsent, case=case, person=person, recipients=recipients, actor=actor, at=when
        )


def _who_answers(case: Case, person: Person, when: datetime) -> str:
    if queries.is_adult(person, clock.day_of(when)):
        return "SELF"
    return "AUTHORITY" if queries.is_child_alone(case, person, clock.day_of(when)) else "GUARDIAN"
