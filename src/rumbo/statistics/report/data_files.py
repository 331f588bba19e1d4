"""The report for programs: JSON as the contract says, CSV with HXL tags, XLSX with its bases."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rumbo.statistics import codes
from rumbo.statistics.cleaning import REASONS
from rumbo.statistics.corrections import Correction
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME, EVERY
from rumbo.statistics.phrases import say
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.story import column_label, cutoff, row_label
from rumbo.statistics.report.tables import SECTIONS, method
from rumbo.ui import spreadsheets

HXL = {
    "table": "#indicator+code",
    "row": "#group+code+row",
    "column": "#group+code+column",
    "count": "#affected+num",
    "base": "#affected+base+num",
    "missing": "#affected+missing+num",
    "share": "#indicator+value+pct",
    "suppressed": "#status+suppressed",
    "title": "#indicator+name",
    "row_label": "#group+name+row",
    "column_label": "#group+name+column",
    "since": "#date+start",
    "until": "#date+end",
    "stream": "#activity+code",
}
# How many letters fit beside each other in the six columns of a sheet, and how high they stand.
WIDE, HIGH = 120, 15


def as_json(contents: Contents) -> bytes:
    """Return sitrep.json."""
    since = contents.period.since
    report: dict[str, object] = {
        "until": contents.period.until.isoformat(),
        "since": since.isoformat() if since else None,
        "stream": contents.period.stream,
        "public": contents.public,
        "figures": [_plain(figure) for figure in contents.agreed],
    }
    report |= _since(contents)
    return json.dumps(report, ensure_ascii=False, indent=1).encode() + b"\n"


def _since(contents: Contents) -> dict[str, object]:
    """Of a report for a past day: the day, and what is told otherwise today."""
    since = contents.since_then
    if since is None:
        return {}
    done = since.changes
    return {
        "as_of": since.known.isoformat(),
        "changes": {"late": done.late, "gone": done.gone, "corrected": dict(done.corrected)},
        "corrections": [asdict(one) for one in since.corrections if not BY_NAME[one.table].inside],
    }


def _plain(figure: Figure) -> dict[str, str | int | float | bool | None]:
    return {
        "table": figure.table,
        "row": figure.row,
        "column": figure.column,
        "count": figure.count,
        "base": figure.base,
        "missing": figure.missing,
        "share": figure.share,
        "suppressed": figure.suppressed,
    }


def as_csv(contents: Contents) -> bytes:
    """Return sitrep.csv: headings, HXL tags, then one line per figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HXL)
    writer.writerow(HXL.values())
    since, lang = contents.period.since, contents.lang
    tail = (since.isoformat() if since else "", contents.period.until.isoformat())
    for figure in contents.agreed:
        words = (
            BY_NAME[figure.table].title(lang),
            row_label(figure, lang),
            column_label(figure, lang),
        )
        plain = {**_plain(figure), "suppressed": str(figure.suppressed).lower()}
        cells = [*plain.values(), *words, *tail, contents.period.stream or ""]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode()


def harmless(cell: object) -> object:
    """A spreadsheet must never run what somebody once typed as the name of a place."""
    return spreadsheets.harmless(cell) if isinstance(cell, str) else cell


def as_xlsx(contents: Contents) -> bytes:
    """Return sitrep.xlsx: a summary, one sheet per section, and what could not be counted."""
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        sheets = _Sheets(book, contents)
        sheets.summary()
        if contents.since_then:
            sheets.corrections(contents.since_then.corrections)
        for section in contents.sections(SECTIONS):
            sheets.section(section)
        if contents.problems or contents.uncounted:
            sheets.problems()
    return out.getvalue()


