"""The booth's sheet of 2025, moved to these weeks: a copy whose dates are all later by whole days."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from rumbo.exchange import practice

NAME = "intake-2025"
REGISTERED = "fecha_registro"
DATED = (
    REGISTERED, "fecha_nacimiento", "vence_documento", "fecha_corte_eeuu",
    "desea_retornar_a_partir_de",
)  # fmt: skip
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SLASHED = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
DOTTED = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
SHORT = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{2})")
# Far off from the other rows of the sheet: somebody mistyped the year.
FAR = timedelta(days=365)


def moved_copy(target: Path, last: date, rows: int | None = None) -> Path:
    """Write the copy, its last registration on `last`; with `rows` only the first ones.

    Every oddity stays as it is: what is no possible date is copied letter by letter.
    """
    with practice.path(NAME).open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        kept = list(reader)[:rows]
        heads = list(reader.fieldnames or ())
    latest = _latest(kept)
    by = last - latest
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, heads)
        writer.writeheader()
        for row in kept:
            writer.writerow({**row, **{k: moved(row[k], by, latest) for k in DATED}})
    return target


def moved(text: str, by: timedelta, latest: date) -> str:
    """Move one date in the style in which it is written; anything else stays."""
    for day, shape in _readings(text, latest):
        later = day + by
        return shape.format(y=later.year, yy=later.year % 100, m=later.month, d=later.day)
    return text


def _latest(rows: list[dict[str, str]]) -> date:
    days = sorted(day for row in rows for day, _shape in _readings(row[REGISTERED], date.max))
    median = days[len(days) // 2]
    return max(day for day in days if day <= median + FAR)


def _readings(text: str, latest: date) -> Iterator[tuple[date, str]]:
    """Give the day that a text says and the shape to write another in; nothing for anything else."""
    if found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        yield from _day(year, month, day, "{y:04}-{m:02}-{d:02}")
    elif found := SLASHED.fullmatch(text):
        day, month, year = map(int, found.groups())
        yield from _day(year, month, day, "{d:02}/{m:02}/{y:04}")
    elif found := DOTTED.fullmatch(text):
        day, month, year = map(int, found.groups())
        yield from _day(year, month, day, "{d:02}.{m:02}.{y:04}")
    elif found := SHORT.fullmatch(text):
        day, month, year = map(int, found.groups())
        century = 2000 if 2000 + year <= latest.year else 1900
        yield from _day(century + year, month, day, "{d}-{m}-{yy:02}")


def _day(year: int, month: int, day: int, shape: str) -> Iterator[tuple[date, str]]:
    try:
        yield date(year, month, day), shape
    except ValueError:
        return
