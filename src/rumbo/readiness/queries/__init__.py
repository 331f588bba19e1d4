"""Whether the people of a case may travel, read from what the rooms before have written."""

from rumbo.readiness.queries.exporting import facts_of
from rumbo.readiness.queries.gathering import Children, Journey, children_of_many, journeys_of_many
from rumbo.readiness.queries.journeys import ManyJourneys
from rumbo.readiness.queries.judging import (
    SERVES_THE_PROCESS,
    effective,
    effective_many,
    judge_case,
    judge_many,
    may,
    set_aside,
)
from rumbo.readiness.queries.siblings import (
    SIBLINGS_ELSEWHERE,
    SIBLINGS_UNSEATED,
    siblings_lack,
)
from rumbo.readiness.queries.standing import (
    Told,
    answers_of,
    area_word,
    first_words,
    kept,
    readiness,
    told,
)
from rumbo.readiness.queries.travel import TravelPlan, assumed_plan, booked_plans, by_land
from rumbo.readiness.queries.values import CaseStanding, Lack, PersonStanding

__all__ = [
    "SERVES_THE_PROCESS",
    "SIBLINGS_ELSEWHERE",
    "SIBLINGS_UNSEATED",
    "CaseStanding",
    "Children",
    "Journey",
    "Lack",
    "ManyJourneys",
    "PersonStanding",
    "Told",
    "TravelPlan",
    "answers_of",
    "area_word",
    "assumed_plan",
    "booked_plans",
    "by_land",
    "children_of_many",
    "effective",
    "effective_many",
    "facts_of",
    "first_words",
    "journeys_of_many",
    "judge_case",
    "judge_many",
    "kept",
    "may",
    "readiness",
    "set_aside",
    "siblings_lack",
    "told",
]
