"""Everybody of a period from the extract, one row each: what the gate proves of, it must see apart."""

from typing import TYPE_CHECKING, TypeAlias

from rumbo.statistics.figures import Figure
from rumbo.statistics.mirror import counting, cuts, store
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.mirror.shape import TOLD, Books
from rumbo.statistics.mirror.store import Extract
from rumbo.statistics.returns import Period, Returns

if TYPE_CHECKING:
    import polars as pl

ALL = (*TOLD, "returned_on", "age")
Told: TypeAlias = tuple[Returns, list[Figure]]


def told(asked: Asked) -> Told:
    """Give the returns of a period as cleaning gives them, and who asked and waits.

    What could not be counted is not named: the public is not told of it. There has to be an extract.
    """
    return store.reading(lambda extract: (_returns(extract, asked), _demand(extract, asked)))


def _returns(extract: Extract, asked: Asked) -> Returns:
    books = Books(extract.books)
    coded = cuts.seen(store.scan(extract, "returns"), asked, books, ALL)
    frame = counting.decoded(_each(coded), ALL, books).drop("n")
    period = Period(until=asked.until, since=asked.since, stream=asked.stream)
    return Returns(frame=frame, problems=(), period=period)


def _each(coded: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    age = pl.col("age").cast(pl.Int64)
    return coded.with_columns(age, pl.lit(1, dtype=pl.Int64).alias("n"))


def _demand(extract: Extract, asked: Asked) -> list[Figure]:
    return list(counting.demand(extract, asked, Books(extract.books)))
