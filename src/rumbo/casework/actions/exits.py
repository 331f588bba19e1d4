"""Leaving the way: a withdrawal needs no reason, a hold and a closure need one."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries, refusals, rules, signals
from rumbo.casework.actions.steps import move
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, SideExit
from rumbo.common import clock
from rumbo.registry.models import GroupMember


def withdraw(
    *, actor: Actor, case: Case, reason: str = "", why: str = "", at: datetime | None = None
) -> SideExit:
    """Let a group go, at any time until it leaves: no reason is asked, seats are free at once."""
    with verb(actor):
        row = locked(case)
        if not rules.may_withdraw(row.stage):
            raise errors.already_left() if row.is_open else errors.case_is_over()
        when = at or clock.now()
        made = _exit(actor, row, "WITHDRAWN", when, reason=reason, why=why)
        move(actor=actor, case=case, to="WITHDRAWN", at=when)
        signals.people_stopped.send(
            Case, case=row, people=_people(row), kind="WITHDRAWN", actor=actor, at=when
        )
        audit.record(actor=actor, code="casework.withdrawn", at=when, case=row.id)
    return made


def hold_case(
    *,
    actor: Actor,
    case: Case,
    reason: str,
    why: str,
    review_on: date | None = None,
    at: datetime | None = None,
) -> SideExit:
    """Pause a case, with a reason and a day to look at it again."""
    with verb(actor):
        row = locked(case)
        if not row.is_open:
            raise errors.case_is_over()
        if not why.strip():
            raise errors.reason_needed()
        when = at or clock.now()
        made = _exit(actor, row, "ON_HOLD", when, reason=reason, why=why)
        made.review_on = review_on
        made.save(update_fields=["review_on"])
        audit.record(
            actor=actor,
            code="casework.on_hold",
            at=when,
            case=row.id,
            reason=f"hold_reason:{reason}",
        )
    return made


def release_hold(*, actor: Actor, hold: SideExit, at: datetime | None = None) -> None:
    """Let a paused case go on."""
    with verb(actor):
        when = at or clock.now()
        SideExit.objects.filter(pk=hold.pk, ended_at=None).update(ended_at=when)
        audit.record(actor=actor, code="casework.hold_ended", at=when, case=hold.case_id)


def close_case(
    *, actor: Actor, case: Case, reason: str, why: str = "", at: datetime | None = None
) -> Case:
    """Close a case: the retention clock starts here. Before departure only other exits close it."""
    with verb(actor):
        when = at or clock.now()
        row = move(actor=actor, case=case, to="CLOSED", at=when, why=why)
        audit.record(
            actor=actor,
            code="casework.closed",
            at=when,
            case=row.id,
            reason=f"closure_reason:{reason}",
        )
    return row


def reopen(*, actor: Actor, case: Case, why: str, at: datetime | None = None) -> Case:
    """Open a case again, with a reason: a counsellor listens anew. Not one that everybody left."""
    with verb(actor):
        if not why.strip():
            raise errors.reason_needed()
        if queries.file_now(case) != case.pk:
            raise refusals.nobody_in_it()
        when = at or clock.now()
        SideExit.objects.filter(case=case, ended_at=None).update(ended_at=when)
        row = move(actor=actor, case=case, to="COUNSELLING", at=when, why=why)
        audit.record(actor=actor, code="casework.reopened", at=when, case=row.id)
    return row


def _exit(
    actor: Actor, case: Case, kind: str, when: datetime, *, reason: str, why: str
) -> SideExit:
    made: SideExit = SideExit.objects.create(
        office_id=case.office_id,
        case=case,
        kind=kind,
        reason=reason,
        why=why,
        by=actor.id,
        occurred_at=when,
    )
    return made


def _people(case: Case) -> list[object]:
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return list(rows.values_list("person_id", flat=True))
