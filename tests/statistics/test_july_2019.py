"""The layout of the report of July 2019 comes out, each share to the rounding it was printed with."""

from datetime import date

import pytest

from rumbo.statistics import sitrep
from rumbo.statistics.disclosure import Previous
from rumbo.statistics.returns import Period, read
from tests.statistics import july_2019, samples

PERIOD = Period(until=date(2019, 7, 11))


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("july")
    return read(samples.write(folder / "returns.csv", july_2019.people()))


@pytest.fixture(scope="module")
def report(raw):
    return sitrep.sitrep(raw, PERIOD, "es")


@pytest.mark.parametrize("line", july_2019.PUBLISHED)
def test_a_published_share_comes_out(report, line):
    table, row, column, percent = line.split("|")
    found = [f for f in report.figures if (f.table, f.row, f.column or "") == (table, row, column)]
    digits = len(percent.partition(".")[2])
    assert round((found[0].share or 0) * 100, digits) == float(percent)


def test_the_totals_are_those_published(report):
    assert report.total == 1703
    assert report.figure("unaccompanied", "YES").count == 66
    assert report.problems == ()


def test_the_public_edition_of_the_same_file_withholds_at_least_every_small_count(raw):
    public = sitrep.public_sitrep(raw, PERIOD, "es", ())
    shown = [n for f in public.figures for n in (f.count, f.base, f.missing) if n is not None]
    assert min(shown) >= 5
    assert public.total is None
    assert public.edition is not None
    assert 0 < public.edition.cost < 1


def test_a_report_a_day_later_with_one_more_person_shows_no_change_of_one(raw):
    first = sitrep.public_sitrep(raw, Period(until=date(2019, 7, 10)), "es", ())
    earlier = Previous(first.period, tuple(first.figures))
    later = sitrep.public_sitrep(raw, PERIOD, "es", [earlier])
    assert all(f.count is None for f in later.figures)
