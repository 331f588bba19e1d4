"""The five files say the same, in both languages, and run nothing."""

import csv
import io
import json
import re
import subprocess
import sys
from datetime import date

import openpyxl
import pypdf
import pytest

from rumbo.statistics import sitrep
from rumbo.statistics.indicators import INDICATORS
from rumbo.statistics.report import files, tables
from rumbo.statistics.returns import COLUMNS, Period, read
from tests.statistics import samples

PERIOD = Period(until=date(2019, 12, 31))
COMMAND = """
import sys, typer
app = typer.Typer(pretty_exceptions_enable=False)
app.callback()(lambda: None)
from rumbo.statistics.cli import register
register(app)
try:
    app()
finally:
    assert not [m for m in sys.modules if m == "django" or m.startswith(("psycopg", "procrastinate"))]
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    people = samples.rows(300, 7)
    people[0]["site"] = '=HYPERLINK("x")<script>alert(1)</script>'
    return samples.write(tmp_path_factory.mktemp("source") / "returns.csv", people)


@pytest.fixture(scope="module", params=["es", "en"])
def written(request, source, tmp_path_factory):
    contents = sitrep.sitrep(read(source), PERIOD, request.param)
    folder = tmp_path_factory.mktemp("out")
    assert len(list(files.write(contents, folder))) == 5
    return contents, folder


def test_json_has_the_keys_of_the_contract_and_nothing_else(written):
    contents, folder = written
    report = json.loads((folder / "sitrep.json").read_text(encoding="utf-8"))
    assert list(report) == ["until", "since", "stream", "public", "figures"]
    assert report["until"] == "2019-12-31"
    assert len(report["figures"]) == len(contents.agreed)
    for figure in report["figures"]:
        assert list(figure) == [
            "table", "row", "column", "count", "base", "missing", "share", "suppressed"
        ]  # fmt: skip
        expected = figure["count"] / figure["base"] if figure["base"] else None
        assert figure["share"] == expected


def test_csv_has_one_line_per_figure_and_tags_in_the_second(written):
    contents, folder = written
    text = (folder / "sitrep.csv").read_text(encoding="utf-8")
    heads, tags, *lines = csv.reader(io.StringIO(text))
    assert heads[:8] == [
        "table",
        "row",
        "column",
        "count",
        "base",
        "missing",
        "share",
        "suppressed",
    ]
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z]+)*", tag) for tag in tags)
    assert len(lines) == len(contents.agreed)
    assert not [cell for line in lines for cell in line if cell.startswith("=")]


def test_xlsx_holds_text_where_somebody_typed_a_formula(written):
    contents, folder = written
    book = openpyxl.load_workbook(folder / "sitrep.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if str(cell.value).startswith("=")]
    assert all(cell.data_type != "f" for cell in cells)
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    for one in {(one.numerator(contents.lang), one.missing(contents.lang)) for one in INDICATORS}:
        assert any(all(words in text for words in one) for text in texts), one
    assert len(book.sheetnames) == 8
    problems = book.worksheets[-1]
    assert problems.max_row == len(contents.problems) + 1


def test_html_stands_alone_and_runs_nothing(written):
    contents, folder = written
    page = (folder / "sitrep.html").read_text(encoding="utf-8")
    assert page.count("<style>") == 1
    assert "<script" not in page
    assert " style=" not in page
    assert not re.findall(r'(?:src|href)="', page)
    assert f'<html lang="{contents.lang}">' in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    pictures = re.findall(r"<svg[^>]*>", page)
    assert len(pictures) > 20
    assert all('aria-label="' in picture for picture in pictures)


def test_pdf_is_tagged_and_in_its_language(written):
    contents, folder = written
    pdf = pypdf.PdfReader(folder / "sitrep.pdf")
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.root_object["/Lang"] == contents.lang
    title = "Informe de situación" if contents.lang == "es" else "Situation report"
    assert title in pdf.pages[0].extract_text()


def test_the_report_names_what_it_could_not_count_and_never_the_value(written):
    contents, folder = written
    page = (folder / "sitrep.html").read_text(encoding="utf-8")
    first = contents.problems[0]
    assert re.search(rf"(Fila|Row) {first.row}, {first.column}: ", page)
    assert "treinta" not in page


def test_a_public_report_says_neither_how_many_nor_what_is_missing(source, tmp_path):
    contents = sitrep.public_sitrep(read(source), PERIOD, "es", ())
    list(files.write(contents, tmp_path))
    page = (tmp_path / "sitrep.html").read_text(encoding="utf-8")
    assert "Edición pública" in page
    assert "Al menos" in page
    assert "sin dato," not in page
    assert not contents.problems
    report = json.loads((tmp_path / "sitrep.json").read_text(encoding="utf-8"))
    for figure in report["figures"]:
        assert figure["missing"] is None
        assert figure["suppressed"] == (figure["count"] is None)
        assert not figure["suppressed"] or figure["share"] is None


def run(*args):
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", COMMAND, "sitrep", *map(str, args)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_needs_no_django_and_says_nothing_on_stdout(source, tmp_path):
    done = run("--until", "2019-12-31", "--returns", source, "--out", tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert {p.name for p in (tmp_path / "new").iterdir()} == set(files.FORMS)


def test_the_command_refuses_a_bad_file_with_one_and_a_bad_call_with_two(source, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n", encoding="utf-8")
    refused = run("--until", "2019-12-31", "--returns", bad, "--out", tmp_path, "--lang", "en")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    wrong = run("--until", "2019-12-31", "--returns", source, "--out", tmp_path, "--previous", bad)
    assert wrong.returncode == 2


def test_several_earlier_reports_may_follow_one_option(source, tmp_path):
    asked = ("--returns", source, "--public", "--out")
    for until in ("2019-06-30", "2019-09-30"):
        assert run("--until", until, *asked, tmp_path / until).returncode == 0
    earlier = [tmp_path / until / "sitrep.json" for until in ("2019-06-30", "2019-09-30")]
    done = run("--until", "2019-12-31", *asked, tmp_path / "now", "--previous", *earlier)
    assert done.returncode == 0, done.stderr
    assert run("--until", "2019-12-31", *asked, tmp_path / "now", *earlier).returncode == 2


def test_a_file_without_a_single_return_gives_a_report_all_the_same(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    raw = read(empty)
    for contents in (
        sitrep.sitrep(raw, PERIOD, "es"),
        sitrep.public_sitrep(raw, PERIOD, "es", ()),
    ):
        assert len(list(files.write(contents, tmp_path / "out"))) == 5


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", ["Y 5 más: todos están en la última hoja de sitrep.xlsx.",
                "Filas del archivo contadas: 15 de 19.",
                "Filas que quedaron fuera porque su día no está en el periodo: 1.",
                "Filas que quedaron fuera porque son de otro programa: 1.",
                "Filas que quedaron fuera porque no se sabe de qué programa son: 2."]),
        ("en", ["And 5 more: all are in the last sheet of sitrep.xlsx.",
                "Rows of the file that were counted: 15 of 19.",
                "Rows left out because their day is outside the period: 1.",
                "Rows left out because they are of another stream: 1.",
                "Rows left out because their stream is not known: 2."]),
    ],
)  # fmt: skip
def test_the_command_says_how_many_rows_it_counted_and_where_all_problems_stand(
    tmp_path, lang, words
):
    good = dict.fromkeys(COLUMNS, "") | {"returned_on": "2019-05-01", "stream": "AVR"}
    bad = [good | {"sex": "H"}] * 14
    others = [{}, {"returned_on": "2030-01-01"}, {"stream": "MPP"}, {"stream": ""}, {"stream": "Z"}]
    file = samples.write(tmp_path / "r.csv", [*bad, *(good | cells for cells in others)])
    done = run("--until", "2019-07-11", "--stream", "AVR", "--returns", file, "--lang", lang,
               "--out", tmp_path / "out")  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = done.stderr.splitlines()
    assert [sentence for sentence in words if sentence not in said] == []
    book = openpyxl.load_workbook(tmp_path / "out" / "sitrep.xlsx")
    assert book.worksheets[-1].max_row == 1 + 15


def test_nothing_is_said_of_more_problems_or_rows_where_there_are_none(tmp_path):
    good = dict.fromkeys(COLUMNS, "") | {"returned_on": "2019-05-01"}
    file = samples.write(tmp_path / "r.csv", [good | {"sex": "H"}] * 10)
    done = run("--until", "2019-07-11", "--returns", file, "--lang", "en", "--out", tmp_path)
    assert "more" not in done.stderr
    assert "left out" not in done.stderr
    assert "counted: 10 of 10." in done.stderr


@pytest.mark.parametrize(("lang", "words"), [("es", "en el futuro"), ("en", "in the future")])
def test_a_day_to_come_is_refused_of_the_database_and_not_of_a_file(source, tmp_path, lang, words):
    day = ("--until", "2999-12-31", "--lang", lang, "--out", tmp_path / "out")
    refused = run(*day)
    assert refused.returncode == 2
    assert words in " ".join(refused.stderr.replace("│", " ").split())
    assert not (tmp_path / "out").exists()
    assert run(*day, "--returns", source).returncode == 0


def test_many_problems_leave_the_last_page_to_the_method(tmp_path):
    good = dict.fromkeys(COLUMNS, "") | {"returned_on": "2019-05-01"}
    file = samples.write(tmp_path / "r.csv", [good | {"sex": "H", "mode": "?"}] * 150)
    contents = sitrep.sitrep(read(file), PERIOD, "en")
    list(files.write(contents, tmp_path))
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "sitrep.pdf").pages]
    last = " ".join(pages[-1].split())
    assert "Method and definitions" in last
    assert all(term in last for term, _meaning in tables.definitions(contents))
    assert "unknown code" not in last
    assert "Row 101, mode: unknown code." in " ".join(" ".join(pages).split())
    page = (tmp_path / "sitrep.html").read_text(encoding="utf-8")
    assert page.index("rows to check</h2>") < page.index("Method and definitions</h2>")
