"""Who is who, by keyboard alone: one key decides, the next pair opens, one key takes it back."""

import pytest
from playwright.sync_api import Page, expect

from rumbo.access.values import SYSTEM
from rumbo.registry import actions
from rumbo.registry.models import Person, PossibleDuplicate
from tests import factories
from tests.browser.conftest import Window
from tests.browser.stories import named

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "¿Es la misma persona?"


def person(given: str, surname: str, **changes) -> Person:
    """Somebody who came with a child."""
    mother = factories.new_person(
        identity={
            "given_names": given, "surname_1": surname, "surname_2": "Paguada",
            "document_number": "0501-1990-04412",
        },
        place={"municipality": "El Progreso"},
        **changes,
    )  # fmt: skip
    child = factories.new_person(
        identity={"given_names": "Josué Daniel", "surname_1": "López", "surname_2": surname},
        relation="CHILD", guardian=mother.id, guardian_relation="PARENT", sex="M",
    )  # fmt: skip
    return factories.people_of(factories.registered(mother, child))[0]


def pairs(count: int) -> list[PossibleDuplicate]:
    """Pairs that wait, the likeliest first."""
    return [
        actions.suspect_duplicate(
            actor=SYSTEM,
            earlier=person("Dilcia Waleska", "Mejía"),
            later=person("Dilsia", "Mejia", language="cab"),
            probability=0.98 - place / 100,
            reasons=("SAME_SURNAMES", "SAME_BIRTH_DATE"),
        )
        for place in range(count)
    ]


def is_at(page: Page, one: PossibleDuplicate) -> None:
    """This pair is open with all its parts, and whoever has no mouse is at its question."""
    page.wait_for_url(f"**/duplicates/{one.pk}/")
    expect(page.get_by_text("Tiene más de un expediente en marcha.")).to_be_visible()
    expect(page.get_by_role("heading", level=1).get_by_text(QUESTION)).to_be_focused()


def test_pairs_are_decided_one_after_the_other_by_keyboard_alone(window: Window) -> None:
    first, second, third = pairs(3)
    with window(named("Ana Lucía Pérez", "registrar")) as screen:
        page = screen.open("/duplicates/")
        expect(page.get_by_text("3 pares por mirar")).to_be_visible()
        screen.check("pairs")
        page.keyboard.press("c")
        is_at(page, first)
        expect(page.get_by_text("98 % probable")).to_be_visible()
        expect(page.get_by_text("distinto").first).to_be_visible()
        screen.check("pair")

        page.keyboard.press("s")
        is_at(page, second)
        expect(page.get_by_text("Quedaron unidos los dos registros de antes.")).to_be_visible()
        page.keyboard.press("d")
        is_at(page, third)
        expect(page.get_by_text("Quedó anotado que los de antes son dos personas.")).to_be_visible()
        page.keyboard.press("z")
        is_at(page, second)
        expect(page.get_by_text("El par vuelve a estar por mirar.")).to_be_visible()
        page.keyboard.press("n")
        is_at(page, third)
        # "g" and a letter goes somewhere else: it decides nothing.
        page.keyboard.press("g")
        page.keyboard.press("s")
        expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
        page.goto(page.url)
        page.keyboard.press("u")
        is_at(page, second)
        page.keyboard.press("s")
        page.wait_for_url("**/duplicates/")
        expect(page.get_by_text("0 pares por mirar")).to_be_visible()
        page.keyboard.press("z")
        is_at(page, second)
    held = dict(PossibleDuplicate.objects.values_list("pk", "decision"))
    assert held == {first.pk: "SAME", second.pk: "", third.pk: "UNKNOWN"}
    assert Person.objects.exclude(individual=None).count() == 2


def test_one_human_being_is_shown_as_one_and_a_person_chooses_what_holds(window: Window) -> None:
    user = named("Ana Lucía Pérez", "registrar")
    [one] = pairs(1)
    with window(user) as screen:
        page = screen.open(f"/duplicates/{one.pk}/")
        page.keyboard.press("s")
        page.wait_for_url("**/duplicates/")
        page = screen.open(f"/duplicates/{one.pk}/")
        page.get_by_role("link", name="Ver todos sus registros").click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Dilsia Mejia Paguada")
        screen.check("human")
        page.get_by_role("button", name="Vale este · Primer apellido: Mejía").click()
        expect(heading).to_have_text("Dilsia Mejía Paguada")
        screen.check("human-chosen")
        page.get_by_role("link", name="Deshacer la unión").click()
        page.get_by_role("button", name="Deshacer la unión").click()
        expect(page.get_by_text("La unión se deshizo")).to_be_visible()
        is_at(page, one)
    assert not Person.objects.exclude(individual=None).exists()
