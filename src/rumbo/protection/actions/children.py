"""A child without its family: found at once, and led step by step by the authority and an officer."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import errors, priority, queries, rules, tasks
from rumbo.protection.models import ChildTrack
from rumbo.protection.values import ChildStep
from rumbo.registry.models import Person

# Steps that name somebody, and where the name is kept.
_NAMED = {
    "GUARDIAN_ASSIGNED": "guardian_assigned",
    "ESCORT": "escort",
    "HANDOVER_ARRANGED": "handover",
}
_COLUMNS = tuple(
    field.attname
    for field in ChildTrack._meta.concrete_fields
    if field.attname
    not in {"id", "office_id", "compartment", "case_id", "person_id", "by", "notes"}
    and field.attname not in {"occurred_at", "recorded_at"}
)


def presume_child_alone(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> Task:
    """Send a child who seems to be without its family to the child officer, today."""
    with verb(actor):
        when = at or clock.now()
        flag = rules.FLAGS["UASC"]
        same = Task.objects.open().filter(case=case, person=person, code=flag.task)
        is_known = same.exists() or ChildTrack.objects.filter(person=person).exists()
        task = tasks.open_for(flag, actor=actor, case=case, person=person, at=when)
        if not is_known:
            audit.record(
                actor=actor,
                code="protection.child_alone",
                at=when,
                person=person.id,
                case=case.id,
                compartment="protection",
            )
    return task


def record_child_step(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    step: ChildStep,
    at: datetime | None = None,
) -> ChildTrack:
    """Write down one step of the child track; the steps before it stand (domain.md 3.1)."""
    with verb(actor, "child_officer", "protection"):
        counselling.member_of(locked(case), person)
        if step.step not in rules.CHILD_STEPS:
            raise errors.unknown_step()
        when = at or clock.now()
        before = queries.newest(ChildTrack, person)
        kept = {name: getattr(before, name) for name in _COLUMNS} if before else {}
        made = ChildTrack(
            **kept,
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            notes=step.notes,
            occurred_at=when,
        )
        _take(made, step)
        made.save(force_insert=True)
        audit.record(
            actor=actor,
            code=f"protection.child.{step.step}",
            at=when,
            person=person.id,
            case=case.id,
            compartment="protection",
        )
        if step.step == "BID":
            priority.of_best_interests(actor, case, person, step.decision, when)
        tasks.finish(rules.FLAGS["UASC"].task, actor=actor, case=case, person=person, at=when)
    return made


def _take(made: ChildTrack, step: ChildStep) -> None:
    """Put a step's day and names into their columns; a step that names somebody needs the name."""
    if column := rules.CHILD_STEPS[step.step]:
        setattr(made, column, step.on)
    if step.step in {*_NAMED, "RECEIVER"} and not step.name.strip():
        raise errors.missing_for_step()
    if step.step in _NAMED:
        setattr(made, _NAMED[step.step], step.name)
    _take_details(made, step)


def _take_details(made: ChildTrack, step: ChildStep) -> None:
    match step.step:
        case "ESCORT":
            made.escort_is_specialised = step.is_specialised
        case "RECEIVER":
            made.receiver = {"name": step.name, **step.details}
        case "BID":
            made.best_interests = step.decision
        case "GUARDIAN_CONSENT_ORIGIN":
            made.guardian_consent_withdrawn_on = None
        case _:
            pass
