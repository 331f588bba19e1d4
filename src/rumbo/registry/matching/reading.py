"""Reads PEOPLE.csv strictly: what cannot be is refused with its file, row and column."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import Literal

from rumbo.registry.matching.errors import MatchRefused
from rumbo.registry.rules.features import Features, Precision

COLUMNS = (
    "id",
    "given_names",
    "surname_1",
    "surname_2",
    "sex",
    "birth_date",
    "birth_date_precision",
    "nationality",
    "document_number",
    "mother_name",
    "father_name",
    "place",
)
LONGEST = 500
_SEXES = ("M", "F", "X")
_PRECISIONS: Mapping[str, Precision] = {
    "": "day",
    "day": "day",
    "month": "month",
    "year": "year",
    "age": "age",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(slots=True)
class People:
    """Everybody in a file, in its order: ids as written, and what is known of each."""

    ids: list[str] = field(default_factory=list)
    told: list[Features] = field(default_factory=list)


def load(path: Path) -> People:
    """Read the people in a file, or raise MatchRefused."""
    people = People()
    rows_by_id: dict[str, int] = {}
    for row, cells in _rows(path):
        number = cells["id"]
        if not number:
            raise MatchRefused(path.name, "no_id", row=row)
        if number in rows_by_id:
            raise MatchRefused(path.name, "same_id", row=row, first=rows_by_id[number])
        rows_by_id[number] = row
        people.ids.append(number)
        people.told.append(_person(path.name, row, cells))
    return people


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row with its number as a spreadsheet counts, cells trimmed, by heading."""
    row = 1
    try:
        with path.open("rb") as raw:
            lines = csv.reader(TextIOWrapper(raw, "utf-8-sig", newline=""), strict=True)
            headings = _headings(path.name, next(lines, None))
            for cells in lines:
                row += 1
                if cells:
                    yield row, _cells(path.name, row, headings, cells)
    except OSError as error:
        raise MatchRefused(path.name, "no_file") from error
    except UnicodeDecodeError as error:
        raise MatchRefused(path.name, "not_utf8", row=_row_of(path)) from error
    except csv.Error as error:
        raise MatchRefused(path.name, "broken", row=row + 1) from error


def _row_of(path: Path) -> int:
    """Count the lines before the first that is not UTF-8."""
    with path.open("rb") as raw:
        for number, line in enumerate(raw, 1):
            try:
                line.decode("utf-8-sig")
            except UnicodeDecodeError:
                return number
    return 1


def _headings(file: str, found: list[str] | None) -> list[str]:
    if not found or not any(cell.strip() for cell in found):
        raise MatchRefused(file, "empty")
    headings = [cell.strip() for cell in found]
    for heading in headings:
        if heading not in COLUMNS:
            raise MatchRefused(file, "unknown_column", column=heading.replace("\0", "␀") or "«»")
        if headings.count(heading) > 1:
            raise MatchRefused(file, "column_twice", column=heading)
    for wanted in COLUMNS:
        if wanted not in headings:
            raise MatchRefused(file, "no_column", column=wanted)
    return headings


def _cells(file: str, row: int, headings: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(headings):
        raise MatchRefused(file, "wrong_width", row=row, found=len(cells), wanted=len(headings))
    whole = "".join(cells)
    if "\0" in whole or len(whole) > LONGEST:
        _require_readable(file, row, headings, cells)
    return dict(zip(headings, map(str.strip, cells), strict=True))


def _require_readable(file: str, row: int, headings: list[str], cells: list[str]) -> None:
    for column, cell in zip(headings, cells, strict=True):
        if "\0" in cell:
            raise MatchRefused(file, "nul", row=row, column=column)
        if len(cell) > LONGEST:
            raise MatchRefused(file, "too_long", row=row, column=column, most=LONGEST)


def _person(file: str, row: int, cells: Mapping[str, str]) -> Features:
    if cells["sex"] not in ("", *_SEXES):
        _refuse_list(file, row, "sex", _SEXES)
    if cells["nationality"] and not _COUNTRY.fullmatch(cells["nationality"]):
        raise MatchRefused(file, "not_a_country", row=row, column="nationality")
    born, precision = _birth(file, row, cells)
    return Features(
        given_names=cells["given_names"],
        surname_1=cells["surname_1"],
        surname_2=cells["surname_2"],
        sex=cells["sex"],
        birth_date=born,
        precision=precision,
        nationality=cells["nationality"],
        document_number=cells["document_number"],
        mother=cells["mother_name"],
        father=cells["father_name"],
        place=cells["place"],
    )


def _birth(file: str, row: int, cells: Mapping[str, str]) -> tuple[date | None, Precision]:
    text, said = cells["birth_date"], cells["birth_date_precision"]
    if said not in _PRECISIONS:
        _refuse_list(file, row, "birth_date_precision", tuple(p for p in _PRECISIONS if p))
    if not text:
        return None, ""
    born = _day(text)
    if born is None:
        raise MatchRefused(file, "not_a_date", row=row, column="birth_date")
    precision: Literal["day", "month", "year", "age", ""] = _PRECISIONS[said]
    yearly = precision in {"year", "age"}
    if (born.day != 1 and precision != "day") or (yearly and born.month != 1):
        month = " de enero (01-01)" if yearly else ""
        raise MatchRefused(
            file, "not_first_day", row=row, column="birth_date", precision=precision, month=month
        )
    return born, precision


@lru_cache(maxsize=100_000)
def _day(text: str) -> date | None:
    """Read a day, each once: people share theirs with hundreds."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _refuse_list(file: str, row: int, column: str, allowed: tuple[str, ...]) -> None:
    raise MatchRefused(file, "not_in_list", row=row, column=column, allowed=", ".join(allowed))
