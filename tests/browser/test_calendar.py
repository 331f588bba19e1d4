"""A group is dragged to another departure; what changes is read before anything is saved."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from rumbo.movements.models import Booking
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_group_is_dragged_over_and_goes_once_what_changes_was_read(
    window: Window, hour: Hour
) -> None:
    ready.reference()
    hour.moment = travel.BEFORE
    family, bus = travel.ready_family(), travel.departure()
    travel.booked(family, bus)
    other = travel.departure(travel.LEAVES + timedelta(days=1))
    with window(factories.user("movements")) as screen:
        page = screen.open("/departures/")
        page.get_by_role("link", name="Calendario de ocho semanas").click()
        expect(page.get_by_role("link", name=f"{bus.code},")).to_be_visible()
        screen.check("calendar")
        group = page.get_by_role("link", name=family.number)
        group.drag_to(page.locator("article", has_text=other.code))
        expect(page.get_by_role("heading", name=f"Pasar a {other.code}")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("Todavía no cambia nada")
        screen.check("calendar-consequences")
        assert Booking.objects.get(ended_at=None).departure == bus
        page.get_by_role("button", name="Pasar al grupo").click()
        expect(page.get_by_role("heading", name=other.code)).to_be_visible()
        assert Booking.objects.get(ended_at=None).departure == other
