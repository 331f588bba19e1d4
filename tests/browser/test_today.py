"""The page of the day, and the keys by which one goes through the house without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.stories import mejia, named

pytestmark = pytest.mark.django_db(transaction=True)
FOCUS = """() => {
  const seen = getComputedStyle(document.activeElement);
  return [seen.outlineStyle, parseFloat(seen.outlineWidth), seen.boxShadow];
}"""


def focus_is_visible(page: Page) -> bool:
    style, width, shadow = page.evaluate(FOCUS)
    return bool((style != "none" and width >= 2) or shadow != "none")


def test_the_day_says_what_is_next_and_the_keys_lead_everywhere(window: Window) -> None:
    counsellor = named("Ana Lucía Pérez", "counsellor", "registrar")
    mejia(counsellor)
    with window(counsellor) as screen:
        page = screen.open("/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Hoy")
        screen.check("today")

        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Ir al contenido")
        expect(skip).to_be_focused()
        expect(skip).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()
        for _link in range(4):
            page.keyboard.press("Tab")
            assert focus_is_visible(page)

        page.locator("#content").focus()
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Atajos de teclado")
        expect(keys).to_be_visible()
        screen.check("keys")
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()

        page.keyboard.press("g")
        page.keyboard.press("e")
        page.wait_for_url("**/waiting/")
        page.keyboard.press("g")
        page.keyboard.press("p")
        page.wait_for_url("**/people/")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("Dilcia Mejía 34")
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_contain_text("Dilcia Waleska Mejía Paguada")
        screen.check("search")
