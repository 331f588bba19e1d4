"""Survivors: whether a return is safe is found by protection, for trafficking by two."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.errors import same_person_twice
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.counselling.rules import day_of
from rumbo.protection import errors, priority, queries, tasks
from rumbo.protection.models import SurvivorFinding, TraffickingClearance
from rumbo.protection.values import NewClearance
from rumbo.registry.models import Person


def clear_trafficking(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    clearance: NewClearance,
    at: datetime | None = None,
) -> TraffickingClearance:
    """Write down this office's finding, and the origin office's where the survivor lets it know.

    An earlier clearance of ours stands with who gave it; a changed mind about sharing starts the
    second signature anew.
    """
    with verb(actor, "protection"):
        counselling.member_of(case, person)
        if clearance.share_with_origin is False and clearance.origin_cleared_on is not None:
            raise errors.origin_must_not_know()
        when = at or clock.now()
        made = TraffickingClearance(
            id=new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            flag=clearance.flag,
            share_with_origin=clearance.share_with_origin,
            origin_cleared_on=clearance.origin_cleared_on,
            notes=clearance.notes,
            occurred_at=when,
        )
        _host(made, queries.newest(TraffickingClearance, person), clearance, actor, when)
        made.save(force_insert=True)
        _note(actor, made, "protection.trafficking_noted", when)
        if made.flag and _is_cleared(made):
            priority.of_clearance(actor, case, person, when)
        if not made.flag or _is_cleared(made):
            tasks.finish("TRAFFICKING", actor=actor, case=case, person=person, at=when)
    return made


def second_trafficking_clearance(
    *, actor: Actor, clearance: TraffickingClearance, at: datetime | None = None
) -> TraffickingClearance:
    """Sign as the second protection officer, where the origin office must not know."""
    with verb(actor, "protection"):
        rows = TraffickingClearance.objects.select_for_update(of=("self",))
        row: TraffickingClearance = rows.get(pk=clearance.pk)
        newest = queries.newest(TraffickingClearance, row.person_id)
        if row.host_cleared_by is None or newest is None or newest.pk != row.pk:
            raise errors.not_cleared_yet()
        if actor.id is None or row.host_cleared_by == actor.id:
            raise same_person_twice()
        when = at or clock.now()
        row.second_officer = actor.id
        row.save(update_fields=["second_officer"])
        _note(actor, row, "protection.trafficking_second", when)
        if _is_cleared(row):
            priority.of_clearance(actor, row.case, row.person, when)
            tasks.finish("TRAFFICKING", actor=actor, case=row.case, person=row.person, at=when)
    return row


def record_survivor(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    kidnapping: bool,
    family_violence: bool,
    safety_finding_on: date | None = None,
    rights_explained_on: date | None = None,
    notes: str = "",
    at: datetime | None = None,
) -> SurvivorFinding:
    """Write down whether somebody who survived violence is safe, and that rights were explained."""
    with verb(actor, "protection"):
        counselling.member_of(case, person)
        when = at or clock.now()
        made: SurvivorFinding = SurvivorFinding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            kidnapping=kidnapping,
            family_violence=family_violence,
            safety_finding_on=safety_finding_on,
            rights_explained_on=rights_explained_on,
            notes=notes,
            occurred_at=when,
        )
        _note(actor, made, "protection.survivor_noted", when)
        is_settled = safety_finding_on is not None and rights_explained_on is not None
        if family_violence and is_settled:
            priority.of_clearance(actor, case, person, when)
        if is_settled or not (kidnapping or family_violence):
            tasks.finish("SURVIVOR_SAFETY", actor=actor, case=case, person=person, at=when)
    return made


def _host(
    made: TraffickingClearance,
    before: TraffickingClearance | None,
    clearance: NewClearance,
    actor: Actor,
    when: datetime,
) -> None:
    if clearance.host_cleared:
        made.host_cleared_on, made.host_cleared_by = day_of(when), actor.id
    elif before is not None and before.flag:
        made.host_cleared_on = before.host_cleared_on
        made.host_cleared_by = before.host_cleared_by


def _is_cleared(row: TraffickingClearance) -> bool:
    if row.host_cleared_by is None:
        return False
    if row.share_with_origin is False:
        return row.second_officer is not None
    return row.share_with_origin is True and row.origin_cleared_on is not None


def _note(
    actor: Actor, row: TraffickingClearance | SurvivorFinding, code: str, when: datetime
) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=row.person_id,
        case=row.case_id,
        compartment="trafficking",
    )
