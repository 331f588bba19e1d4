"""Joining two files of people who belong together: siblings who were registered apart."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, rules, signals
from rumbo.casework.actions.steps import end_emptied, move
from rumbo.casework.actions.tasks import drop_task, open_task
from rumbo.casework.models import Case, SideExit, Task
from rumbo.common import clock
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember
from rumbo.registry.rules.ages import is_adult


def join_files(*, actor: Actor, first: Case, second: Case, at: datetime | None = None) -> Case:
    """Take everybody of the second file into the first, before anybody has left.

    Seats that either held are given back: they book together. What was decided of one file says
    nothing of the other's people, so that eligibility is decided anew. Open tasks come along.
    Where the files are of two offices, whoever gives the second one away joins them: from then on
    the office of the first looks after everybody in it.
    """
    with verb(actor, "child_officer", "protection"):
        when = at or clock.now()
        one, other = _both(first, second)
        _require_may_join(actor, one, other)
        for file in (one, other):
            people = [m.person_id for m in _members(file)]
            signals.people_stopped.send(
                Case, case=file, people=people, kind="REJOINED", actor=actor, at=when
            )
        one.refresh_from_db()
        if one.stage in rules.SEATED:
            move(actor=actor, case=one, to="TRAVEL_READY", at=when)
        _bring(actor, one, other, when)
        _decide_anew(actor, one, other, when)
        end_emptied(actor=actor, case=other, at=when)
        for file in (one, other):
            audit.record(actor=actor, code="casework.joined", at=when, case=file.id)
    return one


def _bring(actor: Actor, one: Case, other: Case, when: datetime) -> None:
    """Move the people and their open tasks; whoever headed the second file heads no longer."""
    people = [m.person for m in _members(other)]
    child_heads = _is_child_file(one, when)
    last = max((m.position for m in _members(one)), default=-1)
    made = registry.change_group(actor=actor, people=people, group=one.group, at=when)
    for place, member in enumerate(made, start=last + 1):
        member.position = place
        if member.relation == "HEAD":
            member.relation = "SIBLING" if child_heads else "OTHER_RELATIVE"
        member.save(update_fields=["position", "relation"])
    if one.office_id != other.office_id:
        here = [person.pk for person in people]
        registry.move_to_office(actor=actor, people=here, office=one.office, at=when)
    _bring_tasks(actor, one, other, when)
    SideExit.objects.filter(case=other, ended_at=None).update(ended_at=when)


def _bring_tasks(actor: Actor, one: Case, other: Case, when: datetime) -> None:
    """Open tasks come along; what is asked of both files as a whole is asked once."""
    asked = {(t.person_id, t.role, t.code) for t in Task.objects.open().filter(case=one)}
    for task in Task.objects.open().filter(case=other):
        if (task.person_id, task.role, task.code) in asked:
            drop_task(actor=actor, task=task, at=when)
    Task.objects.open().filter(case=other).update(case=one, office=one.office_id)


def _decide_anew(actor: Actor, one: Case, other: Case, when: datetime) -> None:
    decided = [file for file in (one, other) if file.decisions.filter(revoked_at=None).exists()]
    for file in decided:
        file.decisions.filter(revoked_at=None).update(revoked_at=when)
        audit.record(actor=actor, code="casework.decision_revoked", at=when, case=file.id)
    if decided:
        open_task(actor=actor, case=one, role="coordinator", code="DECIDE_JOINED", at=when)


def _require_may_join(actor: Actor, one: Case, other: Case) -> None:
    if one.pk == other.pk:
        raise errors.nothing_to_end()
    if other.office_id not in {one.office_id, actor.office}:
        raise errors.other_office(other.office.name)
    if not all(rules.may_withdraw(file.stage) for file in (one, other)):
        raise errors.already_left()


def _is_child_file(case: Case, when: datetime) -> bool:
    """Whether the first person of a file is a child, so that others are its siblings."""
    first = next(iter(_members(case)), None)
    if first is None:
        return True
    who = first.person
    day = clock.day_of(when)
    return not is_adult(who.birth_date, who.birth_precision, day, disputed=who.age_disputed)


def _members(case: Case) -> list[GroupMember]:
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return list(rows.order_by("position").select_related("person"))


def _both(first: Case, second: Case) -> tuple[Case, Case]:
    """Lock both files, in the one order of cases: by id."""
    rows = {
        c.pk: c
        for c in Case.objects.select_for_update(of=("self",))
        .filter(pk__in=[first.pk, second.pk])
        .order_by("pk")
    }
    return rows[first.pk], rows[second.pk]
