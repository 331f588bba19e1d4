"""Opening and ending the tasks that an answer asks for, in the compartment where it belongs."""

from datetime import datetime, timedelta

from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.counselling.rules import day_of
from rumbo.protection.rules import Flag
from rumbo.registry.models import Person


def open_for(flag: Flag, *, actor: Actor, case: Case, person: Person, at: datetime) -> Task:
    """Ask a role to look after a person; what is urgent is for today."""
    return casework.open_task(
        actor=actor,
        case=case,
        person=person,
        role=flag.role,
        code=flag.task,
        urgent=flag.urgent,
        compartment=flag.compartment,
        due_on=day_of(at) + timedelta(days=flag.days),
        at=at,
    )


def finish(code: str, *, actor: Actor, case: Case, person: Person, at: datetime) -> None:
    """End the open tasks of a kind about a person: what they asked for is done."""
    rows = Task.objects.open().filter(case=case, person=person, code=code)
    for row in rows:
        casework.finish_task(actor=actor, task=row, at=at)