class _Sheets:
    """Lays tables on sheets: text is written as text, numbers as numbers."""

    def __init__(self, book: xlsxwriter.Workbook, contents: Contents) -> None:
        self.book, self.contents, self.lang = book, contents, contents.lang
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.over_numbers = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.note = book.add_format({"font_color": "#46504d"})
        self.sentence = book.add_format({"text_wrap": True, "valign": "top"})
        self.remark = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#46504d"})
        self.count = book.add_format({"num_format": "#,##0"})
        self.share = book.add_format({"num_format": "0.0%"})

    def new(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_column(0, 1, 38)
        sheet.set_column(2, 5, 12)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def say(self, sheet: Worksheet, line: int, text: str, look: Format) -> None:
        """Write a sentence over all columns: beside them it would be cut, or print a page more."""
        sheet.set_row(line, HIGH * (1 + len(text) // WIDE))
        sheet.merge_range(line, 0, line, 5, "", look)
        sheet.write_string(line, 0, text, look)

    def summary(self) -> None:
        sheet = self.new(say("sheet_summary", self.lang))
        edition = "edition_public" if self.contents.public else "edition_internal"
        sheet.write_string(0, 0, say("title", self.lang), self.title)
        sheet.write_string(1, 0, cutoff(self.contents))
        sheet.write_string(2, 0, say(edition, self.lang))
        for line, sentence in enumerate(method(self.contents), start=4):
            self.say(sheet, line, sentence, self.sentence)

    def section(self, section: str) -> None:
        sheet = self.new(say(f"section_{section}", self.lang))
        line = 0
        for indicator in EVERY:
            figures = self.contents.table(indicator.name)
            if indicator.section != section or (indicator.inside and not figures):
                continue
            sheet.write_string(line, 0, indicator.title(self.lang), self.title)
            base = say("base_is", self.lang, base=indicator.base(self.lang))
            counted = say(
                "counted_is",
                self.lang,
                counted=indicator.numerator(self.lang),
                missing=indicator.missing(self.lang),
            )
            note = f"{indicator.definition(self.lang)} {base} {counted}"
            self.say(sheet, line + 1, note, self.remark)
            heads = ("value", "column", "count", "base", "missing", "share")
            for place, head in enumerate(heads):
                look = self.over_numbers if place > 1 else self.head
                sheet.write_string(line + 2, place, say(f"col_{head}", self.lang), look)
            line += 3
            for figure in figures:
                self.figure(sheet, line, figure)
                line += 1
            line += 2

    def figure(self, sheet: Worksheet, line: int, figure: Figure) -> None:
        sheet.write_string(line, 0, row_label(figure, self.lang))
        sheet.write_string(line, 1, column_label(figure, self.lang))
        for place, value in enumerate((figure.count, figure.base, figure.missing), start=2):
            if value is None:
                sheet.write_string(line, place, say("withheld", self.lang), self.note)
            else:
                sheet.write_number(line, place, value, self.count)
        if figure.share is not None:
            sheet.write_number(line, 5, figure.share, self.share)

    def corrections(self, found: Sequence[Correction]) -> None:
        sheet = self.new(say("sheet_corrections", self.lang))
        for place, head in enumerate(("table", "value", "column", "then", "now")):
            sheet.write_string(0, place, say(f"col_{head}", self.lang), self.head)
        for line, one in enumerate(found, start=1):
            indicator = BY_NAME[one.table]
            row = codes.label(indicator.attribute, one.row, self.lang)
            by = codes.label(indicator.by or "", one.column, self.lang) if one.column else ""
            for place, words in enumerate((indicator.title(self.lang), row, by)):
                sheet.write_string(line, place, words)
            sheet.write_number(line, 3, one.then, self.count)
            sheet.write_number(line, 4, one.now, self.count)

    def problems(self) -> None:
        sheet = self.new(say("sheet_problems", self.lang))
        for place, head in enumerate(("col_row", "col_column", "col_reason", "col_count")):
            sheet.write_string(0, place, say(head, self.lang), self.head)
        for line, problem in enumerate(self.contents.problems, start=1):
            sheet.write_number(line, 0, problem.row)
            sheet.write_string(line, 1, problem.column)
            reason = REASONS[problem.reason][0 if self.lang == "es" else 1]
            sheet.write_string(line, 2, reason)
        for line, one in enumerate(self.contents.uncounted, start=len(self.contents.problems) + 1):
            sheet.write_string(line, 1, one.column)
            sheet.write_string(line, 2, REASONS[one.reason][0 if self.lang == "es" else 1])
            sheet.write_number(line, 3, one.people)
