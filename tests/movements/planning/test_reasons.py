"""Every group that stays has a reason that is true, told with the figures that make it so."""

import json
from pathlib import Path
from typing import Any

import pytest

from rumbo.movements.planning import core, output, reading
from rumbo.movements.planning.planner import Search
from rumbo.movements.planning.plans import LACKS
from tests.movements.planning import tiny
from tests.movements.planning.measures import check, many

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "solve", lambda task, _go_on: core.solved(task))


def planned(world: dict[str, Any], lang: str = "es") -> dict[str, Any]:
    return output.written(Search(reading.read(world), seconds=20).run(), lang)


@pytest.mark.parametrize("name", sorted(GOLDEN))
@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_known_shortage_is_named(name: str, lang: str) -> None:
    told = GOLDEN[name]
    groups = [tiny.group(**one) for one in told["groups"]]
    departures = [tiny.departure(**one) for one in told["departures"]]
    plan = planned(tiny.instance(groups, departures, **told.get("other", {})), lang)
    assert {row["group"]: row["code"] for row in plan["unassigned"]} == told["codes"]
    assert {row["group"]: row["reason"] for row in plan["unassigned"]} == told[lang]


@pytest.mark.parametrize("seed", range(5000, 5000 + many(60, 2000)))
def test_nobody_who_could_simply_be_added_is_left_out(seed: int) -> None:
    world = tiny.drawn(seed)
    plan = planned(world)
    assert check(world, plan)[0] == []
    for row in plan["unassigned"]:
        assert row["code"] in {"NO_DEPARTURE", "OTHERS_FIRST", *LACKS}
        assert "{" not in row["reason"]
        assert not _could_be_added(world, plan, row["group"]), row


@pytest.mark.parametrize("seed", range(7000, 7000 + many(40, 1000)))
def test_no_departure_is_said_of_those_only_whom_none_serves(seed: int) -> None:
    world = tiny.drawn(seed)
    plan = planned(world)
    one_by_one = {one["id"]: one for one in world["groups"]}
    for row in plan["unassigned"]:
        one = one_by_one[row["group"]]
        served = any(tiny.may(world, one, run) for run in world["departures"])
        assert (row["code"] == "NO_DEPARTURE") is not served


def _could_be_added(world: dict[str, Any], plan: dict[str, Any], name: str) -> bool:
    """By the rules read a second time: whether the plan with this group as well would stand."""
    runs = {run["id"]: run for run in world["departures"]}
    seat = {row["group"]: runs[row["departure"]] for row in plan["assignments"]}
    for run in world["departures"]:
        more = {**seat, name: run}
        chosen = tuple(more.get(one["id"]) for one in world["groups"])
        one = next(one for one in world["groups"] if one["id"] == name)
        if tiny.may(world, one, run) and tiny.stands(world, chosen):
            return True
    return False
