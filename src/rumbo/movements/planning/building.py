"""First plans, in a breath: vehicle by vehicle at the prices found so far."""

import numpy as np

from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.prices import Bound
from rumbo.movements.planning.problem import Floats, Problem
from rumbo.movements.planning.wishes import with_fixed

# How much of a group's price counts: 0 takes whoever gains most here and now, 1 leaves groups
# that other vehicles want as well. No single answer is best everywhere, so several are tried.
SHARES = (0.3, 0.6, 0.0, 0.85)


def built(problem: Problem, bound: Bound, rng: np.random.Generator, share: float) -> Plan:
    """One plan at the prices of the bound."""
    plan = with_fixed(problem)
    score = bound.asked.profit + (1 - share) * bound.prices.group
    noise = 1 + 0.02 * rng.standard_normal(len(problem.seats))
    worth = np.array([value if value > 0 else -1e9 for value in bound.answer.value]) * noise
    must = {int(d) for d in problem.fixed[problem.fixed >= 0]}
    for d in sorted(range(len(worth)), key=lambda d: (d not in must, -worth[d], d)):
        _load(plan, d, score[d])
    plan.complete()
    return plan


def _load(plan: Plan, d: int, score: Floats) -> None:
    problem = plan.problem
    stay = np.flatnonzero(problem.may[d] & (plan.on < 0))
    each = score[stay] / problem.persons[stay]
    before = list(plan.aboard[d])
    for g in stay[np.argsort(-each, kind="stable")]:
        enough = plan.passengers[d] >= problem.minimum[d]
        if score[g] <= 0 and enough:
            break
        if problem.persons[g] > plan.spare[d]:
            continue
        if not plan.lacks(int(g), d, minimum=False):
            plan.add(int(g), d)
    if 0 < plan.passengers[d] < problem.minimum[d]:
        for g in plan.aboard[d] - set(before):
            plan.remove(g)


def is_whole(plan: Plan) -> bool:
    """Whether every departure with somebody aboard has its minimum."""
    return all(
        not aboard or plan.passengers[d] >= plan.problem.minimum[d]
        for d, aboard in enumerate(plan.aboard)
    )
