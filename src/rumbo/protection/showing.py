"""What the panels of protection and health show, as far as the reader's compartments go."""

from dataclasses import dataclass, field
from datetime import date

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.counselling import queries as counselling
from rumbo.protection import determinants, queries, words
from rumbo.protection.models import (
    Assessment,
    AsylumClaim,
    CareNeeds,
    ChildTrack,
    CustodyFinding,
    FearAnswer,
    FitnessFinding,
    MppStanding,
    Pregnancy,
    Screening,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.registry.models import Person


@dataclass(slots=True)
class Asked:
    """One person of the panel of questions: that they were asked, never what was said."""

    person: Person
    screened_on: date | None
    asked_on: date | None
    mpp: MppStanding | None
    needs: list[str]
    is_child_alone: bool
    is_asked: bool


@dataclass(slots=True)
class Assessed:
    """A full assessment in words: the finding, its reasons, and each level with what it holds."""

    on: date
    finding: str
    reasons: str
    levels: list[tuple[str, ...]]
    actions: list[str]
    code: str


@dataclass(slots=True)
class Guarded:
    """One person of protection's panel."""

    person: Person
    flags: list[str]
    is_child_alone: bool
    in_custody: bool | None
    fear: FearAnswer | None
    is_fear_open: bool
    may_confirm: bool
    claim: AsylumClaim | None
    custody: CustodyFinding | None
    trafficking: TraffickingClearance | None
    survivor: SurvivorFinding | None
    track: ChildTrack | None
    next_step: str = ""
    assessed: Assessed | None = None


@dataclass(slots=True)
class Cared:
    """One person of the panel of health."""

    person: Person
    fitness: FitnessFinding | None
    pregnancy: Pregnancy | None
    needs: list[str] = field(default_factory=list)


def asking(case: Case, reader: Reader) -> list[Asked]:
    """Give each person with when they were asked, and with what the case's readers may know."""
    members = counselling.members(case)
    people = [m.person_id for m in members]
    asked = queries.asked_on(case)
    small = counselling.answered_for(case, clock.today() + counselling.AHEAD)
    mpp = queries.newest_seen(MppStanding, reader, people)
    care = queries.newest_seen(CareNeeds, reader, people)
    return [
        Asked(
            person=m.person,
            screened_on=asked.get(("screened", m.person_id)),
            asked_on=asked.get(("asked", m.person_id)),
            mpp=mpp.get(m.person_id),
            needs=_needs(care.get(m.person_id)),
            is_child_alone=counselling.is_child_alone(case, m.person, clock.today()),
            is_asked=m.person_id not in small,
        )
        for m in members
    ]


def protection(case: Case, reader: Reader) -> list[Guarded]:
    """Give each person with what protection knows; what a reader may not see is not there."""
    members = counselling.members(case)
    people = [m.person_id for m in members]
    flags = queries.codes_seen(reader, people)
    screens = queries.newest_seen(Screening, reader, people)
    fears = queries.newest_seen(FearAnswer, reader, people)
    claims = queries.newest_seen(AsylumClaim, reader, people)
    custody = queries.newest_seen(CustodyFinding, reader, people)
    trafficking = queries.newest_seen(TraffickingClearance, reader, people)
    survivors = queries.newest_seen(SurvivorFinding, reader, people)
    tracks = queries.newest_seen(ChildTrack, reader, people)
    assessments = queries.newest_seen(Assessment, reader, people)
    shown = []
    for m in members:
        key, fear = m.person_id, fears.get(m.person_id)
        screen = screens.get(key)
        shown.append(
            Guarded(
                person=m.person,
                flags=[codes.label("vulnerability", code) for code in flags.get(key, [])],
                is_child_alone=counselling.is_child_alone(case, m.person, clock.today()),
                in_custody=screen.in_custody if screen else None,
                fear=fear,
                is_fear_open=fear is not None and queries.is_open(fear),
                may_confirm=fear is not None
                and fear.resolution in {"RETURN", "ASYLUM"}
                and fear.confirmed_by is None
                and fear.resolved_by != reader.user_id,
                claim=claims.get(key),
                custody=custody.get(key),
                trafficking=trafficking.get(key),
                survivor=survivors.get(key),
                track=tracks.get(key),
                next_step=_next_step(case, m.person, reader),
                assessed=assessed(assessments[key]) if key in assessments else None,
            )
        )
    return shown


def assessed(row: Assessment) -> Assessed:
    """Put a full assessment into words."""
    model = determinants.model()
    held, levels = set(row.factors), []
    for level in model.levels:
        said = (
            *(one.label for one in level.factors if one.code in held),
            row.told.get(level.code, ""),
        )
        if any(said):
            levels.append((level.word.label, *(word for word in said if word)))
    return Assessed(
        on=clock.day_of(row.occurred_at),
        finding=model.findings[row.finding].label,
        reasons=row.notes,
        levels=levels,
        actions=[model.actions[code].word.label for code in row.actions if code in model.actions],
        code=row.finding,
    )


def health(case: Case, reader: Reader) -> list[Cared]:
    """Give each person with the clinic's results."""
    members = counselling.members(case)
    people = [m.person_id for m in members]
    fitness = queries.newest_seen(FitnessFinding, reader, people)
    pregnancy = queries.newest_seen(Pregnancy, reader, people)
    care = queries.newest_seen(CareNeeds, reader, people)
    return [
        Cared(
            person=m.person,
            fitness=fitness.get(m.person_id),
            pregnancy=pregnancy.get(m.person_id),
            needs=_needs(care.get(m.person_id)),
        )
        for m in members
    ]


def _next_step(case: Case, person: Person, reader: Reader) -> str:
    """The step of a child's way whose turn it is, in words; nothing for anybody else."""
    if not counselling.is_child_alone(case, person, clock.today()):
        return ""
    return str(words.CHILD_STEPS.get(queries.way_seen(reader, case, person).next_step, ""))


def _needs(row: CareNeeds | None) -> list[str]:
    return [codes.label("care_need", code) for code in row.needs] if row else []
