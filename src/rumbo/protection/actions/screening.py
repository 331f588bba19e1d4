"""The rapid screen, and what a booth's sheet says that cannot wait: each flag opens a door to help."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework import errors as casework_errors
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.counselling.rules import day_of
from rumbo.protection import errors, priority, queries, rules, tasks
from rumbo.protection.actions.children import presume_child_alone
from rumbo.protection.models import (
    FearAnswer,
    MppStanding,
    Screening,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.protection.values import NewScreening, SheetSignals
from rumbo.registry.models import Person

ASK = ("counsellor", "protection", "child_officer")


def screen(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    screening: NewScreening,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Screening:
    """Write down the answers of the rapid screen (domain.md 4.4); each flag opens its task.

    Adults, children from 12 and children alone are asked alone. Who may not read protection's
    compartment writes into it all the same, and sees no more of it.
    """
    with verb(actor, *ASK):
        row = locked(case)
        counselling.member_of(row, person)
        if not row.is_open:
            raise casework_errors.case_is_over()
        if not counselling.has_data_consent(person):
            raise counselling_errors.no_data_consent()
        when = at or clock.now()
        is_alone_child = counselling.is_child_alone(case, person, day_of(when))
        if not screening.alone and (
            is_alone_child or counselling.is_heard_alone(person, day_of(when))
        ):
            raise errors.asked_alone()
        told = _told(screening.codes, screening.incidents)
        made = Screening(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            alone=screening.alone,
            by_child_officer="child_officer" in actor.roles,
            codes=told,
            incidents=list(screening.incidents),
            in_custody=screening.in_custody,
            in_mpp=screening.in_mpp,
            notes=screening.notes,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="protection.screened", at=when, person=person.id, case=case.id
        )
        casework.reach(actor=actor, case=case, to="SCREENING", at=when)
        if is_alone_child:
            presume_child_alone(actor=actor, case=case, person=person, at=when)
        _raise_flags(actor, case, person, told, when)
        _ask_assessment(actor, case, person, told, when)
        priority.of_flags(actor, case, person, told, when)
        if screening.in_custody:
            tasks.open_for(rules.CUSTODY, actor=actor, case=case, person=person, at=when)
        if screening.in_mpp:
            _keep_mpp(actor, case, person, when)
    return made


def intake_signals(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    signals: SheetSignals,
    at: datetime | None = None,
) -> None:
    """Open at once what a booth's sheet says yes to; it screens nobody and answers no question.

    Fear is kept as said before others, so that the question is still asked, alone.
    """
    with verb(actor):
        locked(case)
        when = at or clock.now()
        flagged = _told(signals.codes, signals.incidents)
        if signals.child_alone:
            presume_child_alone(actor=actor, case=case, person=person, at=when)
        _raise_flags(actor, case, person, flagged, when)
        if signals.fear in rules.AFRAID and not queries.has_open_fear(person):
            FearAnswer.objects.create(
                office_id=case.office_id,
                case=case,
                person=person,
                by=actor.id,
                alone=False,
                answer=signals.fear,
                occurred_at=when,
            )
            tasks.open_for(rules.FEAR, actor=actor, case=case, person=person, at=when)
        if signals.in_mpp:
            _keep_mpp(actor, case, person, when, signals)
        if flagged or signals.fear in rules.AFRAID:
            audit.record(
                actor=actor,
                code="protection.sheet_signals",
                at=when,
                person=person.id,
                case=case.id,
                compartment="protection",
            )


def _told(codes: Iterable[str], incidents: Iterable[str]) -> list[str]:
    """What was flagged, with what an incident on the way says as clearly."""
    told = {*codes, *(rules.INCIDENTS[i] for i in incidents if i in rules.INCIDENTS)}
    return [code for code in rules.FLAGS if code in told]


def _raise_flags(
    actor: Actor, case: Case, person: Person, flagged: Iterable[str], when: datetime
) -> None:
    told = set(flagged)
    for code in rules.FLAGS:
        if code in told:
            tasks.open_for(rules.FLAGS[code], actor=actor, case=case, person=person, at=when)
    _keep_trafficking(actor, case, person, told, when)
    _keep_survivor(actor, case, person, told, when)


def _ask_assessment(
    actor: Actor, case: Case, person: Person, told: Sequence[str], when: datetime
) -> None:
    """What protection sees in the answers asks for the full assessment, and nothing else does."""
    is_child = counselling.is_child_alone(case, person, day_of(when))
    flag = rules.assessment_of(told, child=is_child)
    if flag is not None:
        tasks.open_for(flag, actor=actor, case=case, person=person, at=when)


def _keep_trafficking(
    actor: Actor, case: Case, person: Person, told: set[str], when: datetime
) -> None:
    """Somebody told of trafficking anew is flagged anew, whatever was found before."""
    if not told & rules.TRAFFICKED:
        return
    found = queries.newest(TraffickingClearance, person)
    if found is None or not found.flag or found.unflag_asked_by is not None:
        TraffickingClearance.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            flag=True,
            occurred_at=when,
        )


def _keep_survivor(
    actor: Actor, case: Case, person: Person, told: set[str], when: datetime
) -> None:
    """A kind of violence that no finding knows of yet asks for a new finding of safety."""
    kidnapping = bool(told & rules.KIDNAPPED)
    violence = bool(told & rules.FAMILY_VIOLENCE)
    found = queries.newest(SurvivorFinding, person)
    is_new = kidnapping and not (found and _stands(found.kidnapping, found.kidnapping_unflag_by))
    is_new |= violence and not (found and _stands(found.family_violence, found.violence_unflag_by))
    if is_new:
        SurvivorFinding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            kidnapping=kidnapping or (found is not None and found.kidnapping),
            family_violence=violence or (found is not None and found.family_violence),
            kidnapping_unflag_by=found.kidnapping_unflag_by if found and not kidnapping else None,
            violence_unflag_by=found.violence_unflag_by if found and not violence else None,
            occurred_at=when,
        )


def _stands(flag: bool, asked_by: uuid.UUID | None) -> bool:  # noqa: FBT001
    """Whether a finding already holds a danger that nobody has begun to take back."""
    return flag and asked_by is None


def _keep_mpp(
    actor: Actor, case: Case, person: Person, when: datetime, sheet: SheetSignals | None = None
) -> None:
    found = queries.newest(MppStanding, person)
    if found is None or not found.in_mpp:
        MppStanding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            in_mpp=True,
            court_date=sheet.court_date if sheet else None,
            occurred_at=when,
        )
    tasks.open_for(rules.MPP, actor=actor, case=case, person=person, at=when)
