"""Who may pass a gate on which of many journeys: people are read once, then judged for each."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from rumbo.casework.models import Case
from rumbo.protection import queries as protection
from rumbo.readiness.gates import everybody_may
from rumbo.readiness.queries.gathering import Known
from rumbo.readiness.queries.judging import set_aside
from rumbo.readiness.queries.travel import TravelPlan


class ManyJourneys:
    """The answers of `effective_many` at one gate, for many journeys of the same cases."""

    def __init__(self, cases: Sequence[Case], gate: str, *, today: date) -> None:
        self._gate = gate
        self._apart = protection.siblings_apart([case.pk for case in cases])
        self._cases = {case.pk: case for files in self._apart.values() for case in files}
        self._cases |= {case.pk: case for case in cases}
        everyone = list(self._cases.values())
        self._known, self._aside = Known(everyone, today), set_aside(everyone)
        self._said: dict[TravelPlan, dict[UUID, bool]] = {}

    def may(self, cases: Collection[UUID], plan: TravelPlan) -> dict[UUID, bool]:
        """Whether each of these cases lacks nothing for a journey, nor do siblings in another file."""
        return {
            case: self._may(case, plan)
            and all(self._may(other.pk, plan) for other in self._apart.get(case, ()))
            for case in cases
        }

    def _may(self, case: UUID, plan: TravelPlan) -> bool:
        said = self._said.setdefault(plan, {})
        if case not in said:
            asked = self._known.asked(self._cases[case], plan).facts
            aside = self._aside.get(case, frozenset())
            said[case] = everybody_may(asked, self._gate, set_aside=aside)
        return said[case]
