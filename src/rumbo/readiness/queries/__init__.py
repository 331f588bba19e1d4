"""Whether the people of a case may travel, read from what the rooms before have written."""

from rumbo.readiness.queries.judging import (
    CaseStanding,
    Lack,
    PersonStanding,
    judge_case,
    judge_many,
)
from rumbo.readiness.queries.travel import TravelPlan, assumed_plan

__all__ = [
    "CaseStanding",
    "Lack",
    "PersonStanding",
    "TravelPlan",
    "assumed_plan",
    "judge_case",
    "judge_many",
]
