"""What only the internal report has, from the extract: closer crossings, and the year before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rumbo.statistics.figures import Figure, closer_from
from rumbo.statistics.indicators import CLOSER, Indicator
from rumbo.statistics.mirror import counting, cuts, store
from rumbo.statistics.mirror.counting import NEEDS
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.mirror.shape import Books
from rumbo.statistics.mirror.store import Extract
from rumbo.statistics.yearly import asked_before, heard, returned_before, waiting, window

if TYPE_CHECKING:
    import polars as pl


def beside(asked: Asked) -> list[Figure]:
    """Count them; there has to be an extract."""
    return store.reading(lambda extract: [*_closer(extract, asked), *_yearly(extract, asked)])


def _columns(indicator: Indicator) -> tuple[str, ...]:
    names = filter(None, (indicator.attribute, indicator.by))
    return tuple(column for name in names for column in NEEDS.get(name, (name,)))


def _closer(extract: Extract, asked: Asked) -> list[Figure]:
    books = Books(extract.books)
    needed = sorted({column for one in CLOSER for column in _columns(one)})
    frame = cuts.seen(store.scan(extract, "returns"), asked, books, needed)

    def summary(indicator: Indicator) -> "pl.DataFrame":
        return _counted(frame, _columns(indicator), books)

    return closer_from(summary)


def _counted(frame: "pl.DataFrame", columns: Sequence[str], books: Books) -> "pl.DataFrame":
    import polars as pl

    counted = frame.group_by(columns).agg(pl.len().cast(pl.Int64).alias("n"))
    return counting.decoded(counted, columns, books)


def _yearly(extract: Extract, asked: Asked) -> list[Figure]:
    import polars as pl

    books, streams = Books(extract.books), extract.reference["streams"]
    shown = window(asked.since, asked.until)
    then = replace(asked, since=shown.start, until=shown.end)
    rows = store.scan(extract, "waiting")

    def on(day: date) -> int:
        seen = cuts.waiting_seen(rows, replace(asked, until=day), books, streams)
        return int(seen.select(pl.col("people").cast(pl.Int64).sum()).collect().item())

    days = cuts.seen(store.scan(extract, "returns"), then, books, ["returned_on"])
    returned = Counter(f"{day:%Y-%m}" for day in days["returned_on"].drop_nulls())
    return [
        *asked_before(shown, counting.demand(extract, then, books)),
        *waiting(shown, on),
        *returned_before(shown, returned),
        *heard(_ways(extract, asked, books)),
    ]


def _ways(extract: Extract, asked: Asked, books: Books) -> Mapping[str, int]:
    """How many of those registered in the period named each way of hearing; none is ''."""
    people, streams = store.scan(extract, "people"), extract.reference["streams"]
    registered = cuts.registered_seen(people, asked, books, streams)
    ways = ["", *books.told("how_heard")]
    counted = registered.group_by("how_heard").len().collect()
    return {ways[code]: number for code, number in counted.iter_rows()}
