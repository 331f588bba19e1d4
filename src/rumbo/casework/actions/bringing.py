"""What is asked about people goes along with them from file to file, and comes back as it was."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rumbo.access.values import Actor
from rumbo.casework.actions.tasks import drop_task, open_again
from rumbo.casework.models import Case, FamilyChange, PriorityFact, Task


def bring(
    *,
    actor: Actor,
    row: Case,
    other: Case,
    people: Collection[UUID],
    everything: bool,
    when: datetime,
) -> dict[str, list[str]]:
    """Take the open tasks about people along, and what gives them priority; give the ids of each.

    `everything`: what is asked of the file as a whole too. What is asked there already is asked
    once: that of the file they leave is `dropped`, and is asked again where it is taken back.
    """
    facts = PriorityFact.objects.filter(case=row, person__in=people, ended_at=None)
    came = [str(pk) for pk in facts.values_list("pk", flat=True)]
    facts.update(case=other)
    tasks = Task.objects.open().filter(case=row)
    if not everything:
        tasks = tasks.filter(person__in=people)
    brought, dropped = [], []
    for task in tasks.order_by("recorded_at", "pk"):
        if _asked_alike(task, other):
            drop_task(actor=actor, task=task, at=when)
            dropped.append(str(task.pk))
        else:
            _give(task, other)
            brought.append(str(task.pk))
    return {"tasks": brought, "dropped": dropped, "facts": came}


def take_back(*, actor: Actor, row: FamilyChange, case: Case, other: Case, when: datetime) -> None:
    """Give a file back what was asked of it and of those who left it, and what was asked since.

    What only the change asked for is dropped. What was done meanwhile stays done, in the file that
    it was asked of. What was asked of both, and once while they were together, is asked again of
    the one that came back: better asked twice than forgotten.
    """
    before: Mapping[str, Any] = row.before
    people = [UUID(one["person"]) for one in before["places"]]
    for task in Task.objects.open().filter(pk__in=before.get("opened", []), case=other):
        drop_task(actor=actor, task=task, at=when)
    PriorityFact.objects.filter(pk__in=before.get("facts", []), case=other).update(case=case)
    PriorityFact.objects.filter(case=other, person__in=people, ended_at=None).update(case=case)
    for task in Task.objects.filter(case=other, pk__in=before.get("tasks", [])):
        _come_back(actor, task, case, when)
    since = Task.objects.open().filter(case=other)
    # A file of their own ends with it: whatever was asked of it is for the one they are in again.
    for task in since if row.kind == "SPLIT" else since.filter(person__in=people):
        _come_back(actor, task, case, when)
    for task in Task.objects.filter(case=case, pk__in=before.get("dropped", [])):
        if not _asked_alike(task, case):
            open_again(actor=actor, task=task, at=when)


def _come_back(actor: Actor, task: Task, case: Case, when: datetime) -> None:
    if task.done_at is None and _asked_alike(task, case):
        drop_task(actor=actor, task=task, at=when)
        return
    _give(task, case)


def _asked_alike(task: Task, case: Case) -> bool:
    """Whether a file is asked the same already, of the same person or of all."""
    same = Task.objects.open().filter(
        case=case, person=task.person_id, role=task.role, code=task.code
    )
    return bool(same.exists())


def _give(task: Task, case: Case) -> None:
    """Let a task be of another file, and of the office that has it."""
    if task.case.office_id != case.office_id:
        task.office_id = case.office_id
    task.case = case
    task.save(update_fields=["case", "office"])
