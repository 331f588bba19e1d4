"""The sheet moves to these weeks, and nothing else about it changes."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from rumbo.demo import sheet
from rumbo.exchange import practice

LAST = date(2026, 11, 1)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("24/02/2025", "06/03/2025"),
        ("2025-02-24", "2025-03-06"),
        ("07.02.2025", "17.02.2025"),
        ("20-6-17", "30-6-17"),
        ("1-5-98", "11-5-98"),
        ("31/02/1990", "31/02/1990"),
        ("treinta", "treinta"),
        ("", ""),
    ],
)
def test_a_date_moves_in_the_style_in_which_it_is_written(written: str, moved: str):
    assert sheet.moved(written, timedelta(days=10), date(2025, 2, 28)) == moved


def test_the_copy_has_every_row_and_only_its_dates_are_later(tmp_path: Path):
    copy = sheet.moved_copy(tmp_path / "copy.csv", LAST)
    before, after = _rows(practice.path(sheet.NAME)), _rows(copy)
    assert len(before) == len(after) == 2862
    others = [c for c in before[0] if c not in sheet.DATED]
    assert [[r[c] for c in others] for r in before] == [[r[c] for c in others] for r in after]
    assert sum(r["fecha_nacimiento"] == "31/02/1990" for r in after) == 18


def test_the_last_registration_falls_on_the_day_asked_for(tmp_path: Path):
    copy = sheet.moved_copy(tmp_path / "copy.csv", LAST)
    years_off = {r["fecha_registro"][-4:] for r in _rows(copy)}
    assert "01/11/2026" in {r["fecha_registro"] for r in _rows(copy)}
    assert "2031" in years_off, "the date five years ahead stays five years ahead"
