"""How long papers last, against a day and against connecting legs; what a scan may be."""

from datetime import date

import pytest

from rumbo.documents import rules


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2025, 3, 13), "OK"),
        (date(2025, 3, 12), "EDGE"),
        (date(2025, 3, 11), "OVER"),
        (None, "UNKNOWN"),
    ],
)
def test_a_paper_is_held_against_the_day(until: date | None, said: str) -> None:
    assert rules.lasts_until(until, date(2025, 3, 12)) == said


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"PK\x03\x04",
        b" %PDF-1.7",
        b"GIF89a",
        b"",
    ],
)
def test_nothing_but_pdf_jpg_and_png_is_a_scan(content: bytes) -> None:
    assert rules.kind_of_file(content) is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\casa\\acta.exe", "acta.pdf"),
        ("pasa\x00porte\r\n.html", "pasaporte.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("", "archivo.pdf"),
        ("...", "archivo.pdf"),
        ("ñandú.PDF", "ñandú.pdf"),
    ],
)
def test_a_name_keeps_only_what_can_be_read(name: str, kept: str) -> None:
    assert rules.safe_name(name, "application/pdf") == kept


def test_a_name_without_end_is_cut() -> None:
    assert len(rules.safe_name("a" * 5000, "image/png")) <= rules.LONGEST_NAME


LEGS = [("San Salvador", date(2025, 3, 12)), ("Caracas", date(2025, 3, 14))]


@pytest.mark.parametrize(
    ("until", "first"),
    [
        (date(2025, 3, 14), None),
        (date(2025, 3, 13), LEGS[1]),
        (date(2025, 3, 11), LEGS[0]),
        (None, None),
    ],
)
def test_a_paper_is_held_against_every_leg_to_the_last_arrival(
    until: date | None, first: tuple[str, date] | None
) -> None:
    assert rules.first_not_reached(until, LEGS) == first


@pytest.mark.parametrize(("days", "first"), [(30, date(2025, 2, 11)), (None, None)])
def test_a_short_paper_is_not_issued_too_soon(days: int | None, first: date | None) -> None:
    assert rules.issue_not_before(date(2025, 3, 12), days) == first
    assert rules.issue_not_before(None, 30) is None
