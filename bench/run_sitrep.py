"""Times the figures of the situation report: from the extract, and from the database as it stands.

    bin/bench sitrep [--cases 2000 100000 1500000] [--changed 1000] [--rounds 5]
                     [--as-of 100000]

Each size has a home of its own under a temporary folder, filled by bench/worlds.py. In one run are
timed: making the extract, counting every table from it (read from the disk each time) with Polars
and, where it is installed, the same passes with DuckDB; the same figures by SQL alone (bench/live.py),
whose counts have to be equal; up to so many cases as `--as-of` says (0: never), the report of a past
day, read from rows' history, beside today's; and the refresh after some cases were changed, twice.
"""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import homes
from homes import said

UNTIL = date(2025, 6, 30)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give the seconds that something took, and what it gave."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def median(work: Callable[[], Any], rounds: int) -> float:
    """Give the median of some rounds, after one that does not count."""
    work()
    times = sorted(timed(work)[0] for _round in range(rounds))
    return times[len(times) // 2]


def inside(cases: int, told: argparse.Namespace) -> None:
    """Measure one size in this process, whose home is the one that is named."""
    with homes.opened() as home:
        import worlds  # noqa: PLC0415 - Django is open only now

        fill = (home.connection, cases, home.office, home.sites)
        seconds, _none = timed(lambda: worlds.fill(*fill))
        home.filled()
        said(f"\n## {cases:,} cases (filled in {seconds:,.0f} s)\n")
        _made()
        counted(home.connection, told.rounds)
        if cases <= told.as_of:
            _as_of(home, told.rounds)
        refreshed(home.connection, cases, changed=told.changed, rounds=told.rounds)


def _as_of(home: homes.Home, rounds: int) -> None:
    """Time the report of a past day beside today's, both from the database as they are told."""
    import history  # noqa: PLC0415

    from rumbo.access.values import EVERYTHING  # noqa: PLC0415
    from rumbo.common.clock import end_of  # noqa: PLC0415
    from rumbo.statistics import editions, queries  # noqa: PLC0415
    from rumbo.statistics.returns import Period  # noqa: PLC0415

    versions = history.write(home.connection)
    home.filled()
    period = Period(until=UNTIL)

    def aside() -> None:
        with queries.known_by(end_of(UNTIL)):
            pass

    now = median(lambda: editions.told(period, EVERYTHING), min(rounds, 2))
    put = median(aside, min(rounds, 2))
    seconds, past = timed(lambda: editions.as_known(period, UNTIL, "es"))
    said(f"as of a past day: {put:.2f} s to put {len(queries.COUNTED)} tables aside from"
         f" {versions:,} versions of rows; read from the database as it stands: {now:.2f} s;"
         f" the whole report of a past day, which reads both: {seconds:.2f} s")  # fmt: skip
    if past.since_then is None or past.since_then.corrections:
        sys.exit("what nobody touched is told otherwise of a past day")


def _made() -> None:
    from rumbo.statistics.mirror import refreshing, store  # noqa: PLC0415

    seconds, made = timed(lambda: refreshing.refresh(whole=True))
    size = sum(file.stat().st_size for file in store.folder().rglob("*.parquet"))
    said(f"extract made of {made.cases:,} cases and {made.people:,} people in {seconds:,.1f} s,"
         f" {size / 1e6:,.0f} MB")  # fmt: skip


def counted(connection: Any, rounds: int) -> None:
    """Count every table from the extract there is and by SQL alone; end where they differ."""
    import live  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from rumbo.statistics.mirror import counting  # noqa: PLC0415
    from rumbo.statistics.mirror.cuts import Asked  # noqa: PLC0415

    # The serving role may make no tables, not even passing ones: here it may.
    connection.execute("GRANT TEMPORARY ON DATABASE rumbo TO rumbo_app")
    connection.commit()
    asked = Asked(until=UNTIL)
    with transaction.atomic():
        joined, _none = timed(lambda: live.told(None, UNTIL, None))
        grouped, cells = timed(lambda: live.count(None, UNTIL, None))
    said(f"live PostgreSQL: {joined + grouped:.2f} s, of which {joined:.2f} s to join the rows and"
         f" {grouped:.2f} s to group them")  # fmt: skip
    same = live.cells_of(counting.counts(asked).figures) == cells
    polars = median(lambda: counting.counts(asked), rounds)
    said(f"all tables from the extract: {polars:.3f} s (median of {rounds}),"
         f" 1/{(joined + grouped) / polars:.0f} of live PostgreSQL,"
         f" 1/{grouped / polars:.0f} without its joins; counts equal: {same}")  # fmt: skip
    with suppress(ImportError):
        import duck  # noqa: PLC0415

        other = median(lambda: duck.passes(asked), rounds)
        ours = median(lambda: counting.passes_of(asked), rounds)
        said(f"the passes over returns alone: Polars {ours:.3f} s, DuckDB {other:.3f} s")
    if not same:
        sys.exit("the figures differ")


CHANGE = (
    "UPDATE registry_person SET sex = 'X' WHERE id IN (SELECT person_id FROM registry_groupmember"
    " WHERE group_id = ANY(%(groups)s))",
    "UPDATE casework_case SET stage = 'POST_ARRIVAL' WHERE id = ANY(%(cases)s)",
    "INSERT INTO casework_step (id, compartment, occurred_at, recorded_at, from_stage, to_stage,"
    " why, case_id, office_id) SELECT gen_random_uuid(), 'bio', now(), now(), 'ARRIVED',"
    " 'POST_ARRIVAL', '', id, office_id FROM casework_case WHERE id = ANY(%(cases)s)",
)


def refreshed(connection: Any, cases: int, *, changed: int, rounds: int) -> None:
    """Change some cases, twice, and time how long the extract takes to know of it."""
    import worlds  # noqa: PLC0415

    from rumbo.statistics.mirror import counting, refreshing  # noqa: PLC0415
    from rumbo.statistics.mirror.cuts import Asked  # noqa: PLC0415

    changed = min(changed, cases)
    refreshing.refresh()
    for turn in (1, 2):
        step = max(1, cases // changed)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {worlds.one_id(worlds.CASE, 'i')}, {worlds.one_id(worlds.GROUP, 'i')}"  # noqa: S608
                " FROM generate_series(%s::int, %s, %s) i LIMIT %s",
                [turn if step > 1 else 1, cases, step, changed],
            )
            pairs = cursor.fetchall()
            ids = {"cases": [pair[0] for pair in pairs], "groups": [pair[1] for pair in pairs]}
            for query in CHANGE:
                cursor.execute(query, ids)
        connection.commit()
        seconds, made = timed(refreshing.refresh)
        said(f"refresh after {made.cases:,} changed cases: {seconds:.2f} s")
    seconds = median(lambda: counting.counts(Asked(until=UNTIL)), rounds)
    said(f"all tables from an extract of three parts: {seconds:.3f} s")
    seconds, _done = timed(lambda: refreshing.refresh(together=True))
    said(f"putting the parts together, once a night: {seconds:.2f} s")


if __name__ == "__main__":
    homes.measured(__file__, __doc__, {"changed": 1_000, "rounds": 5, "as-of": 100_000}, inside)
