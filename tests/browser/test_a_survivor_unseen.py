"""A movement officer tries every door to what a survivor told: the bus has her, nothing tells why."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from playwright.sync_api import APIResponse
from pypdf import PdfReader

from rumbo.access.models import Scoped
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.browser.walking import Walker
from tests.security import compartments as lives
from tests.security.compartments import CANARY, Life

pytestmark = pytest.mark.django_db(transaction=True)
# What would tell it: the words written in her compartments, and what the house calls them.
SECRETS = (
    CANARY["trafficking"], CANARY["protection"], CANARY["medical"], "trata", "secuestr",
    "sobreviviente", "violencia", "Asistencia directa", "compartimento", "reservad",
)  # fmt: skip
HERS = ("assistance", "protection", "counselling")


def test_a_movement_officer_tries_every_door_to_a_survivor_and_finds_none(
    window: Window, hour: Hour
) -> None:
    life = lives.before()
    hour.moment = life.now + timedelta(minutes=5)
    hidden = _ids_of("trafficking", "protection", "medical")
    with window(factories.user("movements")) as screen:
        screen.forgiven = ("404 (Not Found)",)
        walker = Walker(screen, "movimientos")
        screen.open("/")
        _reads_nothing(walker, hidden)
        walker.finds(life.case.number).sees(CANARY["bio"])
        _reads_nothing(walker, hidden)
        _opens_every_panel(walker, hidden)
        for words in (CANARY["trafficking"], "víctima de trata"):
            walker.today()
            walker.page.get_by_role("searchbox").first.fill(words)
            with walker.page.expect_navigation():
                walker.page.keyboard.press("Enter")
            walker.arrived().never_sees(life.case.number)
        for path in _typed_by_hand(life):
            answer = walker.page.goto(screen.url + path)
            assert answer is not None
            assert answer.status == 404, path
            _reads_nothing(walker, hidden)
        for path in ("/departures/", "/waiting/", "/people/", "/tasks/", "/reports/"):
            answer = walker.page.goto(screen.url + path)
            assert answer is not None
            if answer.status == 200:
                _reads_nothing(walker, hidden)
        taken = _takes_everything(walker, life)
    assert {"csv", "xlsx", "pdf"} <= taken, "a door that was never opened proves nothing"
    with window(factories.user("protection")) as screen:
        page = screen.open(f"/cases/{life.case.pk}/protection/")
        shown = page.content().casefold()
        assert "trata" in shown, "it is there, for those whose work it is"


def _ids_of(*compartments: str) -> set[str]:
    return {
        str(pk)
        for model in apps.get_models()
        if issubclass(model, Scoped)
        for pk in model.objects.filter(compartment__in=compartments).values_list("pk", flat=True)
    }


def _reads_nothing(walker: Walker, hidden: set[str]) -> None:
    """Neither in what is seen nor in what the page holds unseen."""
    page = walker.page
    seen, held = page.locator("body").inner_text().casefold(), page.content()
    for word in SECRETS:
        assert word.casefold() not in seen, f"{word} on {page.url}"
    assert not [one for one in hidden if one in held], page.url


def _opens_every_panel(walker: Walker, hidden: set[str]) -> None:
    page = walker.page
    for summary in page.get_by_role("main").locator("summary").all():
        if summary.is_visible() and summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    page.wait_for_load_state("networkidle")
    _reads_nothing(walker, hidden)


def _typed_by_hand(life: Life) -> list[str]:
    case, person = life.case.pk, life.ids["person"]
    return [
        f"/cases/{case}/assistance/",
        f"/cases/{case}/assistance/people/{person}/risk/",
        "/assistance/fund/",
        f"/cases/{case}/protection/",
        f"/cases/{case}/protection/people/{person}/screening/",
        f"/cases/{case}/health/",
    ]


def _takes_everything(walker: Walker, life: Life) -> set[str]:
    """Each list as a sheet, each paper of the bus, each file of the report: none says it."""
    taken = set()
    for door, path in lives.addresses(life):
        if door not in {"csv", "xlsx", "paper", "statistics"}:
            continue
        answer = walker.page.request.get(walker.screen.url + path)
        if answer.status == 200:
            told, kind = _words(answer)
            taken.add(kind)
            for word in (CANARY["trafficking"], CANARY["protection"], CANARY["medical"]):
                assert word not in told, path
            if door != "statistics":
                assert "secuestr" not in told.casefold(), path
    return taken


def _words(answer: APIResponse) -> tuple[str, str]:
    body = answer.body()
    if body.startswith(b"%PDF"):
        return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(body)).pages), "pdf"
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        return " ".join(book.read(n).decode(errors="replace") for n in book.namelist()), "xlsx"
    kind = "csv" if "csv" in answer.headers.get("content-type", "") else "page"
    return body.decode(errors="replace"), kind
