"""The PDF renderer: text stays text, every page is tagged, equal input gives equal bytes."""

import datetime
import io
import sys
import time
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from rumbo.common.pdf import Lang, Letterhead, Paper, qr, render, signature, typesetting
from rumbo.common.pdf.typesetting import ROOT, plain
from tests.factories.papers import is_tagged, root_of

RECEIPT = ROOT / "reception" / "print" / "receipt.typ"
HEAD = Letterhead(organisation="Organización Ejemplo", office="Juárez", phone="656", demo=True)
HOSTILE = '#import "/x.typ" *b* $x^2$ \\ _i_ `raw` // @ref <l> #panic("no") ]}'


def receipt(person: str = "Ana Güity Ávila", **more: object) -> dict[str, object]:
    shape: dict[str, object] = {
        "letterhead": HEAD,
        "number": "R-1",
        "person": person,
        "document": "",
        "onward": "",
        "items": [],
        "amount": "",
        "currency": "",
        "in_words": "",
        "place": "",
        "on": None,
        "staff": "",
    }
    return shape | more


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.mark.parametrize(("lang", "paper"), [("es", "a4"), ("en", "us-letter")])
def test_a_paper_is_tagged_and_names_its_title_and_language(lang: Lang, paper: Paper) -> None:
    started = time.perf_counter()
    pdf = render(RECEIPT, receipt(), lang=lang, paper=paper)
    found = read(pdf)
    sys.stdout.write(f"rendered in {time.perf_counter() - started:.3f} s\n")
    assert is_tagged(pdf)
    assert root_of(pdf)["/Lang"] == lang
    assert found.metadata is not None
    assert (
        found.metadata.title
        == {
            "es": "Recibo de kit y dinero para el camino",
            "en": "Receipt of kit and onward money",
        }[lang]
    )
    width = {"a4": 595, "us-letter": 612}[paper]
    assert round(float(found.pages[0].mediabox.width)) == width


def test_a_paper_declares_itself_accessible() -> None:
    assert b"pdfuaid:part" in render(RECEIPT, receipt(), lang="es", paper="a4")


def test_equal_input_gives_equal_bytes_and_other_input_other_bytes() -> None:
    one = render(RECEIPT, receipt(), lang="es", paper="a4")
    assert one == render(RECEIPT, receipt(), lang="es", paper="a4")
    assert one != render(RECEIPT, receipt("Ana Güity"), lang="es", paper="a4")


def test_markup_in_a_name_is_printed_letter_by_letter() -> None:
    printed = text(render(RECEIPT, receipt(HOSTILE), lang="es", paper="a4")).replace(" ", "")
    assert HOSTILE.replace(" ", "") in printed


@pytest.mark.parametrize(
    "name", ["José 😀 Mejía", "𓀀", "a\x00b\x1b[31m", "x\u202ey", "\ud800z", ""]
)
def test_a_name_that_no_font_can_draw_still_gives_a_tagged_paper(name: str) -> None:
    pdf = render(RECEIPT, receipt(name), lang="es", paper="a4")
    assert is_tagged(pdf)


def test_an_arabic_name_is_printed_with_its_letters() -> None:
    printed = text(render(RECEIPT, receipt("محمد"), lang="es", paper="a4"))
    assert set("محمد") <= set(printed) | set(unicodedata.normalize("NFKC", printed))


def test_a_demo_paper_says_that_it_is_not_valid() -> None:
    assert "DEMO" in text(render(RECEIPT, receipt(), lang="en", paper="a4"))
    real = Letterhead(organisation="O", office="J")
    assert "DEMO" not in text(render(RECEIPT, receipt(letterhead=real), lang="en", paper="a4"))


def test_a_broken_template_says_so_and_is_not_printed_untagged() -> None:
    import typst

    broken = ROOT / "common" / "print" / "absent.typ"
    with pytest.raises((typst.TypstError, RuntimeError, OSError)):
        render(broken, receipt(), lang="es", paper="a4")


def test_values_become_plain_json() -> None:
    @dataclass(frozen=True)
    class Thing:
        on: datetime.date
        at: datetime.time
        cost: Decimal

    thing = Thing(datetime.date(2026, 3, 1), datetime.time(7, 5), Decimal("1.50"))
    assert plain((thing,)) == [{"on": "2026-03-01", "at": "07:05", "cost": "1.50"}]
    assert plain({"x": [True, None, 2, "a\x00b"]}) == {"x": [True, None, 2, "ab"]}
    with pytest.raises(TypeError):
        plain(object())


def test_a_qr_code_is_a_drawing_that_names_nothing() -> None:
    svg = qr("R1.00001.a8f3k2")
    assert svg.startswith("<svg")
    assert "a8f3k2" not in svg
    assert svg == qr("R1.00001.a8f3k2")
    assert svg != qr("R1.00002.a8f3k2")


def test_a_signature_drawn_on_a_screen_becomes_a_drawing() -> None:
    svg = signature("M1 2L30.5 40L60 12M5 5")
    assert svg.startswith("<svg")
    assert "M1 2L30.5 40L60 12M5 5" in svg
    assert signature("") == ""


@pytest.mark.parametrize(
    "strokes",
    ['M1 2"/><script>', "L1 2", "M1 2Z", "M1", "<svg/>", "M1e9 2", "M1 2" + "L1 2" * 200_000],
)
def test_anything_but_moves_and_lines_is_refused_as_a_signature(strokes: str) -> None:
    with pytest.raises(ValueError, match="signature"):
        signature(strokes)


def test_without_shipped_fonts_papers_are_printed_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(typesetting, "FONTS", tmp_path / "absent")
    assert "Ana Güity Ávila" in text(render(RECEIPT, receipt(), lang="es", paper="a4"))
