"""Text with commas or semicolons, as booths export it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from rumbo.exchange.intake import columns
from rumbo.exchange.intake.words import SheetRefused

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
_LONGEST_HEADINGS = 20_000


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank with its number, the first row being 1."""
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            long = "field larger" in str(error)
            code = "CELL_TOO_LONG" if long else "BAD_QUOTES"
            where = {"row": number + 1, "line": reader.line_num, "limit": csv.field_size_limit()}
            raise SheetRefused(code, name=path.name, **where) from error
        if cells is None:
            return
        number += 1
        if any(cell.strip() for cell in cells):
            yield number, cells


def _text(path: Path) -> str:
    """Decode UTF-8, with a BOM or without; name the line where it is something else."""
    raw = path.read_bytes()
    if raw.startswith(_UTF_16):
        raise SheetRefused("WRONG_ENCODING", name=path.name, line=1)
    nul = raw.find(b"\0")
    if nul >= 0:
        raise SheetRefused("NUL", name=path.name, line=raw.count(b"\n", 0, nul) + 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SheetRefused("WRONG_ENCODING", name=path.name, line=line) from error


def _delimiter(text: str) -> str:
    """Choose the delimiter that makes most columns of the first line."""
    first = text.lstrip()[:_LONGEST_HEADINGS].partition("\n")[0]

    def known(delimiter: str) -> int:
        found = {columns.heading(cell.strip('" \r')) for cell in first.split(delimiter)}
        return len(found & set(columns.columns()))

    return max(_DELIMITERS, key=known)
