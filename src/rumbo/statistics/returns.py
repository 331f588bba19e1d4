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


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many rows of a file are in a report, and how many are not, by why (each row once)."""

    counted: int
    outside: int
    """The day is before or after the period."""
    elsewhere: int
    """The stream is another one than was asked for."""
    unknown: int
    """The stream is not known, and one was asked for."""


@dataclass(frozen=True, slots=True)
class Returns:
    """The returns of a period, cleaned, with all that has to be said of their values."""

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
    dated = frame.filter(_in_time(period))
    kept = dated.filter(_in_stream(period))
    rows = set(kept["row"].to_list())
    named = [problem for problem in problems if problem.row in rows]
    if period.stream:
        lost = set(dated.filter(pl.col("stream").is_null())["row"].to_list())
        odd = {p.row for p in problems if p.column == "stream"} & lost
        named += [cleaning.Problem(row, "stream", "left_out") for row in odd]
    return Returns(frame=kept, problems=tuple(sorted([*named, *_twice(kept)])), period=period)


def left_out(raw: "pl.DataFrame", period: Period) -> LeftOut:
    """Count the rows that `returns_of` keeps and those that it does not."""
    import polars as pl

    frame = cleaning.placed(raw)
    dated = frame.filter(_in_time(period))
    counted = dated.filter(_in_stream(period)).height
    unknown = dated.filter(pl.col("stream").is_null()).height if period.stream else 0
    return LeftOut(
        counted=counted,
        outside=frame.height - dated.height,
        elsewhere=dated.height - counted - unknown,
        unknown=unknown,
    )


def _in_time(period: Period) -> "pl.Expr":
    import polars as pl

    day = pl.col("returned_on")
    inside = day <= period.until
    if period.since:
        inside &= day >= period.since
    return day.is_null() | inside


def _in_stream(period: Period) -> "pl.Expr":
    import polars as pl

    if not period.stream:
        return pl.lit(value=True)
    return pl.col("stream").list.contains(period.stream).fill_null(value=False)


def _twice(frame: "pl.DataFrame") -> Iterator[cleaning.Problem]:
    """Yield each further row of a person on a day: it counts, for two may bear one number."""
    import polars as pl

    key = pl.struct("person", "returned_on")
    told = frame.filter(pl.col("person").is_not_null() & pl.col("returned_on").is_not_null())
    again = told.filter(~key.is_first_distinct())
    yield from (cleaning.Problem(row, "person", "twice") for row in again["row"].to_list())


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
