"""An unaccompanied boy, from registration to the hand of his grandmother, signed on the screen."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Task
from rumbo.counselling import actions as counselling
from rumbo.protection import printing
from rumbo.protection.models import ChildTrack, Handover
from rumbo.reception import actions as reception
from tests import factories
from tests.browser import looking
from tests.browser.conftest import Hour, Window
from tests.browser.looking import Screen
from tests.factories import children
from tests.factories import movements as buses
from tests.factories import reception as arrivals
from tests.factories.children import ESCORT, GRANDMOTHER, GUARDIAN, PAPER

pytestmark = pytest.mark.django_db(transaction=True)
# What is typed at each step: the button, the fields by their label, the tiles that are chosen.
WAY: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    (
        "Anotar la identificación",
        {"Cómo se supo que está sin su familia": "Llegó solo al módulo."},
        (),
    ),
    ("Anotar la tutela", {"Nombre de quien le tutela": GUARDIAN}, ()),
    (
        "Anotar la evaluación",
        {"Quién evaluó": "Equipo de niñez", "Qué se encontró": "Sano; extraña a su abuela."},
        (),
    ),
    ("Anotar la búsqueda", {"Nombre del familiar": GRANDMOTHER}, ("Sí",)),
    (
        "Anotar el estudio",
        {"Autoridad que visitó a la familia": "SENAF"},
        ("Puede volver con su familia",),
    ),
    ("Anotar lo que dijo", {"Lo que dijo": "Quiere volver a la escuela de su aldea."}, ("Sí",)),
    (
        "Anotar la determinación",
        {
            "Quiénes formaron el panel": f"{GUARDIAN}, Procuraduría\nRosa Elvira Díaz, DIF",
            "Razones": "Su abuela le cuidó siempre y puede hacerlo otra vez.",
        },
        ("A favor del retorno",),
    ),
    ("Anotar el consentimiento", {"Nombre de quien consiente": GRANDMOTHER}, ()),
    (
        "Anotar quién le recibe",
        {
            "Nombre completo, como en su documento": GRANDMOTHER,
            "Parentesco o institución": "Abuela materna",
            "Número del documento": PAPER["document_number"],
            "Dónde vive": "Victoria, Yoro",
        },
        ("Documento nacional de identidad",),
    ),
    ("Nombrar a quien acompaña", {"Nombre de quien acompaña": ESCORT}, ("Sí",)),
    ("Anotar lo acordado", {"Dónde": "Aeropuerto de San Pedro Sula"}, ()),
)


def test_an_unaccompanied_boy_from_registration_to_the_signed_hand_over(
    window: Window, hour: Hour, browser: Browser, site: str
) -> None:
    hour.moment = factories.MONDAY + timedelta(hours=1)
    landing = arrivals.receiving("SPS", "San Pedro Sula")
    with window(factories.user("registrar")) as screen:
        _is_registered(screen)
    case = Case.objects.get()
    boy = factories.people_of(case)[0]
    assert Task.objects.open().filter(code="CHILD_ALONE", person=boy).exists()

    officer = factories.user("child_officer")
    way = f"/cases/{case.pk}/protection/people/{boy.pk}/child/"
    with window(officer) as screen:
        page = screen.open(way)
        expect(page.get_by_role("main")).to_contain_text("0 de 15 pasos")
        for place, step in enumerate(WAY):
            _take(page, *step)
            hour.moment += timedelta(minutes=5)
            expect(page.get_by_role("main")).to_contain_text(f"{place + 1} de 15 pasos")
            if place == 3:
                screen.check("child")
        page = screen.open(f"{way}step/BID/")
        expect(page.get_by_role("main")).to_contain_text("Lo de antes se conserva")
        screen.check("step-of-a-child")
        page = screen.open(way)
        page.get_by_text("Hermanas y hermanos").click()
        expect(page.get_by_role("main")).to_contain_text("No aparece ninguna hermana")
        screen.check("siblings")
    assert ChildTrack.objects.filter(person=boy).count() == len(WAY)

    children.prepare(factories.actor("child_officer"), case)
    counselling.record_share_consents(
        actor=SYSTEM, case=case, person=boy, answers={"RECEIVING_MISSION": True},
        at=factories.MONDAY,
    )  # fmt: skip
    plane = children.at_the_door(case)
    hour.moment = buses.AT_DOOR
    with window(officer, width=390) as screen:
        page = screen.open(way)
        page.get_by_role("link", name="Firmar la entrega").click()
        screen.check("handover")
        page.get_by_label("Lugar de la entrega").fill("Aeropuerto de Tapachula")
        _sign(page)
        page.get_by_role("button", name="Guardar el acta firmada").click()
        expect(page.get_by_role("main")).to_contain_text(f"{GUARDIAN} entregó a {ESCORT}")
        expect(page.get_by_role("main")).to_contain_text("12 de 15 pasos")

    lands = children.gone(case, plane)
    hour.moment = lands
    reception.confirm_arrival(actor=SYSTEM, case=case, person=boy, at=lands)
    hour.moment = lands + timedelta(minutes=20)
    with window(factories.user("reception", at=landing), width=390) as screen:
        screen.forgiven = ("409 (Conflict)",)
        page = screen.open(f"/reception/people/{boy.pk}/")
        page.get_by_role("link", name="Firmar la entrega").click()
        screen.check("handover-arrival")
        _who_came(page, "0801-1999-00001")
        expect(page.get_by_role("main")).to_contain_text("No se entrega")
        _who_came(page, PAPER["document_number"])
        expect(page.get_by_role("main")).to_contain_text("terminó el deber de quien acompañó")
        screen.check("reception-child")
    assert Task.objects.open().filter(code="OTHER_RECEIVER", urgent=True).exists()
    assert Handover.objects.live().count() == 2

    code = printing.seal_of(given := Handover.objects.live().get(end="ARRIVAL"))
    with looking.screen(browser, site, "", 390) as screen:
        page = screen.open("/acts/?" + urlencode({"c": f"{given.number} {code}"}))
        page.get_by_label("Un nombre, como está en el papel").fill("Otra Persona")
        page.get_by_role("button", name="Comprobar").click()
        expect(page.get_by_role("main")).to_contain_text("Ese nombre no está en el acta")
        page.get_by_label("Un nombre, como está en el papel").fill(GRANDMOTHER)
        page.get_by_role("button", name="Comprobar").click()
        expect(page.get_by_role("main")).to_contain_text("El acta es auténtica y sigue vigente")
        screen.check("act-checked")

    with window(officer) as screen:
        page = screen.open(way)
        expect(page.get_by_role("main")).to_contain_text("13 de 15 pasos")
        expect(page.get_by_role("main")).to_contain_text("Falta la llamada al mes de la entrega.")
        screen.check("child-home")
    due = Task.objects.open().filter(code__startswith="CHILD_CALL").values_list("due_on", flat=True)
    assert len(due) == 2


def _is_registered(screen: Screen) -> None:
    page = screen.open("/register/")
    page.get_by_text("La autoridad").first.click()
    page.get_by_text("De palabra, después de leérselo").click()
    page.get_by_role("button", name="Dijo que sí: seguir").click()
    page.wait_for_url("**/register/family/**")
    for label, words in {
        "Primer nombre": "Kevin", "Otros nombres": "Josué", "Primer apellido": "Mejía",
        "Segundo apellido": "Paguada", "Día": "1", "Mes": "5", "Año": "2011",
        "Nacionalidad": "hondureña", "Departamento": "Yoro",
    }.items():  # fmt: skip
        page.get_by_label(label).first.fill(words)
    page.get_by_text("Hombre", exact=True).first.click()
    page.get_by_role("button", name="Registrar", exact=True).click()
    page.wait_for_url("**/cases/**")
    expect(page.get_by_role("main")).to_contain_text("Quedó el registro")


def _take(page: Page, button: str, typed: dict[str, str], chosen: tuple[str, ...]) -> None:
    """Press the one next act of the page, fill in what it asks, and save."""
    page.get_by_role("link", name=button, exact=True).click()
    form = page.locator("main form")
    for label, words in typed.items():
        form.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(words)
    for words in chosen:
        form.get_by_text(words, exact=True).first.click()
    form.get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/child/")


def _who_came(page: Page, number: str) -> None:
    """Copy the paper of whoever came, let both sign, and save."""
    page.get_by_label("Nombre de quien recibe").fill(GRANDMOTHER)
    page.get_by_text("Documento nacional de identidad", exact=True).click()
    page.get_by_label("Número del documento").fill(number)
    _sign(page)
    page.get_by_role("button", name="Guardar el acta firmada").click()


def _sign(page: Page) -> None:
    """Two people draw their names with a finger."""
    for pad in page.locator("[data-sign] canvas").all():
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        left, top = box["x"] + 30, box["y"] + box["height"] / 2
        page.mouse.move(left, top)
        page.mouse.down()
        for step in range(1, 9):
            page.mouse.move(left + 18 * step, top + (14 if step % 2 else -14))
        page.mouse.up()
