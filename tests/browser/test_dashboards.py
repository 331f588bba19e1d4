"""The dashboards, each panel by itself and the lists behind them: listened to and looked at."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rumbo.common import clock
from rumbo.statistics.dashboards.names import PANELS
from rumbo.statistics.mirror import refreshing, store
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.statistics.boards import every_panel, leave_alone
from tests.statistics.test_dashboards import TODAY
from tests.statistics.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
QUERY = "?desde=2024-12-01&hasta=2025-06-01"


@pytest.fixture
def world(site: str, hour: Hour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world in which every panel has something to count."""
    del site
    monkeypatch.setattr(store, "home", lambda: tmp_path)
    hour.set(clock.start_of(TODAY) + timedelta(hours=12))
    made = World(3)
    made.grow(25)
    every_panel(made, TODAY)
    leave_alone()
    refreshing.refresh(whole=True)
    return made


def test_the_dashboards_and_each_panel_are_whole_in_every_light_and_width(
    world: World, window: Window
) -> None:
    with window(factories.user("coordinator", at=world.offices[0])) as seen:
        page = seen.open(f"/reports/live/{QUERY}")
        expect(page.locator(".boards .take")).to_have_count(len(PANELS))
        seen.check("boards")
        behind = set()
        for turn, code in enumerate(PANELS):
            page = seen.open(f"/reports/live/{code}/{QUERY}")
            assert page.locator("main li").count(), f"{code} has nothing to look at"
            seen.glance(f"board-{code}", turn)
            if page.locator("main li a").count():
                behind.add(page.locator("main li a").last.get_attribute("href"))
        # Requests to consulates are a list of another room, which has a test of its own.
        lists = {str(one).partition("?")[0]: str(one) for one in behind}
        lists.pop("/documents/requests/", None)
        assert len(lists) == 5
        for turn, (name, address) in enumerate(sorted(lists.items())):
            page = seen.open(address)
            assert page.locator("main tbody tr").count(), f"nothing is behind {address}"
            seen.glance(f"behind{name.replace('/', '-')}", turn)
        page = seen.open(f"/reports/live/{QUERY}")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator(".boards .take")).to_have_count(len(PANELS))
        seen.check("boards-en")
