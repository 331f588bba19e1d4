"""Fixed bookings that cannot stand are named, each with what it breaks, before planning."""

import numpy as np

from rumbo.movements.planning.errors import PlanRefused
from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.problem import Problem


def with_fixed(problem: Problem) -> Plan:
    """A plan of the fixed bookings alone, or PlanRefused with each that breaks a rule."""
    plan = Plan(problem)
    faults: list[tuple[str, str, dict[str, object]]] = []
    for g in np.flatnonzero(problem.fixed >= 0):
        d = int(problem.fixed[g])
        group, run = problem.instance.groups[g], problem.instance.departures[d]
        alone = problem.instance.lack_alone(run, group)
        lacks = [alone] if alone else plan.lacks(int(g), d, minimum=False)
        if not lacks:
            plan.add(int(g), d)
            continue
        names: dict[str, object] = {"group": group.id, "departure": run.id, "lacks": lacks[0]}
        faults.append((f"fixed[{group.id}]", "fixed_breaks", names))
    if faults:
        raise PlanRefused(faults)
    return plan


def require_minimum(plan: Plan) -> None:
    """Refuse fixed bookings on a departure that no plan brings to its minimum."""
    problem, faults = plan.problem, []
    for d, run in enumerate(problem.instance.departures):
        if 0 < plan.passengers[d] < problem.minimum[d]:
            names: dict[str, object] = {"departure": run.id, "most": run.min_passengers}
            faults.append(("fixed", "no_minimum", names))
    if faults:
        raise PlanRefused(faults)
