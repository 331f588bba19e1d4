"""What comes of a supposition: the plan of the chosen days, and the weeks after it; counts alone."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rumbo.movements.planning.planner import Progress, Search
from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.queue import STAGES, Inputs, Runs, simulated
from rumbo.movements.proposal.comparing import KEYS
from rumbo.movements.proposal.keeping import keep_limit, late_and_yielding
from rumbo.movements.whatif.reading import World

SECONDS = 6.0
BAND = (0.1, 0.5, 0.9)
HALF_A_YEAR = 26


def planned(world: World, told: Callable[[Progress], bool] = lambda _progress: True) -> Plan:
    """The plan of the chosen days, with the published limit kept, as any plan is looked for."""
    question = world.question
    search = Search(question.instance, SECONDS, told=told, allowed=question.allowed).run()
    keep_limit(search.best, *late_and_yielding(question))
    return search.best


def of_plan(world: World, plan: Plan) -> dict[str, Any]:
    """Who would travel in these days, how many of each kind, how long the others wait, at what cost."""
    parties = world.question.parties
    kinds: dict[str, Counter[str]] = {by: Counter() for by in KEYS}
    longest = 0
    for g, party in enumerate(parties):
        goes = bool(plan.on[g] >= 0)
        if party.waiting is not None and not goes:
            longest = max(longest, party.waiting.days)
        for by, key in KEYS.items():
            # Whoever holds a seat stands in the list no more: their class is not looked at again.
            if by != "band" or party.waiting is not None:
                kinds[by][key(party)] += party.people if goes else 0
    return {
        "people": plan.persons(),
        "longest": longest,
        "cents": _cents(world, plan),
        "kinds": {by: dict(sorted(told.items())) for by, told in kinds.items()},
    }


def _cents(world: World, plan: Plan) -> int:
    """What the journeys of these people cost: each vehicle that somebody is on, and each seat."""
    return sum(
        row.fixed_cost + row.seat_cost * int(plan.passengers[d])
        for d, row in enumerate(world.question.departures)
        if plan.passengers[d]
    )


def of_weeks(inputs: Inputs) -> dict[str, Any]:
    """The weeks that follow, as bands: the lowest and highest tenth left out, and the middle."""
    runs = simulated(inputs)
    home = runs.returned[:, -1]
    each = np.where(home > 0, runs.dollars / np.maximum(home, 1), 0.0)
    return {
        "waiting": [_at(runs.waiting, part) for part in BAND],
        "returned": [_at(runs.returned, part) for part in BAND],
        "empty": _empty(runs),
        "longest": _each(runs.longest[:, min(HALF_A_YEAR, inputs.weeks)]),
        "stages": dict(zip(STAGES, np.round(runs.stages.mean(axis=0)).astype(int).tolist(), strict=True)),
        "cents": [round(100 * value) for value in _each(each)],
    }  # fmt: skip


def _at(people: NDArray[np.int64], part: float) -> list[int]:
    found: list[int] = np.quantile(people, part, axis=0, method="nearest").astype(int).tolist()
    return found


def _each(values: NDArray[Any]) -> list[float]:
    return [float(np.quantile(values, part, method="nearest")) for part in BAND]


def _empty(runs: Runs) -> list[int | None]:
    """In which week nobody is left of today's list; None where not within the weeks counted."""
    weeks = np.sort(runs.empty)
    told = [weeks[min(len(weeks) - 1, int(part * len(weeks)))] for part in BAND]
    return [None if np.isinf(week) else int(week) for week in told]
