"""Both funnels, the dashboard's and the page's, hold against one plain reading of the way."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework.models import Inquiry
from rumbo.common import clock
from rumbo.reception.models import DirectArrival
from rumbo.statistics import queries
from rumbo.statistics.dashboards import names, telling
from rumbo.statistics.dashboards.values import Asked
from rumbo.statistics.mirror import refreshing, store
from rumbo.statistics.rules import FUNNEL
from tests.factories import ready
from tests.statistics.stations import did_ask, funnel_plainly, page_plainly
from tests.statistics.test_mirror import CALM, passing
from tests.statistics.worlds import World

pytestmark = pytest.mark.django_db
DEEP = 60 if os.environ.get("RUMBO_DEEP") == "1" else 4
CALM = [*CALM, HealthCheck.differing_executors]
TODAY = date(2025, 6, 1)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.reference()
    monkeypatch.setattr(store, "home", lambda: tmp_path)


def dashboard(asked: Asked) -> dict[str, tuple[int, int, float | None]]:
    found = telling.counted(names.FUNNEL, asked, store.load(), TODAY)
    assert found is not None
    return {one.code: (one.part, one.groups, one.days) for one in found.rows}


def page(asked: Asked) -> dict[str, tuple[int, int]]:
    reader = EVERYTHING
    if asked.offices is not None:
        reader = Reader(None, frozenset({"coordinator"}), offices=asked.offices)
    with reading(EVERYTHING):
        found = queries.funnel(asked.since, asked.until, reader=reader)
    return {one.code: (one.people, one.groups) for one in found.stations}


def inquire(world: World) -> None:
    """Let some files have come of an inquiry or two, and some people have asked and no more."""
    dice = world.more
    for case in [*world.cases, None, None, None]:
        for _each in range(dice.choice([0, 0, 1, 2])):
            on = case.requested_on if case else date(2025, 1, 20)
            Inquiry.objects.create(
                office=case.office if case else dice.choice(world.offices), site="TAP", case=case,
                asked_on=on - timedelta(days=dice.randrange(40)), people=dice.randrange(1, 6),
                channel="WALK_IN", asked_before=dice.random() < 0.3,
            )  # fmt: skip


@settings(max_examples=DEEP, deadline=None, phases=(Phase.explicit, Phase.generate),
          suppress_health_check=CALM)  # fmt: skip
@given(
    seed=st.integers(0, 10**9),
    since=st.dates(date(2024, 12, 1), date(2025, 1, 25)),
    until=st.dates(date(2025, 1, 26), date(2025, 5, 30)),
    of_one=st.booleans(),
)
def test_both_funnels_count_what_a_plain_reading_counts(
    seed: int, since: date, until: date, of_one: bool
) -> None:
    with passing():
        world = World(seed)
        world.grow(12)
        DirectArrival.objects.get_or_create(
            case=world.cases[0],
            defaults={"office": world.cases[0].office, "centre": "C", "country": "HND"},
        )
        with clock.travel_to(clock.start_of(TODAY) + timedelta(hours=12)):
            refreshing.refresh(whole=True)
        offices = frozenset({world.offices[0].pk}) if of_one else None
        asked = Asked(since=since, until=until, offices=offices)
        assert dashboard(asked) == funnel_plainly(asked)
        # Where nobody asked before their file was opened, both are the same once all is told.
        late = Asked(since=since, until=date(2026, 1, 1), offices=offices)
        told = page(late)
        assert told == page_plainly(late)
        assert told == {code: (n, groups) for code, (n, groups, _days) in dashboard(late).items()}
        inquire(world)
        assert page(asked) == page_plainly(asked)
        assert not all(did_ask(case) for case in world.cases)


def test_stations_have_one_name_but_where_a_dashboard_counts_files_alone() -> None:
    assert list(names.STATIONS) == [code for code, _stage in FUNNEL]
    shown = names.ROWS[names.FUNNEL]
    assert {code for code in names.STATIONS if shown[code] != names.STATIONS[code]} == {"INQUIRY"}
