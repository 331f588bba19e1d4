"""What the machine-readable lines of a passport or a card prove (ICAO 9303, parts 3, 4 and 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle

FILLER = "<"
ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
# How the two sizes are told apart, by how many characters were typed: all lines, or those that count.
PASSPORT, PASSPORT_LAST, CARD, CARD_TWO = 88, 44, 90, 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree: a code, and where it stands (line and place count from one)."""

    code: str
    line: int = 0
    place: int = 0
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What the lines say, and what of it does not agree; a date that is none is None."""

    number: str = ""
    birth: date | None = None
    expiry: date | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Check:
    """A checked field: its text, and its digit with where that stands."""

    code: str
    text: str
    digit: str
    line: int
    place: int


def check_digit(text: str) -> str:
    """Give the check digit of a text (part 3, 4.9: weights 7, 3, 1; letters from ten, filler zero)."""
    total = sum(_weight(c) * w for c, w in zip(text, cycle((7, 3, 1)), strict=False))
    return str(total % 10)


def read(typed: str, today: date) -> Read | None:
    """Read the lines of a passport (TD3) or a card (TD1); None where nothing was typed.

    Of a passport its second line alone is enough; of a card its first two.
    """
    line = "".join(typed.split()).upper()
    if not line:
        return None
    if len(line) not in {PASSPORT, PASSPORT_LAST, CARD, CARD_TWO}:
        return Read(faults=(Fault("LENGTH", found=str(len(line))),))
    width = 44 if len(line) in {PASSPORT, PASSPORT_LAST} else 30
    strange = [
        Fault("CHARACTER", at // width + 1, at % width + 1, character)
        for at, character in enumerate(line)
        if character not in ALLOWED
    ]
    if strange:
        return Read(faults=tuple(strange))
    number, birth, expiry, checks = _passport(line) if width == 44 else _card(line)
    faults = [*_wrong(checks)]
    born, ends = _day(birth, _century(birth, today)), _day(expiry, 2000)
    faults += [
        Fault(f"{name}_DATE") for name, day in (("BIRTH", born), ("EXPIRY", ends)) if not day
    ]
    return Read(number.rstrip(FILLER), born, ends, tuple(faults))


def differences(
    found: Read, *, number: str = "", birth: date | None = None, expiry: date | None = None
) -> list[Fault]:
    """Say where the lines tell another number or another day than was typed or is known."""
    plain = "".join(c for c in number.upper() if c.isalnum())
    said = [
        ("OTHER_NUMBER", plain, found.number),
        ("OTHER_BIRTH", birth, found.birth),
        ("OTHER_EXPIRY", expiry, found.expiry),
    ]
    return [
        Fault(code, found=_shown(lines), expected=_shown(typed))
        for code, typed, lines in said
        if typed and lines and typed != lines
    ]


def _passport(line: str) -> tuple[str, str, str, Sequence[_Check]]:
    last, row = line[-44:], 2
    checks = [
        _Check("NUMBER", last[0:9], last[9], row, 10),
        _Check("BIRTH", last[13:19], last[19], row, 20),
        _Check("EXPIRY", last[21:27], last[27], row, 28),
        _Check("PERSONAL", last[28:42], last[42], row, 43),
        _Check("WHOLE", last[0:10] + last[13:20] + last[21:43], last[43], row, 44),
    ]
    return last[0:9], last[13:19], last[21:27], checks


def _card(line: str) -> tuple[str, str, str, Sequence[_Check]]:
    first, second = line[:30], line[30:60]
    number, digit, place = first[5:14], first[14], 15
    if digit == FILLER and first[15] != FILLER:
        # A number longer than nine goes on in the optional data, its digit at the end (part 5, 4.2.2.1).
        rest = first[15:].split(FILLER, 1)[0]
        number, digit, place = number + rest[:-1], rest[-1], 15 + len(rest)
    checks = [
        _Check("NUMBER", number, digit, 1, place),
        _Check("BIRTH", second[0:6], second[6], 2, 7),
        _Check("EXPIRY", second[8:14], second[14], 2, 15),
        _Check("WHOLE", first[5:] + second[0:7] + second[8:15] + second[18:29], second[29], 2, 30),
    ]
    return number, second[0:6], second[8:14], checks


def _wrong(checks: Sequence[_Check]) -> list[Fault]:
    """The digits that do not agree; the one over all is told only where every other agrees."""
    faults: list[Fault] = []
    for one in checks:
        right = check_digit(one.text)
        held = "0" if one.digit == FILLER and not one.text.strip(FILLER) else one.digit
        if held != right and not (one.code == "WHOLE" and faults):
            faults.append(Fault(one.code, one.line, one.place, one.digit, right))
    return faults


def _century(text: str, today: date) -> int:
    """The century of a birth: nobody was born after today."""
    return 2000 if text[:2].isdigit() and 2000 + int(text[:2]) <= today.year else 1900


def _day(text: str, century: int) -> date | None:
    if not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(century + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _weight(character: str) -> int:
    if character.isdigit():
        return int(character)
    return 0 if character == FILLER else ord(character) - 55
