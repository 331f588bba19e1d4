"""The attacker reads four public reports of a demonstration world, and finds nobody."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rumbo.common import clock
from rumbo.demo import world
from rumbo.reception.models import Arrival
from rumbo.statistics.disclosure import cells, values
from rumbo.statistics.mirror import store
from tests.statistics import several_hundred
from tests.statistics.several_hundred import Published
from tests.turns import wait_for_turn

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, 20, tzinfo=UTC)
TODAY = NOW.date()
ROWS, DAYS = (150, 20) if os.environ.get("RUMBO_DEEP") == "1" else (60, 10)
APART = timedelta(days=45)


def test_nobody_is_found_in_four_reports_of_the_demonstration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is played is too few to publish much, so that hundreds returned there before."""
    wait_for_turn("of the demonstration", ("of the demonstration", "-", "--", "---"), 4)
    monkeypatch.setattr(store, "home", lambda: tmp_path)
    with clock.travel_to(NOW):
        scene = world.set_up(2, NOW, DAYS)
        world.play(scene, rows=ROWS)
        played = Arrival.objects.count()
        earlier = several_hundred.world(900, 1, last=TODAY - timedelta(days=1))
        several_hundred.returned(earlier, scene.offices["TAP"])
        reports = Published(several_hundred.before(TODAY, APART, 4))
    assert reports.returns > len(earlier) > 800
    assert played > 10
    assert reports.found() == []
    assert min(reports.shown) >= 5
    costs = [edition.cost for edition in reports.editions]
    assert costs[0] < 0.65
    assert max(costs) < 0.90
    assert costs == [
        sum(figure.count is None for figure in edition.figures) / len(edition.figures)
        for edition in reports.editions
    ]
    said = " ".join(f"{cost:.0%}" for cost in costs)
    sys.stdout.write(f"{reports.returns} returns; withheld, report by report: {said}\n")
    # Only small cells hidden, no other beside them: then somebody is found, with the first report.
    monkeypatch.setattr(cells, "_hide", lambda *_all, **_more: None)
    monkeypatch.setattr(values, "_is_enough", lambda *_all: True)
    careless = Published([TODAY])
    assert min(careless.shown) >= 5
    assert careless.found()
