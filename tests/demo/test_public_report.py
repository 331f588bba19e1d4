"""The attacker reads the public report of a demonstration world, and finds nobody."""

import os
import sys
from datetime import UTC, datetime

import pytest

from rumbo.common import clock
from rumbo.demo import world
from rumbo.statistics import disclosure, figures, queries, returns
from tests.statistics import attacker
from tests.turns import wait_for_turn

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, 20, tzinfo=UTC)
ROWS, DAYS = (150, 20) if os.environ.get("RUMBO_DEEP") == "1" else (60, 10)


def test_nobody_is_found_in_the_report_of_the_demonstration() -> None:
    wait_for_turn("of the demonstration", ("of the demonstration", "other days"), 2)
    with clock.travel_to(NOW):
        scene = world.set_up(2, NOW, DAYS)
        world.play(scene, rows=ROWS)
    period = returns.Period(until=NOW.date())
    mine = returns.returns_of(queries.returns_frame(None, period.until), period)
    truth = figures.figures_of(mine.frame)
    edition = disclosure.protect(mine, truth)
    several = {name for name in mine.frame.columns if _is_several(mine.frame[name].to_list())}
    attack = attacker.Attack([truth], several)
    attack.read(edition.figures, 0)
    assert attack.finds([truth]) == []
    assert mine.frame.height
    assert edition.cost <= 1
    sys.stdout.write(f"{mine.frame.height} returns; withheld: {edition.cost:.0%} of the cells\n")


def _is_several(values: list[object]) -> bool:
    return any(isinstance(value, list) and len(value) > 1 for value in values)
