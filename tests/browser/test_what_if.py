"""What would change: asked for, watched, read side by side, taken as a paper, and one bus planned."""

import io
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from rumbo.movements import actions as movements
from rumbo.movements.models import Departure, WhatIf
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_would_change_is_asked_read_printed_and_one_bus_is_planned(
    window: Window, hour: Hour
) -> None:
    ready.reference()
    hour.moment = travel.BEFORE
    travel.departure(seats=2)
    family, _man = travel.ready_family(), travel.ready_alone()
    with window(factories.user("movements", "coordinator")) as screen:
        page = screen.open("/departures/plans/")
        page.get_by_role("link", name="¿Qué pasaría si…?").click()
        page.get_by_label("Hasta").fill((travel.LEAVES + timedelta(days=9)).date().isoformat())
        screen.check("what-if-asked")
        page.get_by_role("button", name="Calcular").click()
        expect(page.get_by_role("heading", name="Se está calculando")).to_be_visible()
        screen.check("what-if-looking")
        movements.look_what_if(what_if=WhatIf.objects.get().pk)
        # The page asks every second, and opens by itself once the numbers are there.
        expect(page.get_by_role("heading", name="A quién afecta")).to_be_visible(timeout=15_000)
        more = page.locator("li").filter(has=page.get_by_role("heading", name="Una salida más"))
        expect(more.first).to_contain_text("1 más")
        page.get_by_text("Los mismos números, en una tabla").click()
        expect(page.get_by_role("main")).not_to_contain_text(family.number)
        screen.check("what-if")
        address = page.get_by_role("link", name="PDF para donantes").get_attribute("href")
        paper = page.request.get(f"{page.url.split('/departures/')[0]}{address}")
        text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.body())).pages)
        assert "no se publica" in text
        more.first.get_by_role("link").first.click()
        expect(page.get_by_label("Lugares", exact=True)).to_have_value("2")
        screen.check("what-if-planned")
        page.get_by_role("button", name="Planear la salida").click()
        expect(page.get_by_role("main")).to_contain_text("Tapachula")
        assert Departure.objects.count() == 2
