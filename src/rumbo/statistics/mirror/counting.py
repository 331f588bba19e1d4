"""Every figure of the report from the extract: each row is looked at in a few passes, then sums suffice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from rumbo.statistics import cleaning
from rumbo.statistics.figures import Figure, figures_from, months
from rumbo.statistics.indicators import Indicator, Population
from rumbo.statistics.mirror import cuts, shape, store
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.mirror.filling import pseudonym
from rumbo.statistics.mirror.shape import TOLD, Books
from rumbo.statistics.mirror.store import Extract
from rumbo.statistics.rules import LONGEST, WAITED, waited

if TYPE_CHECKING:
    import polars as pl

# Columns that are counted together: a table is read from the first pass that has what it needs.
PASSES: tuple[tuple[str, ...], ...] = (
    ("returned_on",),
    ("sex", "education", "age"),
    ("site", "country_of_registration", "unaccompanied_child", "mode"),
    ("country_of_return", "country_of_registration", "stream"),
    ("sector", "education", "self_rated_health"),
    ("travelling_with", "age"),
    ("status", "country_of_registration"),
    ("nationality",),
    ("health_condition", "journey_conditions"),
    ("incidents", "surveyed"),
    ("reason_migrating", "surveyed"),
    ("reason_returning", "surveyed", "applied_to_regularise"),
    ("plan_on_return", "surveyed"),
)
NEEDS: Mapping[str, tuple[str, ...]] = {
    "month": ("returned_on",),
    "age_group": ("age",),
    "minors": ("age",),
    "unaccompanied": ("unaccompanied_child",),
    "travelling_with_grouped": ("travelling_with",),
}
OF: Mapping[Population, tuple[str, ...]] = {
    "adults": ("age",),
    "first_degree": ("travelling_with",),
    "surveyed": ("surveyed",),
    "applicants": ("applied_to_regularise",),
}


COLUMNS = (*TOLD, "returned_on", "age", "problems")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the report shows of returns and of demand; `problems` says by column and reason how many
    values could not be counted.
    """

    figures: list[Figure]
    total: int
    persons: int
    surveyed: int
    problems: Mapping[tuple[str, str], int]


def counts(asked: Asked, humans: Mapping[UUID, UUID] | None = None) -> Counts:
    """Count everything that the extract tells of a period; there has to be an extract.

    `humans` says of who has several registrations by which of them they are counted once.
    """
    return store.reading(lambda extract: _counts(extract, asked, humans or {}))


def _counts(extract: Extract, asked: Asked, humans: Mapping[UUID, UUID]) -> Counts:
    found = _of_returns(extract, asked, humans)
    asking = demand(extract, asked, Books(extract.books))
    return replace(found, figures=[*found.figures, *asking])


def twice(asked: Asked) -> int:
    """Say how many returns are of a person who has another on the same day; all of them are counted.

    There has to be an extract. This is no table of the report, so it is not one of its passes.
    """
    return store.reading(lambda extract: _twice(extract, asked))


def _twice(extract: Extract, asked: Asked) -> int:
    import polars as pl

    books = Books(extract.books)
    frame = cuts.seen(store.scan(extract, "returns"), asked, books, ("person", "returned_on"))
    if frame["person"].n_unique() == frame.height:
        return 0
    again = frame.filter(pl.col("person").is_duplicated())
    return again.height - again.n_unique()


def passes_of(asked: Asked) -> "list[pl.DataFrame]":
    """Read the extract and count each combination of values, with which figures are reckoned."""
    extract = store.load()
    if extract is None:
        raise FileNotFoundError(store.folder() / store.LIST)
    books = Books(extract.books)
    frame = cuts.seen(store.scan(extract, "returns"), asked, books, COLUMNS)
    return _passes(frame, books)


def _of_returns(extract: Extract, asked: Asked, humans: Mapping[UUID, UUID]) -> Counts:
    books = Books(extract.books)
    frame = cuts.seen(store.scan(extract, "returns"), asked, books, (*COLUMNS, "person"))
    passes = _passes(frame, books)
    surveyed = frame["surveyed"] != shape.UNKNOWN
    return Counts(
        figures=figures_from(lambda indicator: passes[place_of(indicator)]),
        total=frame.height,
        persons=_persons(frame["person"], humans),
        surveyed=int(surveyed.sum()),
        problems=_problems(frame, books),
    )


def _persons(pseudonyms: "pl.Series", humans: Mapping[UUID, UUID]) -> int:
    import polars as pl

    # Most registrations are one human being each: only the others need another pseudonym.
    names = [[pseudonym("person", one) for one in some] for some in (humans, humans.values())]
    old, new = (pl.Series(some, dtype=pseudonyms.dtype) for some in names)
    return pseudonyms.replace(old, new).n_unique() if humans else pseudonyms.n_unique()


def place_of(indicator: Indicator) -> int:
    """Say from which pass a table is read."""
    needed = {*OF.get(indicator.population, ())}
    for column in filter(None, (indicator.attribute, indicator.by)):
        needed.update(NEEDS.get(column, (column,)))
    return next(place for place, these in enumerate(PASSES) if needed <= {*these})


def _passes(frame: "pl.DataFrame", books: Books) -> "list[pl.DataFrame]":
    import polars as pl

    lazy = frame.lazy()
    counted = pl.collect_all([_counted(lazy, columns, books) for columns in PASSES])
    return [_decoded(one, columns, books) for one, columns in zip(counted, PASSES, strict=True)]


def _width(column: str, books: Books) -> int:
    if column == "age":
        return cleaning.OLDEST + 2
    return len(books.told(column)) + 1


