"""Opening and finishing tasks: one open task of a kind, so that asking twice changes nothing."""

from datetime import date, datetime, timedelta
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry.models import Person

# By when, in days, where the caller does not say: urgent ones are for today.
DAYS = 3


def open_task(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    role: str,
    code: str,
    person: Person | None = None,
    due_on: date | None = None,
    urgent: bool = False,
    compartment: str = "bio",
    note: str = "",
    at: datetime | None = None,
    **details: Any,
) -> Task:
    """Ask a role to do something by a day; a task of this kind that is open already is given back."""
    with verb(actor):
        when = at or clock.now()
        same = Task.objects.filter(case=case, person=person, role=role, code=code, done_at=None)
        if (found := same.first()) is not None:
            return found
        task = Task(
            id=new_id(),
            office_id=case.office_id,
            compartment=compartment,
            case=case,
            person=person,
            role=role,
            code=code,
            details=details,
            note=note,
            due_on=due_on or clock.day_of(when) + timedelta(days=0 if urgent else DAYS),
            urgent=urgent,
            opened_by=actor.id,
            occurred_at=when,
        )
        task.save(force_insert=True)
        audit.record(
            actor=actor,
            code="casework.task_opened",
            at=when,
            case=case.id,
            person=person.id if person else None,
            compartment=compartment,
            role=f"role:{role}",
            task=task.id,
        )
    return task


def finish_task(*, actor: Actor, task: Task, outcome: str = "", at: datetime | None = None) -> Task:
    """Say that a task is done, and what came of it."""
    with verb(actor):
        return _end(actor, task, "casework.task_done", outcome, at or clock.now())


def drop_task(*, actor: Actor, task: Task, at: datetime | None = None) -> Task:
    """Say that a task need not be done: what asked for it was taken back."""
    with verb(actor):
        return _end(actor, task, "casework.task_dropped", "NOT_NEEDED", at or clock.now())


def open_again(*, actor: Actor, task: Task, at: datetime | None = None) -> Task:
    """Ask again for what was dropped: the reason for which it need not be done was taken back."""
    with verb(actor):
        row: Task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        row.done_at, row.done_by, row.outcome = None, None, ""
        row.version += 1
        row.save(update_fields=["done_at", "done_by", "outcome", "version"])
        _note(actor, row, "casework.task_again", at or clock.now())
    return row


def _end(actor: Actor, task: Task, code: str, outcome: str, when: datetime) -> Task:
    row: Task = Task.objects.select_for_update().get(pk=task.pk)
    if row.done_at is not None:
        raise errors.task_done()
    row.done_at, row.done_by, row.outcome = when, actor.id, outcome
    row.version += 1
    row.save(update_fields=["done_at", "done_by", "outcome", "version"])
    _note(actor, row, code, when)
    return row


def _note(actor: Actor, row: Task, code: str, when: datetime) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        case=row.case_id,
        person=row.person_id,
        compartment=row.compartment,
        role=f"role:{row.role}",
        task=row.id,
    )
