"""The question nobody skips: do you fear to go back. Asked alone, answered, resolved by two."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.errors import same_person_twice
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework import errors as casework_errors
from rumbo.casework import rules as casework_rules
from rumbo.casework import signals
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.counselling.rules import day_of
from rumbo.protection import errors, queries, rules, tasks
from rumbo.protection.models import FearAnswer
from rumbo.registry.models import GroupMember, Person

ASK = ("counsellor", "protection", "child_officer")


def ask_fear(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    alone: bool,
    answer: str,
    words: str = "",
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> FearAnswer:
    """Write down what somebody answered, alone, to whether they fear to go back (domain.md 3.4).

    A yes, or not knowing, goes to protection the same day; asking again takes it away for nobody.
    """
    with verb(actor, *ASK):
        row = locked(case)
        counselling.member_of(row, person)
        if not row.is_open:
            raise casework_errors.case_is_over()
        when = at or clock.now()
        if not alone and answer == "NO":
            raise errors.asked_alone()
        if counselling.is_child_alone(case, person, day_of(when)):
            _require_child_officer(actor, answer)
        _require_no_is_allowed(actor, person, answer)
        made = FearAnswer(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            alone=alone,
            answer=answer,
            words=words,
            occurred_at=when,
        )
        made.save(force_insert=True)
        _say(actor, made)
        if answer in rules.AFRAID:
            tasks.open_for(rules.FEAR, actor=actor, case=case, person=person, at=when)
            _refer(actor, case, when)
    return made


def resolve_fear(
    *,
    actor: Actor,
    fear: FearAnswer,
    resolution: str,
    why: str,
    at: datetime | None = None,
) -> FearAnswer:
    """Write down what somebody who fears decides, with asylum explained; another person confirms."""
    with verb(actor, "protection"):
        row = _locked(fear)
        when = at or clock.now()
        if not queries.is_open(row):
            raise errors.nothing_to_resolve()
        if not why.strip():
            raise errors.reason_needed()
        explained = counselling.asylum_explained_on(row.person)
        if resolution == "RETURN" and (explained is None or explained < day_of(row.occurred_at)):
            raise errors.asylum_not_explained()
        row.resolution, row.why = resolution, why
        row.resolved_at, row.resolved_by = when, actor.id
        row.confirmed_at = row.confirmed_by = None
        row.save()
        audit.record(
            actor=actor,
            code="protection.fear_resolved",
            at=when,
            person=row.person_id,
            case=row.case_id,
            compartment="protection",
            resolution=f"fear_resolution:{resolution}",
        )
    return row


def confirm_resolution(*, actor: Actor, fear: FearAnswer, at: datetime | None = None) -> FearAnswer:
    """Confirm what a protection officer wrote; it takes another person, never the same."""
    with verb(actor, "protection", "coordinator", "child_officer"):
        row = _locked(fear)
        if row.resolution not in {"RETURN", "ASYLUM"} or row.confirmed_by is not None:
            raise errors.nothing_to_confirm()
        if actor.id is None or row.resolved_by == actor.id:
            raise same_person_twice()
        when = at or clock.now()
        row.confirmed_by, row.confirmed_at = actor.id, when
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        audit.record(
            actor=actor,
            code="protection.fear_confirmed",
            at=when,
            person=row.person_id,
            case=row.case_id,
            compartment="protection",
        )
        tasks.finish("FEAR", actor=actor, case=row.case, person=row.person, at=when)
        if row.resolution == "RETURN":
            _take_up_again(actor, row.case, when)
    return row


def _locked(fear: FearAnswer) -> FearAnswer:
    """Lock the case, then the answer; only the newest one of a person can be settled."""
    locked(fear.case)
    row: FearAnswer = FearAnswer.objects.select_for_update(of=("self",)).get(pk=fear.pk)
    newest = queries.newest(FearAnswer, row.person_id)
    if newest is None or newest.pk != row.pk:
        raise errors.nothing_to_resolve()
    return row


def _say(actor: Actor, row: FearAnswer) -> None:
    """That it was asked is told to all who read the case; the answer only to protection."""
    about = {"person": row.person_id, "case": row.case_id}
    if row.alone:
        audit.record(actor=actor, code="protection.asked", at=row.occurred_at, **about)
    audit.record(
        actor=actor,
        code="protection.fear_answered",
        at=row.occurred_at,
        compartment="protection",
        answer=f"fear_answer:{row.answer}",
        **about,
    )


def _require_child_officer(actor: Actor, answer: str) -> None:
    """A child alone says no only to an officer for children; a yes is heard by anybody."""
    if answer == "NO" and not actor.roles & {"child_officer"} and actor.kind in {"user", "demo"}:
        raise errors.child_officer_asks()


def _require_no_is_allowed(actor: Actor, person: Person, answer: str) -> None:
    earlier = queries.newest(FearAnswer, person)
    if answer != "NO" or earlier is None:
        return
    if not rules.may_answer_no(
        open_fear=queries.is_open(earlier), was_alone=earlier.alone, roles=actor.roles
    ):
        raise errors.fear_stays()


def _refer(actor: Actor, case: Case, when: datetime) -> None:
    """Take the case to protection; what was under way stops: no seat is held, nobody is asked."""
    row = Case.objects.get(pk=case.pk)
    if row.stage in casework_rules.BEFORE_DEPARTURE:
        group = GroupMember.objects.filter(group=row.group_id, left_at=None)
        people = list(group.values_list("person_id", flat=True))
        signals.people_stopped.send(
            Case, case=row, people=people, kind="FEAR_TOLD", actor=actor, at=when
        )
        row.refresh_from_db()
    if casework_rules.may_move(row.stage, "REFERRED_PROTECTION"):
        casework.move(actor=actor, case=case, to="REFERRED_PROTECTION", at=when)


def _take_up_again(actor: Actor, case: Case, when: datetime) -> None:
    """Where nobody of the group fears any more, the case goes on from where it was."""
    row = Case.objects.get(pk=case.pk)
    people = [member.person_id for member in counselling.members(case)]
    if row.stage != "REFERRED_PROTECTION" or any(map(queries.has_open_fear, people)):
        return
    decided = EligibilityDecision.objects.filter(
        case=row, eligible=True, revoked_at=None, countersigned_at__isnull=False
    ).exists()
    casework.move(actor=actor, case=case, to="ELIGIBILITY" if decided else "SCREENING", at=when)
