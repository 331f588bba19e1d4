"""Counts of the dashboards from the extract: however many files there are, a few passes over codes."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rumbo.followup.rules import FIRST, LAST
from rumbo.statistics.dashboards.values import Asked, Count, Counted
from rumbo.statistics.mirror import shape, store
from rumbo.statistics.mirror.shape import Books, Table
from rumbo.statistics.mirror.store import Extract
from rumbo.statistics.queries.following import NAMES
from rumbo.statistics.rules import HAS_LEFT, LONGEST, WAITED

if TYPE_CHECKING:
    import polars as pl

BANDS = (*(name for _last, name in WAITED), LONGEST)
ASKED = "INQUIRY"


def _rows(extract: Extract, table: Table, asked: Asked) -> "pl.LazyFrame":
    """The rows of the offices and the programme that were asked for."""
    import polars as pl

    books = Books(extract.books)
    frame = store.scan(extract, table)
    if asked.offices is not None:
        offices = books.known("office", map(str, asked.offices))
        frame = frame.filter(pl.col("office").is_in(offices))
    if asked.programme and "programme" in shape.CODED[table]:
        frame = frame.filter(pl.col("programme").is_in(books.known("programme", [asked.programme])))
    return frame


def _between(column: str, asked: Asked) -> "pl.Expr":
    import polars as pl

    return pl.col(column).is_between(asked.since, asked.until)


def _coded(extract: Extract, column: str, values: Iterable[str]) -> "pl.Expr":
    import polars as pl

    return pl.col(column).is_in(Books(extract.books).known(column, values))


def funnel(extract: Extract, asked: Asked) -> Counted:
    """Of the files that asked in a period, how many people reached each station, and in how long.

    `days` is the median between one station and the next, of the files that reached both.
    """
    import polars as pl

    names = ["requested", *shape.STATIONS]
    days = [pl.col(name).to_physical().alias(name) for name in names]
    frame = _rows(extract, "files", asked).filter(_between("requested", asked))
    rows = frame.select("people", *days).collect()
    people = rows["people"].cast(pl.Int64)
    base, found, before = int(people.sum()), [], "requested"
    found.append(Count(ASKED, base, base, rows.height))
    for name in shape.STATIONS:
        there = rows[name].is_not_null()
        took = (rows[name] - rows[before]).drop_nulls().median()
        found.append(
            Count(
                NAMES[name],
                int(people.filter(there).sum()),
                base,
                int(there.sum()),
                took if isinstance(took, float) else None,
            )
        )
        before = name
    return Counted(found, base)


def waiting(extract: Extract, asked: Asked) -> Counted:
    """People who had a decision and no seat when the last day was over, by days since they asked.

    A day that is still to come is told as the last one that the extract knows.
    """
    import polars as pl

    last_day = min(asked.until, extract.told_on)
    holds = (pl.col("since") <= last_day) & (
        pl.col("until").is_null() | (pl.col("until") > last_day)
    )
    days = (pl.lit(last_day) - pl.col("requested")).dt.total_days()
    band = pl.lit(len(WAITED), dtype=pl.Int8)
    for place, (last, _name) in reversed([*enumerate(WAITED)]):
        band = pl.when(days <= last).then(pl.lit(place, dtype=pl.Int8)).otherwise(band)
    told = (
        _rows(extract, "waiting", asked)
        .filter(holds)
        .group_by(band.alias("band"))
        .agg(pl.col("people").cast(pl.Int64).sum(), pl.len())
        .collect()
    )
    sums = {place: (people, groups) for place, people, groups in told.iter_rows()}
    base = sum(people for people, _groups in sums.values())
    rows = [Count(name, sums.get(p, (0, 0))[0], base, sums.get(p, (0, 0))[1])
            for p, name in enumerate(BANDS)]  # fmt: skip
    return Counted(rows, base)


def _left(extract: Extract, asked: Asked) -> "pl.LazyFrame":
    rows = _rows(extract, "buses", asked).filter(_between("leaves", asked))
    return rows.filter(_coded(extract, "departure_status", HAS_LEFT))


def _theirs(extract: Extract, asked: Asked, rows: "pl.LazyFrame") -> "pl.LazyFrame":
    """Keep the departures on which somebody of the programme held a seat, and count those people."""
    import polars as pl

    if not asked.programme:
        return rows
    parts = ("held", "travelled", "absent")
    programme = _coded(extract, "programme", [asked.programme])
    aboard = store.scan(extract, "aboard").filter(programme).group_by("journey")
    told = aboard.agg(*(pl.col(name).cast(pl.Int64).sum() for name in parts))
    return rows.drop(parts).join(told.filter(pl.col("held") > 0), on="journey")


def departures(extract: Extract, asked: Asked) -> Counted:
    """Of the departures that left: seats that were used, and people with a seat who did not come."""
    import polars as pl

    parts = ("travelled", "absent", "other")
    rows = _theirs(extract, asked, _left(extract, asked)).with_columns(
        other=pl.col("held") - pl.col("travelled") - pl.col("absent")
    )
    sums = [pl.col(name).cast(pl.Int64).sum() for name in ("seats", "held", *parts)]
    some = [(pl.col(name) > 0).sum().alias(f"{name}_on") for name in parts]
    told = rows.select(*sums, *some, pl.len().alias("units")).collect().row(0, named=True)
    return Counted(
        [
            Count("TRAVELLED", told["travelled"], told["seats"], told["travelled_on"]),
            Count("NO_SHOW", told["absent"], told["held"], told["absent_on"]),
            Count("STAYED", told["other"], told["held"], told["other_on"]),
        ],
        told["units"],
    )


def costs(extract: Extract, asked: Asked) -> Counted:
    """What one person's way cost by mode: vehicles, seats and escorts, as the ledger says.

    Of a programme, each unit's cost is that of its people's part of those who travelled in it.
    """
    import polars as pl

    left = _left(extract, asked).with_columns(all_on=pl.col("travelled"))
    rows = _theirs(extract, asked, left).filter(pl.col("travelled") > 0)
    cents = pl.col("cents") * pl.col("travelled").cast(pl.Int64) / pl.col("all_on")
    told = (
        rows.group_by("mode", "is_priced")
        .agg(
            pl.col("travelled").cast(pl.Int64).sum(),
            cents.sum().round().cast(pl.Int64).alias("cents"),
            pl.len(),
        )
        .collect()
    )
    modes = Books(extract.books).told("mode")
    people = {
        mode: (n, cents, units) for mode, priced, n, cents, units in told.iter_rows() if priced
    }
    base = sum(n for n, _cents, _units in people.values())
    missing = sum(n for _mode, priced, n, _cents, _units in told.iter_rows() if not priced)
    found = [
        Count(modes[mode - 1] if mode else "", n, base, units, cents=_each(cents, n))
        for mode, (n, cents, units) in people.items()
    ]
    whole = sum(cents for _n, cents, _units in people.values())
    units = sum(each for _n, _cents, each in people.values())
    found.sort(key=lambda one: (-one.part, one.code))
    return Counted(
        [Count("ALL", base, base, units, cents=_each(whole, base)), *found], base, missing
    )


def _each(cents: int, people: int) -> int | None:
    return (2 * cents + people) // (2 * people) if people else None


def referrals(extract: Extract, asked: Asked) -> Counted:
    """Referrals made in a period: attended in time, late, still within their time, or overdue.

    The base is who should have been attended by now, or was: neither who declined nor who waits.
    """
    import polars as pl

    today = extract.told_on
    done = _coded(extract, "referral_status", ["COMPLETED"])
    late = (_coded(extract, "referral_status", ["SENT"]) & (pl.col("answer_by") < today)) | (
        _coded(extract, "referral_status", ["ACCEPTED"]) & (pl.col("attend_by") < today)
    )
    going = _coded(extract, "referral_status", ["SENT", "ACCEPTED"]) & ~late
    ended = _coded(extract, "referral_status", ["DECLINED", "CANCELLED"])
    in_time = pl.col("since") <= pl.col("attend_by")
    names = ("IN_TIME", "LATE", "OVERDUE", "GOING_ON", "ENDED")
    ways = (done & in_time, done & ~in_time, late, going, ended)
    counted = [one.sum().alias(name) for name, one in zip(names, ways, strict=True)]
    rows = _rows(extract, "referrals", asked).filter(_between("made", asked))
    told = rows.select(*counted).collect().row(0, named=True)
    base = told["IN_TIME"] + told["LATE"] + told["OVERDUE"]
    made = sum(told.values())
    return Counted([Count(n, told[n], base if n in names[:3] else made) for n in names], made)


def calls(extract: Extract, asked: Asked) -> Counted:
    """Adults who arrived in a period and whose time to be called has begun: who was reached."""
    import polars as pl

    today = extract.told_on
    due = pl.col("arrived") <= today - FIRST
    over = pl.col("arrived") < today - LAST
    outcome = {
        name: _coded(extract, "outcome", [name]) for name in ("DONE", "REFUSED", "UNREACHED")
    }
    open_ = pl.col("agreed") & ~_coded(extract, "outcome", outcome)
    ways = {
        **outcome,
        "OPEN": open_ & ~over,
        "MISSED": open_ & over,
        "NOT_ASKED": ~pl.col("agreed") & ~_coded(extract, "outcome", outcome),
    }
    rows = _rows(extract, "calls", asked).filter(_between("arrived", asked) & pl.col("adult"))
    every = [one.sum().alias(name) for name, one in ways.items()]
    early = rows.select((~due).sum()).collect().item()
    told = rows.filter(due).select(*every).collect().row(0, named=True)
    base = sum(told.values())
    return Counted([Count(name, told[name], base) for name in ways], base, early)


CHILDREN: Sequence[tuple[str, str]] = (
    ("DETERMINED", "determined"),
    ("ESCORTED", "escorted"),
    ("GIVEN", "given"),
)


def children(extract: Extract, asked: Asked) -> Counted:
    """Children who left alone in a period: whose way is whole, and each thing that must be there."""
    import polars as pl

    ok = {code: pl.col(name) for code, name in CHILDREN}
    taken = pl.col("taken") | ~pl.col("came")
    whole = pl.all_horizontal(*ok.values(), taken)
    told = (
        _rows(extract, "children", asked)
        .filter(_between("left", asked))
        .select(
            pl.len().alias("base"),
            pl.col("came").sum().alias("came"),
            whole.sum().alias("WHOLE"),
            (pl.col("taken") & pl.col("came")).sum().alias("TAKEN"),
            *(one.sum().alias(code) for code, one in ok.items()),
        )
        .collect()
        .row(0, named=True)
    )
    base = told["base"]
    told["LACKING"] = base - told["WHOLE"]
    rows = [Count(code, told[code], base) for code in ("WHOLE", "LACKING", *ok)]
    return Counted([*rows, Count("TAKEN", told["TAKEN"], told["came"])], base)
