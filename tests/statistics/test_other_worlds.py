"""For every small number of a crossed table there are other people whom no reader could exclude."""

import os
from datetime import date

import pytest

from rumbo.statistics import disclosure, figures, returns
from rumbo.statistics.disclosure import Previous
from rumbo.statistics.disclosure.cells import CROSSINGS
from rumbo.statistics.indicators import BY_NAME
from tests.statistics import july_2019, samples
from tests.statistics.other_worlds import Case

DEEP = os.environ.get("RUMBO_DEEP") == "1"
UNTIL = date(2019, 12, 31)
STEP = 1 if DEEP else 9
SEEDS = range(40 if DEEP else 2)


def case_of(folder, people, cut=None):
    raw = returns.read(samples.write(folder / "returns.csv", people))
    reports = []
    if cut is not None:
        then = returns.returns_of(raw, returns.Period(until=cut))
        first = disclosure.protect(then, figures.figures_of(then.frame))
        reports = [Previous(first.period, first.figures)]
    mine = returns.returns_of(raw, returns.Period(until=UNTIL))
    edition = disclosure.protect(mine, figures.figures_of(mine.frame), reports)
    return Case(folder, people, mine, reports, edition)


def number_of(behind, crossing, group, part):
    """The number of a table as the figures give it: a cell, what is missing, or a base."""
    whole = BY_NAME[crossing.table].whole
    of = [f for f in behind.values() if f.table == crossing.table]
    mine = [f for f in of if (f.row if whole == "row" else f.column) == group]
    if part in {"", None}:
        return (mine[0].missing if part == "" else mine[0].base) if mine else None
    at = {(f.column if whole == "row" else f.row): f.count for f in mine}
    return at[part]


def every_small_number_may_be_large(case):
    tried = 0
    for crossing in CROSSINGS:
        if crossing.table not in case.choice.cells:
            continue
        before = {(f.table, f.row, f.column): f for f in case.truth}
        for place, (group, part, goal, grid) in enumerate(case.goals(crossing)):
            steps = grid.way(goal)
            assert steps is not None, (crossing.table, group, part)
            if place % STEP:
                continue
            rows = case.other_people(crossing, group, part, goal, steps)
            seen, is_same_then, behind = case.published_again(rows)
            told = (crossing.table, group, part)
            assert seen == [], told
            assert is_same_then, told
            assert number_of(behind, crossing, group, part) >= 5, told
            grown = number_of(behind, crossing, group, part)
            if case.reports:
                # What the earlier report counted has not changed, so the change is large as well.
                few = number_of(before, crossing, group, part)
                assert grown - few >= 1, told
            tried += 1
    return tried


def every_hidden_value_may_be_large(case):
    tried = 0
    for table in sorted(set(case.choice.hidden) - {"returns_by_month"}):
        for value in sorted(case.choice.hidden[table]):
            rows = case.renamed_everywhere(BY_NAME[table], value)
            seen, is_same_then, behind = case.published_again(rows)
            assert seen == [], (table, value)
            assert is_same_then
            assert behind[table, value, None].count >= 5, (table, value)
            tried += 1
    return tried


def assert_people_of_whom_nothing_is_known_change_nothing(case):
    nobody = [dict.fromkeys(returns.COLUMNS, "") for _ in range(5)]
    seen, _is_same_then, behind = case.published_again([*case.rows, *nobody])
    assert seen == []
    assert all(behind[t, f.row, None].missing >= 5 for t, f in first_rows(case).items())


def first_rows(case):
    everyone = [t for t in case.choice.hidden if BY_NAME[t].population == "everyone"]
    return {f.table: f for f in case.edition.figures if f.table in everyone}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("calm", [False, True], ids=["messy", "calm"])
def test_of_random_people(tmp_path, seed, calm):
    size = 700 if calm else 150
    case = case_of(tmp_path, samples.world(size + size // 3 * (seed % 3), seed, calm=calm))
    assert every_small_number_may_be_large(case) > 5
    # Of messy people a value is seldom rare, and of seed 2 none is.
    assert every_hidden_value_may_be_large(case) > 0 or not calm
    assert_people_of_whom_nothing_is_known_change_nothing(case)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_people_who_came_since_an_earlier_report(tmp_path, seed):
    people = samples.world(1500, seed, calm=True)
    for person in people:
        person["returned_on"] = person["returned_on"] if "/" not in person["returned_on"] else ""
    case = case_of(tmp_path, people, cut=date(2019, 8, 1 + seed % 28))
    assert every_small_number_may_be_large(case) > 5
    assert every_hidden_value_may_be_large(case) > 0


def test_of_the_report_of_july_2019(tmp_path):
    assert every_small_number_may_be_large(case_of(tmp_path, july_2019.people())) > 5
