"""Survivors: whether a return is safe is found by protection, for trafficking by two."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.errors import same_person_twice
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.counselling.rules import day_of
from rumbo.protection import clearing, errors, priority, queries, rules, tasks
from rumbo.protection.models import SurvivorFinding, TraffickingClearance
from rumbo.protection.values import JointFinding, NewClearance
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

    That it may know is the survivor's recorded yes, here as in the joint assessment. An earlier clearance of ours stands with who gave it; a changed mind about sharing starts the
    second signature anew.
    """
    with verb(actor, "protection"):
        counselling.member_of(locked(case), person)
        when = at or clock.now()
        clearing.require(person, clearance, day_of(when))
        before = queries.newest(TraffickingClearance, person)
        stands = rules.flagged_now(_flag_of(before), clearance.flag, actor.id)
        made = TraffickingClearance(
            id=new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            flag=stands.flag,
            unflag_asked_by=stands.asked_by,
            share_with_origin=clearance.share_with_origin,
            origin_cleared_on=clearance.origin_cleared_on,
            notes=clearance.notes,
            occurred_at=when,
        )
        _host(made, before, clearance, actor, when)
        clearing.require_two(made, actor)
        if stands.asked_by is not None and before is not None:
            made.share_with_origin = before.share_with_origin
        made.save(force_insert=True)
        _note(actor, made, "protection.trafficking_noted", when)
        if made.flag and _is_cleared(made):
            priority.of_clearance(actor, case, person, when)
        if not made.flag or _is_cleared(made):
            tasks.finish("TRAFFICKING", actor=actor, case=case, person=person, at=when)
        _ask_second(actor, made, when)
    return made


def second_trafficking_clearance(
    *, actor: Actor, clearance: TraffickingClearance, at: datetime | None = None
) -> TraffickingClearance:
    """Sign as the second protection officer, where the origin office must not know."""
    with verb(actor, "protection"):
        locked(clearance.case)
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


def clear_jointly(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    joint: JointFinding,
    at: datetime | None = None,
) -> TraffickingClearance | None:
    """Clear the return of a survivor of trafficking as two concluded together, or take it back.

    That it is not safe outweighs every clearance before it. For who was not trafficked nothing is
    written: safety after a kidnapping is a finding of its own.
    """
    with verb(actor, "protection"):
        counselling.member_of(locked(case), person)
        before = queries.newest(TraffickingClearance, person)
        if not (before.flag if before else _told_of_trafficking(person)):
            return None
        when = at or clock.now()
        made = _standing_anew(before, case, person, actor, when)
        if joint.is_safe:
            made.unflag_asked_by = before.unflag_asked_by if before else None
            made.host_cleared_on, made.host_cleared_by = joint.first_on, joint.first_by
            made.share_with_origin = joint.by_origin
            if joint.by_origin:
                made.origin_cleared_on = day_of(when)
            else:
                made.second_officer = actor.id
        made.save(force_insert=True)
        _note(actor, made, "protection.trafficking_noted", when)
        if _is_cleared(made):
            priority.of_clearance(actor, case, person, when)
            tasks.finish("TRAFFICKING", actor=actor, case=case, person=person, at=when)
        else:
            tasks.open_for(rules.TRAFFICKING, actor=actor, case=case, person=person, at=when)
        _ask_second(actor, made, when)
    return made


def keep_from_origin(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> TraffickingClearance | None:
    """A survivor takes the yes for the office of origin back: its word no longer clears the return.

    Ours stands with who gave it; a second officer here signs anew.
    """
    with verb(actor, "protection"):
        counselling.member_of(locked(case), person)
        before = queries.newest(TraffickingClearance, person)
        if before is None or not before.flag or before.share_with_origin is not True:
            return None
        when = at or clock.now()
        made = _standing_anew(before, case, person, actor, when)
        made.unflag_asked_by, made.share_with_origin = before.unflag_asked_by, False
        made.host_cleared_on = before.host_cleared_on
        made.host_cleared_by = before.host_cleared_by
        made.save(force_insert=True)
        _note(actor, made, "protection.trafficking_noted", when)
        tasks.open_for(rules.TRAFFICKING, actor=actor, case=case, person=person, at=when)
    return made


def _told_of_trafficking(person: Person) -> bool:
    """Whether the screen was told of it, where nothing was written since."""
    told = queries.flags_of(person, ("protection", "trafficking"))
    return bool(rules.TRAFFICKED.intersection(told))


def _standing_anew(
    before: TraffickingClearance | None, case: Case, person: Person, actor: Actor, when: datetime
) -> TraffickingClearance:
    """The same danger without anybody's clearance."""
    return TraffickingClearance(
        id=new_id(),
        office_id=case.office_id,
        case=case,
        person=person,
        by=actor.id,
        flag=True,
        notes=before.notes if before else "",
        occurred_at=when,
    )


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
        counselling.member_of(locked(case), person)
        when = at or clock.now()
        before = queries.newest(SurvivorFinding, person)
        held, hurt = _flags_of(before)
        held = rules.flagged_now(held, kidnapping, actor.id)
        hurt = rules.flagged_now(hurt, family_violence, actor.id)
        made: SurvivorFinding = SurvivorFinding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            kidnapping=held.flag,
            family_violence=hurt.flag,
            kidnapping_unflag_by=held.asked_by,
            violence_unflag_by=hurt.asked_by,
            safety_finding_on=safety_finding_on,
            rights_explained_on=rights_explained_on,
            notes=notes,
            occurred_at=when,
        )
        _note(actor, made, "protection.survivor_noted", when)
        is_settled = safety_finding_on is not None and rights_explained_on is not None
        if hurt.flag and is_settled:
            priority.of_clearance(actor, case, person, when)
        if is_settled or not (held.flag or hurt.flag):
            tasks.finish("SURVIVOR_SAFETY", actor=actor, case=case, person=person, at=when)
        _ask_second(actor, made, when)
    return made


def _ask_second(actor: Actor, row: TraffickingClearance | SurvivorFinding, when: datetime) -> None:
    """A second officer is asked while a danger is half undone, and no longer."""
    clearance = queries.newest(TraffickingClearance, row.person_id)
    finding = queries.newest(SurvivorFinding, row.person_id)
    newest = [one for one in (clearance, finding) if one is not None]
    if any(queries.is_half_undone(one) for one in newest):
        tasks.open_for(rules.UNFLAG, actor=actor, case=row.case, person=row.person, at=when)
    else:
        tasks.finish("UNFLAG", actor=actor, case=row.case, person=row.person, at=when)


def _flag_of(row: TraffickingClearance | None) -> rules.Standing:
    if row is None:
        return rules.Standing(flag=False)
    return rules.Standing(row.flag, row.unflag_asked_by)


def _flags_of(row: SurvivorFinding | None) -> tuple[rules.Standing, rules.Standing]:
    if row is None:
        return rules.Standing(flag=False), rules.Standing(flag=False)
    return (
        rules.Standing(row.kidnapping, row.kidnapping_unflag_by),
        rules.Standing(row.family_violence, row.violence_unflag_by),
    )


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
