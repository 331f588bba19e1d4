"""The weeks that follow: nobody is lost, nothing that protects is cut, more people never go faster."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rumbo.movements.planning.queue import (
    STAGES,
    Inputs,
    Lane,
    Safeguards,
    ShortenedSafeguard,
    require_safeguards,
    simulated,
    thinned,
)

USUAL = Safeguards(3, 2, 40)
HND = Lane("HND", 0.6, 40, 160, tuple(range(200, 0, -1)), 2, 30, 4000, 25)
GTM = Lane("GTM", 0.4, 10, 50, tuple(range(60, 0, -1)), 1, 12, 1500, 20)
BASE = Inputs(
    arrivals=34, counselled=(30, 50), safeguards=USUAL, lanes=(HND, GTM), counselling=120,
    decision=30, waits=tuple(range(150, 0, -1)), withdrawal=(0.006, 0.015), no_show=(0.04, 0.08),
    needs_paper=(0.3, 0.7), runs=60,
)  # fmt: skip


def worlds(n: int) -> list[Inputs]:
    """Different situations, some crowded and some nearly empty."""
    chance = np.random.default_rng(n)
    found = []
    for seed in range(n):
        lanes = tuple(
            replace(
                lane, seats=float(chance.uniform(0, 60)), paper_weeks=int(chance.integers(1, 6))
            )
            for lane in (HND, GTM)
        )
        changes: dict[str, Any] = {
            "arrivals": float(chance.uniform(0.2, 80)), "lanes": lanes, "seed": seed,
            "money": float(chance.uniform(500, 20_000)),
            "counselled": tuple(sorted(chance.uniform(1, 90, 2))),
        }  # fmt: skip
        found.append(replace(BASE, **changes))
    return found


def test_everybody_who_ever_asked_waits_went_home_withdrew_or_was_referred() -> None:
    for world in (BASE, *worlds(8)):
        runs = simulated(world)
        gone = runs.returned + runs.withdrawn + runs.referred
        assert (runs.arrived == runs.waiting + gone).all()
        for people in (runs.waiting, runs.returned, runs.withdrawn, runs.referred, runs.today):
            assert (people >= 0).all()
        assert (np.diff(runs.returned) >= 0).all()
        assert runs.arrived[:, 0].tolist() == [410] * world.runs


def test_the_same_seed_tells_the_same_and_another_one_does_not() -> None:
    one, same, other = simulated(BASE), simulated(BASE), simulated(replace(BASE, seed=2))
    assert (one.waiting == same.waiting).all()
    assert (one.empty == same.empty).all()
    assert (one.waiting != other.waiting).any()


def test_more_arrivals_never_empty_the_list_sooner() -> None:
    for world in worlds(12):
        more = simulated(replace(world, arrivals=world.arrivals * 1.07))
        runs = simulated(world)
        assert (more.arrived >= runs.arrived).all()
        assert (more.waiting >= runs.waiting).all()
        assert (more.empty >= runs.empty).all()


def test_fewer_counsellors_or_seats_less_money_or_slower_papers_bring_fewer_home() -> None:
    less: list[dict[str, Any]] = [
        {"counselled": (20, 33)},
        {"lanes": (replace(HND, seats=20), GTM)},
        {"money": 3000},
        {"lanes": (replace(HND, paper_weeks=4), GTM)},
    ]
    runs = simulated(BASE)
    for changes in less:
        worse = simulated(replace(BASE, **changes))
        assert worse.returned[:, 12:].mean() < runs.returned[:, 12:].mean() - 1, changes
        assert (worse.today.mean(axis=0) >= runs.today.mean(axis=0) - 0.5).all(), changes
        assert np.median(worse.empty) >= np.median(runs.empty), changes


def test_the_queue_forms_where_too_few_work() -> None:
    few, slow = simulated(replace(BASE, counselled=(5, 8))), simulated(BASE)
    counselling = STAGES.index("COUNSELLING")
    assert few.stages.mean(axis=0).argmax() == counselling
    assert few.stages[:, counselling].mean() > 5 * slow.stages[:, counselling].mean()


def test_a_country_without_seats_is_never_empty_and_waits_longest() -> None:
    shut = simulated(replace(BASE, lanes=(replace(HND, seats=0), GTM)))
    assert np.isinf(shut.empty).all()
    assert (shut.longest[:, 26] == 200 + 26 * 7).all()
    assert (shut.longest[:, 26] > simulated(BASE).longest[:, 26]).all()


def test_nobody_travels_before_the_days_that_protect_them_are_over() -> None:
    empty = replace(HND, share=1.0, documents=0, seat=0, waits=(), seats=10_000.0)
    usual: dict[str, Any] = {
        "lanes": (empty,), "counselling": 50, "decision": 0, "waits": (), "arrivals": 0.0,
        "counselled": (10_000, 10_000), "needs_paper": (0.0, 0.0),
    }  # fmt: skip
    for safeguards, first in ((USUAL, 2), (Safeguards(10, 5, 40), 4), (Safeguards(20, 15, 40), 6)):
        runs = simulated(replace(BASE, safeguards=safeguards, **usual))
        assert (runs.returned[:, first - 1] == 0).all(), safeguards
        assert (runs.returned[:, first] > 0).any(), safeguards
    children = {**usual, "with_care": (1.0, 1.0), "not_eligible": (0.0, 0.0)}
    runs = simulated(replace(BASE, **children))
    weeks = math.ceil(40 / 7) + 1
    assert (runs.returned[:, weeks] == 0).all()
    assert (runs.returned[:, weeks + 1] > 0).any()


def test_a_scenario_that_cuts_what_protects_people_is_refused() -> None:
    for short in (Safeguards(2, 2, 40), Safeguards(3, 1, 40), Safeguards(3, 2, 39)):
        with pytest.raises(ShortenedSafeguard):
            require_safeguards(USUAL, short)
    require_safeguards(USUAL, Safeguards(4, 3, 60))


def test_of_more_people_neither_those_whom_it_happens_to_nor_the_others_are_fewer() -> None:
    draws = np.random.default_rng(5)
    chance = (draws.uniform(-math.sqrt(3), math.sqrt(3), 400), draws.uniform(0, 1, 400))
    for share in (0.0, 0.01, 0.3, 0.5, 0.77, 1.0):
        before = thinned(np.zeros(400, dtype=np.int64), share, chance)
        total = 0.0
        for n in range(1, 300):
            after = thinned(np.full(400, n, dtype=np.int64), share, chance)
            assert np.isin(after - before, (0, 1)).all(), (share, n)
            before, total = after, total + after.mean() / n
        assert total / 299 == pytest.approx(share, abs=0.01)


def test_the_band_holds_what_nobody_knows_exactly() -> None:
    low: dict[str, Any] = {
        name: (getattr(BASE, name)[0],) * 2
        for name in ("counselled", "withdrawal", "no_show", "needs_paper")
    }
    sure = replace(BASE, **low)
    wide, narrow = (
        np.ptp(np.quantile(simulated(one).waiting[:, -1], (0.1, 0.9))) for one in (BASE, sure)
    )
    assert wide > 1.2 * narrow
