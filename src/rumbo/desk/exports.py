"""Writes a list as a file that opens in a spreadsheet and starts no formula there."""

import csv
import io
from collections.abc import Iterable, Sequence

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.desk import listing, places
from rumbo.ui import words

ROWS = 20_000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: object) -> str:
    """Give a cell's text so that no spreadsheet takes it for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def rows(cases: Sequence[Case], reader: Reader) -> Iterable[list[object]]:
    """One row a file: where it stands and who it is about in numbers; no names leave by this door."""
    for start in range(0, len(cases), 1000):
        part = cases[start : start + 1000]
        groups = listing.people_of(part, reader)
        for case in part:
            members = groups.get(case.group_id, [])
            nations = {code for m in members for code in m.person.nationalities}
            yield [
                case.number,
                codes.label("stage", case.stage),
                words.day_table(case.stage_since),
                places.site_name(case.site),
                words.day_table(case.requested_on),
                len(members),
                ", ".join(sorted(words.country(code) for code in nations)),
                case.programme,
                codes.label("yes_no", "YES" if case.urgent else "NO"),
            ]


def as_csv(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Write CSV with a mark that tells spreadsheets its encoding."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """Write a workbook in which every text is a text."""
    import xlsxwriter  # noqa: PLC0415  (heavy, and only an export needs it)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    for number, line in enumerate(lines, start=1):
        for at, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, at, cell)
            else:
                sheet.write_string(number, at, str(cell)[:32_000])
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
