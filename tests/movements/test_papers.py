"""The papers of a departure: each with its columns, none with a reason."""

import dataclasses
import io
import re
from datetime import date, time

import pytest
from pypdf import PdfReader

from rumbo.common.pdf import Lang, Letterhead, Paper
from rumbo.movements.print import papers
from rumbo.movements.print.care import care_labels
from rumbo.movements.print.values import Boarding, Handover, Leg, Manifest, Passenger, Trip
from tests.factories.papers import is_tagged

HEAD = Letterhead(organisation="Organización Ejemplo", office="Juárez", phone="656 555 0101")
LONG = "María de los Ángeles Guadalupe Hernández-Villanueva de la Cruz"
HOSTILE = '#import "x" *b* $x^2$ \\ _a_'
NAMES = (LONG, "محمد عبد الرحمن", "José 😀 Mejía", HOSTILE, "Ñusta Güity")
TRIP = Trip(
    code="CJS-2026-12-03-A",
    on=date(2026, 12, 3),
    mode="LAND",
    origin="Ciudad Juárez",
    destination="Omoa",
    leaves=time(6, 30),
    operator="Autobuses del Norte",
    vehicle="45-AB-1C",
    drivers=("Juan Pérez",),
    escorts=("Rosa Martínez",),
    legs=(Leg(place="Corinto", on=date(2026, 12, 5), at=time(9), what="Migración"),),
)
EVERYWHERE = [(lang, size) for lang in ("es", "en") for size in ("a4", "us-letter")]
REASONS = re.compile(
    r"violen|\btrata\b|traffick|secuestr|kidnap|extorsi|embaraz|pregnan|enferm|vulnerab|asilo|asylum"
    r"|diagn|discapac|disab",
    re.IGNORECASE,
)


def passenger(no: int) -> Passenger:
    return Passenger(
        no=no,
        name=NAMES[(no - 1) % 5] if no <= 10 else f"Persona Apellido {no}",
        sex="FMX"[no % 3],
        born=date(1990, 1, 1 + no % 28),
        age=8 + no % 40,
        nationality="Honduras",
        document_type="Salvoconducto",
        document_no=f"HN{no:05}",
        document_until=date(2027, 1, 3),
        seat=f"{no}A",
        group=f"G{no // 3:02}",
        care=("WCHR", "MEDS") if no % 7 == 0 else (),
        onward="Choloma, Cortés",
        due="Kit",
        token=f"R1.{no:05}",
    )


def manifest(people: int) -> Manifest:
    return Manifest(
        letterhead=HEAD, trip=TRIP, passengers=tuple(passenger(n + 1) for n in range(people))
    )


def texts(pdf: bytes) -> list[str]:
    found = PdfReader(io.BytesIO(pdf))
    assert is_tagged(pdf)
    return [page.extract_text() for page in found.pages]


def every_paper(of: Manifest, lang: Lang, paper: Paper) -> dict[str, bytes]:
    boarding = Boarding(manifest=of, place="Lerdo 200", present_at=time(5, 30))
    handover = Handover(manifest=of, crossing="Corinto", at=time(9))
    return {
        "authority": papers.authority_manifest_pdf(of, lang=lang, paper=paper),
        "internal": papers.internal_manifest_pdf(of, lang=lang, paper=paper),
        "roll": papers.roll_call_pdf(of, lang=lang, paper=paper),
        "passes": papers.boarding_passes_pdf(boarding, lang=lang, paper=paper),
        "handover": papers.border_handover_pdf(handover, lang=lang, paper=paper),
        "driver": papers.driver_sheet_pdf(of, lang=lang, paper=paper),
    }


@pytest.mark.parametrize(("lang", "paper"), EVERYWHERE)
def test_sixty_people_are_all_on_every_paper_and_no_reason_is(lang: Lang, paper: Paper) -> None:
    for name, pdf in every_paper(manifest(60), lang, paper).items():
        printed = " ".join(texts(pdf))
        assert not REASONS.search(printed), name
        if name != "driver":
            assert all(f"Apellido {n}" in printed for n in range(11, 61)), name


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_head_of_the_table_comes_again_on_every_page_with_its_number(paper: Paper) -> None:
    pages = texts(papers.authority_manifest_pdf(manifest(60), lang="es", paper=paper))
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert f"Página {number} de {len(pages)}" in " ".join(page.split())
        assert "Nombre como en el documento" in page
        assert TRIP.code in page


def test_the_authorities_learn_the_legal_minimum_and_nothing_else() -> None:
    printed = " ".join(texts(papers.authority_manifest_pdf(manifest(14), lang="es")))
    assert "HN00007" in printed
    for hidden in ("WCHR", "MEDS", "G02", "Choloma", "Kit"):
        assert hidden not in printed


def test_the_internal_manifest_says_what_care_and_explains_its_codes() -> None:
    printed = " ".join(texts(papers.internal_manifest_pdf(manifest(14), lang="en")))
    assert "WCHR" in printed
    assert "wheelchair" in printed
    assert "oxygen" not in printed


def test_a_word_that_is_no_care_code_is_never_printed() -> None:
    told = dataclasses.replace(passenger(1), care=("víctima",))
    with pytest.raises(ValueError, match="care code"):
        papers.internal_manifest_pdf(
            Manifest(letterhead=HEAD, trip=TRIP, passengers=(told,)), lang="es"
        )


def test_every_care_code_has_words_in_both_languages_and_no_reason() -> None:
    es, en = care_labels("es"), care_labels("en")
    assert es.keys() == en.keys()
    assert not [label for label in (*es.values(), *en.values()) if REASONS.search(label)]


def test_the_driver_learns_how_many_and_nobodys_name() -> None:
    printed = " ".join(texts(papers.driver_sheet_pdf(manifest(20), lang="es")))
    assert "Apellido" not in printed
    assert "Corinto" in printed
    assert "20" in printed


def test_markup_in_a_name_is_printed_letter_by_letter() -> None:
    for name, pdf in every_paper(manifest(5), "es", "a4").items():
        printed = re.sub(r"\s", "", "".join(texts(pdf)))
        assert name == "driver" or re.sub(r"\s", "", HOSTILE) in printed, name


@pytest.mark.parametrize("lang", ["es", "en"])
def test_an_empty_departure_with_nothing_known_still_prints(lang: Lang) -> None:
    bare = Trip(code="X", on=date(2026, 12, 3), mode="AIR", origin="", destination="")
    empty = Manifest(letterhead=HEAD, trip=bare)
    one = Manifest(letterhead=HEAD, trip=bare, passengers=(Passenger(no=1, name=""),))
    for of in (empty, one):
        every_paper(of, lang, "a4")
    words = {"es": "Nadie en esta lista.", "en": "Nobody on this list."}[lang]
    assert words in " ".join(texts(papers.roll_call_pdf(empty, lang=lang)))


def test_the_roll_call_lets_a_mind_be_changed_without_asking_why() -> None:
    printed = " ".join(" ".join(texts(papers.roll_call_pdf(manifest(3), lang="es"))).split())
    assert "Cambió de idea" in printed
    assert "no se pregunta por qué" in printed
