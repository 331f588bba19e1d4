"""A file becomes rows of plain text, or is refused in one sentence: nothing in it is executed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rumbo.exchange.intake import columns, delimited, workbook
from rumbo.exchange.intake.words import SheetRefused

LARGEST: Final = 100 * 1000 * 1000  # bytes
MOST_ROWS: Final = 200_000
LONGEST_CELL: Final = 10_000  # characters
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_FIRST_ROWS = 10  # a title may stand above the headings of a workbook


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as text: `number` as the spreadsheet counts (headings are row 1), cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet: every known column in every row, columns of its own under their heading."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read(path: Path, *, largest: int = LARGEST) -> Sheet:
    """Read a CSV or XLSX file, told apart by what is in it, not by its name.

    Raises SheetRefused: NOT_A_SHEET, OLD_EXCEL, EMPTY, TOO_LARGE, TOO_MANY_ROWS, WRONG_ENCODING,
    UNPACKS_TOO_LARGE, NUL, BAD_QUOTES, MISSING_HEADINGS, DUPLICATE_HEADINGS, TOO_MANY_CELLS,
    CELL_TOO_LONG, MERGED_CELLS.
    """
    name = path.name
    if not path.is_file():
        raise SheetRefused("NOT_A_SHEET", name=name)
    require_size(name, path.stat().st_size, largest=largest)
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if start == _OLE:
        raise SheetRefused("OLD_EXCEL", name=name)
    found = workbook.rows(path) if start == _ZIP else delimited.rows(path)
    return _sheet(name, found)


def require_size(name: str, size: int, *, largest: int = LARGEST) -> None:
    """Refuse a file that is too large, before any of it is read or laid down (sizes in bytes)."""
    if size > largest:
        in_megabytes = {"size": size // 1_000_000, "limit": largest // 1_000_000}
        raise SheetRefused("TOO_LARGE", name=name, **in_megabytes)


def _sheet(name: str, found: Iterable[tuple[int, list[str]]]) -> Sheet:
    numbered = iter(found)
    headings = _headings(name, numbered)
    rows = tuple(_rows(name, headings, numbered))
    if not rows:
        raise SheetRefused("EMPTY", name=name)
    return Sheet(headings, rows)


def _headings(name: str, numbered: Iterator[tuple[int, list[str]]]) -> tuple[str, ...]:
    """Find the row of headings, which in a workbook may stand under a title."""
    first: list[str] | None = None
    for number, cells in numbered:
        first = cells if first is None else first
        if columns.are_headings(cells) or number >= _FIRST_ROWS:
            first = cells if columns.are_headings(cells) else first
            break
    if first is None:
        raise SheetRefused("EMPTY", name=name)
    while first and not first[-1].strip():
        first = first[:-1]
    headings = tuple(
        columns.heading(cell) or f"({place})" for place, cell in enumerate(first, start=1)
    )
    if len(headings) == 1 and not columns.are_known(headings):
        raise SheetRefused("NOT_A_SHEET", name=name)
    columns.require_columns(name, headings)
    return headings


def _rows(
    name: str, headings: tuple[str, ...], numbered: Iterator[tuple[int, list[str]]]
) -> Iterator[SheetRow]:
    for count, (number, cells) in enumerate(numbered):
        if count >= MOST_ROWS:
            raise SheetRefused("TOO_MANY_ROWS", name=name, limit=MOST_ROWS)
        if any(cell.strip() for cell in cells[len(headings) :]):
            raise SheetRefused("TOO_MANY_CELLS", name=name, row=number)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise SheetRefused("CELL_TOO_LONG", name=name, row=number, limit=LONGEST_CELL)
        padded = [*cells, *[""] * (len(headings) - len(cells))]
        yield SheetRow(number, dict(zip(headings, padded, strict=False)))
