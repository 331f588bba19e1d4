"""Setting aside a requirement that serves the process: casework's verbs, with the table's own word."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Override
from rumbo.common import clock
from rumbo.readiness import queries, refusals, turns
from rumbo.readiness.actions.judging import judge_again
from rumbo.readiness.requirements import TABLE
from rumbo.readiness.requirements.children import CHILD_BY_AIR
from rumbo.readiness.requirements.group import GROUP_TOGETHER
from rumbo.registry.models import Person

PROTECTS = {row.code: row.protects for row in TABLE}


def ask_override(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    requirement: str,
    why: str,
    at: datetime | None = None,
) -> Override:
    """Ask that one row be set aside for one person; it counts for nothing until another confirms."""
    with verb(actor, *turns.ASK_FOR.get(requirement, turns.ASK)):
        if requirement == GROUP_TOGETHER.code:
            raise refusals.group_parts_otherwise()
        protects = PROTECTS.get(requirement, True)
        if not protects and not _is_missing(case, person, requirement):
            raise refusals.not_missing()
        return casework.ask_override(
            actor=actor,
            case=case,
            person=person,
            requirement=requirement,
            protects=protects,
            why=why.strip(),
            at=at,
        )


def confirm_override(*, actor: Actor, override: Override, at: datetime | None = None) -> Override:
    """Confirm with a second name what somebody else asked: from now on verbs leave the row out."""
    with verb(actor, *turns.CONFIRM):
        if override.requirement not in queries.SERVES_THE_PROCESS:
            raise refusals.protects_a_person()
        when = at or clock.now()
        row = casework.confirm_override(actor=actor, override=override, at=when)
        judge_again(actor=actor, case=row.case, at=when)
    return row


def end_override(*, actor: Actor, override: Override, at: datetime | None = None) -> Override:
    """Let a row count again."""
    with verb(actor, *turns.ASK):
        when = at or clock.now()
        row = casework.end_override(actor=actor, override=override, at=when)
        judge_again(actor=actor, case=row.case, at=when)
    return row


def _is_missing(case: Case, person: Person, requirement: str) -> bool:
    standing = queries.judge_case(case)
    if requirement == CHILD_BY_AIR.code and not queries.booked_plans([case]):
        # Before there is a seat a child alone is judged for a flight; the panel asks for another way.
        standing = queries.judge_case(case, plan=queries.by_land(standing.plan))
    return any(
        lack.code == requirement
        for one in standing.people
        for lack in one.missing
        if one.person_id == person.pk
    )
