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
