"""The machine-readable lines: the specimens of ICAO 9303, and every slip said with its place."""

from datetime import date

import pytest

from rumbo.documents import mrz
from rumbo.documents.words import DOUBTS

TODAY = date(2025, 3, 3)
# The specimens of ICAO 9303, part 4 appendix A (passport) and part 5 appendix A (card).
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
LAST = TD3.splitlines()[1]


def codes(typed: str) -> list[str]:
    found = mrz.read(typed, TODAY)
    assert found is not None
    return [one.code for one in found.faults]


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("L898902C3", "6"),
        ("740812", "2"),
        ("120415", "9"),
        ("D23145890", "7"),
        ("ZE184226B<<<<<", "1"),
    ],
)
def test_a_check_digit_is_reckoned_as_icao_9303_says(text: str, digit: str) -> None:
    assert mrz.check_digit(text) == digit


@pytest.mark.parametrize(
    ("typed", "number"),
    [(TD3, "L898902C3"), (LAST, "L898902C3"), (TD1, "D23145890"), (TD1[:61], "D23145890")],
)
def test_the_specimens_are_read_without_a_fault(typed: str, number: str) -> None:
    assert mrz.read(typed.lower(), TODAY) == mrz.Read(number, date(1974, 8, 12), date(2012, 4, 15))


def test_the_lines_of_a_card_go_with_a_number_longer_than_nine() -> None:
    first = "I<UTOD23145890<7349<<<<<<<<<<<"
    digit = mrz.check_digit("D23145890734")
    first = first.replace("7349", f"734{digit}")
    second = "7408122F1204159UTO<<<<<<<<<<<"
    whole = mrz.check_digit(first[5:] + second[0:7] + second[8:15] + second[18:29])
    found = mrz.read(first + second + whole, TODAY)
    assert found is not None
    assert (found.number, found.faults) == ("D23145890734", ())


@pytest.mark.parametrize(
    ("at", "code", "place"),
    [
        (3, "NUMBER", 10),
        (14, "BIRTH", 20),
        (22, "EXPIRY", 28),
        (30, "PERSONAL", 43),
        (43, "WHOLE", 44),
    ],
)
def test_one_slip_is_told_with_the_line_and_the_place_of_its_digit(
    at: int, code: str, place: int
) -> None:
    slip = "2" if LAST[at] != "2" else "3"
    found = mrz.read(f"{LAST[:at]}{slip}{LAST[at + 1 :]}", TODAY)
    assert found is not None
    assert [(one.code, one.line, one.place) for one in found.faults if "DATE" not in one.code] == [
        (code, 2, place)
    ]


@pytest.mark.parametrize(
    ("at", "code", "line", "place"), [(6, "NUMBER", 1, 15), (32, "BIRTH", 2, 7)]
)
def test_a_slip_on_a_card_is_told_with_its_place(at: int, code: str, line: int, place: int) -> None:
    typed = TD1.replace("\n", "")
    slip = "5" if typed[at] != "5" else "6"
    found = mrz.read(typed[:at] + slip + typed[at + 1 :], TODAY)
    assert found is not None
    assert (found.faults[0].code, found.faults[0].line, found.faults[0].place) == (
        code,
        line,
        place,
    )


def test_a_fault_is_said_in_words_with_what_it_should_be() -> None:
    found = mrz.read(LAST.replace("L898902C36", "L898902C37"), TODAY)
    assert found is not None
    fault = found.faults[0]
    said = DOUBTS[fault.code] % {
        "line": fault.line, "place": fault.place, "found": fault.found, "expected": fault.expected,
    }  # fmt: skip
    assert "Línea 2, posición 10" in said
    assert "es 7 y tendría que ser 6" in said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (LAST[:-1], ["LENGTH"]),
        (LAST.replace("C3", "Ç3"), ["CHARACTER"]),
        ("L898902C36UTO7413122F1204159ZE184226B<<<<<10", ["BIRTH", "BIRTH_DATE"]),
    ],
)
def test_what_is_no_such_line_is_said(typed: str, expected: list[str]) -> None:
    assert codes(typed) == expected


def test_nothing_typed_is_nothing_read() -> None:
    assert mrz.read("  \n", TODAY) is None


@pytest.mark.parametrize(("birth", "year"), [("250303", 2025), ("260101", 1926), ("100101", 2010)])
def test_nobody_was_born_after_today(birth: str, year: int) -> None:
    found = mrz.read(f"L898902C36UTO{birth}{mrz.check_digit(birth)}{LAST[20:]}", TODAY)
    assert found is not None
    assert found.birth is not None
    assert found.birth.year == year


def test_what_was_typed_or_known_is_held_against_the_lines() -> None:
    found = mrz.read(TD3, TODAY)
    assert found is not None
    same = mrz.differences(found, number="l 898902-C3", birth=date(1974, 8, 12), expiry=None)
    other = mrz.differences(
        found, number="L898902C4", birth=date(1974, 8, 13), expiry=date(2013, 4, 15)
    )
    assert same == []
    assert [(one.code, one.found) for one in other] == [
        ("OTHER_NUMBER", "L898902C3"),
        ("OTHER_BIRTH", "12/08/1974"),
        ("OTHER_EXPIRY", "15/04/2012"),
    ]
