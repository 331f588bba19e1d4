"""Talking with somebody, and finding whether what they decide is free and informed."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.models import User
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework import errors as casework_errors
from rumbo.casework.models import Case
from rumbo.casework.rules import may_withdraw
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import errors, queries, rules
from rumbo.counselling.actions.withdrawing import withdraw_child_declaration, withdraw_declaration
from rumbo.counselling.models import GuardianDeclaration, Session, VoluntarinessFinding
from rumbo.counselling.values import NewFinding, NewSession
from rumbo.registry.models import Person

COUNSEL = ("counsellor", "protection", "child_officer")
_SAID = {
    "RETURN": "counselling.said_return",
    "NOT_RETURN": "counselling.said_not_return",
    "UNDECIDED": "counselling.said_undecided",
}


def hold_session(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    session: NewSession,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Session:
    """Write down a conversation: what was explained, what the person says now, what comes next.

    Not to return is as good an answer as any other: a declaration that stood falls with it.
    """
    with verb(actor, *COUNSEL):
        _may_be_asked(case, person)
        _require_understanding(person, session)
        when = at or clock.now()
        made = Session(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            mode=session.mode,
            minutes=session.minutes,
            language=session.language,
            interpreter=session.interpreter,
            topics=list(session.topics),
            asylum_explained=session.explains_asylum,
            alternatives=list(session.alternatives),
            decision=session.decision,
            country_information=session.country_information,
            questions=session.questions,
            notes=session.notes,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        _say(actor, made)
        casework.reach(actor=actor, case=case, to="COUNSELLING", at=when)
        _make_next(actor, made, session.next_at)
        if session.decision == "NOT_RETURN" and queries.live_declaration(person) is not None:
            withdraw_declaration(actor=actor, case=case, person=person, at=when)
        if session.decision == "NOT_RETURN" and not queries.is_adult(person, clock.day_of(when)):
            _hear_child(actor, made)
    return made


def record_finding(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    finding: NewFinding,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> VoluntarinessFinding:
    """Write down whether the decision is free, and apart whether it is informed (domain.md 0.2).

    A decision that is not free goes to protection the same day; so does somebody who cannot decide
    and for whom the law names nobody.
    """
    with verb(actor, *COUNSEL):
        _may_be_asked(case, person)
        if finding.free and not finding.alone:
            raise errors.freedom_is_assessed_alone()
        when = at or clock.now()
        made = VoluntarinessFinding(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            alone=finding.alone,
            free=finding.free,
            informed=finding.informed,
            capacity=finding.capacity,
            decision_maker=finding.decision_maker,
            pressure=finding.pressure,
            notes=finding.notes,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor,
            code="counselling.finding_recorded",
            at=when,
            person=person.id,
            case=case.id,
        )
        if not finding.free:
            _ask_protection(actor, made, "PRESSURE")
        if not finding.capacity and not finding.decision_maker.strip():
            _ask_protection(actor, made, "CAPACITY")
    return made


def _hear_child(actor: Actor, session: Session) -> None:
    """A child's no takes back what was declared for it, and the child officer hears it today."""
    case, child, when = session.case, session.person, session.occurred_at
    stage = Case.objects.values_list("stage", flat=True).get(pk=case.pk)
    declared = GuardianDeclaration.objects.filter(child=child, withdrawn_at=None).exists()
    if declared and may_withdraw(stage):
        withdraw_child_declaration(actor=actor, case=case, child=child, at=when)
    casework.open_task(
        actor=actor,
        case=case,
        person=child,
        role="child_officer",
        code="CHILD_SAYS_NO",
        urgent=True,
        compartment="protection",
        due_on=rules.day_of(when),
        at=when,
    )


def _say(actor: Actor, session: Session) -> None:
    audit.record(
        actor=actor,
        code="counselling.session_held",
        at=session.occurred_at,
        person=session.person_id,
        case=session.case_id,
        language=f"language:{session.language}",
    )
    if session.decision:
        audit.record(
            actor=actor,
            code=_SAID[session.decision],
            at=session.occurred_at,
            person=session.person_id,
            case=session.case_id,
        )


def _may_be_asked(case: Case, person: Person) -> None:
    queries.member_of(case, person)
    if not case.is_open:
        raise casework_errors.case_is_over()
    if not queries.has_data_consent(person):
        raise errors.no_data_consent()


def _require_understanding(person: Person, session: NewSession) -> None:
    """What was not understood was not explained; and nobody says yes before knowing of asylum."""
    understood = rules.was_understood(
        own=person.language, spoken=session.language, interpreter=session.interpreter
    )
    if (session.topics or session.decision) and not understood:
        raise errors.not_understood()
    knows = session.explains_asylum or queries.asylum_explained_on(person) is not None
    if session.decision == "RETURN" and not knows:
        raise errors.asylum_first()


def _make_next(actor: Actor, session: Session, next_at: datetime | None) -> None:
    if next_at is None:
        return
    user = User.objects.filter(pk=actor.id).first() if actor.id else None
    casework.make_appointment(
        actor=actor,
        case=session.case,
        person=session.person,
        role="counsellor",
        user=user,
        starts_at=next_at,
        at=session.occurred_at,
    )


def _ask_protection(actor: Actor, finding: VoluntarinessFinding, code: str) -> None:
    casework.open_task(
        actor=actor,
        case=finding.case,
        person=finding.person,
        role="protection",
        code=code,
        urgent=True,
        compartment="protection",
        due_on=rules.day_of(finding.occurred_at),
        at=finding.occurred_at,
    )
