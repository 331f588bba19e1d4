"""The papers of an arrival: needs without reasons, and a receipt that can be read."""

import io
import re
from datetime import date, time
from decimal import Decimal

import pytest
from pypdf import PdfReader

from rumbo.common.pdf import Lang, Letterhead
from rumbo.reception.print import papers
from tests.factories.papers import is_tagged

HEAD = Letterhead(organisation="Organización Ejemplo", office="San Pedro Sula", phone="2555")
LONG = "María de los Ángeles Guadalupe Hernández-Villanueva de la Cruz"
REASONS = re.compile(
    r"violen|\btrata\b|traffick|secuestr|embaraz|vulnerab|asilo|asylum|diagn", re.IGNORECASE
)


def words(pdf: bytes) -> str:
    found = PdfReader(io.BytesIO(pdf))
    assert is_tagged(pdf)
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def notice(arrivals: tuple[papers.Arrival, ...]) -> papers.ArrivalNotice:
    return papers.ArrivalNotice(
        letterhead=HEAD,
        centre="CAMR Omoa",
        movement="CJS-A",
        on=date(2026, 12, 5),
        at=time(12),
        arrivals=arrivals,
    )


ARRIVALS = (
    papers.Arrival(name=LONG, sex="F", age=35, group="G01", care=("WCHR", "BABY")),
    papers.Arrival(name="Kev", sex="M", age=9, group="G01", care=("WCHR",)),
    papers.Arrival(name="محمد", sex="M"),
)


@pytest.mark.parametrize(("lang", "need"), [("es", "2 silla de ruedas"), ("en", "2 wheelchair")])
def test_the_centre_learns_what_to_prepare_and_never_why(lang: Lang, need: str) -> None:
    printed = words(papers.arrival_notice_pdf(notice(ARRIVALS), lang=lang))
    assert need in printed
    assert "12:00" in printed
    assert "Villanueva" in printed
    assert not REASONS.search(printed)
    assert "WCHR" not in printed


def test_a_person_whose_age_is_not_known_is_counted_neither_as_adult_nor_child() -> None:
    assert papers._counts(ARRIVALS) == [("women", 1), ("boys", 1), ("other", 1)]


def test_an_empty_notice_says_that_nobody_comes() -> None:
    printed = words(papers.arrival_notice_pdf(notice(()), lang="es"))
    assert "Nadie en esta lista." in printed
    assert "No se pidió ningún cuidado particular." in printed


def test_sixty_arrivals_go_over_pages() -> None:
    many = tuple(papers.Arrival(name=f"Persona {n}") for n in range(60))
    pdf = papers.arrival_notice_pdf(notice(many), lang="en", paper="us-letter")
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 1
    assert "Name as in the document" in pages[1].extract_text()


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_receipt_names_things_money_and_that_nothing_was_paid(lang: Lang) -> None:
    receipt = papers.Receipt(
        letterhead=HEAD,
        number="R-1",
        person=LONG,
        items=(papers.Item(name="Kit de higiene", quantity=2),),
        amount=Decimal(1200),
        currency="HNL",
    )
    pdf = papers.receipt_pdf(receipt, lang=lang)
    printed = words(pdf)
    assert "1,200.00 HNL" in printed
    assert "Kit de higiene" in printed
    assert {"es": "No pagué nada", "en": "I paid nothing"}[lang] in printed
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_a_receipt_without_money_does_not_speak_of_money() -> None:
    receipt = papers.Receipt(letterhead=HEAD, number="R-2", person="Ana")
    assert "Onward money" not in words(papers.receipt_pdf(receipt, lang="en"))
