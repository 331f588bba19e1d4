"""The extract tells what the database tells, forgets what it forgot, and names nobody."""

import os
import re
import runpy
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import polars as pl  # noqa: TID253
import pytest
import typer
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from rumbo.access.values import EVERYTHING, Reader
from rumbo.casework import cli as erasure
from rumbo.casework.models import Case, Retention
from rumbo.common.clock import end_of
from rumbo.common.sealed.keyedhash import blind
from rumbo.movements.models import Departure, PassengerEvent
from rumbo.network.models import Site
from rumbo.reception.models import Arrival, DirectArrival
from rumbo.registry.models import Person
from rumbo.statistics import cli, jobs, queries
from rumbo.statistics.figures import Figure, figures_of
from rumbo.statistics.mirror import counting, filling, refreshing, shape, store
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.queries.changes import Horizon
from rumbo.statistics.returns import Period, returns_of
from tests.conftest import AsRole
from tests.factories import ready
from tests.statistics.worlds import FIRST, World

# The reading in SQL that `bin/bench sitrep` times.
BENCH = Path(__file__).parents[2] / "bench"
in_sql = runpy.run_path(str(BENCH / "live.py"))
pytestmark = pytest.mark.django_db
DEEP = 150 if os.environ.get("RUMBO_DEEP") == "1" else 6
# What a transaction under way may hide is read again: in a run shared with others there is always one.
ALONE = "PYTEST_XDIST_WORKER" not in os.environ
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


Known = tuple[Told, int, int, Mapping[tuple[str, str], int]]


def told(figures: list[Figure]) -> Told:
    return {(f.table, f.row, f.column): (f.count, f.base, f.missing) for f in figures}


def live(asked: Asked) -> Known:
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
        Counter((p.column, p.reason) for p in returns.problems),
    )


def mirrored(asked: Asked) -> Known:
    """What the extract counts."""
    found = counting.counts(asked)
    problems = Counter(found.problems)
    problems["person", "twice"] += counting.twice(asked)
    return told(found.figures), found.total, found.surveyed, +problems


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """What the extract holds, values for codes."""
    extract = store.load()
    assert extract is not None
    books = shape.Books(extract.books)
    found: dict[str, list[tuple[object, ...]]] = {}
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


def one_world() -> World:
    world = World(3)
    world.grow(12)
    refreshing.refresh(whole=True)
    return world


def files() -> dict[str, Path]:
    return {str(p.relative_to(store.folder())): p for p in store.folder().rglob("*") if p.is_file()}


def test_nobody_but_its_owner_may_open_the_extract() -> None:
    one_world()
    assert stat.S_IMODE(store.folder().stat().st_mode) == 0o700
    assert len(files()) == 2 + len(shape.TABLES)
    for path in files().values():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_no_name_no_id_no_birth_date_and_no_moment_is_in_it() -> None:
    world = one_world()
    everything = b"".join(path.read_bytes() for path in files().values())
    for row in [*world.people, *world.cases, *world.buses]:
        for form in (str(row.pk).encode(), row.pk.hex.encode(), row.pk.bytes, row.pk.bytes_le):
            assert form not in everything
    assert not any(case.number.encode() in everything for case in world.cases)
    extract = store.load()
    assert extract is not None
    for table, frame in store.every_table(extract):
        assert "birth_date" not in frame.columns
        assert not any(kind.is_temporal() and kind != pl.Date for kind in frame.dtypes)
        # Their order follows from the key: that of the database would tell whose each row is.
        key = shape.KEY[table]
        assert frame[key].is_sorted()


def test_without_the_key_nobody_finds_a_person_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = one_world()
    before = {row[1] for row in every_row()["returns"]}
    ours = {filling.pseudonym("person", person.pk) for person in world.people}
    assert before <= ours
    assert not ours & {filling.pseudonym("case", person.pk) for person in world.people}
    # Whoever has another key makes other pseudonyms, and the whole extract is made anew under it.
    monkeypatch.setattr(filling, "blind", lambda purpose, text: blind(purpose, "x" + text))
    assert not before & {filling.pseudonym("person", person.pk) for person in world.people}
    assert refreshing.refresh().whole
    assert not before & {row[1] for row in every_row()["returns"]}


def test_who_returned_twice_is_two_returns_and_one_person() -> None:
    world = one_world()
    rows = [row for row in every_row()["returns"] if row[8] is None]
    case, person = world.case(), world.people[0]
    world.unring(person=person)
    Arrival.objects.filter(person=person).delete()
    PassengerEvent.objects.filter(person=person).delete()
    DirectArrival.objects.filter(case=case).delete()
    for month in (1, 2):
        at = FIRST + timedelta(days=30 * month)
        bus = Departure.objects.create(
            office=case.office, code=f"T{month}", date=at.date(), leaves_at=at, mode="LAND",
            route="R", seats=40,
        )  # fmt: skip
        world.receive(case, bus, person, at)
    Arrival.objects.filter(person=person).update(taken_back_at=None, state="ARRIVED")
    refreshing.refresh()
    mine = filling.pseudonym("person", person.pk)
    assert len([row for row in every_row()["returns"] if row[1] == mine]) == 2
    assert len({row[1] for row in every_row()["returns"] if row[1] == mine}) == 1
    assert mirrored(WHOLE) == live(WHOLE)
    assert rows


