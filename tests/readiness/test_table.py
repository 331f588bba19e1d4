"""The table that people read is printed from the table that the gates ask."""

import json
import re

import pytest

from rumbo.readiness import printing, table
from rumbo.readiness.limits import DATA, LIMITS
from rumbo.readiness.requirements import TABLE


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_printed_table_is_up_to_date(lang: str) -> None:
    page = table.PAGES[lang].read_text(encoding="utf-8")
    assert page.count(table.BEGIN) == page.count(table.END) == 1
    assert table.page_with_table(page, lang) == page


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_row_and_every_limit_is_printed_once_in_its_order(lang: str) -> None:
    lines = table.as_markdown(lang).splitlines()
    codes = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    limits = list(json.loads((DATA / "limits.json").read_text(encoding="utf-8")))
    assert codes[1 : len(TABLE) + 1] == [row.code for row in TABLE]
    assert codes[len(TABLE) + 2 :] == limits
    assert {line.count("|") for line in lines if line} == {9, 4}


def test_every_limit_names_its_source_in_both_languages() -> None:
    for limit in json.loads((DATA / "limits.json").read_text(encoding="utf-8")).values():
        assert limit["source"]["es"] != limit["source"]["en"]
    assert LIMITS.adult_from_years == 18


def test_no_cell_that_is_read_in_spanish_shows_a_code() -> None:
    cells = [
        cell
        for row in printing.rows("es")
        for cell in (row.gate, row.whom, row.met_when, row.text, *row.turns)
    ]
    cells += [cell for limit in printing.limits("es") for cell in (limit.name, limit.value)]
    shown = {word for cell in cells for word in re.findall(r"`.*`|[A-Z][A-Z_]{2,}|\w+_\w+", cell)}
    assert shown <= {"MPP", "PPNNA"}  # as people say them
