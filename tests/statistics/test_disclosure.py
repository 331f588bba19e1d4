"""Nothing small can be worked out from what is published: an attacker of our own tries."""

import os
from datetime import date

import pytest

from rumbo.statistics import disclosure, figures, returns
from rumbo.statistics.disclosure import Previous
from tests.statistics import attacker, samples

WORLDS = 200 if os.environ.get("RUMBO_DEEP") else 8
SEVERAL = [
    "nationality",
    "status",
    "sector",
    "health_condition",
    "journey_conditions",
    "travelling_with",
    "incidents",
    "reason_migrating",
    "reason_returning",
    "plan_on_return",
]
UNTIL = date(2019, 12, 31)


def report(tmp_path, people, until=UNTIL, reports=(), **period):
    raw = returns.read(samples.write(tmp_path / "returns.csv", people))
    mine = returns.returns_of(raw, returns.Period(until=until, **period))
    truth = figures.figures_of(mine.frame)
    return truth, disclosure.protect(mine, truth, reports)


def several(people):
    found = {column for column in SEVERAL if any(";" in p[column] for p in people)}
    return found | {f"{column}_grouped" for column in found}


@pytest.mark.parametrize("seed", range(WORLDS))
@pytest.mark.parametrize("calm", [False, True], ids=["messy", "calm"])
def test_no_small_count_can_be_worked_out(tmp_path, seed, calm):
    people = samples.world(60 + 240 * (seed % 5), seed, calm=calm)
    truth, edition = report(tmp_path, people)
    assert attacker.found(truth, truth, several(people), threshold=-1) == []
    assert attacker.found(edition.figures, truth, several(people)) == []


@pytest.mark.parametrize("seed", range(WORLDS))
def test_no_small_change_since_an_earlier_report_can_be_worked_out(tmp_path, seed):
    people = samples.world(900, seed, calm=True)
    for person in people:
        person["returned_on"] = person["returned_on"] if "/" not in person["returned_on"] else ""
    cut = date(2019, 11, 1 + seed % 28)
    before, first = report(tmp_path, people, until=cut)
    earlier = Previous(returns.Period(until=cut), first.figures)
    truth, edition = report(tmp_path, people, reports=[earlier])
    assert any(f.count is not None for f in edition.figures)
    broken = attacker.found(edition.figures, truth, several(people), first.figures, before)
    assert broken == []


def test_the_attacker_breaks_a_report_without_complementary_suppression(tmp_path):
    people = samples.world(900, 3, calm=True)
    truth, _ = report(tmp_path, people)
    naive = [samples.hide(f) if min(f.count, f.missing) < 5 else f for f in truth]
    assert attacker.found(naive, truth, several(people))


def test_rows_stand_in_an_order_that_ranks_nothing_hidden(tmp_path):
    people = samples.world(900, 3, calm=True)
    _, edition = report(tmp_path, people)
    for table in ("nationality", "site", "country_of_return"):
        rows = [f.row for f in edition.figures if f.table == table]
        assert rows == sorted(rows)


def test_the_same_report_may_be_published_again(tmp_path):
    people = samples.world(900, 3, calm=True)
    _, first = report(tmp_path, people)
    earlier = Previous(returns.Period(until=UNTIL), first.figures)
    _, second = report(tmp_path, people, reports=[earlier])
    assert second.figures == first.figures


def test_an_internal_report_given_as_an_earlier_one_is_not_copied(tmp_path):
    people = samples.world(900, 3, calm=True)
    truth, _ = report(tmp_path, people)
    earlier = Previous(returns.Period(until=UNTIL), tuple(truth), is_public=False)
    _, edition = report(tmp_path, people, reports=[earlier])
    assert all(f.count is None for f in edition.figures)


def test_a_report_that_overlaps_an_earlier_one_of_another_period_shows_nothing(tmp_path):
    people = samples.world(900, 3, calm=True)
    _, first = report(tmp_path, people, since=date(2019, 6, 1))
    earlier = Previous(returns.Period(until=UNTIL, since=date(2019, 6, 1)), first.figures)
    _, edition = report(tmp_path, people, reports=[earlier])
    assert not edition.comparable
    assert edition.cost == 1


def test_tables_that_were_corrected_since_are_withheld(tmp_path):
    people = samples.world(1500, 3, calm=True)
    cut = date(2019, 8, 31)
    _, first = report(tmp_path, people, until=cut)
    changed = next(p for p in people if p["mode"] == "LAND" and p["returned_on"] < "2019-06")
    changed["mode"] = "AIR"
    earlier = Previous(returns.Period(until=cut), first.figures)
    _, edition = report(tmp_path, people, reports=[earlier])
    shown = {f.table for f in edition.figures if f.count is not None}
    assert "mode" not in shown
    assert "site" in shown
