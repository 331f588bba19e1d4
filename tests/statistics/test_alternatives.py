"""What a picture tells who cannot see it: every value that is drawn, by its name, on paper too."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pypdf
import pytest

from rumbo.statistics import codes, returns, sitrep
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.phrases import number, percent
from rumbo.statistics.report import charts, demand, panels, paper, story, ways
from rumbo.statistics.report.contents import Contents
from tests.statistics import july_2019, samples
from tests.statistics.test_layout import PERIOD, closed, cover_of


@pytest.fixture(scope="module")
def inside(tmp_path_factory):
    path = samples.write(tmp_path_factory.mktemp("a") / "r.csv", july_2019.people())
    return sitrep.sitrep(returns.read(path), PERIOD, "es")


def told(svg: str) -> str:
    found = re.search(r"<desc>(.*?)</desc>", svg)
    assert found, "nothing is told"
    return unescape(found[1])


def crossed(table: str, cells: dict[tuple[str, str], int | None]) -> list[Figure]:
    """A table whose rows are wholes; nothing where a cell is withheld."""
    base = {row: 0 for row, _column in cells}
    for (row, _column), count in cells.items():
        base[row] += count or 0
    return [
        Figure(table=table, row=row, column=column, count=count, base=base[row], missing=0)
        if count is not None
        else Figure(
            table=table, row=row, column=column, count=None, base=None, missing=None,
            suppressed=True,
        )
        for (row, column), count in cells.items()
    ]  # fmt: skip


def of(table: str, counts: dict[str, int | None]) -> Contents:
    base = sum(count or 0 for count in counts.values())
    figures = [
        Figure(
            table=table, row=row, column=None, count=count, base=base, missing=0,
            suppressed=count is None,
        )
        for row, count in counts.items()
    ]  # fmt: skip
    return Contents(period=PERIOD, lang="es", figures=figures)


# --- Wholes and their parts.


def test_a_part_is_told_by_its_name(inside):
    figures = inside.table("education_by_sex")
    drawn = panels.split_panel(inside, BY_NAME["education_by_sex"])
    assert drawn is not None
    said = told(drawn.svg)
    assert said.count("Mujeres ") == said.count("Hombres ") == len({f.row for f in figures})
    for figure in figures:
        if figure.column in ("F", "M") and figure.share is not None:
            name = codes.label("sex", figure.column, "es")
            assert f"{name} {percent(figure.share, 'es')}" in said


def test_a_part_that_is_withheld_keeps_its_word_and_its_place():
    cells = {("NONE", "F"): 6, ("NONE", "M"): 18, ("PRIMARY", "F"): 20, ("PRIMARY", "M"): None}
    contents = Contents(period=PERIOD, lang="es", figures=crossed("education_by_sex", cells))
    drawn = panels.split_panel(contents, BY_NAME["education_by_sex"])
    assert drawn is not None
    said = told(drawn.svg)
    assert "Sin estudios (de 24): Mujeres 25\u00a0%, Hombres 75\u00a0%" in said
    assert "Hombres reservado" in said
    assert not re.search(r"\b0\b", said)


@pytest.mark.parametrize("table", ["education_by_age_group", "sector_by_education"])
def test_every_step_of_what_has_an_order_is_in_the_picture(inside, table):
    indicator = BY_NAME[table]
    steps = closed(indicator.by)
    assert len(steps) == 6
    assert indicator.by is not None
    cells: dict[tuple[str, str], int | None] = {
        (row, step): 10 for row in closed(indicator.attribute)[:3] for step in steps
    }
    contents = Contents(period=PERIOD, lang="es", figures=crossed(table, cells))
    drawn = panels.split_panel(contents, indicator)
    assert drawn is not None
    names = [codes.label(indicator.by, step, "es") for step in steps]
    said = told(drawn.svg)
    places = [said.index(name) for name in names]
    assert places == sorted(places)
    tones = re.findall(
        r'<rect x="[\d.]+" y="\d+" width="[\d.]+" height="17" fill="(#\w+)"', drawn.svg
    )
    assert len(set(tones)) == 6
    assert len(tones) == 18
    assert "otros valores" not in drawn.note


def test_of_july_no_age_group_is_left_out(inside):
    drawn = panels.split_panel(inside, BY_NAME["education_by_age_group"])
    assert drawn is not None
    assert all(
        codes.label("age_group", age, "es") in told(drawn.svg) for age in closed("age_group")
    )


# --- Steps in their order.


@pytest.mark.parametrize(
    ("table", "attribute"), [("distance_from_home", "distance"), ("waiting", "waited")]
)
def test_bands_stand_in_their_order_and_not_by_size(table, attribute):
    bands = closed(attribute)
    counts: dict[str, int | None] = {band: 10 * (n + 1) for n, band in enumerate(bands)}
    drawn = panels.panel(of(table, counts), BY_NAME[table])
    said = told(drawn.svg)
    places = [said.index(f"{codes.label(attribute, band, 'es')}:") for band in bands]
    assert places == sorted(places)


# --- Months.


def test_a_month_tells_its_streams_where_the_picture_shows_them(tmp_path):
    raw = returns.read(samples.write(tmp_path / "r.csv", samples.world(300, 5, calm=True)))
    contents = sitrep.sitrep(raw, PERIOD, "es")
    said = told(cover_of(contents).months.svg)
    figures = [f for f in contents.table("returns_by_month_by_stream") if f.count]
    assert len({f.column for f in figures}) == 2
    for figure in figures:
        stream = codes.label("stream", str(figure.column), "es")
        assert f"{stream} {number(figure.count or 0)}" in said


def test_a_column_tells_no_part_of_nobody_and_keeps_what_is_withheld():
    rows = [
        charts.Column("ene 2019", (1200, 3, 0), "1\u00a0203"),
        charts.Column("feb", None, "reservado"),
        charts.Column("mar", (0, 0, 0), "0"),
    ]
    said = told(charts.columns(rows, ("A", "B", "C"), "x"))
    assert said == "ene 2019: 1\u00a0203 (A 1\u00a0200, B 3); feb: reservado; mar: 0."
    assert "(" not in told(charts.columns(rows[:1], ("A",), "x"))


def test_a_line_tells_the_year_before():
    points = [charts.Point("ene", 12, "12", before=1034), charts.Point("feb", 9, "9")]
    said = told(charts.line(points, "x", names=("este año", "un año antes")))
    assert said == "ene: este año 12, un año antes 1\u00a0034; feb: 9."


def test_the_demand_tells_both_years():
    months = [f"{year}-{month:02}" for year in (2018, 2019) for month in range(1, 13)]
    now = of("requests_by_month", dict.fromkeys(months[12:], 40)).figures
    then = of("requests_a_year_before", dict.fromkeys(months[:12], 31)).figures
    period = replace(PERIOD, since=PERIOD.until.replace(month=1, day=1))
    contents = Contents(period=period, lang="es", figures=[*now, *then])
    drawn = next(iter(demand.demand_panels(contents)))
    assert told(drawn.svg).count("este periodo 40, un año antes 31") == 12


def test_a_month_withheld_on_a_line_is_told_as_withheld():
    drawn = panels.panel(
        of("returns_by_month", {"2019-01": 30, "2019-02": None, "2019-03": 20}),
        BY_NAME["returns_by_month"],
    )
    assert told(drawn.svg) == "ene 2019: 30; feb: reservado; mar: 20."


# --- The map.


def test_the_map_tells_the_ways_that_it_draws(inside):
    for svg in (ways.map_panel(inside).svg, ways.map_panel(inside).narrow):
        said = told(svg)
        assert "Tijuana: 249" in said
        drawn = svg.count('stroke-opacity="0.38"')
        assert drawn
        assert len(re.findall(r"\bde [^;]+ a [^;]+: \d", said)) == drawn
        largest = max(ways._flows(inside), key=lambda flow: flow.people)
        assert largest.label == "de Ciudad de México a Honduras"
        assert f"{largest.label}: {number(largest.people)}" in said


# --- On paper.


def alternatives(path) -> Iterator[str]:
    """Every /Alt of the structure of a PDF, in its order."""
    left: list[Any] = [pypdf.PdfReader(path).trailer["/Root"]]
    left = [left[0]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, list):
            left += reversed(node)
        elif isinstance(node, dict):
            if "/Alt" in node:
                yield str(node["/Alt"])
            if "/K" in node:
                left.append(node["/K"])


def test_paper_tells_of_a_picture_what_the_page_tells(inside, tmp_path):
    path = tmp_path / "r.pdf"
    path.write_bytes(paper.as_pdf(inside))
    written = {" ".join(one.split()) for one in alternatives(path)}
    cover = cover_of(inside)
    drawn = [cover.map, *cover.beside, cover.months, *(p for side in cover.who for p in side)]
    drawn += [one for chapter in story.tell(inside).chapters for one in chapter.panels]
    drawn = [one for one in drawn if one.svg]
    assert len(drawn) > 20
    for one in drawn:
        whole = f"{one.title}. {one.finding} {told(one.svg)}"
        assert " ".join(whole.split()) in written, one.title
