"""The full assessment: what exposes and what protects somebody, found in words, and what follows."""

import uuid
from dataclasses import replace
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.rules import compartments_of
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors as casework_errors
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.protection import determinants, errors, queries, refusals, rules, tasks
from rumbo.protection.models import Assessment
from rumbo.protection.values import NewAssessment
from rumbo.registry.models import Person

ASSESS = ("protection", "child_officer")
HIGH = "HIGH"
# What is to be done within a week is hurried where vulnerability is high; a talk in two weeks is not.
SOON_ENOUGH = 7


def assess(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    assessment: NewAssessment,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Assessment:
    """Write down a full assessment (domain.md 4.4); each thing to follow opens its task.

    Only of somebody whose rapid screen flagged something that the officer may know, with each of
    the four levels looked at. It lies where its flags lie: those of trafficking stay with those who
    see trafficking.
    """
    with verb(actor, *ASSESS):
        row = locked(case)
        counselling.member_of(row, person)
        if not row.is_open:
            raise casework_errors.case_is_over()
        if not counselling.has_data_consent(person):
            raise counselling_errors.no_data_consent()
        flagged = queries.flags_of(person, compartments_of(actor.roles))
        if not flagged:
            raise errors.nothing_flagged()
        _require_whole(assessment)
        when = at or clock.now()
        made = Assessment(
            id=id or new_id(),
            office_id=case.office_id,
            compartment=rules.compartment_of(flagged),
            case=case,
            person=person,
            by=actor.id,
            factors=_in_order(assessment),
            told={
                level: words.strip() for level, words in assessment.told.items() if words.strip()
            },
            finding=assessment.finding,
            actions=[code for code in determinants.model().actions if code in assessment.actions],
            notes=assessment.reasons.strip(),
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="protection.assessed", at=when, person=person.id, case=case.id,
            compartment=made.compartment,
        )  # fmt: skip
        tasks.finish(rules.ASSESSMENT.task, actor=actor, case=case, person=person, at=when)
        for code in made.actions:
            tasks.open_for(_flag(code, made), actor=actor, case=case, person=person, at=when)
    return made


def _flag(code: str, made: Assessment) -> rules.Flag:
    """What a thing to follow opens; protection's own lies where the assessment lies.

    Where vulnerability is high protection's own is for today or tomorrow; what it asks of others
    keeps its day, so that nobody reads from the day what was found.
    """
    flag = determinants.model().actions[code].flag
    if flag.role != "protection":
        return flag
    if made.finding == HIGH and flag.days <= SOON_ENOUGH:
        flag = replace(flag, urgent=True, days=min(flag.days, 1))
    return replace(flag, compartment=made.compartment)


def _require_whole(assessment: NewAssessment) -> None:
    """Each level was looked at, the finding has its reasons, and what exposes somebody is followed."""
    model = determinants.model()
    for level in model.levels:
        seen = {word.code for word in level.factors} & set(assessment.factors)
        if not seen and not assessment.told.get(level.code, "").strip():
            raise errors.level_not_looked_at(level.word.label)
    if assessment.finding not in model.findings or not assessment.reasons.strip():
        raise errors.finding_needs_reasons()
    if assessment.finding != "LOW" and not assessment.actions:
        raise errors.nothing_follows()
    flags = [model.actions[code].flag for code in assessment.actions if code in model.actions]
    if assessment.finding == HIGH and not any(_is_soon(flag) for flag in flags):
        raise refusals.nothing_soon()


def _is_soon(flag: rules.Flag) -> bool:
    """Whether somebody looks after it by tomorrow, where vulnerability is high."""
    return flag.days <= (SOON_ENOUGH if flag.role == "protection" else 1)


def _in_order(assessment: NewAssessment) -> list[str]:
    held = set(assessment.factors)
    levels = determinants.model().levels
    return [word.code for level in levels for word in level.factors if word.code in held]