def test_what_is_deleted_leaves_the_disk_with_the_next_refresh() -> None:
    world = one_world()
    gone = next(p for p in world.people if Arrival.objects.live().filter(person=p).exists())
    mine = filling.pseudonym("person", gone.pk)
    assert any(row[1] == mine for row in every_row()["returns"])
    world.unring(person=gone)
    Arrival.objects.filter(person=gone).delete()
    PassengerEvent.objects.filter(person=gone).delete()
    refreshing.refresh()
    frames = [pl.read_parquet(path) for name, path in files().items() if "returns" in name]
    assert len(frames) == 1
    assert mine not in frames[0]["person"].to_list()


def test_of_whom_was_erased_only_what_the_database_kept_is_left_on_the_disk(
    owner_role: AsRole,
) -> None:
    world = one_world()
    alone = Person.objects.annotate(in_all=Count("memberships")).filter(in_all=1)
    person = alone.filter(memberships__group__case__isnull=False).order_by("pk")[0]
    case = Case.objects.get(group__members__person=person)
    # Seventeen on the day; of the year alone, eighteen.
    Person.objects.filter(pk=person.pk).update(birth_date=date(2007, 12, 31))
    world.receive(case, None, person, FIRST + timedelta(days=30))
    Arrival.objects.filter(person=person).update(state="ARRIVED", taken_back_at=None)
    DirectArrival.objects.filter(case=case).delete()
    refreshing.refresh()
    before = every_row()
    Retention.objects.create(office=case.office, case=case, decision="ERASE", occurred_at=FIRST)
    app = typer.Typer()
    erasure.register(app)
    cli.register(app)
    with owner_role():
        said = CliRunner().invoke(app, ["erase"])
    assert said.output.startswith(f"{case.number}: "), said.output
    assert len([name for name in files() if "returns" in name]) == 1
    kept = every_row()
    refreshing.refresh(whole=True)
    assert kept == every_row()
    assert kept != before
    assert mirrored(WHOLE) == live(WHOLE)


def test_interrupted_the_earlier_extract_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    world = one_world()
    before, there = every_row(), set(files())
    world.grow(2)
    with monkeypatch.context() as broken:
        broken.setattr(store, "commit", full)
        with pytest.raises(OSError, match="full"):
            refreshing.refresh()
    assert every_row() == before
    assert set(files()) > there
    assert not refreshing.refresh().whole
    assert mirrored(WHOLE) == live(WHOLE)
    extract = store.load()
    assert extract is not None
    assert {name.split("/")[0] for name in files() if "/" in name} == set(extract.parts)


def full(_extract: store.Extract) -> None:
    raise OSError("full")


def test_nothing_changed_writes_nothing() -> None:
    one_world()
    rows = every_row()
    before = {name: path.read_bytes() for name, path in files().items() if "parquet" in name}
    refreshed = refreshing.refresh()
    assert every_row() == rows
    if ALONE:
        assert (refreshed.cases, refreshed.people) == (0, 0)
        assert before == {n: p.read_bytes() for n, p in files().items() if "parquet" in n}


def test_made_anew_it_is_the_same_to_the_byte() -> None:
    one_world()
    first = sorted(path.read_bytes() for name, path in files().items() if "parquet" in name)
    refreshing.refresh(whole=True)
    again = sorted(path.read_bytes() for name, path in files().items() if "parquet" in name)
    assert first == again


def test_what_a_word_of_reference_says_is_told_anew_everywhere() -> None:
    one_world()
    Site.objects.filter(code="TAP").update(name="Otro nombre")
    assert refreshing.refresh().whole
    assert ("site", "Otro nombre", None) in mirrored(WHOLE)[0]
    assert mirrored(WHOLE) == live(WHOLE)


def test_a_number_is_passed_only_once_all_that_was_under_way_is_over() -> None:
    def seen(begun: int, over: int, mark: int) -> Horizon:
        return Horizon(marks={"x": mark}, begun_before=begun, over_before=over)

    extract = store.Extract()
    refreshing._pass(extract, seen(begun=10, over=8, mark=100))
    assert extract.passed == {}
    refreshing._pass(extract, seen(begun=20, over=9, mark=200))
    assert extract.passed == {}
    refreshing._pass(extract, seen(begun=30, over=15, mark=300))
    assert extract.passed == {"x": 100}
    refreshing._pass(extract, seen(begun=40, over=40, mark=400))
    assert extract.passed == {"x": 400}
    assert extract.seen == []


def test_a_damaged_list_is_made_anew() -> None:
    one_world()
    (store.folder() / store.LIST).write_text('{"shape": 1, "parts": ')
    assert store.load() is None
    assert refreshing.refresh().whole
    assert mirrored(WHOLE) == live(WHOLE)


def test_the_command_says_how_many_it_read_anew() -> None:
    World(5).grow(3)
    app = typer.Typer()
    cli.register(app)
    said = CliRunner().invoke(app, ["mirror", "--whole"])
    assert said.exit_code == 0, said.output
    assert said.output.startswith("3 archivos y ")
    again = CliRunner().invoke(app, ["mirror"])
    assert re.fullmatch(r"\d archivos y \d+ personas leídas de nuevo\.\n", again.output)
    assert not ALONE or again.output.startswith("0 archivos y 0 personas")


def test_it_is_refreshed_each_night_and_put_together() -> None:
    world = one_world()
    world.grow(1)
    refreshing.refresh()
    world.grow(1)
    jobs.refresh_mirror(timestamp=0)
    assert len([name for name in files() if "returns" in name]) == 1
    assert mirrored(WHOLE) == live(WHOLE)
