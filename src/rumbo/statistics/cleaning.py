"""Turns cells into values that can be counted; what cannot be counted is named, never dropped."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from rumbo.network.gazetteer import gazetteer
from rumbo.network.rules import fold
from rumbo.statistics import codes
from rumbo.statistics.distances import banded

if TYPE_CHECKING:
    import polars as pl

Reason: TypeAlias = Literal["code", "date", "number", "impossible", "several", "twice", "left_out"]
REASONS = {
    "code": ("código desconocido", "unknown code"),
    "date": ("no es una fecha", "not a date"),
    "number": ("no es un número entero", "not a whole number"),
    "impossible": ("valor imposible", "impossible value"),
    "several": ("varios valores donde cabe uno", "several values where one belongs"),
    "twice": (
        "esta persona ya está en otra fila el mismo día; se contaron las dos",
        "this person is in another row on the same day; both were counted",
    ),
    "left_out": (
        "programa desconocido; la fila quedó fuera de este informe",
        "unknown stream; the row was left out of this report",
    ),
}
TOLD_ONLY = frozenset({"twice", "left_out"})
"""What is told of a row without any value of it being counted as missing."""
SINGLE = [
    "stream",
    "country_of_registration",
    "site",
    "country_of_return",
    "sex",
    "unaccompanied_child",
    "mode",
    "education",
    "self_rated_health",
    "applied_to_regularise",
    "surveyed",
]
SEVERAL = [
    "nationality",
    "status",
    "sector",
    "health_condition",
    "journey_conditions",
    "travelling_with",
    "incidents",
    "reason_migrating",
    "reason_returning",
    "plan_on_return",
]
# Years before any of these returns: an earlier day is a slip of the pen (1019 for 2019).
EARLIEST = date(1990, 1, 1)
OLDEST = 120
ADULT = 18
NOTHING = "NONE"
GROUPS = ((4, "0-4"), (12, "5-12"), (17, "13-17"), (45, "18-45"), (59, "46-59"), (OLDEST, "60+"))
GROUPED = {
    "FIRST_DEGREE": "FAMILY",
    "OTHER_RELATIVES": "FAMILY",
    "SEPARATED_CHILD": "FAMILY",
    "ALONE": "ALONE",
    "UNACCOMPANIED_CHILD": "ALONE",
    "FRIENDS": "FRIENDS",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is said of a value: its row in the file (headings are row 1), and why."""

    row: int
    column: str
    reason: Reason


def clean(raw: "pl.DataFrame") -> tuple["pl.DataFrame", list[Problem]]:
    """Return the frame that figures are computed from, and every value set aside."""

    problems: list[Problem] = []
    frame = _dates(_numbered(raw), problems)
    frame = _ages(frame, problems)
    for column in (*SINGLE, *SEVERAL):
        frame = _codes(frame, column, problems)
    frame = _departments(_children(frame, problems), problems)
    return derived(banded(frame)), sorted(problems)


def placed(raw: "pl.DataFrame") -> "pl.DataFrame":
    """Return only the day and the stream of each row, read as `clean` reads them."""
    frame = _dates(_numbered(raw.select("returned_on", "birth_date", "stream")), [])
    return _codes(frame, "stream", [])


