"""What people print from the screen: the page as a sheet, with nothing to press and nothing cut off."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests import factories
from tests.browser.conftest import Window
from tests.browser.looking import Screen
from tests.browser.stories import mejia, named
from tests.factories import cases
from tests.factories import movements as buses

pytestmark = pytest.mark.django_db(transaction=True)
# What lies between the margins of a sheet, as print.css says them: A4 and Letter, 96 to the inch.
SHEETS = {"A4": 688, "Letter": 710}
PRESSED = "button, .button, select, nav, .top-bar, input:not([type=hidden]), textarea, footer.foot"
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const seen = getComputedStyle(one), box = one.getBoundingClientRect();
  if (one.closest("svg, .hidden-words") || !box.width || seen.clipPath !== "none") return false;
  const cut = seen.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
  return cut || box.right > document.documentElement.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""


def is_a_sheet(screen: Screen, *words: str) -> None:
    """Nothing is there to press, nothing is cut off, and all of these words are on the paper."""
    page = screen.page
    for sheet, width in SHEETS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="print")
        pressed = page.locator(PRESSED).filter(visible=True)
        assert not page.get_by_role("link", name="Anotar").filter(visible=True).count()
        assert pressed.count() == 0, [one.evaluate("one => one.outerHTML") for one in pressed.all()]
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        _printed(page, sheet, words)
    page.emulate_media(media="screen")


def _printed(page: Page, sheet: str, words: tuple[str, ...]) -> None:
    paper = page.pdf(format=sheet, prefer_css_page_size=False)
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper)).pages)
    said = " ".join(text.split())
    for one in words:
        assert one in said, f"{one} is not on the paper: {said}"


def test_the_file_is_printed_as_a_sheet(window: Window) -> None:
    counsellor = named("Ana Lucía Pérez", "counsellor", "documents")
    case, _bus = mejia(counsellor)
    with window(counsellor) as screen:
        page = screen.open(f"/cases/{case.id}/")
        is_a_sheet(screen, case.number, "Dilcia Waleska", "Qué falta", "Josué")
        page.locator("details.panel > summary").filter(has_text="Documentos").first.click()
        page.get_by_text("Pedido al consulado de Honduras").first.wait_for()
        is_a_sheet(screen, "Documentos", "Pedido al consulado de Honduras")


def test_the_waiting_list_is_printed_as_a_sheet(window: Window) -> None:
    family, man = buses.ready_family(), buses.ready_alone(sex="M")
    with window(factories.user("movements", "coordinator")) as screen:
        screen.open("/waiting/")
        is_a_sheet(screen, family.number, man.number, "Familia Mejía")


def test_who_is_told_today_is_printed_as_a_sheet(window: Window) -> None:
    person = factories.new_person(
        contact={"phone": "+52 962 111 2233", "safe_times": "de 18 a 20", "channel": "PHONE"}
    )
    cases.to_be_told(factories.registered(person))
    with window(factories.user("counsellor")) as screen:
        screen.open("/contacts/")
        is_a_sheet(screen, "A quién avisar hoy", "Dilcia", "+52 962 111 2233", "de 18 a 20")
