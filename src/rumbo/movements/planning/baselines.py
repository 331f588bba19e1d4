"""The two lists that the planner is measured against: first come first served, and by priority."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rumbo.movements.planning.instance import Group
from rumbo.movements.planning.plans import CENT, Plan
from rumbo.movements.planning.problem import Problem


@dataclass
class _Purse:
    """Money drawn fund by fund as a list is walked: narrowest first, the payer last."""

    problem: Problem
    left: list[float] = field(init=False)
    order: list[int] = field(init=False)

    def __post_init__(self) -> None:
        instance = self.problem.instance
        reach = [
            sum(group.persons for group in instance.groups if fund.accepts(group))
            for fund in instance.funds
        ]
        self.left = [fund.left for fund in instance.funds]
        self.order = sorted(
            range(len(reach)),
            key=lambda f: (instance.funds[f].pays_fixed, reach[f], instance.funds[f].id),
        )

    def draw(self, g: int, seats: float, extra: float) -> bool:
        """Pays for the seats of the group and what the payer owes; False where it is too little."""
        instance = self.problem.instance
        left = list(self.left)
        for f in self.order:
            fund = instance.funds[f]
            if fund.pays_fixed:
                left[f] -= extra
                if left[f] < -CENT:
                    return False
            if fund.accepts(instance.groups[g]):
                paid = min(max(left[f], 0.0), seats)
                left[f] -= paid
                seats -= paid
        if seats > CENT:
            return False
        self.left = left
        return True


def first_come(problem: Problem) -> Plan:
    """Longest waiting first."""
    groups = problem.instance.groups
    return _walked(problem, sorted(range(len(groups)), key=lambda g: _by_wait(groups[g])))


def by_priority(problem: Problem) -> Plan:
    """Most weight a person first."""
    groups = problem.instance.groups
    order = sorted(
        range(len(groups)), key=lambda g: (-groups[g].weight / groups[g].persons, groups[g].id)
    )
    return _walked(problem, order)


def _by_wait(group: Group) -> tuple[float, str]:
    return -group.waiting_days, group.id


def _walked(problem: Problem, order: Sequence[int]) -> Plan:
    runs = problem.instance.departures
    early = sorted(range(len(runs)), key=lambda d: (runs[d].date, runs[d].id))
    closed: set[int] = set()
    while True:
        plan = _walk(problem, order, [d for d in early if d not in closed])
        short = {
            d
            for d in range(len(runs))
            if plan.aboard[d] and plan.passengers[d] < problem.minimum[d]
        } - {int(d) for d in problem.fixed}
        if not short:
            return plan
        closed |= short


def _walk(problem: Problem, order: Sequence[int], early: list[int]) -> Plan:
    plan, purse = Plan(problem), _Purse(problem)
    fixed = [int(g) for g in np.flatnonzero(problem.fixed >= 0)]
    for g in fixed:
        _board(plan, purse, g, int(problem.fixed[g]))
    rank = {d: k for k, d in enumerate(early)}
    for g in order:
        if plan.on[g] >= 0:
            continue
        ways = [int(d) for d in plan.possible(g) if int(d) in rank]
        for d in sorted(ways, key=rank.__getitem__):
            if _board(plan, purse, g, d):
                break
    return plan


def _board(plan: Plan, purse: _Purse, g: int, d: int) -> bool:
    problem = plan.problem
    if not plan.fits(g, d):
        return False
    more = problem.instance.seated_for(plan.children[d] + int(problem.children[g]))
    extra = (more - plan.escorts(d)) * float(problem.seat_cost[d])
    if not plan.aboard[d]:
        extra += float(problem.fixed_cost[d])
    if not purse.draw(g, float(problem.persons[g] * problem.seat_cost[d]), extra):
        return False
    plan.add(g, d)
    return True
