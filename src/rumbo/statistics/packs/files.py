"""Writes a pack in its five forms: the page and the paper as the situation report has them."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from rumbo.statistics.packs.pack import TAGS, Grid, Pack, Value
from rumbo.statistics.phrases import say
from rumbo.statistics.report.data_files import harmless
from rumbo.statistics.report.pages import html_of
from rumbo.statistics.report.paper import pdf_of
from rumbo.statistics.report.tables import Told

FORMATS = {"share": "0.0%", "amount": "#,##0.00", "each": "#,##0.00"}
NUMBERS = ("count", "base", "missing")


def as_html(pack: Pack) -> bytes:
    """Return the pack as one page."""
    return html_of(pack.lang, pack.story, pack.parts, Told(pack.method))


def as_pdf(pack: Pack) -> bytes:
    """Return the pack on paper."""
    return pdf_of(pack.lang, pack.story, pack.parts, Told(pack.method))


def as_json(pack: Pack) -> bytes:
    """Return the pack as JSON: what it is about, and each table as a list of lines."""
    told = {
        "pack": pack.name,
        **pack.about,
        "public": pack.public,
        "tables": {grid.name: [dict(line) for line in grid.lines] for grid in pack.grids},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def as_csv(pack: Pack) -> bytes:
    """Return the pack as CSV: one line for each line of a table, HXL tags in the second row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [n for n in TAGS if any(n in line for grid in pack.grids for line in grid.lines)]
    writer.writerow(["table", "title", *names])
    writer.writerow(["#indicator+code", "#indicator+name", *(TAGS[name] for name in names)])
    for grid in pack.grids:
        for line in grid.lines:
            cells = [grid.name, grid.title, *(line.get(name) for name in names)]
            writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue().encode()


def _cell(value: Value) -> object:
    return str(value).lower() if isinstance(value, bool) else harmless(value)


def as_xlsx(pack: Pack) -> bytes:
    """Return the pack as a workbook: a summary, and a sheet for each table."""
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        sheets = _Sheets(book, pack)
        sheets.summary()
        for number, grid in enumerate(pack.grids, start=1):
            sheets.grid(number, grid)
    return out.getvalue()


class _Sheets:
    """Lays tables on sheets: text is written as text, numbers as numbers."""

    def __init__(self, book: xlsxwriter.Workbook, pack: Pack) -> None:
        self.book, self.pack = book, pack
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.note = book.add_format({"font_color": "#46504d"})
        self.styles = {
            name: book.add_format({"num_format": FORMATS.get(name, "#,##0")}) for name in TAGS
        }

    def summary(self) -> None:
        sheet = self.book.add_worksheet(say("sheet_summary", self.pack.lang))
        sheet.set_column(0, 0, 110)
        story = self.pack.story
        sheet.write_string(0, 0, story.title, self.title)
        for at, words in enumerate((story.cutoff, story.edition, story.headline), start=1):
            sheet.write_string(at, 0, words)
        for at, words in enumerate(self.pack.method, start=5):
            sheet.write_string(at, 0, words)

    def grid(self, number: int, grid: Grid) -> None:
        sheet = self.book.add_worksheet(_sheet_name(number, grid))
        sheet.set_column(0, 1, 34)
        sheet.set_column(2, 7, 14)
        sheet.write_string(0, 0, grid.title, self.title)
        sheet.write_string(1, 0, grid.definition, self.note)
        for place, name in enumerate(_shown(grid)):
            sheet.write_string(2, place, say(f"col_{name}", self.pack.lang), self.head)
            for at, line in enumerate(grid.lines, start=3):
                self.cell(sheet, (at, place), name, line)

    def cell(
        self, sheet: Worksheet, at: tuple[int, int], name: str, line: Mapping[str, Value]
    ) -> None:
        value = line.get(name)
        if isinstance(value, str):
            sheet.write_string(*at, value)
        elif value is not None:
            sheet.write_number(*at, value, self.styles[name])
        elif name in NUMBERS or line.get("suppressed"):
            sheet.write_string(*at, say("withheld", self.pack.lang), self.note)


def _shown(grid: Grid) -> list[str]:
    """Return the columns of a sheet: words, not codes."""
    every = {name for line in grid.lines for name in line}
    return [n for n in TAGS if n in every and n not in {"row", "column", "suppressed"}]


def _sheet_name(number: int, grid: Grid) -> str:
    plain = "".join(letter for letter in grid.title if letter not in "[]:*?/\\'")
    return f"{number}. {plain}"[:31]


FORMS: Mapping[str, Callable[[Pack], bytes]] = {
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "html": as_html,
    "pdf": as_pdf,
}


def write(pack: Pack, folder: Path) -> Iterator[Path]:
    """Write each form as `<pack>.<form>` and yield its path; the folder is made where missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for form, made in FORMS.items():
        path = folder / f"{pack.name}.{form}"
        path.write_bytes(made(pack))
        yield path
