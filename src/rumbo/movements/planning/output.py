"""A finished search as PLAN.json of contracts.md section 3."""

from typing import Any

from rumbo.movements.planning.paying import bills
from rumbo.movements.planning.planner import Search
from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.reasons import reason


def written(search: Search, lang: str = "es") -> dict[str, Any]:
    """The plan, its bound, and a reason for each group that stays."""
    plan, instance = search.best, search.instance
    progress = search.progress
    objective = _value(plan)
    bound = max(progress.bound, objective) if objective > 0 else 0.0
    stay = [g for g in range(len(plan.on)) if plan.on[g] < 0]
    why = {g: reason(plan, g, lang) for g in stay}
    return {
        "format": "rumbo-plan/1",
        "objective": objective,
        "bound": bound,
        "gap": (bound - objective) / objective if objective > 0 else 0.0,
        "seconds": round(progress.seconds, 3),
        "assignments": [
            {
                "group": instance.groups[bill.group].id,
                "departure": instance.departures[plan.on[bill.group]].id,
                "funds": bill.funds,
            }
            for bill in sorted(bills(plan), key=lambda bill: bill.group)
        ],
        "departures": [
            {"id": instance.departures[d].id, "escorts": plan.escorts(d)}
            for d, aboard in enumerate(plan.aboard)
            if aboard
        ],
        "unassigned": [
            {"group": instance.groups[g].id, "code": why[g].code, "reason": why[g].sentence}
            for g in stay
        ],
        "baselines": {
            name: {"objective": _value(one), "persons": one.persons()}
            for name, one in search.lists.items()
        },
    }


def _value(plan: Plan) -> float:
    worth = plan.problem.worth
    return float(sum(worth[d, g] for g, d in enumerate(plan.on) if d >= 0))
