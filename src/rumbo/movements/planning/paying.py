"""Who pays for whom, to the cent: the plan's seats spread over funds that accept them."""

from dataclasses import dataclass

from rumbo.movements.planning.plans import Plan

CENTS = 100


@dataclass(frozen=True)
class Bill:
    """A group's seats and what each fund pays of them, in dollars."""

    group: int
    funds: dict[str, float]


def bills(plan: Plan) -> list[Bill]:
    """A bill for each group that travels; the payer keeps what fixed costs and escorts need."""
    from ortools.graph.python import max_flow  # noqa: PLC0415 - half a second to import

    problem, instance = plan.problem, plan.problem.instance
    members = [g for g in range(len(plan.on)) if plan.on[g] >= 0]
    owed = {g: _cents(float(problem.persons[g] * problem.seat_cost[plan.on[g]])) for g in members}
    flow = max_flow.SimpleMaxFlow()
    source, sink, base = 0, 1, 2
    of_class: dict[int, list[int]] = {}
    for g in members:
        of_class.setdefault(int(problem.money.of_group[g]), []).append(g)
    arcs: dict[tuple[int, int], int] = {}
    for f, fund in enumerate(instance.funds):
        left = _cents(fund.left) - (_cents(overheads(plan)) if fund.pays_fixed else 0)
        flow.add_arc_with_capacity(base + f, sink, max(0, left))
    first = base + len(instance.funds)
    for c, groups in of_class.items():
        total = sum(owed[g] for g in groups)
        flow.add_arc_with_capacity(source, first + c, total)
        for f, fund in enumerate(instance.funds):
            if fund.accepts(instance.groups[groups[0]]):
                arcs[c, f] = flow.add_arc_with_capacity(first + c, base + f, total)
    flow.solve(source, sink)
    paid = {key: int(flow.flow(arc)) for key, arc in arcs.items()}
    return [bill for c, groups in of_class.items() for bill in _shared(plan, c, groups, owed, paid)]


def overheads(plan: Plan) -> float:
    """Dollars of fixed costs and of escorts' seats."""
    problem = plan.problem
    return float(
        sum(
            problem.fixed_cost[d] + plan.escorts(d) * problem.seat_cost[d]
            for d, aboard in enumerate(plan.aboard)
            if aboard
        )
    )


def _cents(dollars: float) -> int:
    return round(dollars * CENTS)


def _shared(
    plan: Plan, c: int, groups: list[int], owed: dict[int, int], paid: dict[tuple[int, int], int]
) -> list[Bill]:
    funds = plan.problem.instance.funds
    made = []
    for g in groups:
        need, drawn = owed[g], {}
        for f, fund in enumerate(funds):
            part = min(need, paid.get((c, f), 0))
            if part:
                paid[c, f] -= part
                need -= part
                drawn[fund.id] = part / CENTS
        made.append(Bill(g, drawn))
    return made
