"""Reads what was typed or scanned into the search box: a number, a folio, a code, a paper, or a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from urllib.parse import unquote_plus
from uuid import UUID

from rumbo.documents import mrz
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import is_particle
from rumbo.registry.rules.phones import phone_key

# An address with a code, and the lines of a passport, are the longest that a scanner types.
LONGEST = 200
# More words than these are no name; up to the second they come in any order.
MOST_WORDS, FEW_WORDS = 8, 4
# A scanner types as a keyboard in its own language: a dash may come out as another sign.
_DASH = r"[-‐-―'’´/ ]"
_CASE = re.compile(rf"([A-Za-z]{{2,8}}){_DASH}(\d{{4}}){_DASH}(\d{{1,6}})")
# What an act of hand-over says of itself: its file's number, which act of it, and its seal.
_ACT = re.compile(rf"(?:^|c=){_CASE.pattern}(?:{_DASH}[A-Za-z]\d{{1,3}}\b.*)?$")
_CODE = re.compile(
    rf"(?<![0-9A-Za-z])([0-9a-f]{{8}})({_DASH}?)([0-9a-f]{{4}})\2([0-9a-f]{{4}})\2([0-9a-f]{{4}})"
    r"\2([0-9a-f]{12})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_FOLIO = re.compile(r"[A-Za-z]{1,4}-\d{1,8}")
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEAR = re.compile(r"\b(19[1-9]\d|20[0-4]\d)\b")
_AGE = re.compile(r"\b(\d{1,3})\b(?:\s*(?:años?|years?))?", re.IGNORECASE)
_PHONE = re.compile(r"(\+|00)?[\d\s().-]{8,}")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: one of these, save that bare digits may be a paper or a telephone.

    `code` is what a code printed by Rumbo says: the place of somebody on a departure, or a file.
    `readings` are the ways to read a name.
    """

    case_number: str = ""
    folio: str = ""
    code: UUID | None = None
    document: str = ""
    phone: str = ""
    readings: Sequence[Features] = ()
    too_little: bool = False


def parse(text: str, today: date) -> Question:
    """Read the box; control characters are dropped and what is too long is cut."""
    typed = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST]).split())
    if (known := _printed(typed) or _scanned(typed, today)) is not None:
        return known
    if not _DATE.search(typed) and (number := _number(typed)) is not None:
        return number
    return _name(typed, today)


def _printed(typed: str) -> Question | None:
    """What our own papers say: the number of a file, an act of hand-over, a folio."""
    if (told := _CASE.fullmatch(typed) or _ACT.search(unquote_plus(typed))) is not None:
        prefix, year, sequence = told.groups()
        return Question(case_number=f"{prefix.upper()}-{year}-{int(sequence):05d}")
    if _FOLIO.fullmatch(typed):
        return Question(folio=typed.upper())
    return None


def _scanned(typed: str, today: date) -> Question | None:
    """What a scanner typed: a code of ours, with its address or not, or the lines of a passport."""
    if (told := _CODE.search(typed)) is not None:
        return Question(code=UUID("".join(part for part in told.group(1, 3, 4, 5, 6))))
    lines = mrz.read(typed, today) if mrz.FILLER in typed else None
    return Question(document=lines.number) if lines is not None and lines.number else None


def _number(typed: str) -> Question | None:
    """A telephone says its country or has spaces where it likes; a paper may look just like one."""
    written = _PHONE.fullmatch(typed)
    phone = typed if written and phone_key(typed) else ""
    if written and written.group(1):
        return Question(phone=phone) if phone else None
    if phone:
        return Question(document=typed, phone=phone)
    if sum(c.isdigit() for c in typed) >= 6 and " " not in typed:
        return Question(document=typed)
    return None


def _name(typed: str, today: date) -> Question:
    born, precision, rest = _born(typed, today)
    words = _led(_WORD.findall(rest))[:MOST_WORDS]
    if len(words) < 2:
        return Question(too_little=True)
    told = Features(birth_date=born, precision=precision)  # type: ignore[arg-type]
    return Question(
        readings=[
            replace(
                told,
                given_names=" ".join(given),
                surname_1=surnames[0],
                surname_2=" ".join(surnames[1:]),
            )
            for given, surnames in _ways(words)
        ]
    )


def _born(typed: str, today: date) -> tuple[date | None, str, str]:
    if (found := _DATE.search(typed)) is not None:
        day, month, year = map(int, found.groups())
        rest = typed.replace(found.group(), " ")
        try:
            return date(year, month, day), "day", rest
        except ValueError:
            return None, "", rest
    if (found := _YEAR.search(typed)) is not None:
        return date(int(found.group()), 1, 1), "year", typed.replace(found.group(), " ")
    if (found := _AGE.search(typed)) is not None and int(found.group(1)) < 120:
        year = today.year - int(found.group(1))
        return date(year, 1, 1), "age", typed.replace(found.group(), " ")
    return None, "", typed


def _led(words: list[str]) -> list[str]:
    """Leave each particle with the word that it leads to: `de la Cruz` is one name."""
    found: list[str] = []
    leading: list[str] = []
    for word in words:
        leading.append(word)
        if not is_particle(word):
            found.append(" ".join(leading))
            leading = []
    return [*found, *leading]


def _ways(words: list[str]) -> list[tuple[list[str], list[str]]]:
    """The ways to tell given names from surnames, likeliest first; a person has two surnames at most.

    Up to four words come in any order. Of more, the first or the last two are the surnames.
    """
    many = len(words)
    if many > FEW_WORDS:
        return [(words[:-2], words[-2:]), (words[2:], words[:2])]
    sizes = {2: (1,), 3: (1, 2), 4: (2,)}[many]
    chosen = [places for size in sizes for places in combinations(range(many), size)]
    # Given names stand first, or last; seldom between the surnames or apart from each other.
    first = {tuple(range(size)): 0 for size in sizes}
    last = {tuple(range(many - size, many)): 1 for size in sizes}
    chosen.sort(key=lambda places: (first | last).get(places, 2))
    return [
        ([words[at] for at in places], [words[at] for at in range(many) if at not in places])
        for places in chosen
    ]
