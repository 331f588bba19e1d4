"""What an earlier report withheld stays withheld: shown later, it would tell what it was then.

Under one threshold for all reports little would be lost without that: what is shown of a report
has `threshold` newcomers at least, and exchanging those answers for whoever is exchanged among the
people before. A report that was published under a stricter threshold has promised more.
"""

from datetime import date
from typing import Any

import pytest

from rumbo.statistics.disclosure import Previous, since
from rumbo.statistics.disclosure.values import Known
from tests.statistics import attacker, samples
from tests.statistics.test_disclosure_attack import publish

FIRST, SECOND = date(2019, 6, 14), date(2019, 6, 21)
KINDS = ("sector", "education")
TABLES = {*KINDS, "sector_by_education"}
SECTORS = ("AGRI", "CONSTR", "COMMERCE", "MINING")
EDUCATION = ("NONE", "PRIMARY", "SECONDARY", "TECH")
STRICT, USUAL = 10, 5


def a_crowd():
    """How many have each two values: the last of both are the fewest, and hide what nobody has."""
    return {
        (one, other): 12 if one == SECTORS[-1] or other == EDUCATION[-1] else 30
        for one in SECTORS
        for other in EDUCATION
    }


def people_of(before, new):
    """Return people of whom two values are known, by the week in which they returned."""
    empty = dict.fromkeys(samples.row(0, samples.Dice(0)), "")
    days = ((before, "2019-06-10"), (new, "2019-06-20"))
    told = [
        {"returned_on": day, **dict(zip(KINDS, values, strict=True))}
        for counts, day in days
        for values, number in counts.items()
        for _one in range(number)
    ]
    return [{**empty, "person": f"P{number}", **one} for number, one in enumerate(told)]


def found_of_the_first(folder, before, new):
    """Return what of the first report, published under the stricter threshold, two give away."""
    people = people_of(before, new)
    truths: list[Any] = []
    reports: list[Previous] = []
    attacked = []
    for day, threshold in ((FIRST, STRICT), (SECOND, USUAL)):
        truth, edition = publish(folder, people, day, reports, threshold)
        reports.append(Previous(edition.period, edition.figures))
        truths.append([figure for figure in truth if figure.table in TABLES])
        attacked.append([figure for figure in edition.figures if figure.table in TABLES])
        assert any(figure.count is not None for figure in attacked[-1])
    attack = attacker.Attack(truths, set())
    for upto, figures in enumerate(attacked):
        attack.read(figures, upto)
    return [name for name in attack.finds(truths, STRICT) if name[0] == 0]


def few_of_two_sectors():
    """Three farmers and sixteen builders before, six and five more a week later."""
    before, new = a_crowd(), a_crowd()
    for other in EDUCATION:
        before["AGRI", other], before["CONSTR", other] = int(other != "TECH"), 4
        new["AGRI", other], new["CONSTR", other] = 2 * (other != "TECH"), 1
    new["CONSTR", "NONE"] = 2
    return before, new


def few_of_a_cell():
    """Three farmers who never went to school before, and five more a week later."""
    before, new = a_crowd(), a_crowd()
    before["AGRI", "NONE"], new["AGRI", "NONE"] = 3, 5
    return before, new


@pytest.mark.parametrize("world", [few_of_two_sectors, few_of_a_cell])
def test_a_later_report_keeps_what_one_under_a_stricter_threshold_promised(tmp_path, world):
    assert found_of_the_first(tmp_path, *world()) == []


def test_without_the_values_withheld_before_a_few_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr(since, "_known", lambda *_a: Known())
    assert (0, "count", "sector", "AGRI", None) in found_of_the_first(
        tmp_path, *few_of_two_sectors()
    )


def test_without_the_cells_withheld_before_three_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr(since, "_crossed", lambda *_a: {})
    found = found_of_the_first(tmp_path, *few_of_a_cell())
    assert found == [(0, "count", "sector_by_education", "AGRI", "NONE")]
