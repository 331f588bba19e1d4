"""The five files of one report agree, and others can read them: HXL, LibreOffice, the contract."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser

import openpyxl
import pypdf
import pytest

from examples.published import reports
from rumbo.statistics import codes
from rumbo.statistics.indicators import BY_NAME, EVERY
from rumbo.statistics.phrases import number
from rumbo.statistics.report import files
from tests.statistics import hxl_rules

TABLES = [
    "returns_by_month",
    "stream",
    "site",
    "site_by_country",
    "country_of_registration",
    "mode",
    "nationality",
    "country_of_return",
    "country_of_return_by_country_of_registration",
    "sex",
    "age_group",
    "unaccompanied",
    "status",
    "status_by_country",
    "education",
    "education_by_sex",
    "education_by_age_group",
    "education_adults_by_sex",
    "sector",
    "sector_by_education",
    "health_condition",
    "self_rated_health",
    "journey_conditions",
    "travelling_with",
    "travelling_with_grouped",
    "minors_in_families",
    "incidents",
    "reason_migrating",
    "reason_returning",
    "reason_leaving_of_applicants",
    "plan_on_return",
    "applied_to_regularise",
]
"""As the contract names them; all but who asks and waits, which needs a database."""
CROSSED = {
    "site_by_country", "country_of_return_by_country_of_registration", "status_by_country",
    "education_by_sex", "education_by_age_group", "education_adults_by_sex", "sector_by_education",
}  # fmt: skip
SOFFICE = shutil.which("soffice")


class Tables(HTMLParser):
    """The tables of a page: caption, then rows of cells."""

    def __init__(self):
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - given by the parser
        if tag == "table":
            self.tables.append(("", []))
        if tag == "tr":
            self.tables[-1][1].append([])
        if tag in {"td", "th"}:
            self.tables[-1][1][-1].append("")
        if tag in {"td", "th", "caption"}:
            self.inside = tag

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data):
        if self.inside == "caption":
            caption, rows = self.tables[-1]
            self.tables[-1] = (caption + data, rows)
        elif self.inside:
            self.tables[-1][1][-1][-1] += data


@pytest.fixture(scope="module", params=["internal en", "public es"], ids=lambda name: name)
def written(request, tmp_path_factory):
    edition, lang = request.param.split()
    contents = getattr(reports, edition)("july", lang)
    folder = tmp_path_factory.mktemp("five")
    list(files.write(contents, folder))
    plain = json.loads((folder / "sitrep.json").read_text(encoding="utf-8"))
    return contents, folder, plain


def values(figure):
    return [figure[n] for n in ("count", "base", "missing")]


def test_json_has_the_shape_of_the_contract(written):
    contents, _, plain = written
    assert list(plain) == ["until", "since", "stream", "public", "figures"]
    assert (plain["until"], plain["since"], plain["stream"]) == ("2019-07-11", None, None)
    assert plain["public"] is contents.public
    told = dict.fromkeys(f["table"] for f in plain["figures"])
    assert [name for name in told if name in TABLES] == TABLES
    for figure in plain["figures"]:
        assert (figure["column"] is None) == (BY_NAME[figure["table"]].by is None)
        assert (figure["table"] in CROSSED) <= (figure["column"] is not None)
        assert all(n is None or type(n) is int for n in values(figure))
        assert isinstance(figure["row"], str)
        assert type(figure["suppressed"]) is bool
        count, base = figure["count"], figure["base"]
        share = count / base if base and count is not None else None
        assert figure["share"] == share
        if figure["suppressed"]:
            assert (count, share) == (None, None)
        elif not contents.public:
            assert None not in values(figure)
    keys = [(f["table"], f["row"], f["column"]) for f in plain["figures"]]
    assert len(set(keys)) == len(keys)


def test_internally_every_code_of_a_closed_list_is_a_row(written):
    contents, _, plain = written
    if contents.public:
        return
    for name in TABLES:
        listed = codes.closed(BY_NAME[name].attribute)
        rows = {f["row"] for f in plain["figures"] if f["table"] == name}
        assert listed is None or rows == set(listed)


def test_csv_says_what_json_says(written):
    _, folder, plain = written
    heads, _tags, *lines = csv.reader(io.StringIO((folder / "sitrep.csv").read_text("utf-8")))
    assert len(lines) == len(plain["figures"])
    for line, figure in zip(lines, plain["figures"], strict=True):
        cells = dict(zip(heads, line, strict=True))
        for name, value in figure.items():
            said = (
                str(value).lower() if name == "suppressed" else "" if value is None else str(value)
            )
            assert cells[name] == said


def test_csv_keeps_the_rules_of_hxl(written):
    _, folder, _ = written
    assert list(hxl_rules.faults((folder / "sitrep.csv").read_text(encoding="utf-8"))) == []


def test_csv_is_valid_for_the_reference_validator(written):
    hxl = pytest.importorskip("hxl", reason="libhxl is not installed: pip install libhxl six")
    _, folder, plain = written
    local = hxl.InputOptions(allow_local=True)
    assert len(list(hxl.data(str(folder / "sitrep.csv"), local))) == len(plain["figures"])
    told = hxl.validate(hxl.data(str(folder / "sitrep.csv"), local).cache())
    assert told["is_valid"]
    assert told["stats"]["error"] == told["stats"]["warning"] == 0


HEADS = "table,count,until\n#indicator+code,#affected+num,#date+end\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("table,count\nsex,3\n", "no tags"),
        ("a\n#groups+code\nx\n", "dictionary"),
        ("a,b\n#group+code,#group+code\nx,y\n", "two columns"),
        ("a,b\n#group+code,#Group code\nx,y\n", "not a tag"),
        (HEADS + "sex,three,2019-07-11\n", "#affected"),
        (HEADS + "sex,3,11/07/2019\n", "#date"),
        (HEADS + "sex ,3,2019-07-11\n", "#indicator"),
        (HEADS + "sex,3\n", "cells"),
    ],
)
def test_a_file_that_breaks_a_rule_of_hxl_is_told_so(text, fault):
    assert [said for said in hxl_rules.faults(text) if fault in said]
    assert not list(hxl_rules.faults(HEADS + "sex,3,2019-07-11\n"))


def sheet_rows(book):
    """Yield each table of the sheets: its title, and its rows of label, column and numbers."""
    titles = {i.title(lang) for i in EVERY for lang in ("es", "en")}
    for sheet in book.worksheets[1:]:
        title = None
        rows: list[tuple[object, ...]] = []
        for cells in sheet.iter_rows(min_col=1, max_col=6, values_only=True):
            if cells[0] in titles and not any(cells[1:]):
                if title:
                    yield title, rows[2:]
                title, rows = cells[0], []
            elif any(cell is not None for cell in cells):
                rows.append(cells)
        if title:
            yield title, rows[2:]


def test_xlsx_says_what_json_says(written):
    contents, folder, plain = written
    tables = dict(sheet_rows(openpyxl.load_workbook(folder / "sitrep.xlsx")))
    for indicator in told_in(plain):
        rows = tables[indicator.title(contents.lang)]
        figures = [f for f in plain["figures"] if f["table"] == indicator.name]
        assert len(rows) == len(figures)
        for row, figure in zip(rows, figures, strict=True):
            label = codes.label(indicator.attribute, figure["row"], contents.lang)
            assert row[0] == label
            if indicator.by:
                assert row[1] == codes.label(indicator.by, figure["column"], contents.lang)
            shown = [cell if isinstance(cell, int) else None for cell in row[2:5]]
            assert shown == values(figure)
            assert row[5] == pytest.approx(figure["share"])


def test_html_says_what_json_says(written):
    contents, folder, plain = written
    reader = Tables()
    reader.feed((folder / "sitrep.html").read_text(encoding="utf-8"))
    titles = [indicator.title(contents.lang) for indicator in EVERY]
    told = {longest(caption, titles): rows for caption, rows in reader.tables}
    assert None not in told
    for indicator in told_in(plain):
        rows = told[indicator.title(contents.lang)]
        figures = [f for f in plain["figures"] if f["table"] == indicator.name]
        if all(f["suppressed"] for f in figures):
            assert not re.findall(r"\d", " ".join(c for row in rows for c in row[1:]))
            continue
        words = Counter(re.split(r" · ", cell)[0] for row in rows for cell in row)
        wanted = Counter(
            number(f["count"])
            for f in figures
            if f["count"] is not None and (f["base"] or not indicator.by)
        )
        assert wanted <= words
        if indicator.by is None:
            lines = {row[0]: row[1:] for row in rows}
            for figure in figures:
                line = lines[codes.label(indicator.attribute, figure["row"], contents.lang)]
                numbers_of_it = [number(n) for n in values(figure) if n is not None]
                assert Counter(numbers_of_it) <= Counter(line)


def longest(caption, titles):
    """Return the title that a caption begins with: one may begin another."""
    return max((title for title in titles if caption.startswith(title)), key=len, default=None)


def test_pdf_says_the_numbers_that_html_says(written):
    _, folder, _ = written
    reader = Tables()
    reader.feed((folder / "sitrep.html").read_text(encoding="utf-8"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(folder / "sitrep.pdf").pages)
    cells = [cell for _, rows in reader.tables for row in rows for cell in row]
    wanted = Counter(n for cell in cells for n in numbers(cell))
    assert sum(wanted.values()) > 300
    assert not wanted - Counter(numbers(text))


def numbers(text):
    """Return the numbers in a text; of 1 703, two, for paper does not keep its space."""
    return re.findall(r"\d+", text)


def told_in(plain):
    """Return the indicators of a report; those of the contract are among them."""
    names = {figure["table"] for figure in plain["figures"]}
    assert names >= set(TABLES)
    return [indicator for indicator in EVERY if indicator.name in names]


def test_a_sheet_prints_as_wide_as_a_page(written):
    _, folder, _ = written
    for sheet in openpyxl.load_workbook(folder / "sitrep.xlsx"):
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
            0,
            True,
        )
        whole = {merged.min_row for merged in sheet.merged_cells.ranges}
        for cells in sheet.iter_rows(min_row=3, max_col=1):
            is_long = isinstance(cells[0].value, str) and len(cells[0].value) > 90
            assert is_long <= (cells[0].row in whole)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: no soffice on the path")
def test_libreoffice_opens_xlsx_and_finds_every_value(written, tmp_path):
    _, folder, _ = written
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = [
        str(SOFFICE), "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path),
        str(folder / "sitrep.xlsx"),
    ]  # fmt: skip
    subprocess.run(call, check=True, capture_output=True, timeout=120)  # noqa: S603
    ours, theirs = (
        openpyxl.load_workbook(path) for path in (folder / "sitrep.xlsx", tmp_path / "sitrep.xlsx")
    )
    assert theirs.sheetnames == ours.sheetnames
    for one, other in zip(ours.worksheets, theirs.worksheets, strict=True):
        before, after = cells_of(one), cells_of(other)
        assert len(before) > 3
        assert after == before


def cells_of(sheet):
    """Return the values of a sheet by their place; numbers as far as a spreadsheet keeps them."""
    return {
        cell.coordinate: round(cell.value, 12) if isinstance(cell.value, float) else cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
