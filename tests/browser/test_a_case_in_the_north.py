"""A mother with two children who wait in Mexico for a court: told point by point, and accompanied."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Task
from rumbo.counselling import actions as counselling
from rumbo.protection import queries
from rumbo.protection.models import MppStanding, MppStep
from rumbo.readiness.queries import judge_case
from rumbo.registry.models import Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.browser.looking import Screen

pytestmark = pytest.mark.django_db(transaction=True)
POINTS = (
    "Su proceso en Estados Unidos puede darse por abandonado",
    "Qué pasa con la fecha de audiencia",
    "El documento humanitario se entrega en la frontera sur",
    "El reingreso no está garantizado",
    "A dónde acudir si su situación es especial",
)
WORDS = "Si me voy pierdo mi caso, entrego mi papel y nadie me asegura que vuelva a entrar."
FORM = "main form"


def test_a_mother_with_two_children_knows_what_a_return_does_to_her_case(
    window: Window, hour: Hour
) -> None:
    hour.moment = factories.MONDAY + timedelta(hours=1)
    case = _family()
    mother, *children = factories.people_of(case)
    counsellor = factories.user("counsellor")
    with window(counsellor) as screen:
        _is_screened(screen, case, mother)
        hour.moment += timedelta(minutes=30)
        _is_told(screen, case, mother)
        # For her children her own row answers; that each keeps the case is written for each.
        for child in children:
            _keeps_the_case(screen, case, child)
    assert not Task.objects.open().filter(code="MPP").exists()
    assert not {"MPP_EXPLAINED", "MPP_UNDERSTOOD"} & _lacks(case, mother)
    assert {"COURT_DATE_RECORDED", "REENTRY_PAPER"} <= _lacks(case, mother)

    with window(counsellor, width=390) as screen:
        _is_led_to_a_lawyer(screen, case, mother)
    with window(factories.user("documents")) as screen:
        hour.moment += timedelta(hours=1)
        for person in (mother, *children):
            _has_a_paper(screen, case, person)
    assert not {"COURT_DATE_RECORDED", "REENTRY_PAPER"} & _lacks(case, mother)
    row = queries.newest(MppStanding, mother)
    assert row is not None
    assert (row.own_words, row.reentry_kind) == (WORDS, "TVRH")
    assert row.court_date == date(2025, 6, 3)

    with window(counsellor) as screen:
        page = screen.open(f"/cases/{case.pk}/protection/people/{mother.pk}/mpp/way/")
        expect(page.get_by_role("main")).to_contain_text("Clínica jurídica de la universidad")
        expect(page.get_by_role("main")).to_contain_text("Lo dijo con sus palabras")
        screen.check("mpp-way")


def _family() -> Case:
    mother = factories.new_person()
    children = (
        factories.new_person(
            identity={"given_names": name, "surname_1": "Mejía", "surname_2": "López"},
            birth_date=born,
            sex=sex,
            relation="CHILD",
            guardian=mother.id,
            guardian_relation="PARENT",
            consent=NewConsent(by="GUARDIAN", wording="2026-11-20"),
        )
        for name, born, sex in (
            ("Kevin Josué", date(2014, 5, 1), "M"),
            ("Marbella", date(2018, 2, 9), "F"),
        )
    )
    return factories.registered(mother, *children)


def _is_screened(screen: Screen, case: Case, person: Person) -> None:
    page = screen.open(f"/cases/{case.pk}/protection/people/{person.pk}/screening/")
    _choose(page, "¿Está a solas con la persona?", "Sí")
    _choose(page, "¿Tiene un caso ante un tribunal de Estados Unidos (MPP)?", "Sí")
    page.locator(FORM).get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/fear/")
    assert Task.objects.open().filter(code="MPP", person=person).exists()
    assert {"MPP_EXPLAINED", "MPP_UNDERSTOOD"} <= _lacks(case, person)


def _is_told(screen: Screen, case: Case, person: Person) -> None:
    page = screen.open(f"/cases/{case.pk}/protection/people/{person.pk}/mpp/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Las fuentes no coinciden: no prometa ninguna de las dos cosas.")
    expect(main).to_contain_text("Sus documentos les permiten volver a entrar")
    expect(main).to_contain_text("Puede que no les dejen volver a entrar.")
    screen.check("mpp-sheet")
    for point in POINTS:
        page.locator(FORM).get_by_text(point, exact=True).click()
    page.get_by_label("Cómo lo dijo con sus propias palabras").fill(WORDS)
    _choose(page, "¿Lo entendió?", "Sí")
    _choose(page, "¿Quiere conservar su caso?", "Sí")
    page.locator(FORM).get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/mpp/way/")
    expect(main).to_contain_text("Quedó anotado lo que se habló de su caso.")


def _keeps_the_case(screen: Screen, case: Case, child: Person) -> None:
    page = screen.open(f"/cases/{case.pk}/protection/people/{child.pk}/mpp/")
    _choose(page, "¿Quiere conservar su caso?", "Sí")
    page.locator(FORM).get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/mpp/way/")


def _is_led_to_a_lawyer(screen: Screen, case: Case, person: Person) -> None:
    screen.forgiven = ("409 (Conflict)",)
    page = screen.open(f"/cases/{case.pk}/protection/people/{person.pk}/mpp/way/")

    def led() -> None:
        page.locator(FORM).get_by_text("Derivación a asesoría jurídica", exact=True).click()
        page.get_by_label(re.compile("^Con quién")).fill("Clínica jurídica de la universidad")
        page.locator(FORM).get_by_role("button", name="Guardar", exact=True).click()

    led()
    expect(page.get_by_role("main")).to_contain_text("No ha dicho que sí")
    assert not MppStep.objects.exists()
    counselling.record_share_consents(
        actor=SYSTEM, case=case, person=person, answers={"REFERRAL_BODIES": True},
        at=factories.MONDAY,
    )  # fmt: skip
    page = screen.open(f"/cases/{case.pk}/protection/people/{person.pk}/mpp/way/")
    led()
    expect(page.get_by_role("main")).to_contain_text("Quedó anotado en su acompañamiento.")
    assert not Task.objects.open().filter(code="MPP_LEGAL_AID", person=person).exists()


def _has_a_paper(screen: Screen, case: Case, person: Person) -> None:
    page = screen.open(f"/cases/{case.pk}/protection/people/{person.pk}/mpp/reentry/")
    page.get_by_label("Fecha de audiencia").fill("2025-06-03")
    page.locator(FORM).get_by_text(
        "Tarjeta de visitante por razones humanitarias", exact=True
    ).click()
    page.get_by_label("Número del papel").fill("A-77")
    page.get_by_label("Vale hasta").fill("2025-06-30")
    screen.check("mpp-paper")
    page.locator(FORM).get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Quedaron anotados la audiencia y el papel.")


def _choose(page: Page, question: str, answer: str) -> None:
    """Choose one tile under one question."""
    group = page.locator(FORM).get_by_role("group", name=question)
    group.get_by_text(answer, exact=True).click()


def _lacks(case: Case, person: Person) -> set[str]:
    """What the table of requirements still wants of somebody."""
    found = judge_case(Case.objects.get(pk=case.pk))
    assert found is not None
    return {lack.code for one in found.people if one.person_id == person.pk for lack in one.missing}
