"""A permission taken back stops a request on its way: the consulate is told, the help goes on."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from rumbo.casework.models import Task
from rumbo.documents.models import ConsularRequest, Transfer
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import documents as papers

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_withdrawal_of_consent_stops_a_consular_request_on_its_way(
    window: Window, hour: Hour
) -> None:
    hour.moment = factories.MONDAY + timedelta(hours=1)
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.screened(case)
    papers.shares(case, "CONSULATE", "REFERRAL_BODIES")
    desk = factories.user("documents")

    with window(desk) as screen:
        page = screen.open(f"/cases/{case.pk}/documents/people/{person.pk}/consulate/")
        page.get_by_label("¿Cuál consulado?").select_option("HN-TAP")
        page.get_by_role("button", name="Anotar la solicitud").click()
        expect(page.get_by_role("main")).to_contain_text("El consulado pide antes un boleto")
        expect(page.get_by_role("main")).to_contain_text("Le toca a Movimientos.")
        screen.check("consular-request")
        _gather(page)
        screen.check("consular-request-gathered")
        page.get_by_role("button", name="Ya se entregó en el consulado").click()
        expect(page.get_by_role("main")).to_contain_text("nombre, fecha de nacimiento")
        for path in ("requests", "calendar", "batches", "transfers", "terms", "terms/new"):
            screen.open(f"/documents/{path}/")
            screen.check(f"consular-{path}")
    asked = ConsularRequest.objects.get()
    assert asked.stands == "SENT"
    assert Transfer.objects.filter(request=asked, recipient="CONSULATE").exists()

    hour.moment += timedelta(days=1)
    with window(factories.user("counsellor"), width=390) as screen:
        page = screen.open(
            f"/cases/{case.pk}/counselling/people/{person.pk}/sharing/CONSULATE/withdrawal/"
        )
        expect(page.get_by_role("main")).to_contain_text("Hoy se le dice que no siga.")
        expect(page.get_by_role("main")).to_contain_text("nunca quita la ayuda")
        screen.check("consent-withdrawn")
        page.get_by_role("button", name="Retirar el permiso").click()
        expect(page.get_by_role("main")).to_contain_text("No se comparte nada más.")
    asked.refresh_from_db()
    assert (asked.stands, asked.stop_kind) == ("STOPPED", "CONSENT")
    assert Task.objects.open().filter(code="TELL_WHAT_STOPS", role="counsellor").exists()
    case.refresh_from_db()
    assert case.is_open

    with window(desk) as screen:
        page = screen.open("/")
        expect(page.get_by_role("main")).to_contain_text("Diga hoy al consulado que no siga")
        page = screen.open(f"/documents/requests/{asked.pk}/")
        expect(page.get_by_role("main")).to_contain_text("retiró su permiso para el consulado")
        expect(page.get_by_role("main")).to_contain_text("La ayuda sigue.")
        expect(page.get_by_role("main")).to_contain_text("Solicitud entregada")
        assert page.get_by_role("button", name="Ya se entregó en el consulado").count() == 0
        assert page.get_by_role("button", name="Carta (PDF)").count() == 0
        screen.check("consular-request-stopped")
        page.get_by_role("button", name="Ya se lo dije").click()
        expect(page.get_by_role("main")).to_contain_text("El consulado lo sabe desde")
        screen.forgiven = ("409 (Conflict)",)
        page = screen.open(f"/cases/{case.pk}/documents/people/{person.pk}/consulate/")
        page.get_by_role("button", name="Anotar la solicitud").click()
        expect(page.get_by_role("main")).to_contain_text("la ayuda sigue igual")
    assert not Task.objects.open().filter(code="TELL_CONSULATE_STOP").exists()


def _gather(page: Page) -> None:
    """Say of each thing that it is here, and of what cannot be here that it is not needed."""
    for name in ("Derechos pagados", "Boleto o itinerario"):
        page.get_by_role("button", name=re.compile(f"No hace falta.*{name}")).click()
        expect(page.get_by_role("button", name=re.compile(f"Sí falta.*{name}"))).to_be_visible()
    wanted = page.get_by_role("button", name=re.compile("^Ya está"))
    while wanted.count():
        left = wanted.count()
        wanted.first.click()
        expect(wanted).to_have_count(left - 1)
