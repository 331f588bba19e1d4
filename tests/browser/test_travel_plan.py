"""A plan of the coming weeks: asked for, watched, one line left out, the rest accepted and printed."""

import io
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Proposal
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_plan_is_asked_for_watched_and_accepted_but_for_one_line(
    window: Window, hour: Hour
) -> None:
    ready.reference()
    hour.moment = travel.BEFORE
    bus, family, man = travel.departure(), travel.ready_family(), travel.ready_alone()
    far = travel.ready_alone(identity={"given_names": "Nohemí"})
    far.site = "TIJ"
    far.save(update_fields=["site"])
    with window(factories.user("movements", "coordinator")) as screen:
        page = screen.open("/departures/")
        page.get_by_role("link", name="Buscar un plan de viajes").click()
        screen.check("plan-asked")
        page.get_by_label("Hasta").fill((travel.LEAVES + timedelta(days=3)).date().isoformat())
        page.get_by_label("Cuánto puede buscar").select_option("20")
        page.get_by_role("button", name="Buscar un plan").click()
        expect(page.get_by_role("heading", name="Se está buscando")).to_be_visible()
        screen.check("plan-looking")
        movements.look_for_plan(proposal=Proposal.objects.get().pk)
        # The page asks every second, and opens by itself once the plan is there.
        expect(page.get_by_role("heading", name="Qué propone")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("no hay un plan mejor")
        page.locator("details.panel > summary").filter(
            has_text="ninguna salida va de Tijuana"
        ).click()
        expect(page.get_by_role("main")).to_contain_text(far.number)
        screen.check("plan")
        page.locator("li").filter(has_text=man.number).get_by_role("checkbox").uncheck()
        page.get_by_role("button", name="Aceptar lo marcado").click()
        expect(page.get_by_text("Líneas del plan que ya están hechas: 1.")).to_be_visible()
        screen.check("plan-accepted")
        [booking] = Booking.objects.all()
        assert (booking.case, booking.departure) == (family, bus)
        page.get_by_role("link", name=bus.code).first.click()
        expect(page.get_by_role("main")).to_contain_text(family.number)
        movements.close_manifest(actor=factories.actor("movements"), departure=bus)
        paper = page.request.get(f"{page.url}papers/roll-call.pdf")
        text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.body())).pages)
        assert bus.code in text
