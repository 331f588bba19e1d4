"""Reads a file of returns, so that an office without Rumbo can make the same report."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from rumbo.statistics import cleaning
from rumbo.statistics.errors import UnreadableReturns

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    "person",
    "returned_on",
    "stream",
    "country_of_registration",
    "site",
    "nationality",
    "country_of_return",
    "return_department",
    "sex",
    "birth_date",
    "age",
    "unaccompanied_child",
    "mode",
    "status",
    "education",
    "sector",
    "health_condition",
    "self_rated_health",
    "journey_conditions",
    "travelling_with",
    "incidents",
    "reason_migrating",
    "reason_returning",
    "plan_on_return",
    "applied_to_regularise",
    "surveyed",
)
"""The columns of RETURNS.csv; a frame from the database has the same ones, all of text."""

Stream: TypeAlias = Literal["AVR", "MPP", "RCM", "TPVR"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Which returns the report is about: both days are inside it."""

    until: date
    since: date | None = None
    stream: str | None = None


@dataclass(frozen=True, slots=True)
class Returns:
    """The returns of a period, cleaned, with every value that could not be counted."""

    frame: "pl.DataFrame"
    problems: tuple[cleaning.Problem, ...]
    period: Period


def read(path: Path) -> "pl.DataFrame":
    """Return the file as a frame of text, or refuse it in one sentence."""
    import polars as pl

    _require_sound(path)
    frame = pl.read_csv(path, infer_schema=False, encoding="utf8")
    return frame.rename({name: name.strip().lstrip("\ufeff") for name in frame.columns}).select(
        COLUMNS
    )


def returns_of(raw: "pl.DataFrame", period: Period) -> Returns:
    """Return the returns of the period; those with no known day stay, and are said to lack it."""
    import polars as pl

    frame, problems = cleaning.clean(raw)
    day = pl.col("returned_on")
    inside = day.is_null() | (day <= period.until)
    if period.since:
        inside &= day.is_null() | (day >= period.since)
    if period.stream:
        inside &= pl.col("stream").list.contains(period.stream).fill_null(value=False)
    kept = frame.filter(inside)
    rows = set(kept["row"].to_list())
    named = tuple(p for p in problems if p.row in rows or p.column in {"returned_on", "stream"})
    return Returns(frame=kept, problems=named, period=period)


def _require_sound(path: Path) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            _require_shape(path, csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableReturns(
            es=f"No se puede leer {path.name} como texto CSV en UTF-8.",
            en=f"{path.name} cannot be read as CSV text in UTF-8.",
        ) from error


def _require_shape(path: Path, rows: Iterator[list[str]]) -> None:
    headings = [name.strip() for name in next(rows, [])]
    if not any(headings):
        raise UnreadableReturns(
            es=f"{path.name} está vacío: en la fila 1 van los nombres de las columnas.",
            en=f"{path.name} is empty: row 1 holds the names of the columns.",
        )
    lacking = [name for name in COLUMNS if name not in headings]
    if lacking:
        raise UnreadableReturns(
            es=f"A {path.name} le faltan estas columnas en la fila 1: {', '.join(lacking)}.",
            en=f"{path.name} lacks these columns in row 1: {', '.join(lacking)}.",
        )
    twice = sorted({name for name in headings if headings.count(name) > 1})
    if twice:
        raise UnreadableReturns(
            es=f"En {path.name}, fila 1, esta columna está dos veces: {twice[0]}.",
            en=f"In {path.name}, row 1, this column is there twice: {twice[0]}.",
        )
    for number, row in enumerate(rows, start=2):
        if len(row) != len(headings):
            raise UnreadableReturns(
                es=f"En {path.name}, la fila {number} tiene {len(row)} celdas y no {len(headings)}.",
                en=f"In {path.name}, row {number} has {len(row)} cells and not {len(headings)}.",
            )
