"""March, planned: what a cut would do and to whom, one bus more, the plan accepted, the first bus printed."""

import io
import zipfile
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure, Proposal, WhatIf
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db(transaction=True)
LAST = (travel.LEAVES + timedelta(days=9)).date().isoformat()


def test_march_is_planned_cut_looked_at_given_one_bus_more_accepted_and_printed(
    window: Window, hour: Hour
) -> None:
    ready.reference()
    hour.moment = travel.BEFORE
    bus = travel.departure(seats=2)
    groups = [travel.ready_family(), travel.ready_alone()]
    officer = factories.user("movements", "coordinator")
    with window(officer) as screen:
        page = screen.open("/departures/plans/")
        page.get_by_label("Hasta").fill(LAST)
        page.get_by_label("Cuánto puede buscar").select_option("20")
        page.get_by_role("button", name="Buscar un plan").click()
        movements.look_for_plan(proposal=Proposal.objects.get().pk)
        expect(page.get_by_role("heading", name="Quién sigue esperando, y por qué")).to_be_visible()

        page.goto(f"{page.url.split('/departures/')[0]}/departures/plans/")
        page.get_by_role("link", name="¿Qué pasaría si…?").click()
        page.get_by_label("Hasta").fill(LAST)
        expect(page.get_by_label("Cuánto dinero menos")).to_have_value("40")
        page.get_by_role("button", name="Calcular").click()
        movements.look_what_if(what_if=WhatIf.objects.get().pk)
        expect(page.get_by_role("heading", name="A quién afecta")).to_be_visible(timeout=60_000)
        more = page.locator("li").filter(has=page.get_by_role("heading", name="Una salida más"))
        more.first.get_by_role("link").first.click()
        page.get_by_role("button", name="Planear la salida").click()
        expect(page.get_by_role("main")).to_contain_text("Tapachula")
        assert Departure.objects.count() == 2

        page.goto(f"{page.url.split('/departures/')[0]}/departures/plans/")
        page.get_by_label("Hasta").fill(LAST)
        page.get_by_role("button", name="Buscar un plan").click()
        movements.look_for_plan(proposal=Proposal.objects.get(state="WAITING").pk)
        page.get_by_role("button", name="Aceptar lo marcado").click()
        expect(page.get_by_text("Líneas del plan que ya están hechas: 2.")).to_be_visible()
        assert {one.case for one in Booking.objects.filter(ended_at=None)} == set(groups)

        first = Booking.objects.get(departure=bus, ended_at=None)
        movements.close_manifest(actor=factories.actor("movements"), departure=bus)
        page.get_by_role("link", name=bus.code).first.click()
        with page.expect_download() as given:
            page.get_by_role("button", name="Todos los papeles").click()
        with zipfile.ZipFile(given.value.path()) as packed:
            names = packed.namelist()
            called = next(name for name in names if "roll-call" in name)
            sheet = PdfReader(io.BytesIO(packed.read(called)))
        assert [name for name in names if "authorities" in name]
        assert [name for name in names if "driver" in name]
        text = " ".join(one.extract_text() for one in sheet.pages)
        assert all(seat.person.known("surname_1") in text for seat in first.seats.live())
