"""How long papers last, what a machine-readable line proves, what a scan may be."""

from datetime import date

import pytest

from rumbo.documents import rules

# The specimens of ICAO 9303, parts 4 and 5.
TD3 = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6"


@pytest.mark.parametrize(
    ("text", "digit"), [("L898902C3", "6"), ("740812", "2"), ("120415", "9"), ("D23145890", "7")]
)
def test_a_check_digit_is_reckoned_as_icao_9303_says(text: str, digit: str) -> None:
    assert rules.check_digit(text) == digit


@pytest.mark.parametrize(("line", "number"), [(TD3, "L898902C3"), (TD1, "D23145890")])
def test_the_specimens_raise_no_doubt(line: str, number: str) -> None:
    assert rules.doubts(line, number, date(2012, 4, 15)) == []
    assert rules.number_in(line) == number


def test_one_slip_in_the_number_raises_a_doubt() -> None:
    assert "NUMBER" in rules.doubts(TD3.replace("L898902C3", "L898902C8"), "", None)


def test_what_was_typed_is_held_against_the_line() -> None:
    assert rules.doubts(TD3, "L898902C4", date(2013, 4, 15)) == ["OTHER_NUMBER", "OTHER_EXPIRY"]


def test_a_line_of_another_length_is_doubted_and_an_empty_one_is_not() -> None:
    assert rules.doubts(TD3[:-1], "", None) == ["LENGTH"]
    assert rules.doubts("  \n", "E1", None) == []


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
