"""The case page on a screen: the file of a family, read, switched and opened."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.stories import mejia, named

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_file_of_a_family_is_read_switched_and_opened(window: Window) -> None:
    counsellor = named("Ana Lucía Pérez", "counsellor", "documents")
    case, _bus = mejia(counsellor)
    with window(counsellor) as screen:
        page = screen.open(f"/cases/{case.id}/")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Dilcia Waleska Mejía Paguada")
        screen.check("case")
        missing = page.locator(".gap").filter(has_text="Josué")
        expect(missing.first).to_contain_text("documento de viaje")

        page.get_by_role("link", name="Josué").first.click()
        expect(heading).to_have_text("Josué Daniel López Mejía")
        expect(page.get_by_role("main")).to_contain_text("8 años")

        for title in ("Consejería y declaración", "Preguntas a solas", "Documentos", "Viaje"):
            panel = page.locator("details.panel").filter(has=page.get_by_text(title, exact=True))
            panel.locator("summary").first.click()
            expect(panel.locator(".panel-body")).not_to_contain_text("Abrir en su página")
        expect(page.get_by_role("main")).to_contain_text("Pedido al consulado de Honduras")
        screen.check("case-open")


def test_the_file_is_read_by_the_light_that_the_reader_chose(window: Window) -> None:
    counsellor = named("Ana Lucía Pérez", "counsellor")
    case, _bus = mejia(counsellor)
    with window(counsellor) as screen:
        page = screen.open(f"/cases/{case.id}/")
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.get_by_role("button", name="Oscuro").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert page.evaluate(ground) != light
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("main")).to_contain_text("What is missing")
