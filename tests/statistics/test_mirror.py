"""The extract tells what the database tells, forgets what it forgot, and names nobody."""

import os
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rumbo.access.values import EVERYTHING, Reader
from rumbo.common.clock import end_of
from rumbo.statistics import queries
from rumbo.statistics.figures import Figure, figures_of
from rumbo.statistics.mirror import counting, refreshing, shape, store
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.returns import Period, returns_of
from tests.factories import ready
from tests.statistics.worlds import World

# The reading in SQL that `bin/bench sitrep` times.
BENCH = Path(__file__).parents[2] / "bench"
in_sql = runpy.run_path(str(BENCH / "live.py"))
pytestmark = pytest.mark.django_db
DEEP = 150 if os.environ.get("RUMBO_DEEP") == "1" else 6
# Not shrunk: each example makes a world in a database.
PHASES = (Phase.explicit, Phase.generate)
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
WHOLE = Asked(until=date(2025, 12, 31))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.reference()
    monkeypatch.setattr(store, "home", lambda: tmp_path)


@contextmanager
def passing() -> Iterator[None]:
    """A world that is gone afterwards, so that each example begins with none."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Told = dict[tuple[str, str, str | None], tuple[int | None, int | None, int | None]]


def told(figures: list[Figure]) -> Told:
    return {(f.table, f.row, f.column): (f.count, f.base, f.missing) for f in figures}


def live(asked: Asked) -> tuple[Told, int, int, list[tuple[str, str]]]:
    """What the report counts from the database as it stands."""
    reader = EVERYTHING if asked.offices is None else Reader(
        None, frozenset({"coordinator"}), offices=asked.offices
    )  # fmt: skip
    recorded = None if asked.recorded_by is None else end_of(asked.recorded_by)
    raw = queries.returns_frame(
        asked.since, asked.until, asked.stream, reader=reader, recorded_by=recorded
    )
    returns = returns_of(raw, Period(until=asked.until, since=asked.since, stream=asked.stream))
    demand = queries.demand(asked.since, asked.until, asked.stream, reader=reader)
    return (
        told([*figures_of(returns.frame), *demand]),
        returns.frame.height,
        int(returns.frame["surveyed"].sum()),
        sorted((p.column, p.reason) for p in returns.problems),
    )


def mirrored(asked: Asked) -> tuple[Told, int, int, list[tuple[str, str]]]:
    """What the extract counts."""
    found = counting.counts(asked)
    problems = sorted((p.column, p.reason) for p in found.problems)
    return told(found.figures), found.total, found.surveyed, problems


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """What the extract holds, values for codes."""
    extract = store.load()
    assert extract is not None
    books = shape.Books(extract.books)
    found = {}
    for table, frame in store.every_table(extract):
        coded = {
            name: [books.told(name)[code - 1] if code else None for code in frame[name]]
            for name in shape.CODED[table]
        }
        columns = [coded.get(name, frame[name].to_list()) for name in shape.schema(table)]
        found[table] = sorted(zip(*columns, strict=True), key=repr)
    return found


asked_for = st.builds(
    Asked,
    until=st.dates(date(2025, 1, 5), date(2025, 4, 1)) | st.just(WHOLE.until),
    since=st.none() | st.just(date(2025, 1, 20)),
    stream=st.sampled_from([None, None, "AVR", "MPP"]),
    recorded_by=st.none() | st.dates(date(2025, 1, 10), date(2025, 3, 20)),
)


@settings(max_examples=DEEP, deadline=None, phases=PHASES, suppress_health_check=CALM)
@given(seed=st.integers(0, 10**9), size=st.integers(1, 25), data=st.data())
def test_every_figure_is_that_of_the_database(seed: int, size: int, data: st.DataObject) -> None:
    with passing():
        world = World(seed)
        world.grow(size)
        refreshing.refresh(whole=True)
        assert mirrored(WHOLE) == live(WHOLE)
        offices = st.sampled_from([None, None, frozenset({world.offices[0].pk}), frozenset()])
        for _try in range(4):
            asked = data.draw(asked_for)
            here = Asked(**{name: getattr(asked, name) for name in asked.__slots__}
                         | {"offices": data.draw(offices)})  # fmt: skip
            assert mirrored(here) == live(here)


@settings(max_examples=DEEP, deadline=None, phases=PHASES, suppress_health_check=CALM)
@given(seed=st.integers(0, 10**9), size=st.integers(1, 12), turns=st.integers(1, 4))
def test_refreshed_from_what_changed_it_holds_what_it_would_hold_made_anew(
    seed: int, size: int, turns: int
) -> None:
    with passing():
        world = World(seed)
        world.grow(size)
        refreshing.refresh(whole=True)
        for _turn in range(turns):
            for _change in range(world.dice.randrange(1, 4)):
                world.change()
            refreshed = refreshing.refresh()
            assert not refreshed.whole
        here = every_row()
        refreshing.refresh(whole=True)
        assert here == every_row()
        assert mirrored(WHOLE) == live(WHOLE)


@settings(max_examples=DEEP, deadline=None, phases=PHASES, suppress_health_check=CALM)
@given(seed=st.integers(0, 10**9), size=st.integers(1, 25), data=st.data())
def test_every_count_is_that_of_plain_sql(seed: int, size: int, data: st.DataObject) -> None:
    with passing():
        World(seed).grow(size)
        refreshing.refresh(whole=True)
        for _try in range(3):
            asked = data.draw(asked_for)
            here = Asked(until=asked.until, since=asked.since, stream=asked.stream)
            in_sql["told"](here.since, here.until, here.stream)
            counted = in_sql["count"](here.since, here.until, here.stream)
            assert in_sql["cells_of"](counting.counts(here).figures) == counted
