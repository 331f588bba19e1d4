"""The internal edition is counted from the extract, and says what the rows of the database say."""

from datetime import date

import pytest

from rumbo.access.values import EVERYTHING
from rumbo.registry.models import Individual, Person
from rumbo.statistics import inside, queries
from rumbo.statistics.mirror import refreshing, store
from rumbo.statistics.queries.human import named as named_in_a_file
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.story import tell
from rumbo.statistics.returns import Period
from tests.factories import ready
from tests.statistics.test_mirror import WHOLE, told
from tests.statistics.worlds import World

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


def row_by_row(period: Period) -> Contents:
    """The same report, each return read from the database."""
    return inside._live(period, "es", EVERYTHING)
