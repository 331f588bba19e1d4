"""The plan is as good as it says, and the bound is a bound: against every plan of tiny worlds."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from rumbo.movements.planning import core, output, reading
from rumbo.movements.planning.planner import ENOUGH, Progress, Search
from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.prices import Climb, Prices, ask
from rumbo.movements.planning.pricing import Pricing
from rumbo.movements.planning.problem import Problem, arrays
from tests.movements.planning import tiny
from tests.movements.planning.measures import check, make, many

SEEDS = range(many(60, 3000))


def solved_here(task: core.Task, _go_on: Any) -> core.Solved:
    """In the same process: a child for each of a thousand tiny worlds would take an hour."""
    return core.solved(task)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "solve", solved_here)


def planned(world: dict[str, Any], **how: Any) -> dict[str, Any]:
    return output.written(Search(reading.read(world), **how).run())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_of_a_tiny_world_is_better_than_the_bound_nor_this_one_much_worse(
    seed: int,
) -> None:
    world = tiny.drawn(seed)
    best, plan = tiny.best(world), planned(world, seconds=20)
    assert check(world, plan)[0] == []
    assert plan["objective"] <= best + 1e-6
    assert plan["bound"] >= best - 1e-6
    assert plan["objective"] >= best * (1 - ENOUGH) - 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_any_prices_prove_a_bound_and_what_a_boarding_costs(seed: int) -> None:
    world = tiny.drawn(seed)
    problem = arrays(reading.read(world))
    best = tiny.best(world)
    chance = np.random.default_rng(seed)
    for _ in range(3):
        bound = ask(problem, Pricing(problem), _prices(problem, chance), force=True)
        assert bound.value >= best - 1e-6
        assert bound.answer.forced is not None
        loss = bound.answer.value[:, None] - bound.answer.forced
        for d, g in zip(*np.nonzero(problem.may), strict=True):
            only = [run["id"] == world["departures"][d]["id"] for run in world["departures"]]
            fixed = _only(world, int(g), only)
            if fixed is not None:
                assert bound.value - loss[d, g] >= fixed - 1e-6


def _prices(problem: Problem, chance: np.random.Generator) -> Prices:
    return Prices(
        chance.exponential(8, len(problem.persons)),
        chance.exponential(0.4, len(problem.money.dollars)),
        chance.exponential(3, len(problem.beds)),
    )


def _only(world: dict[str, Any], g: int, runs: list[bool]) -> float | None:
    """The most that a plan with this group on this departure gains, None where there is none."""
    name = world["groups"][g]["id"]
    dear = 1e6
    raised = [
        {**one, "weight": one["weight"] + dear if one["id"] == name else one["weight"]}
        for one in world["groups"]
    ]
    forced = {**world, "groups": raised}
    kept = [run for run, mine in zip(world["departures"], runs, strict=True) if mine]
    others = [run for run, mine in zip(world["departures"], runs, strict=True) if not mine]
    blocked = [[run["date"], run["date"]] for run in others]
    if any(run["date"] == kept[0]["date"] for run in others):
        return None
    raised[g] = {**raised[g], "blocked": [*raised[g]["blocked"], *blocked]}
    found = tiny.best(forced)
    number = (date.fromisoformat(kept[0]["date"]) - tiny.START).days + 1
    extra = dear * (1 + world["earliness"] * (1 - number / world["days"]))
    return found - extra if found >= extra else None


def test_prices_come_near_what_can_be_proven() -> None:
    problem = arrays(reading.read(make(330, 10, 1)))
    climb = Climb(problem, Pricing(problem))
    first = climb.run(1, lambda: True).value
    near = climb.run(250, lambda: True).value
    assert near < first * 0.8
    assert climb.run(100, lambda: True).value > near * 0.995


@pytest.mark.parametrize("seed", range(1, many(2, 6)))
def test_a_plan_of_a_month_stands_and_beats_both_lists(seed: int) -> None:
    world = make(330, 10, seed)
    plan = planned(world, seconds=20)
    wrong, objective, _ = check(world, plan)
    assert wrong == []
    assert plan["gap"] <= 0.02
    lists = plan["baselines"]
    assert objective >= max(lists["fcfs"]["objective"], lists["priority"]["objective"])
    assert {row["group"] for row in plan["assignments"]} | {
        row["group"] for row in plan["unassigned"]
    } == {one["id"] for one in world["groups"]}


def test_the_same_seed_gives_the_same_plan() -> None:
    world = make(120, 5, 4)
    one, other = planned(world, seconds=60, seed=3), planned(world, seconds=60, seed=3)
    assert one["gap"] <= ENOUGH
    assert one["assignments"] == other["assignments"]


def test_whoever_stops_it_has_the_best_so_far() -> None:
    world, seen = make(330, 10, 2), []

    def stop(progress: Progress) -> bool:
        seen.append(progress)
        return len(seen) < 5

    search = Search(reading.read(world), 600.0, told=stop).run()
    plan = output.written(search)
    assert check(world, plan)[0] == []
    assert plan["objective"] >= search.lists["priority"].value - 1e-6
    assert search.progress.seconds < 300


def test_an_interrupt_has_the_best_so_far() -> None:
    world, seen = make(330, 10, 2), []

    def stop(progress: Progress) -> bool:
        seen.append(progress)
        if len(seen) == 5:
            raise KeyboardInterrupt
        return True

    plan = output.written(Search(reading.read(world), 600.0, told=stop).run())
    assert check(world, plan)[0] == []
    assert plan["objective"] > 0


def test_a_seat_is_sold_again_once_it_is_free() -> None:
    world = tiny.instance(
        [
            tiny.group("near", 4, destination="B"),
            tiny.group("far", 4, origin="B", destination="D"),
            tiny.group("through", 2),
        ],
        [tiny.departure("D0")],
    )
    plan = planned(world, seconds=10)
    assert {row["group"] for row in plan["assignments"]} == {"near", "far"}


def test_whoever_is_taken_off_leaves_everything_as_it_was() -> None:
    problem = arrays(reading.read(tiny.drawn(7)))
    pairs = [(int(d), int(g)) for d, g in zip(*np.nonzero(problem.may), strict=True)]
    plan = Plan(problem)
    for d, g in pairs:
        if plan.on[g] < 0 and not plan.lacks(g, d, minimum=False):
            plan.add(g, d)
    for seated in np.flatnonzero(plan.on >= 0):
        plan.remove(int(seated))
    assert plan.value == pytest.approx(0)
    assert not plan.dollars.any()
    assert not any(map(any, plan.legs))
    assert not any(plan.beds)
    assert not any(plan.passengers)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("seed", range(9000, 9000 + many(30, 1000)))
def test_a_fixed_booking_stays_and_the_rest_is_as_good_as_it_can_be(seed: int) -> None:
    world = tiny.drawn(seed)
    free = planned(world, seconds=20)["assignments"]
    if not free:
        return
    kept = free[seed % len(free)]
    world["fixed"] = [{"group": kept["group"], "departure": kept["departure"]}]
    plan = planned(world, seconds=20)
    assert check(world, plan)[0] == []
    assert (kept["group"], kept["departure"]) in {
        (row["group"], row["departure"]) for row in plan["assignments"]
    }
    assert plan["bound"] >= plan["objective"] >= tiny.best(world) * (1 - 2 * ENOUGH) - 1e-6


@pytest.mark.parametrize("seed", range(11_000, 11_000 + many(40, 2000)))
def test_the_exact_part_alone_finds_the_best_there_is(seed: int) -> None:
    world = tiny.drawn(seed)
    problem = arrays(reading.read(world))
    nobody = np.full(len(problem.persons), -1)
    found = core.solved(core.Task(problem, problem.may, nobody, seconds=20, gap=0.0))
    worth = sum(float(problem.worth[pair]) for pair in found.pairs)
    assert worth == pytest.approx(tiny.best(world))
    assert found.bound >= worth - 1e-6


@pytest.mark.usefixtures("here")
def test_more_pairs_than_one_model_solves_are_given_to_the_vehicles_in_turns() -> None:
    world = make(600, 16, 4)
    # With a pair a model there is no time for any: what was built stands.
    built, solved = (Search(reading.read(world), 60, most=most).run() for most in (1, 80))
    assert check(world, output.written(solved))[0] == []
    assert solved.best.value > built.best.value


@pytest.mark.usefixtures("here")
def test_who_holds_a_seat_keeps_it_where_vehicles_are_solved_in_turns() -> None:
    world = make(600, 16, 4)
    first = Search(reading.read(world), 60, most=80).run()
    stay = np.flatnonzero((first.best.on < 0) & first.problem.may.any(axis=0))[0]
    run = np.flatnonzero(first.problem.may[:, stay])[0]
    names = {"group": world["groups"][stay]["id"], "departure": world["departures"][run]["id"]}
    world["fixed"] = [names]
    search = Search(reading.read(world), 60, most=80).run()
    assert check(world, output.written(search))[0] == []
    assert search.best.on[stay] == run


def test_the_exact_part_keeps_a_fixed_booking_that_costs_the_best() -> None:
    world = tiny.instance(
        [tiny.group("dear", 4, weight=90), tiny.group("fixed", 1, weight=5)],
        [tiny.departure("D0")],
        fixed=[{"group": "fixed", "departure": "D0"}],
    )
    problem = arrays(reading.read(world))
    task = core.Task(problem, problem.may, np.array([-1, 0]), seconds=20, gap=0.0)
    assert core.solved(task).pairs == [(0, 1)]


def nothing_costs(problem: Problem) -> Prices:
    return Prices(
        np.zeros(len(problem.persons)),
        np.zeros(len(problem.money.dollars)),
        np.zeros(len(problem.beds)),
    )


@pytest.mark.parametrize("seed", range(13_000, 13_000 + many(60, 2000)))
def test_where_all_else_abounds_one_vehicle_is_filled_as_well_as_it_can_be(seed: int) -> None:
    world = tiny.drawn(seed)
    plenty = {"closed": [], "daily_capacity": 99}
    world["departures"] = [{**world["departures"][0], "stops": tiny.PLACES}]
    world["groups"] = [{**one, "origin": "A"} for one in world["groups"] if one["origin"] == "A"]
    world["centres"] = [{**centre, **plenty} for centre in world["centres"]]
    world["funds"] = [{**world["funds"][0], "budget": 9999}]
    problem = arrays(reading.read(world))
    bound = ask(problem, Pricing(problem), nothing_costs(problem))
    assert bound.value == pytest.approx(tiny.best(world))


def test_a_seat_that_is_sold_twice_is_in_the_bound() -> None:
    world = tiny.instance(
        [
            tiny.group("near", 4, destination="B"),
            tiny.group("far", 4, origin="B", destination="D"),
        ],
        [tiny.departure("D0")],
    )
    problem = arrays(reading.read(world))
    assert problem.turns.tolist() == [2]
    bound = ask(problem, Pricing(problem), nothing_costs(problem))
    assert bound.value >= tiny.best(world) > 0


def test_the_exact_part_counts_the_places_for_wheelchairs() -> None:
    pair = [tiny.group(name, wheelchairs=1) for name in ("one", "other")]
    problem = arrays(reading.read(tiny.instance(pair, [tiny.departure("D0")])))
    nobody = np.full(2, -1)
    found = core.solved(core.Task(problem, problem.may, nobody, seconds=20, gap=0.0))
    assert len(found.pairs) == 1


def test_two_children_and_their_one_escort_fill_three_seats() -> None:
    world = tiny.instance(
        [tiny.group("pair", 2, unaccompanied_children=2)], [tiny.departure("D0", seats=3)]
    )
    problem = arrays(reading.read(world))
    assert ask(problem, Pricing(problem), nothing_costs(problem)).value > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_who_fits_somewhere_is_never_passed_over_without_being_asked(seed: int) -> None:
    problem = arrays(reading.read(tiny.drawn(seed)))
    chance = np.random.default_rng(seed)
    plan = Plan(problem)
    for g in chance.permutation(len(problem.persons)):
        asked = set(plan.possible(int(g)).tolist())
        fit = [
            int(d)
            for d in np.flatnonzero(problem.may[:, g])
            if not plan.lacks(int(g), int(d), minimum=False)
        ]
        assert set(fit) <= asked
        assert all(plan.fits(int(g), d) for d in fit)
        if fit and chance.random() < 0.8:
            plan.add(int(g), fit[0])
        if chance.random() < 0.3 and (plan.on >= 0).any():
            plan.remove(int(chance.choice(np.flatnonzero(plan.on >= 0))))
