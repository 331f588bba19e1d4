"""The file, the roll and the signature without a mouse: every step is reached by Tab and pressed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from rumbo.counselling.models import Declaration
from rumbo.movements.models import BookedSeat
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.browser.stories import mejia, named
from tests.browser.test_today import focus_is_visible
from tests.factories import movements as buses

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Dilcia", "Josué")
SCAN: FilePayload = {
    "name": "hoja.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n...",
}  # fmt: skip
# What has the focus: what it says or is labelled, and what stands in the row or part around it.
HERE = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
  const around = one.closest("li, fieldset, .field, details, section");
  return [label || "", around ? around.innerText : ""];
}"""


def tab_to(page: Page, words: str, near: str = "") -> None:
    """Press Tab until something that says these words has the focus, and shows that it has."""
    for _step in range(120):
        page.keyboard.press("Tab")
        said, around = page.evaluate(HERE)
        if words in said and near in around:
            assert focus_is_visible(page) or page.locator("label:has(input:focus)").count(), words
            return
    raise AssertionError(f"Tab never reaches «{words}» near «{near}»")


def test_the_file_is_read_by_keyboard_alone(window: Window) -> None:
    counsellor = named("Ana Lucía Pérez", "counsellor", "documents")
    case, _bus = mejia(counsellor)
    with window(counsellor) as screen:
        page = screen.open(f"/cases/{case.id}/")
        tab_to(page, "Josué")
        page.keyboard.press("Enter")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Josué Daniel López Mejía")

        tab_to(page, "Documentos")
        page.keyboard.press("Enter")
        panel = page.locator("details.panel").filter(has_text="Documentos").first
        expect(panel).to_have_attribute("open", "")
        expect(panel).to_contain_text("Pedido al consulado de Honduras")
        # What the panel offers comes next, without a way back to the top.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('details.panel') !== null")

        page.goto(page.url)
        step = page.locator(".gap").get_by_role("link").first
        words, leads = step.inner_text(), step.get_attribute("href") or "?"
        tab_to(page, words)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(re.escape(leads.split("#", maxsplit=1)[0])))
        expect(page.get_by_role("main")).to_be_visible()


def test_the_roll_is_called_by_keyboard_alone(window: Window, hour: Hour) -> None:
    family = buses.ready_family()
    bus = buses.departure()
    buses.booked(family, bus)
    buses.boarding(bus)
    hour.moment = buses.AT_DOOR
    with window(factories.user("field")) as screen:
        page = screen.open(f"/departures/{bus.pk}/roll-call/")
        rows = {one: page.locator("ol.roll > li").filter(has_text=one) for one in NAMES}
        for name, row in rows.items():
            tab_to(page, "Dice hoy que viaja", name)
            page.keyboard.press("Enter")
            expect(row).to_contain_text("dijo hoy que viaja")
            # The list was drawn anew: whoever has no mouse is still at the same person, and a key
            # held down does nothing more.
            expect(row).to_be_focused()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            expect(row.get_by_role("button", name="A bordo", exact=True)).to_be_focused()
        for name, row in rows.items():
            tab_to(page, "A bordo", name)
            page.keyboard.press("Enter")
            expect(row).to_contain_text("a bordo")
    assert {seat.state for seat in BookedSeat.objects.all()} == {"BOARDED"}


def choosing(page: Page, press: Callable[[], None]) -> None:
    """Answer the window in which a file is chosen; a key has to open it."""
    with page.expect_file_chooser() as asked:
        press()
    asked.value.set_files(SCAN)


def test_a_declaration_on_paper_is_taken_by_keyboard_alone(window: Window) -> None:
    counsellor = named("Ana Lucía Pérez", "counsellor")
    case, _bus = mejia(counsellor)
    person, before = factories.people_of(case)[0], Declaration.objects.count()
    with window(counsellor) as screen:
        page = screen.open(f"/cases/{case.id}/counselling/people/{person.id}/declaration/")
        # The window in which a file is chosen is caught from the first listener on, and a key that
        # comes before that opens it where nobody answers.
        page.on("filechooser", lambda _chooser: None)
        tab_to(page, "Día del viaje")
        page.keyboard.type("14032025")
        tab_to(page, "Se leyó entera en voz alta.")
        page.keyboard.press("Space")
        tab_to(page, "Testigo")
        page.keyboard.type("Rosa Elvira Cruz")
        tab_to(page, "Firmar en esta pantalla")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label("Adjuntar la hoja firmada")).to_be_checked()
        tab_to(page, "Hoja firmada y escaneada")
        choosing(page, lambda: page.keyboard.press("Enter"))
        tab_to(page, "Guardar la declaración firmada")
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_contain_text("Declaración firmada")
    assert Declaration.objects.count() == before + 1
    assert Declaration.objects.exclude(paper_file=None).get().person_id == person.id
