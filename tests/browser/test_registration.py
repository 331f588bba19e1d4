"""Registration by keyboard alone, while the line drops and somebody may have come before."""

from datetime import date

import pytest
from playwright.sync_api import Error, Page, expect

from rumbo.casework.models import Case
from rumbo.registry import queries
from tests import factories
from tests.browser.conftest import Window

pytestmark = pytest.mark.django_db(transaction=True)
HERE = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
  const group = one.closest("section[aria-labelledby]");
  const title = group ? document.getElementById(group.getAttribute("aria-labelledby")).innerText : "";
  return [label.split("\\n")[0].trim(), title.trim()];
}"""


def tab_to(page: Page, label: str, whose: str = "") -> None:
    """Press Tab until the control with this label has the focus."""
    for _step in range(150):
        page.keyboard.press("Tab")
        found, title = page.evaluate(HERE)
        if found.removesuffix(" (opcional)") == label and whose in title:
            return
    raise AssertionError(f"Tab never reaches «{label}»")


def typed(page: Page, whose: str, told: dict[str, str]) -> None:
    """Type into the fields of one person, in the order in which Tab finds them."""
    for label, words in told.items():
        tab_to(page, label, whose)
        page.keyboard.type(words)


def test_a_family_is_registered_by_keyboard_alone(window: Window) -> None:
    earlier = factories.registered()
    with window(factories.user("registrar")) as screen:
        page = screen.open("/")
        tab_to(page, "Registrar a una persona o familia")
        page.keyboard.press("Enter")
        page.wait_for_url("**/register/")
        screen.check("registration-consent")
        tab_to(page, "La propia persona")
        page.keyboard.press("Space")
        tab_to(page, "De palabra, después de leérselo")
        page.keyboard.press("Space")
        tab_to(page, "Dijo que sí: seguir")
        page.keyboard.press("Enter")
        page.wait_for_url("**/register/family/**")

        first = "La primera persona"
        typed(
            page,
            first,
            {"Primer nombre": "Dilcia", "Otros nombres": "Waleska", "Primer apellido": "Mejía"},
        )
        tab_to(page, "Mujer", first)
        page.keyboard.press("Space")
        typed(page, first, {"Día": "4", "Mes": "5", "Año": "1990"})
        likely = page.locator("#likely-0")
        expect(likely).to_contain_text("Puede que ya esté registrada:", timeout=15_000)
        expect(likely).to_contain_text("Por qué:")
        typed(page, first, {"Nacionalidad": "hondureña", "Departamento de origen": "Yoro"})
        tab_to(page, "Añadir a otra persona de la familia")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="La segunda persona")).to_be_visible()
        assert page.get_by_label("Primer nombre").first.input_value() == "Dilcia"

        second = "La segunda persona"
        page.get_by_role("heading", name=second).focus()
        typed(page, second, {"Primer nombre": "Josué", "Primer apellido": "López"})
        screen.check("registration")
        tab_to(page, "Mujer", second)
        page.keyboard.press("ArrowRight")
        typed(page, second, {"Edad, si no sabe la fecha": "8", "Nacionalidad": "hondureña"})
        tab_to(page, "¿Qué es de la primera persona?", second)
        page.keyboard.type("Hija")
        tab_to(page, "La propia persona", second)
        page.keyboard.press("ArrowDown")
        tab_to(page, "Si es menor de 18: ¿quién responde?", second)
        page.keyboard.type("La primera")
        tab_to(page, "¿Qué es esa persona suya?", second)
        page.keyboard.type("Madre")
        page.keyboard.press("Enter")
        tab_to(page, "Registrar")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases/**")
        expect(page.get_by_role("main")).to_contain_text("Quedó el registro")
    case = Case.objects.exclude(pk=earlier.pk).get()
    mother, son = factories.people_of(case)
    assert (mother.full_name, mother.birth_date) == ("Dilcia Waleska Mejía", date(1990, 5, 4))
    assert (son.short_name, son.sex) == ("Josué", "M")
    assert case.group.members.get(person=son).guardian_id == mother.id


def test_a_dropped_connection_loses_nothing(window: Window) -> None:
    with window(factories.user("registrar")) as screen:
        screen.forgiven = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError")
        page = screen.open("/register/")
        page.get_by_text("La propia persona").click()
        page.get_by_text("De palabra, después de leérselo").click()
        page.get_by_role("button", name="Dijo que sí: seguir").click()
        page.wait_for_url("**/register/family/**")
        page.get_by_role("button", name="Añadir a otra persona de la familia").click()
        expect(page.get_by_role("heading", name="La segunda persona")).to_be_visible()
        page.get_by_label("Primer nombre").first.fill("Dilcia")
        screen.context.set_offline(True)
        page.get_by_label("Primer apellido").first.fill("Mejía")
        page.get_by_text("Mujer").first.click()
        page.get_by_label("Primer nombre").nth(1).fill("Josué")
        here = page.url
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.reload()
        screen.context.set_offline(False)
        page.goto(here)
        expect(page.get_by_text("Se recuperó lo que estaba escrito")).to_be_visible()
        assert page.get_by_label("Primer nombre").first.input_value() == "Dilcia"
        assert page.get_by_label("Primer apellido").first.input_value() == "Mejía"
        assert page.get_by_label("Mujer").first.is_checked()
        assert page.get_by_label("Primer nombre").nth(1).input_value() == "Josué"


def test_whoever_looked_for_too_many_is_told_beside_what_they_type(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PROBES", 0)
    with window(factories.user("registrar")) as screen:
        screen.forgiven = ("409",)
        page = screen.open("/register/")
        page.get_by_text("La propia persona").click()
        page.get_by_text("De palabra, después de leérselo").click()
        page.get_by_role("button", name="Dijo que sí: seguir").click()
        page.wait_for_url("**/register/family/**")
        page.get_by_label("Primer nombre").fill("Dilcia")
        page.get_by_label("Primer apellido").fill("Mejía")
        page.get_by_label("Edad, si no sabe la fecha").press_sequentially("34")
        told = page.locator("#likely-0").get_by_role("alert")
        expect(told).to_have_count(1)
        expect(told).to_contain_text("Espere unos minutos o pida ayuda.")
        assert page.get_by_label("Primer nombre").input_value() == "Dilcia"
