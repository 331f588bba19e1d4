"""Writes rows as a file that opens in a spreadsheet and starts no formula there."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# The most that one cell of a workbook holds.
_LONGEST = 32_000


def harmless(value: object) -> str:
    """Give a cell's text so that no spreadsheet takes it for a formula; days as 2025-03-05."""
    text = _text(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def written(kind: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Write a list in one of the forms of TYPES."""
    return (as_csv if kind == "csv" else as_xlsx)(heads, lines)


def as_csv(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Write CSV with a mark that tells spreadsheets its encoding."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Write a workbook in which every text is a text, and stays one when it is edited."""
    import xlsxwriter  # noqa: PLC0415  (heavy, and only an export needs it)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    quoted = book.add_format({"quote_prefix": True})
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    for number, line in enumerate(lines, start=1):
        for at, cell in enumerate(line):
            if isinstance(cell, int) and not isinstance(cell, bool):
                sheet.write_number(number, at, cell)
                continue
            text = _text(cell)[:_LONGEST]
            style = quoted if text.startswith(_STARTS_A_FORMULA) else None
            sheet.write_string(number, at, text, style)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)
