"""Dates as booths write them: day first, ISO always, two-digit years, months in words."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from rumbo.registry.rules.names import fold

_NUMBERS: Final = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_YEAR: Final = re.compile(r"\d{4}")
_TIME: Final = re.compile(
    r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_WORDS: Final = re.compile(
    r"(\d{1,2})\s*(?:de|[-/.])?\s*([a-z]{3,10})\.?\s*(?:del?|[-/.,])?\s*(\d{4}|\d{2})"
)
_MONTHS: Final = {
    start: number
    for number, starts in enumerate(
        [
            "ene jan",
            "feb",
            "mar",
            "abr apr",
            "may",
            "jun",
            "jul",
            "ago aug",
            "sep set",
            "oct",
            "nov",
            "dic dec",
        ],
        start=1,
    )
    for start in starts.split()
}
_EARLIEST = 1900
_LATEST = 2200

Kind = Literal["day", "month", "year", "impossible", "unreadable"]


@dataclass(frozen=True, slots=True)
class Told:
    """A date as read: `day` is None where `kind` says that it is impossible or unreadable.

    With kind month or year it is the first day of it; `short_year` says that two digits stood.
    """

    kind: Kind
    day: date | None = None
    short_year: bool = False


_IMPOSSIBLE = Told("impossible")
_UNREADABLE = Told("unreadable")


def read(text: str, *, latest: date | None, year_first: bool = False) -> Told:
    """Read a date; a two-digit year is the latest that is not after `latest`.

    Without `latest` (an expiry, an appointment) it is a year of this century. With `year_first`
    `98-10-24` is 24 October 1998; four digits tell the year by themselves.
    """
    plain = _TIME.sub("", fold(text).strip()).strip()
    if found := _NUMBERS.fullmatch(plain):
        return _from_numbers(found.groups(), latest, year_first=year_first)
    if found := _WORDS.fullmatch(plain):
        day, word, year = found.groups()
        month = _MONTHS.get(word[:3])
        return _made(year, month, int(day), latest) if month else _UNREADABLE
    if found := _MONTH_YEAR.fullmatch(plain):
        return _as("month", _made(found[2], int(found[1]), 1, latest))
    if _YEAR.fullmatch(plain):
        return _as("year", _made(plain, 1, 1, latest))
    return _UNREADABLE


def _from_numbers(parts: tuple[str, ...], latest: date | None, *, year_first: bool) -> Told:
    first, month, last = parts
    if len(first) > 2 and len(last) > 2:
        return _IMPOSSIBLE
    ahead = len(first) > 2 or (year_first and len(last) <= 2)
    year, day = (first, last) if ahead else (last, first)
    return _made(year, int(month), int(day), latest)


def _made(year: str, month: int, day: int, latest: date | None) -> Told:
    if len(year) not in {2, 4}:
        return _IMPOSSIBLE
    try:
        if len(year) == 4:
            made = date(int(year), month, day)
            return Told("day", made) if _EARLIEST <= made.year < _LATEST else _IMPOSSIBLE
        return _short(int(year), month, day, latest)
    except ValueError:
        return _IMPOSSIBLE


def _short(year: int, month: int, day: int, latest: date | None) -> Told:
    """Place a two-digit year in the latest century in which the date is not after `latest`."""
    century = (latest.year if latest else 2000) // 100 * 100
    if latest and (century + year, month, day) > (latest.year, latest.month, latest.day):
        century -= 100
    return Told("day", date(century + year, month, day), short_year=True)


def _as(kind: Kind, told: Told) -> Told:
    return Told(kind, told.day) if told.day else told


def age_on(born: date, day: date) -> int:
    """Count whole years from `born` to `day` (below 0 when not born yet)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_by_age(age: int, day: date) -> date:
    """Give 1 January of the likeliest year of birth of someone who is `age` on `day`."""
    halfway = day.year * 12 + day.month - 1 - age * 12 - 6
    return date(max(halfway // 12, 1), 1, 1)


def years_from(day: date, years: int) -> date:
    """Give the same day `years` later (or earlier); 29 February becomes 28."""
    year = min(max(day.year + years, 1), 9999)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
