"""Excel workbooks: values as plain text, formulas as they are written, macros never."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from rumbo.exchange.intake import columns
from rumbo.exchange.intake.words import SheetRefused

LARGEST_UNPACKED: Final = 400 * 1000 * 1000  # bytes
_MOST_PARTS = 2_000
_MOST_COLUMNS = 300
_CHUNK = 1 << 20
_MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"')
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank of the sheet with the headings, with its Excel number."""
    try:
        _require_harmless(path)
        yield from _rows(path)
    except _BROKEN as error:
        raise SheetRefused("NOT_A_SHEET", name=path.name) from error


def _require_harmless(path: Path) -> None:
    """Refuse what unpacks beyond measure or carries entities, before anything is unpacked."""
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if "xl/workbook.xml" not in packed.namelist():
            raise SheetRefused("NOT_A_SHEET", name=path.name)
        if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
            raise SheetRefused("UNPACKS_TOO_LARGE", name=path.name)
        for part in parts:
            with packed.open(part) as file:
                if part.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(file.read(4096)):
                    raise SheetRefused("NOT_A_SHEET", name=path.name)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        for sheet in _with_headings([s for s in book.worksheets if _is_sheet(s)]):
            _require_no_merged(path, sheet)
            for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
                texts = _without_tail([_text(cell.value) for cell in cells])
                if any(text.strip() for text in texts):
                    yield number, texts
        book.close()


def _is_sheet(sheet: object) -> bool:
    return isinstance(sheet, ReadOnlyWorksheet)


def _with_headings(sheets: list[ReadOnlyWorksheet]) -> list[ReadOnlyWorksheet]:
    """Choose the first sheet whose first rows hold the headings, or else the first sheet."""
    for sheet in sheets:
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=10, max_col=_MOST_COLUMNS):
            if columns.are_headings([_text(cell.value) for cell in cells]):
                return [sheet]
    return sheets[:1]


def _require_no_merged(path: Path, sheet: ReadOnlyWorksheet) -> None:
    """Refuse merged cells over several rows: who they are meant for would be a guess."""
    found: list[str] = []
    with zipfile.ZipFile(path) as packed, packed.open(_part(sheet)) as file:
        rest = b""
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            found += [ref.decode("ascii") for ref in _MERGED.findall(text)]
            rest = text[text.rfind(b"<") :] if b"<" in text else text[-100:]
    tall = [ref for ref in dict.fromkeys(found) if len(set(re.findall(r"\d+", ref))) > 1]
    if tall:
        raise SheetRefused("MERGED_CELLS", name=path.name, ranges=", ".join(tall[:3]))


def _part(sheet: ReadOnlyWorksheet) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _without_tail(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    """Write a cell as a booth would: dates day first, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, datetime | date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(getattr(value, "text", value) or "")
