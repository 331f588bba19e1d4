"""Known at another booth: recognised while the name is typed wrong, asked for, linked, regretted, undone."""

import pytest
from playwright.sync_api import Page, expect

from rumbo.access.models import User
from rumbo.registry.models import AccessRequest, IndividualLink, Person, PossibleDuplicate
from tests import factories
from tests.browser.conftest import Window
from tests.factories.pages import elsewhere

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Está en el módulo y dice que se registró en Tapachula."


def consents(page: Page) -> None:
    page.get_by_text("La propia persona").click()
    page.get_by_text("De palabra, después de leérselo").click()
    page.get_by_role("button", name="Dijo que sí: seguir").click()
    page.wait_for_url("**/register/family/**")


def types_by_ear(page: Page) -> None:
    """The name as it is heard, in another spelling and without the second given name."""
    heard = {"Primer nombre": "Dilsia", "Primer apellido": "Mejia", "Segundo apellido": "Pagoada"}
    for label, words in heard.items():
        page.get_by_label(label).first.fill(words)
    page.get_by_text("Mujer").first.click()
    for label, words in {"Día": "4", "Mes": "5"}.items():
        page.get_by_label(label, exact=True).first.fill(words)
    page.get_by_label("Año", exact=True).first.press_sequentially("1990")


def opens_the_file(window: Window, coordinator: User) -> None:
    with window(coordinator) as screen:
        page = screen.open("/")
        asked = page.get_by_role("listitem").filter(has_text="ver un registro espera respuesta")
        asked.get_by_role("link", name="Responder").click()
        expect(page.get_by_text(f"«{WHY}»")).to_be_visible()
        page.get_by_role("button", name="Abrir", exact=True).click()
        expect(
            page.get_by_text("Se abrió el registro por 90 días a quien lo pidió.")
        ).to_be_visible()


def test_somebody_is_known_again_linked_regretted_and_undone(window: Window) -> None:
    earlier = factories.people_of(factories.registered())[0]
    registrar = factories.user("registrar", at=elsewhere())
    with window(registrar) as screen:
        page = screen.open("/register/")
        consents(page)
        types_by_ear(page)
        likely = page.locator("#likely-0")
        expect(likely).to_contain_text("Puede que ya esté registrada en otra oficina.")
        expect(likely).not_to_contain_text("Mejía")  # a mask: that somebody is there, not who
        likely.get_by_label("¿Para qué necesita ver este registro?").fill(WHY)
        likely.get_by_role("button", name="Pedir acceso").click()
        expect(likely).to_contain_text("La solicitud quedó enviada")

        opens_the_file(window, factories.user("coordinator"))

        page.get_by_label("Nacionalidad").first.fill("hondureña")
        page.get_by_label("Año", exact=True).first.fill("")
        page.get_by_label("Año", exact=True).first.press_sequentially("1990")
        expect(likely).to_contain_text("Dilcia Waleska Mejía Paguada")
        page.get_by_role("button", name="Registrar", exact=True).click()
        page.wait_for_url("**/cases/**")
        expect(page.get_by_role("main")).to_contain_text("Quedó el registro")

        page.get_by_role("banner").get_by_role("link", name="Hoy").click()
        page.get_by_role("link", name="Compararlos").click()
        page.wait_for_url("**/duplicates/")
        page.keyboard.press("c")
        page.wait_for_url("**/duplicates/*/")
        expect(page.locator("h1").get_by_text("¿Es la misma persona?")).to_be_focused()
        expect(page.get_by_text("Dilcia Waleska")).to_be_visible()
        page.keyboard.press("s")
        page.wait_for_url("**/duplicates/")
        expect(page.get_by_text("Quedaron unidos los dos registros de antes.")).to_be_visible()
        assert set(Person.objects.values_list("individual", flat=True)) == {earlier.pk}

        page.keyboard.press("z")
        expect(page.get_by_text("La unión se deshizo")).to_be_visible()
        expect(page.get_by_text("Tiene más de un expediente en marcha.")).to_be_visible()
    assert set(Person.objects.values_list("individual", flat=True)) == {None}
    assert IndividualLink.objects.count() == 4  # what was done and undone stays written
    assert PossibleDuplicate.objects.get().decision == ""
    assert AccessRequest.objects.get().granted is True
    earlier.refresh_from_db()
    assert earlier.full_name == "Dilcia Waleska Mejía Paguada"
