"""The internal edition is counted from the extract, and says what the rows of the database say."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from rumbo.access.values import EVERYTHING, Reader
from rumbo.common import clock
from rumbo.movements.models import PassengerEvent
from rumbo.reception.models import Arrival, DirectArrival
from rumbo.registry.models import Individual, Person
from rumbo.statistics import editions, inside, queries, sitrep
from rumbo.statistics.figures import figures_of
from rumbo.statistics.mirror import people, refreshing, store
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.queries.human import named as named_in_a_file
from rumbo.statistics.report.contents import Contents, Uncounted
from rumbo.statistics.report.story import tell
from rumbo.statistics.report.tables import problems
from rumbo.statistics.returns import Period, read, returns_of
from tests.factories import ready
from tests.statistics.test_mirror import WHOLE, told
from tests.statistics.worlds import FIRST, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    ready.reference()


@pytest.mark.parametrize("stream", [None, "AVR"])
def test_the_report_is_counted_from_the_extract_where_there_is_one_and_says_the_same(
    stream: str | None,
) -> None:
    world = World(3)
    world.grow(12)
    period = Period(since=date(2025, 1, 5), until=WHOLE.until, stream=stream)
    read = inside.edition(period, "es")
    assert store.load() is None, "a page makes no extract of everything while somebody waits"
    refreshing.refresh()
    world.grow(2)
    assert told([*read.figures]) != told([*inside.edition(period, "es").figures])
    counted, live_again = inside.edition(period, "es"), row_by_row(period)
    assert told([*counted.figures]) == told([*live_again.figures])
    names = {f.table for f in counted.figures if f.count}
    assert {"age_group_by_sex", "site_by_country_of_return", "waiting_by_month"} <= names
    assert "how_heard" in names
    assert stream or "distance_from_home" in names
    assert (counted.total, counted.surveyed) == (live_again.total, live_again.surveyed)
    assert counted.persons == live_again.persons
    assert counted.set_aside == live_again.set_aside


def test_an_office_that_received_a_part_of_a_family_reads_its_whole_report() -> None:
    world = World(3)
    world.grow(20)
    refreshing.refresh(whole=True)
    period = Period(until=WHOLE.until)
    for office in world.offices:
        reader = Reader(None, frozenset({"coordinator"}), offices=frozenset({office.pk}))
        counted = inside.edition(period, "es", reader)
        assert told([*counted.figures]) == told([*inside._live(period, "es", reader).figures])


def test_nobody_waits_for_a_report_while_the_extract_is_made_anew() -> None:
    world = World(3)
    world.grow(3)
    refreshing.refresh()
    world.grow(2)
    period = Period(until=WHOLE.until)
    with store.locked():
        assert refreshing.refresh_unless_busy() is None
        assert told([*inside.edition(period, "es").figures]) == told([*row_by_row(period).figures])


def test_who_has_two_registrations_and_returned_with_both_is_one_person() -> None:
    world = World(5)
    world.grow(8)
    refreshing.refresh()
    period = Period(until=WHOLE.until)
    numbers = queries.returns_frame(None, period.until)["person"].to_list()
    before = inside.edition(period, "en")
    assert before.persons == row_by_row(period).persons == len(set(numbers))
    assert before.total == len(numbers)
    named = {named_in_a_file(one.pk): one for one in Person.objects.all()}
    [first, second, *_more] = dict.fromkeys(numbers)
    one, other = named[first], named[second]
    Individual.objects.create(pk=one.pk)
    Person.objects.filter(pk__in=[one.pk, other.pk]).update(individual=one.pk)
    after = inside.edition(period, "en")
    assert after.total == before.total
    assert after.persons == row_by_row(period).persons == len(set(numbers)) - 1
    assert f"{after.total} returns home" in tell(after).headline
    assert f"of {after.persons} people" in tell(after).headline


def test_who_is_there_twice_on_a_day_is_counted_twice_and_said_wherever_it_is_counted(
    tmp_path: Path,
) -> None:
    """From a file, from the database and from the extract alike."""
    world = World(3)
    world.grow(12)
    period = Period(until=WHOLE.until)
    person, before = thrice_here(world, period)
    refreshing.refresh(whole=True)
    raw = queries.returns_frame(None, period.until)
    path = tmp_path / "returns.csv"
    raw.write_csv(path)
    file = sitrep.sitrep(read(path), period, "es")
    counted, live = inside.edition(period, "es"), row_by_row(period)
    assert file.total == counted.total == live.total == before + 3
    assert [p.reason for p in file.problems].count("twice") == 1
    for contents in (counted, live):
        assert Uncounted("person", "twice", 1) in contents.uncounted
        assert not contents.problems, "there is no file with rows to name"
        said = "Retornos de una persona que ya tiene otro el mismo día (se contaron todos; conviene"
        assert f"{said} revisarlos): 1." in list(problems(contents))
        # It is no value that is missing.
        assert contents.set_aside == file.set_aside
    again = editions.as_known(period, clock.today(), "es")
    assert Uncounted("person", "twice", 1) in again.uncounted
    Arrival.objects.filter(person=person, departure=None).delete()
    assert "twice" not in {one.reason for one in inside.edition(period, "es").uncounted}


def thrice_here(world: World, period: Period) -> tuple[Person, int]:
    """Let somebody return twice on a day and once on another; give how many others returned."""
    person, case = world.people[0], world.cases[0]
    world.unring(person=person)
    Arrival.objects.filter(person=person).delete()
    PassengerEvent.objects.filter(person=person).delete()
    DirectArrival.objects.filter(case=case).delete()
    while len(world.buses) < 2:
        world.bus()
    before = row_by_row(period).total or 0
    at = FIRST + timedelta(days=20)
    other = at + timedelta(days=9)
    for departure, when in ((world.buses[1], at), (None, at), (world.buses[0], other)):
        Arrival.objects.create(
            office=case.office, case=case, person=person, departure=departure, centre="X",
            country="HND", occurred_at=when, recorded_at=when, state="ARRIVED",
        )  # fmt: skip
    return person, before


@pytest.mark.parametrize("seed", [3, 8])
def test_the_public_edition_of_days_is_counted_from_the_extract_as_from_the_database(
    seed: int,
) -> None:
    world = World(seed)
    world.grow(25)
    refreshing.refresh(whole=True)
    sizes = []
    for since, stream in ((None, None), (date(2025, 1, 20), None), (None, "AVR")):
        period = Period(until=WHOLE.until, since=since, stream=stream)
        asked = Asked(until=period.until, since=since, stream=stream)
        mine, asking = people.told(asked)
        live = returns_of(queries.returns_frame(since, period.until, stream), period)
        assert told(figures_of(mine.frame)) == told(figures_of(live.frame))
        assert mine.frame.height == live.frame.height
        sizes.append(mine.frame.height)
        made = editions.of_days(period, "es", (), 5)
        demand = queries.demand(since, period.until, stream)
        assert made.figures == sitrep.published(live, (), demand).figures
        assert told(asking) == told(demand)
    assert sizes[0] > max(sizes[1:]) > 0


def row_by_row(period: Period) -> Contents:
    """The same report, each return read from the database."""
    return inside._live(period, "es", EVERYTHING)
