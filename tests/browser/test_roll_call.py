"""The roll-call on a phone: one tap for each person, taken back within seconds, and out at any time."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from rumbo.movements.models import BookedSeat
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import movements as buses

pytestmark = pytest.mark.django_db(transaction=True)
ALONE = {
    "given_names": "José Antonio de Jesús",
    "surname_1": "Villalobos",
    "surname_2": "Hernández Montepeque",
}


def row(page: Page, name: str) -> Locator:
    return page.locator("ol.roll > li").filter(has_text=name)


def test_the_roll_is_called_on_a_phone(window: Window, hour: Hour) -> None:
    family = buses.ready_family()
    man = buses.ready_alone(sex="M", identity=ALONE)
    bus = buses.departure()
    for case in (family, man):
        buses.booked(case, bus)
    buses.boarding(bus)
    hour.moment = buses.AT_DOOR
    with window(factories.user("field"), width=390) as screen:
        page = screen.open(f"/departures/{bus.pk}/roll-call/")
        expect(page.get_by_role("status").first).to_contain_text(re.compile(r"3\s*por llamar"))
        for name in ("Dilcia", "Josué"):
            # Quickly, one after the other: neither waits for the page.
            row(page, name).get_by_role("button", name="Dice hoy que viaja").tap()
        for name in ("Dilcia", "Josué"):
            expect(row(page, name)).to_contain_text("dijo hoy que viaja")
        row(page, "Josué").get_by_role("button", name="A bordo", exact=True).tap()
        expect(row(page, "Josué")).to_contain_text("a bordo")
        screen.check("roll-call")

        row(page, "Josué").get_by_role("button", name="Deshacer").tap()
        expect(row(page, "Josué").get_by_role("button", name="A bordo", exact=True)).to_be_visible()

        row(page, "José Antonio").get_by_role("link", name="Ha cambiado de idea").tap()
        expect(page.get_by_role("main")).to_contain_text("No hace falta ninguna razón.")
        screen.check("change-of-mind")
        page.get_by_role("button", name="Sí, no viaja").tap()
        expect(page.get_by_role("main")).to_contain_text("No viajan")
        expect(row(page, "José Antonio")).to_have_count(0)
    person = factories.people_of(man)[0]
    assert BookedSeat.objects.get(person=person).released_at is not None


def test_every_tap_at_the_door_is_as_large_as_a_thumb(window: Window, hour: Hour) -> None:
    bus = buses.departure()
    buses.booked(buses.ready_family(), bus)
    buses.boarding(bus)
    hour.moment = buses.AT_DOOR
    with window(factories.user("field"), width=390) as screen:
        page = screen.open(f"/departures/{bus.pk}/roll-call/")
        taps = page.locator(".taps > form button, .taps > a.mind").all()
        assert len(taps) == 4
        for tap in taps:
            box = tap.bounding_box()
            assert box is not None
            assert box["height"] >= 56
