"""From cases to the three answers: facts are gathered, overrides are heard, then the table judges."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from rumbo.casework.models import Case, Override
from rumbo.protection import queries as protection
from rumbo.readiness import facts
from rumbo.readiness.gates import Missing, judge
from rumbo.readiness.queries.gathering import facts_of_many
from rumbo.readiness.queries.siblings import held_together
from rumbo.readiness.queries.travel import TravelPlan
from rumbo.readiness.queries.values import CaseStanding, Lack, PersonStanding
from rumbo.readiness.requirements import TABLE, Words
from rumbo.readiness.requirements.deciding import RECONFIRMED
from rumbo.readiness.requirements.group import GROUP_TOGETHER

# What an override may set aside. A group parts only by its own decision, with the family's word.
SERVES_THE_PROCESS = frozenset(
    row.code for row in TABLE if not row.protects and row is not GROUP_TOGETHER
)


# What the row of the last day says while that day has not come: nobody can do it before.
ON_THE_DAY = Words(
    "El día de la salida se le pregunta otra vez si quiere viajar.",
    "On the day of departure the person is asked again whether they want to travel.",
)


def judge_case(
    case: Case | UUID, *, plan: TravelPlan | None = None, today: date | None = None
) -> CaseStanding:
    """Judge one case for a journey (the usual one where no plan is given), as the table stands."""
    row = _row(case)
    return judge_many([row], plan=plan, today=today)[row.id]


def judge_many(
    cases: Sequence[Case], *, plan: TravelPlan | None = None, today: date | None = None
) -> dict[UUID, CaseStanding]:
    """Judge many cases at once: the table prints the rows as they stand, whatever was set aside."""
    asked = facts_of_many(cases, plan=plan, today=today)
    return {key: _standing(key, one.plan, one.facts) for key, one in asked.items()}


def effective(
    case: Case | UUID, *, plan: TravelPlan | None = None, today: date | None = None
) -> CaseStanding:
    """Judge one case as a verb does: without the rows that two people set aside."""
    row = _row(case)
    return effective_many([row], plan=plan, today=today)[row.id]


def effective_many(
    cases: Sequence[Case], *, plan: TravelPlan | None = None, today: date | None = None
) -> dict[UUID, CaseStanding]:
    """Judge many cases without what was set aside; a row that protects a person never is.

    Where siblings wait in two files neither passes a gate without the other.
    """
    judged = _effective(cases, plan, today)
    apart = protection.siblings_apart([case.pk for case in cases])
    if not apart:
        return judged
    return held_together(judged, apart, lambda others: _effective(others, plan, today))


def _effective(
    cases: Sequence[Case], plan: TravelPlan | None, today: date | None
) -> dict[UUID, CaseStanding]:
    asked = facts_of_many(cases, plan=plan, today=today)
    aside = set_aside(cases)
    return {
        key: _standing(key, one.plan, one.facts, aside.get(key, frozenset()))
        for key, one in asked.items()
    }


def may(
    case: Case | UUID, gate: str, plan: TravelPlan | None = None, *, today: date | None = None
) -> bool:
    """Whether the people of a case may pass a gate (BOOK, CONFIRM or BOARD) for a journey."""
    standing = effective(case, plan=plan, today=today)
    answers = {
        "BOOK": standing.may_book,
        "CONFIRM": standing.may_confirm,
        "BOARD": standing.may_board,
    }
    return answers[gate]


def set_aside(cases: Sequence[Case]) -> dict[UUID, frozenset[tuple[str, str]]]:
    """Give, by case, the person and code of each row that one asked and another confirmed."""
    rows = Override.objects.filter(
        case__in=[case.id for case in cases],
        requirement__in=SERVES_THE_PROCESS,
        confirmed_by__isnull=False,
        ended_at=None,
    )
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        found[row.case_id].add((str(row.person_id), row.requirement))
    return {case: frozenset(pairs) for case, pairs in found.items()}


def _row(case: Case | UUID) -> Case:
    if isinstance(case, Case):
        return case
    found: Case = Case.objects.select_related("office").get(pk=case)
    return found


def _standing(
    case: UUID,
    plan: TravelPlan,
    asked: facts.Facts,
    aside: frozenset[tuple[str, str]] = frozenset(),
) -> CaseStanding:
    judged = judge(asked, set_aside=aside)
    later = asked.today is not None and plan.date > asked.today
    people = tuple(
        PersonStanding(
            UUID(one.id),
            one.may("BOOK"),
            one.may("CONFIRM"),
            one.may("BOARD"),
            tuple(_lack(row, later=later) for row in one.missing),
        )
        for one in judged.persons
    )
    return CaseStanding(case, plan, judged.may_book, judged.may_confirm, judged.may_board, people)


def _lack(missing: Missing, *, later: bool) -> Lack:
    waits = later and missing.row is RECONFIRMED
    text = ON_THE_DAY if waits else missing.text
    return Lack(
        code=missing.row.code,
        gate=missing.gate,
        protects=missing.row.protects,
        es=text.es,
        en=text.en,
        later=waits,
        is_unknown=text is missing.row.text_not_known,
        whose=missing.whose,
        source=missing.row.source.es,
        source_en=missing.row.source.en,
    )
