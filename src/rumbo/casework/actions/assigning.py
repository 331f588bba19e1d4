"""Who follows a case: one person of the team in each role."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.models import Grant, User
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors
from rumbo.casework.locks import locked
from rumbo.casework.models import Assignment, Case
from rumbo.common import clock


def assign(
    *, actor: Actor, case: Case, role: str, user: User, at: datetime | None = None
) -> Assignment:
    """Let somebody of the team follow a case in a role they hold; who followed before is kept."""
    with verb(actor):
        row = locked(case)
        when = at or clock.now()
        held = Grant.objects.filter(user=user, role=role).live_on(clock.day_of(when))
        if not any(g.office_id in {None, row.office_id} for g in held):
            raise errors.not_one_of_us()
        same: Assignment | None = row.assignments.filter(role=role, ended_at=None).first()
        if same is not None and same.user_id == user.pk:
            return same
        row.assignments.filter(role=role, ended_at=None).update(ended_at=when)
        made: Assignment = Assignment.objects.create(
            office_id=row.office_id, case=row, role=role, user=user, by=actor.id, occurred_at=when
        )
        audit.record(
            actor=actor, code="casework.assigned", at=when, case=row.id, role=f"role:{role}",
            user=user.pk,
        )  # fmt: skip
    return made


def unassign(*, actor: Actor, assignment: Assignment, at: datetime | None = None) -> Assignment:
    """Say that somebody follows a case no more; what ends is this charge, never a later one."""
    with verb(actor):
        case = locked(assignment.case)
        row: Assignment = case.assignments.get(pk=assignment.pk)
        if row.ended_at is not None:
            raise errors.nothing_to_end()
        row.ended_at = at or clock.now()
        row.save(update_fields=["ended_at"])
        audit.record(
            actor=actor, code="casework.unassigned", at=row.ended_at, case=case.id,
            role=f"role:{row.role}", user=row.user_id,
        )  # fmt: skip
    return row
