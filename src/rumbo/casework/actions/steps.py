"""Moving a case along the way: the table of moves is asked, and each step is kept."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, rules
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Step
from rumbo.common import clock, codes


def move(
    *,
    actor: Actor,
    case: Case,
    to: str,
    at: datetime | None = None,
    why: str = "",
    base_version: int | None = None,
) -> Case:
    """Take a case to a stage; refuse a move that the table does not allow."""
    with verb(actor):
        row = locked(case, base_version)
        if not rules.may_move(row.stage, to):
            raise errors.not_that_way(row.stage, to)
        _keep_step(actor, row, to, at or clock.now(), why)
    case.stage, case.stage_since, case.version = row.stage, row.stage_since, row.version
    return row


def reach(*, actor: Actor, case: Case, to: str, at: datetime | None = None) -> Case:
    """Take a case forward to a stage if it is not there yet; never back."""
    with verb(actor):
        row = locked(case)
        if rules.is_before(row.stage, to) and rules.may_move(row.stage, to):
            return move(actor=actor, case=case, to=to, at=at)
    return row


def end_emptied(*, actor: Actor, case: Case, at: datetime) -> Case:
    """Close the file of a part of a family that is back with the others: nobody is in it."""
    with verb(actor):
        row = locked(case)
        if row.group.members.filter(left_at=None).exists() or not rules.may_withdraw(row.stage):
            raise errors.not_that_way(row.stage, "CLOSED")
        _keep_step(actor, row, "CLOSED", at, "")
    case.stage, case.stage_since, case.version = row.stage, row.stage_since, row.version
    return row


def open_emptied(*, actor: Actor, case: Case, to: str, at: datetime) -> Case:
    """Let a file go on whose people come back: it had ended only because nobody was in it."""
    with verb(actor):
        row = locked(case)
        if row.group.members.filter(left_at=None).exists() or row.stage != "CLOSED":
            raise errors.not_that_way(row.stage, to)
        if not rules.may_withdraw(to):
            raise errors.not_that_way(row.stage, to)
        _keep_step(actor, row, to, at, "")
    case.stage, case.stage_since, case.version = row.stage, row.stage_since, row.version
    return row


def _keep_step(actor: Actor, row: Case, to: str, when: datetime, why: str) -> None:
    before, row.stage, row.stage_since = row.stage, to, when
    row.version += 1
    row.save(update_fields=["stage", "stage_since", "version"])
    Step.objects.create(
        office_id=row.office_id,
        case=row,
        from_stage=before,
        to_stage=to,
        by=actor.id,
        why=why,
        occurred_at=when,
    )
    listed = "side_exit" if to in codes.values("side_exit") else "stage"
    audit.record(actor=actor, code="casework.moved", at=when, case=row.id, to=f"{listed}:{to}")
