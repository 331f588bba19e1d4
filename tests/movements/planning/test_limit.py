"""Nobody past the published limit stays while a seat that fits goes to whoever may give way."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rumbo.movements.planning import reading
from rumbo.movements.planning.baselines import by_priority
from rumbo.movements.planning.instance import Instance
from rumbo.movements.planning.planner import Search
from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.problem import arrays, narrowed
from rumbo.movements.proposal.keeping import keep_limit
from tests.movements.planning import tiny
from tests.movements.planning.measures import many

SEEDS = range(many(300, 6000))


def would_fit(plan: Plan, g: int, d: int, yielding: set[int]) -> bool:
    """Whether a group would sit there if nobody of those who give way did."""
    other = plan.copy()
    for one in list(other.aboard[d]):
        if one in yielding:
            other.remove(one)
    return not other.lacks(g, d)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_late_group_stays_only_where_nobody_who_gives_way_could_make_room(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a world to try, no secret
    problem = arrays(reading.read(tiny.drawn(seed)))
    plan = by_priority(problem)
    groups = list(range(len(problem.persons)))
    late = [g for g in groups if chance.random() < 0.4]
    yielding = {g for g in groups if g not in late and chance.random() < 0.6}
    kept = {g: int(plan.on[g]) for g in groups if plan.on[g] >= 0 and g not in yielding}
    seated = keep_limit(plan, late, yielding)
    assert {g: int(plan.on[g]) for g in kept} == kept
    assert all(plan.on[g] >= 0 for g in seated)
    for d, aboard in enumerate(plan.aboard):
        assert not aboard or plan.passengers[d] >= problem.minimum[d]
        assert (plan.dollars <= problem.money.dollars + 0.01).all()
    for g in late:
        if plan.on[g] < 0:
            ways = [int(d) for d in np.flatnonzero(problem.may[:, g])]
            assert not [d for d in ways if would_fit(plan, g, d, yielding)]


def test_the_longest_wait_is_seated_first() -> None:
    world = tiny.instance(
        [tiny.group("NEW"), tiny.group("LONG"), tiny.group("LONGER")],
        [tiny.departure("D", seats=1)],
    )
    problem = arrays(reading.read(world))
    plan = Plan(problem)
    plan.add(0, 0)
    assert keep_limit(plan, [2, 1], {0}) == [2]
    assert plan.on.tolist() == [-1, -1, 0]


def desk(world: dict[str, object]) -> Instance:
    return reading.read(world)


def test_the_desk_says_who_may_board_what_and_the_plan_keeps_to_it() -> None:
    world = tiny.instance([tiny.group("A"), tiny.group("B")], [tiny.departure("D", seats=1)])
    only_b = np.array([[False, True]])
    search = Search(desk(world), 5, allowed=only_b).run()
    assert search.best.on.tolist() == [-1, 0]
    assert not narrowed(arrays(desk(world)), only_b).may[0, 0]


def test_a_destination_is_received_by_the_centre_that_the_departure_names() -> None:
    world = tiny.instance(
        [tiny.group("A", 2), tiny.group("B", 2)], [tiny.departure("D"), tiny.departure("E")]
    )
    whole = desk(world)
    small = replace(whole.centres["D"], id="SMALL", daily_capacity=2)
    first = replace(whole.departures[0], ends={"D": "SMALL"})
    told = replace(
        whole, centres={**whole.centres, "SMALL": small}, departures=(first, whole.departures[1])
    )
    search = Search(told, 5).run()
    assert sorted(search.best.on.tolist()) in ([0, 1], [1, 1])
    assert search.best.passengers[0] <= 2
    shut = replace(small, closed=frozenset({first.date}))
    none = replace(told, centres={**told.centres, "SMALL": shut}, departures=(first,))
    assert Search(none, 5).run().best.on.tolist() == [-1, -1]


def test_who_is_promised_to_a_centre_is_not_counted_out() -> None:
    world = tiny.instance(
        [tiny.group("A", 3), tiny.group("B")], [tiny.departure("D")],
        fixed=[{"group": "A", "departure": "D"}],
        centres=[{"id": "D", "daily_capacity": 3, "closed": []}],
    )  # fmt: skip
    whole = desk(world)
    less = replace(
        whole,
        centres={
            "D": replace(whole.centres["D"], daily_capacity=1, promised={date(2026, 3, 3): 3})
        },
    )
    assert Search(less, 5).run().best.on.tolist() == [0, -1]


def test_a_group_is_paid_by_the_lines_that_the_desk_names_alone() -> None:
    fund = {"nationalities": None, "min_vulnerability": 0, "pays_fixed": False, "budget": 500}
    world = tiny.instance(
        [tiny.group("A")], [tiny.departure("D")],
        funds=[{**fund, "id": "one"}, {**fund, "id": "two", "pays_fixed": True}],
    )  # fmt: skip
    whole = desk(world)
    named = replace(whole, groups=(replace(whole.groups[0], funds=frozenset({"two"})),))
    assert [fund.id for fund in named.funds if fund.accepts(named.groups[0])] == ["two"]
    nobody = replace(whole, groups=(replace(whole.groups[0], funds=frozenset()),))
    assert Search(nobody, 5).run().best.on.tolist() == [-1]