def _numbered(raw: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    cells = raw.with_columns(pl.all().str.strip_chars().replace("", None))
    return cells.with_row_index("row", offset=2).with_columns(pl.col("row").cast(pl.Int64))


def _note(
    frame: "pl.DataFrame", bad: "pl.Expr", column: str, reason: Reason, problems: list[Problem]
) -> None:
    rows = frame.filter(bad)["row"].to_list()
    problems += [Problem(row, column, reason) for row in rows]


def _dates(frame: "pl.DataFrame", problems: list[Problem]) -> "pl.DataFrame":
    import polars as pl

    for column in ("returned_on", "birth_date"):
        iso = pl.col(column).str.contains(r"^\d{4}-\d{2}-\d{2}$")
        day = pl.when(iso).then(pl.col(column)).str.to_date("%Y-%m-%d", strict=False)
        frame = frame.with_columns(day.alias("day"))
        wrong = pl.col(column).is_not_null() & pl.col("day").is_null()
        _note(frame, wrong, column, "date", problems)
        frame = frame.with_columns(pl.col("day").alias(column)).drop("day")
    early = pl.col("returned_on") < EARLIEST
    _note(frame, early, "returned_on", "impossible", problems)
    return frame.with_columns(pl.when(~early).then(pl.col("returned_on")).alias("returned_on"))


def _ages(frame: "pl.DataFrame", problems: list[Problem]) -> "pl.DataFrame":
    import polars as pl

    number = pl.col("age").str.contains(r"^-?\d{1,9}$")
    frame = frame.with_columns(
        pl.when(number).then(pl.col("age")).cast(pl.Int64, strict=False).alias("stated"),
        _years(pl.col("birth_date"), pl.col("returned_on")).alias("born"),
    )
    _note(frame, pl.col("age").is_not_null() & ~number, "age", "number", problems)
    for column, source in (("age", "stated"), ("birth_date", "born")):
        wrong = ~pl.col(source).is_between(0, OLDEST)
        _note(frame, wrong, column, "impossible", problems)
        frame = frame.with_columns(pl.when(~wrong).then(pl.col(source)).alias(source))
    return frame.with_columns(pl.coalesce("born", "stated").alias("age")).drop("born", "stated")


def _years(born: "pl.Expr", day: "pl.Expr") -> "pl.Expr":
    import polars as pl

    before = _month_day(day) < _month_day(born)
    return day.dt.year().cast(pl.Int64) - born.dt.year().cast(pl.Int64) - before.cast(pl.Int64)


def _month_day(day: "pl.Expr") -> "pl.Expr":
    import polars as pl

    return day.dt.month().cast(pl.Int64) * 100 + day.dt.day().cast(pl.Int64)


def _codes(frame: "pl.DataFrame", column: str, problems: list[Problem]) -> "pl.DataFrame":
    """Split a cell at `;`, keep the known codes once each, and name the others."""
    import polars as pl

    cell = pl.col(column)
    parts = cell.str.split(";").list.eval(pl.element().str.strip_chars())
    frame = frame.with_columns(parts.alias("parts"))
    known = _allowed(column)
    parts = (
        pl.col("parts")
        .list.eval(pl.element().filter(pl.element() != ""))
        .list.unique(maintain_order=True)
    )
    good = parts
    if known is not None:
        good = parts.list.eval(pl.element().filter(pl.element().is_in(known)))
    frame = frame.with_columns(good.alias("good"), parts.alias("parts"))
    lost = pl.col("good").list.len() < pl.col("parts").list.len()
    _note(frame, lost, column, "code", problems)
    keep = pl.col("good").list.len() > 0
    if column in SINGLE:
        _note(frame, pl.col("good").list.len() > 1, column, "several", problems)
        keep = (pl.col("good").list.len() == 1) & ~lost
    value: pl.Expr = pl.when(keep).then(pl.col("good"))
    if column in SEVERAL and known is not None and NOTHING in known:
        # Nothing and something at once: what is named counts, that there was nothing does not.
        both = pl.col("parts").list.contains(NOTHING) & (pl.col("parts").list.len() > 1)
        _note(frame, both, column, "impossible", problems)
        rest = pl.col("good").list.eval(pl.element().filter(pl.element() != NOTHING))
        value = pl.when(both).then(pl.when(rest.list.len() > 0).then(rest)).otherwise(value)
    return frame.with_columns(value.alias(column)).drop("parts", "good")


def _departments(frame: "pl.DataFrame", problems: list[Problem]) -> "pl.DataFrame":
    """Take a department by its code or its name, as distances do; what is neither is no home."""
    import polars as pl

    places = gazetteer()
    names = {name for _country, name in places.departments}

    def is_known(country: str | None, text: str) -> bool:
        if text in places.points:
            return True
        # Without a country any department of that name will do: the country is what is missing.
        return bool(places.department(country, text)) if country else fold(text) in names

    home = pl.col("country_of_return").list.first().alias("country")
    each = frame.select("return_department", home).drop_nulls("return_department").unique()
    bad = each.filter(
        pl.Series([not is_known(country, text) for text, country in each.rows()], dtype=pl.Boolean)
    )
    odd = pl.struct("return_department", pl.col("country_of_return").list.first().alias("country"))
    wrong = odd.is_in(bad.to_struct().implode()) if bad.height else pl.lit(value=False)
    _note(frame, wrong, "return_department", "code", problems)
    return frame.with_columns(pl.when(~wrong).then(pl.col("return_department")))


def _allowed(column: str) -> list[str] | None:
    if column in codes.COUNTRIES:
        return sorted(codes.country_codes())
    if column == "unaccompanied_child":
        return ["YES", "NO"]
    listed = codes.closed(column)
    return None if listed is None else list(listed)


def _children(frame: "pl.DataFrame", problems: list[Problem]) -> "pl.DataFrame":
    """Nobody of 18 is an unaccompanied child: one of the two values is wrong, so neither counts."""
    import polars as pl

    adult = (pl.col("age") >= ADULT).fill_null(value=False)
    alone = pl.col("unaccompanied_child").list.contains("YES") & adult
    with_whom = pl.col("travelling_with").list.contains("UNACCOMPANIED_CHILD") & adult
    _note(frame, alone, "unaccompanied_child", "impossible", problems)
    _note(frame, with_whom, "travelling_with", "impossible", problems)
    rest = pl.col("travelling_with").list.eval(
        pl.element().filter(pl.element() != "UNACCOMPANIED_CHILD")
    )
    left = pl.when(rest.list.len() > 0).then(rest)
    return frame.with_columns(
        pl.when(~alone.fill_null(value=False)).then(pl.col("unaccompanied_child")),
        pl.when(with_whom).then(left).otherwise(pl.col("travelling_with")).alias("travelling_with"),
    )


def derived(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Add what follows from a return's own values: its month, age group, company and populations."""
    import polars as pl

    age = pl.col("age")
    group = pl.coalesce(pl.when(age <= last).then(pl.lit(name)) for last, name in GROUPS)
    minors = (
        pl.when(age.is_null())
        .then(None)
        .when(age <= 12)
        .then(pl.lit("0-17;0-12"))
        .when(age < ADULT)
        .then(pl.lit("0-17"))
        .otherwise(pl.lit(""))
    )
    month = pl.col("returned_on").dt.strftime("%Y-%m")
    company = pl.col("travelling_with")
    return frame.with_columns(
        group.str.split(";").alias("age_group"),
        minors.str.split(";").list.eval(pl.element().filter(pl.element() != "")).alias("minors"),
        month.str.split(";").alias("month"),
        pl.col("unaccompanied_child").alias("unaccompanied"),
        company.list.eval(pl.element().replace_strict(GROUPED))
        .list.unique(maintain_order=True)
        .alias("travelling_with_grouped"),
        pl.lit(value=True).alias("everyone"),
        (age >= ADULT).fill_null(value=False).alias("adults"),
        company.list.contains("FIRST_DEGREE").fill_null(value=False).alias("first_degree"),
        _said_yes("surveyed").alias("surveyed_person"),
        _said_yes("applied_to_regularise").alias("applicants"),
    ).with_columns(pl.col("surveyed_person").alias("surveyed"))


def _said_yes(column: str) -> "pl.Expr":
    import polars as pl

    return pl.col(column).list.contains("YES").fill_null(value=False)