def _counted(frame: "pl.LazyFrame", columns: Sequence[str], books: Books) -> "pl.LazyFrame":
    """Count the rows of each combination, by one number that stands for it."""
    import polars as pl

    if columns == ("returned_on",):
        key = pl.col("returned_on").to_physical().cast(pl.Int64)
    else:
        key = pl.lit(0, dtype=pl.UInt32)
        for column in columns:
            code = pl.col(column).cast(pl.Int32) + 1 if column == "age" else pl.col(column)
            code = code.fill_null(0).cast(pl.UInt32)
            key = key * _width(column, books) + code
    return frame.select(key.alias("key")).group_by("key").agg(pl.len().cast(pl.Int64).alias("n"))


def _decoded(counted: "pl.DataFrame", columns: Sequence[str], books: Books) -> "pl.DataFrame":
    """Give combinations as values again, with what follows from them: as cleaning gives returns."""
    import polars as pl

    key = pl.col("key")
    found: dict[str, pl.Expr] = {}
    for column in reversed(columns):
        if column == "returned_on":
            found[column] = key.cast(pl.Int32).cast(pl.Date)
            continue
        width = _width(column, books)
        code = (key % width).cast(pl.Int64)
        key = key // width
        if column == "age":
            found[column] = pl.when(code > 0).then(code - 1)
            continue
        values = pl.Series([None, *books.told(column)], dtype=pl.String).str.split(";")
        found[column] = _taken(values, code)
    return _whole(counted, found)


def decoded(counted: "pl.DataFrame", columns: Sequence[str], books: Books) -> "pl.DataFrame":
    """Give people counted by the extract's own codes, with their number `n`, as values again."""
    import polars as pl

    plain = {"age", "returned_on"}
    found: dict[str, pl.Expr] = {c: pl.col(c) for c in columns if c in plain}
    for column in columns:
        if column not in plain:
            values = pl.Series([None, *books.told(column)], dtype=pl.String).str.split(";")
            found[column] = _taken(values, pl.col(column).fill_null(0).cast(pl.Int64))
    return _whole(counted, found)


def _whole(counted: "pl.DataFrame", found: Mapping[str, "pl.Expr"]) -> "pl.DataFrame":
    import polars as pl

    empty = {
        **dict.fromkeys(TOLD, pl.lit(None, dtype=pl.List(pl.String))),
        "age": pl.lit(None, dtype=pl.Int64),
        "returned_on": pl.lit(None, dtype=pl.Date),
    }
    whole = counted.select("n", **{**empty, **found})
    return cleaning.derived(whole)


def _taken(values: "pl.Series", code: "pl.Expr") -> "pl.Expr":
    return code.map_batches(values.gather, return_dtype=values.dtype)


def _problems(frame: "pl.DataFrame", books: Books) -> Mapping[tuple[str, str], int]:
    """Count the values that could not be counted, by column and why."""
    told = ["", *books.told("problems")]
    found: Counter[tuple[str, str]] = Counter()
    for code, people in frame["problems"].value_counts().iter_rows():
        for part in filter(None, told[code].split(";")):
            column, _colon, reason = part.partition(":")
            found[column, reason] += people
    return found


def demand(extract: Extract, asked: Asked, books: Books) -> Iterator[Figure]:
    """Yield who asked, who registered and who waited, as the extract has them."""
    streams = extract.reference["streams"]
    people = store.scan(extract, "people")
    yield from _requests(cuts.asking_seen(people, asked, books, streams), asked)
    registered = cuts.registered_seen(people, asked, books, streams)
    yield from _registrations(registered, books, extract.reference["sites"])
    waiting = cuts.waiting_seen(store.scan(extract, "waiting"), asked, books, streams)
    yield from _waiting(waiting, asked.until)


def _requests(asking: "pl.LazyFrame", asked: Asked) -> Iterator[Figure]:
    """People by the month of their first request."""
    import polars as pl

    several = asking.filter(pl.col("several")).group_by("person").agg(pl.col("requested").min())
    once = asking.filter(~pl.col("several"))
    days = pl.concat([once.select("requested"), several.select("requested")])
    by_month: Counter[str] = Counter()
    for on, people in days.group_by("requested").len().collect().iter_rows():
        if on <= asked.until and (asked.since is None or on >= asked.since):
            by_month[f"{on:%Y-%m}"] += people
    for month in months(sorted(by_month)):
        yield _figure("requests_by_month", month, None, by_month[month], by_month.total())


def _registrations(
    registered: "pl.LazyFrame", books: Books, sites: Mapping[str, Sequence[str]]
) -> Iterator[Figure]:
    """People by the month in which, and the place where, they were registered."""
    codes = books.told("place")
    cells: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    places = registered.group_by("registered", "place").len().collect()
    for day, code, people in places.iter_rows():
        site = codes[code - 1] if code else ""
        month = f"{day:%Y-%m}"
        cells[month, sites[site][0] if site in sites else site] += people
        totals[month] += people
    names = sorted({name for _month, name in cells})
    for month in months(sorted(totals)):
        for name in names:
            table = "registrations_by_month_by_site"
            yield _figure(table, month, name, cells[month, name], totals[month])


def _waiting(waiting: "pl.LazyFrame", until: date) -> Iterator[Figure]:
    """People who had a decision and no seat when the last day was over, by days waited."""
    import polars as pl

    sums = waiting.group_by("requested").agg(pl.col("people").cast(pl.Int64).sum())
    bands: Counter[str] = Counter()
    for on, people in sums.collect().iter_rows():
        bands[waited(on, until)] += people
    for band in (*(name for _last, name in WAITED), LONGEST):
        yield _figure("waiting", band, None, bands[band], bands.total())


def _figure(table: str, row: str, column: str | None, count: int, base: int) -> Figure:
    return Figure(table=table, row=row, column=column, count=count, base=base, missing=0)
