"""Which rows of the extract a report sees: by its days, its offices, and what was written down by when."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rumbo.statistics.mirror.shape import UNKNOWN, Books
from rumbo.statistics.rules import Traveller, company, unaccompanied

if TYPE_CHECKING:
    import polars as pl

DAY = timedelta(days=1)
# From what company is told anew where a cut-off goes through a family.
TO_MEND = ("case", "journey", "person", "guardian", "relation", "guardian_relation", "years",
           "said_with")  # fmt: skip
MENDED = frozenset({"travelling_with", "unaccompanied_child"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is about: both days are inside; no offices are all of them.

    `recorded_by` is the last day on which what counts was written down.
    """

    until: date
    since: date | None = None
    stream: str | None = None
    offices: frozenset[uuid.UUID] | None = None
    recorded_by: date | None = None


def seen(
    frame: "pl.LazyFrame", asked: Asked, books: Books, columns: Sequence[str]
) -> "pl.DataFrame":
    """Give these columns of the returns that the report sees; cut families are put right."""
    import polars as pl

    offices = _offices(asked, books)
    mine = _within("office", offices)
    by_day = pl.col("seen") <= asked.until + DAY
    written = _written("recorded", asked)
    hidden = (
        pl.col("hidden_seen").is_not_null()
        & (pl.col("hidden_seen") <= asked.until + DAY)
        & _written("hidden_recorded", asked)
        & _within("hidden_office", offices)
    )
    visible = mine & by_day & written & ~hidden
    whole = (pl.col("whole_seen") <= asked.until + DAY) & _written("whole_recorded", asked)
    if offices is not None:
        whole &= ~pl.col("many_offices")
    told = (pl.col("returned_on") <= asked.until) & _since("returned_on", asked.since)
    if asked.stream is not None:
        told &= pl.col("stream").is_in(books.known("stream", [asked.stream]))
    is_company_asked = not MENDED.isdisjoint(columns)
    if not is_company_asked or not frame.select((visible & ~whole).any()).collect().item():
        return frame.filter(visible & told).select(columns).collect()
    judged = [*dict.fromkeys((*columns, *sorted(MENDED), *TO_MEND, "returned_on", "stream"))]
    cut = frame.filter(visible & ~whole).select(judged).collect()
    whole_ones = frame.filter(visible & told & whole).select(columns).collect()
    return pl.concat([whole_ones, _mended(cut, books).filter(told).select(columns)])


def _mended(cut: "pl.DataFrame", books: Books) -> "pl.DataFrame":
    """Tell company anew for people of whose family the report sees only a part."""
    import polars as pl

    rows = cut.select(*TO_MEND, "travelling_with").to_dicts()
    families: dict[tuple[object, object], list[Traveller]] = defaultdict(list)
    mine = [_traveller(row, books) for row in rows]
    for row, me in zip(rows, mine, strict=True):
        families[row["case"], row["journey"]].append(me)
    together = [families[row["case"], row["journey"]] for row in rows]
    alone = [unaccompanied(me, them) for me, them in zip(mine, together, strict=True)]
    companies = [
        None if row["said_with"] else company(me, them)
        for row, me, them in zip(rows, mine, together, strict=True)
    ]
    codes = [books.code("unaccompanied_child", one) for one in alone]
    with_whom = [
        row["travelling_with"] if one is None else books.code("travelling_with", one)
        for row, one in zip(rows, companies, strict=True)
    ]
    return cut.with_columns(
        pl.Series("unaccompanied_child", codes, dtype=pl.UInt16),
        pl.Series("travelling_with", with_whom, dtype=pl.UInt16),
    )


def _traveller(row: Mapping[str, Any], books: Books) -> Traveller:
    return Traveller(
        person=row["person"],
        relation=_told("relation", row, books),
        guardian=row["guardian"],
        guardian_relation=_told("guardian_relation", row, books),
        age=row["years"],
    )


def _told(column: str, row: Mapping[str, Any], books: Books) -> str:
    code = row[column]
    return "" if code == UNKNOWN else books.told(column)[code - 1]


def _offices(asked: Asked, books: Books) -> list[int] | None:
    if asked.offices is None:
        return None
    return books.known("office", map(str, asked.offices))


def _within(column: str, offices: Iterable[int] | None) -> "pl.Expr":
    import polars as pl

    return pl.lit(value=True) if offices is None else pl.col(column).is_in(list(offices))


def _written(column: str, asked: Asked) -> "pl.Expr":
    import polars as pl

    if asked.recorded_by is None:
        return pl.lit(value=True)
    return pl.col(column) <= asked.recorded_by


def _since(column: str, day: date | None) -> "pl.Expr":
    import polars as pl

    return pl.lit(value=True) if day is None else pl.col(column) >= day


def asking_seen(
    frame: "pl.LazyFrame", asked: Asked, books: Books, streams: Mapping[str, Sequence[str]]
) -> "pl.LazyFrame":
    """Keep who asked, by the office that was asked; somebody with several cases has several rows."""
    import polars as pl

    kept = pl.col("case").is_not_null() & ~pl.col("direct")
    kept &= _within("asked_office", _offices(asked, books))
    if asked.stream is not None:
        kept &= pl.col("programme").is_in(of_stream(asked.stream, books, streams))
    return frame.filter(kept)


def registered_seen(
    frame: "pl.LazyFrame", asked: Asked, books: Books, streams: Mapping[str, Sequence[str]]
) -> "pl.LazyFrame":
    """Keep who registered, by the office that registered them, each person once."""
    import polars as pl

    kept = ~pl.col("received_only") & _within("office", _offices(asked, books))
    kept &= (pl.col("registered") <= asked.until) & _since("registered", asked.since)
    if asked.stream is None:
        return frame.filter(kept & pl.col("first"))
    these = frame.filter(kept & pl.col("programme").is_in(of_stream(asked.stream, books, streams)))
    several = these.filter(pl.col("several")).unique("person")
    return pl.concat([these.filter(~pl.col("several")), several])


def waiting_seen(
    frame: "pl.LazyFrame", asked: Asked, books: Books, streams: Mapping[str, Sequence[str]]
) -> "pl.LazyFrame":
    """Keep the cases that waited when the last day was over."""
    import polars as pl

    kept = (pl.col("since") <= asked.until) & (
        pl.col("until").is_null() | (pl.col("until") > asked.until)
    )
    if asked.stream is not None:
        kept &= pl.col("programme").is_in(of_stream(asked.stream, books, streams))
    return frame.filter(kept & _within("office", _offices(asked, books)))


def of_stream(stream: str, books: Books, streams: Mapping[str, Sequence[str]]) -> list[int]:
    """Give the codes of the programmes of a stream."""
    return books.known("programme", [code for code, told in streams.items() if told == [stream]])
