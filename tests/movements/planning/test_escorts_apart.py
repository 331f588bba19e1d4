"""Where escorts have places of their own, they limit the children and take no seat and no dollar."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rumbo.movements.planning import core, reading
from rumbo.movements.planning.planner import Search
from rumbo.movements.planning.problem import arrays
from rumbo.movements.planning.reasons import reason
from tests.movements.planning.tiny import departure, group, instance


def searched(children: list[int], *, apart: bool, **bus: Any) -> Search:
    """A plan for lone children on one bus of four seats, one escort for each two of them."""
    groups = [
        group(f"g{n}", persons=k, unaccompanied_children=k, weight=10.0 * k)
        for n, k in enumerate(children)
    ]
    world = instance(groups, [departure("bus", **bus)], children_per_escort=2)
    asked = replace(reading.read(world), escorts_apart=apart)
    return Search(asked, seconds=3).run()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "solve", lambda task, _go_on: core.solved(task))


def test_escorts_apart_take_no_seat() -> None:
    assert searched([2, 2], apart=False, max_escorts=2).best.persons() == 2
    both = searched([2, 2], apart=True, max_escorts=2)
    assert both.best.persons() == 4
    assert both.bound >= both.best.value


def test_escorts_apart_cost_nothing_here() -> None:
    found = searched([2], apart=True, max_escorts=2, seat_cost=10)
    assert found.best.dollars.max() == 20
    assert searched([2], apart=False, max_escorts=2, seat_cost=10).best.dollars.max() == 30


def test_no_more_children_alone_than_escorts_can_lead() -> None:
    found = searched([2, 1], apart=True, max_escorts=1)
    assert found.best.persons() == 2
    said = reason(found.best, 1, "es")
    assert said.code == "ESCORTS"
    assert (said.facts["needed"], said.facts["most"]) == (2, 1)


def test_the_exact_part_gives_escorts_apart_no_seat_and_no_dollar() -> None:
    groups = [group(f"g{n}", persons=2, unaccompanied_children=2) for n in range(2)]
    fund = {
        "id": "all", "nationalities": None, "min_vulnerability": 0, "pays_fixed": True,
        "budget": 40,
    }  # fmt: skip
    world = instance(groups, [departure("bus", max_escorts=2, seat_cost=10)], funds=[fund])
    for apart, people in ((True, 2), (False, 1)):
        problem = arrays(replace(reading.read(world), escorts_apart=apart))
        none = np.full(2, -1, dtype=np.int64)
        found = core.solved(core.Task(problem, problem.may, none, 5.0, 1e-6))
        assert len(found.pairs) == people
