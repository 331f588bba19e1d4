"""The internal edition is counted from the extract, and says what the rows of the database say."""

from datetime import date

import pytest

from rumbo.statistics import inside, queries, sitrep
from rumbo.statistics.mirror import refreshing, store
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period
from tests.factories import ready
from tests.statistics.test_mirror import WHOLE, told
from tests.statistics.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    ready.reference()


def test_the_report_is_counted_from_the_extract_where_there_is_one_and_says_the_same() -> None:
    world = World(3)
    world.grow(12)
    period = Period(since=date(2025, 1, 5), until=WHOLE.until)
    read = inside.edition(period, "es")
    assert store.load() is None, "a page makes no extract of everything while somebody waits"
    refreshing.refresh()
    world.grow(2)
    assert told([*read.figures]) != told([*inside.edition(period, "es").figures])
    counted, live_again = inside.edition(period, "es"), row_by_row(period)
    assert [*counted.figures] == [*live_again.figures]
    assert (counted.total, counted.surveyed) == (live_again.total, live_again.surveyed)
    assert counted.set_aside == live_again.set_aside


def test_nobody_waits_for_a_report_while_the_extract_is_made_anew() -> None:
    world = World(3)
    world.grow(3)
    refreshing.refresh()
    world.grow(2)
    period = Period(until=WHOLE.until)
    with store.locked():
        assert refreshing.refresh_unless_busy() is None
        assert [*inside.edition(period, "es").figures] == [*row_by_row(period).figures]


def row_by_row(period: Period) -> Contents:
    """The same report, each return read from the database."""
    asked = (period.since, period.until, period.stream)
    return sitrep.sitrep(queries.returns_frame(*asked), period, "es", queries.demand(*asked))
