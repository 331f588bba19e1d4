"""Moving a case along the way: the table of moves is asked, and each step is kept."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, rules
from rumbo.casework.models import Case, Step
from rumbo.common import clock


def locked(case: Case, base_version: int | None = None) -> Case:
    """Lock a case for a change; refuse where somebody changed it since `base_version`."""
    row: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    return row


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
        when = at or clock.now()
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
        audit.record(actor=actor, code="casework.moved", at=when, case=row.id, to=f"stage:{to}")
    case.stage, case.stage_since, case.version = row.stage, row.stage_since, row.version
    return row


def reach(*, actor: Actor, case: Case, to: str, at: datetime | None = None) -> Case:
    """Take a case forward to a stage if it is not there yet; never back."""
    with verb(actor):
        row = locked(case)
        if rules.is_before(row.stage, to) and rules.may_move(row.stage, to):
            return move(actor=actor, case=case, to=to, at=at)
    return row
