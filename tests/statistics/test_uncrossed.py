"""What is never crossed with place, month and nationality at once is not told by another name."""

import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rumbo.statistics import codes, disclosure, figures, indicators, returns
from rumbo.statistics.disclosure import Previous, gate, uncrossed
from rumbo.statistics.indicators import BY_NAME, EVERY, INDICATORS, Indicator
from tests.statistics import crossing_attack, july_2019, samples

DEEP = os.environ.get("RUMBO_DEEP") == "1"
UNTIL = date(2019, 12, 31)
HEALTH = Indicator(name="health_condition", section="health", attribute="health_condition")


def plain(person: dict[str, str], number: int) -> dict[str, str]:
    """Somebody of whom everything is known, as everybody else in what is not asked here."""
    return person | {
        "site": ("Tijuana", "Tapachula", "Ciudad de México", "Reynosa")[number % 4],
        "nationality": ("HND", "SLV")[number // 4 % 2],
        "country_of_return": ("HND", "SLV")[number // 4 % 2],
        "returned_on": f"2019-0{number // 8 % 4 + 2}-{number % 28 + 1:02}",
        "age": str((7, 15, 30, 40, 50, 33)[number % 6]),
        "birth_date": "",
        "unaccompanied_child": "YES" if number % 24 in {1, 7, 12, 18} else "NO",
        "travelling_with": ("FIRST_DEGREE", "ALONE", "FRIENDS")[number % 3],
        "health_condition": "INJURY" if number % 11 == 0 else "NONE",
        "self_rated_health": "POOR" if number % 7 == 0 else "GOOD",
        "journey_conditions": "BURNS" if number % 9 == 0 else "NONE",
        "incidents": ("ROBBERY", "NONE", "ABUSE")[number % 3],
        "reason_migrating": ("ECONOMIC", "FAMILY", "ECONOMIC", "GBV", "VIOLENCE")[number % 5],
        "reason_returning": ("NO_FUNDS", "LONG_WAIT", "HEALTH", "FAMILY", "DENIED")[number % 5],
        "plan_on_return": ("JOB", "HEALTH", "HOME", "FAMILY", "JOB")[number % 5],
        "applied_to_regularise": "YES" if number % 5 != number % 2 else "NO",
        "surveyed": "YES",
    }


def people(count: int = 500) -> list[dict[str, str]]:
    return [plain(one, n) for n, one in enumerate(samples.world(count, 8, calm=True))]


HERE = {
    "site": "Tijuana", "nationality": "HND", "country_of_return": "HND",
    "returned_on": "2019-03-09",
}  # fmt: skip


def moved(some: list[dict[str, str]], count: int, **changes: str) -> list[dict[str, str]]:
    """The same people, the first of them at one place, in one month, of one nationality."""
    there = HERE | changes
    return [one | there if number < count else one for number, one in enumerate(some)]


def of(folder: Path, some: list[dict[str, str]], until: date = UNTIL) -> returns.Returns:
    raw = returns.read(samples.write(folder / "returns.csv", some))
    return returns.returns_of(raw, returns.Period(until=until))


def publish(
    folder: Path, some: list[dict[str, str]], until: date = UNTIL, reports: Any = ()
) -> disclosure.Edition:
    mine = of(folder, some, until)
    return disclosure.protect(mine, figures.figures_of(mine.frame), reports)


def in_turn(folder: Path, some: list[dict[str, str]], days: list[date]) -> list[disclosure.Edition]:
    editions: list[disclosure.Edition] = []
    for day in days:
        reports = [Previous(one.period, one.figures) for one in editions]
        editions.append(publish(folder, some, day, reports))
    return editions


def shown(edition: disclosure.Edition, table: str | None = None) -> set[str]:
    told = (f for f in edition.figures if f.count is not None)
    return {f.row if table else f.table for f in told if table in {None, f.table}}


def test_no_table_that_is_declared_crosses_what_must_not_be() -> None:
    for indicator in INDICATORS:
        assert indicator.by not in uncrossed.SENSITIVE
        assert indicator.by is None or indicator.attribute not in uncrossed.SENSITIVE


# What must not be found, by the words a reader would find it by, in a table's name or an answer's.
MEANT = re.compile(
    r"salud|health|enferm|illness|medic|médic|malestar|discapac|disab|embaraz|pregn"
    r"|violencia|violence|gender|abus|sexual|trata\b|traffick|explot|exploit|secuestr|kidnap"
    r"|no acompañad|unaccompanied|separad",
    re.IGNORECASE,
)
WELL = {"NONE", "GOOD", "NO"}


def meant() -> dict[str, set[str]]:
    """Every answer of a table that may be public which says what must not be found of somebody."""
    found: dict[str, set[str]] = {}
    for one in (one for one in EVERY if not one.inside):
        for name in filter(None, (one.attribute, one.by)):
            of_it = one.by is None and any(MEANT.search(one.title(lang)) for lang in ("es", "en"))
            for code in codes.closed(name) or ():
                said = (codes.label(name, code, lang) for lang in ("es", "en"))
                if code not in WELL and (of_it or any(map(MEANT.search, said))):
                    found.setdefault(name, set()).add(code)
    return found


def test_each_answer_that_must_not_be_found_is_named() -> None:
    told = {name: set(values) for name, values in uncrossed.SENSITIVE.items() if values}
    assert told == meant()
    assert told.keys() <= indicators.SENSITIVE
    for table, harmless in crossing_attack.HARMLESS.items():
        attribute = BY_NAME[table].attribute
        assert told[attribute] == set(codes.closed(attribute) or ()) - harmless
    public = {one.name for one in INDICATORS if uncrossed.SENSITIVE.get(one.attribute)}
    assert public == crossing_attack.HARMLESS.keys()


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("reason_migrating", {"reason_migrating": "GBV"}),
        ("reason_migrating", {"reason_migrating": "VIOLENCE"}),
        ("reason_returning", {"reason_returning": "HEALTH"}),
        ("reason_leaving_of_applicants", {"reason_returning": "HEALTH"}),
        ("plan_on_return", {"plan_on_return": "HEALTH"}),
    ],
)
def test_a_reason_or_a_plan_is_not_told_of_one_crossing(
    tmp_path: Path, table: str, changes: dict[str, str]
) -> None:
    """Of people at one place, in one month, of one nationality; nor where only who said it is."""
    (answer,) = changes.values()
    assert answer in shown(publish(tmp_path, people()), table)
    assert table not in shown(publish(tmp_path, moved(people(300), 300)))
    near = [
        one | HERE if (one | changes) == one and number % 9 else one
        for number, one in enumerate(people())
    ]
    assert answer not in shown(publish(tmp_path, near), table)


def test_what_applicants_say_taken_from_the_survey_is_not_one_crossing(tmp_path: Path) -> None:
    """Neither table is one; the surveyed who had not applied are."""
    some = [one | {"applied_to_regularise": "YES"} for one in people()]
    for number, person in enumerate(some):
        if number % 3 == 0:
            person |= {"applied_to_regularise": "NO"}
    both = {"reason_returning", "reason_leaving_of_applicants"}
    assert both <= shown(publish(tmp_path, some))
    there = [one | HERE if one["applied_to_regularise"] == "NO" else one for one in some]
    told = publish(tmp_path, there)
    assert both & shown(told) == {"reason_returning"}
    assert crossing_attack.finds(there, [told.figures], [UNTIL]) == []


@pytest.mark.parametrize(
    ("there", "is_shown"), [(0, True), (200, True), (320, False), (495, False), (500, False)]
)
def test_a_report_nearly_all_of_one_crossing_is_that_crossing(
    tmp_path: Path, there: int, *, is_shown: bool
) -> None:
    edition = publish(tmp_path, moved(people(), there))
    assert (not shown(edition).isdisjoint(uncrossed.SENSITIVE)) is is_shown
    assert "sex" in shown(edition)


@pytest.mark.parametrize("unknown", ["site", "nationality", "returned_on"])
def test_who_lacks_one_of_the_three_may_be_there_too(tmp_path: Path, unknown: str) -> None:
    lacking = {"nationality": "", "country_of_return": ""} if unknown == "nationality" else {}
    some = moved(moved(people(), 260, **{unknown: "", **lacking}), 160)
    assert "health_condition" not in shown(publish(tmp_path, some))
    assert "health_condition" in shown(publish(tmp_path, moved(people(), 160)))


def test_the_country_of_return_is_as_good_as_the_nationality(tmp_path: Path) -> None:
    some = moved(people(), 320)
    for number, person in enumerate(some):
        person["nationality"] = ("HND", "SLV", "GTM", "NIC")[number % 4]
    assert "health_condition" not in shown(publish(tmp_path, some))


def test_a_week_over_the_end_of_a_month_is_one_month(tmp_path: Path) -> None:
    some = moved(people(), 320)
    for number, person in enumerate(some):
        person["returned_on"] = ("2019-03-30", "2019-03-31", "2019-04-01", "2019-04-02")[number % 4]
    assert "health_condition" not in shown(publish(tmp_path, some))
    for number, person in enumerate(some):
        person["returned_on"] = ("2019-03-30", "2019-05-31")[number % 2]
    assert "health_condition" in shown(publish(tmp_path, some))


def test_more_people_have_it_than_stand_elsewhere(tmp_path: Path) -> None:
    """Of 500, 240 at one place and 300 who are hurt: at least 40 of those there are hurt."""
    some = moved(people(), 240)
    assert "health_condition" in shown(publish(tmp_path, some))
    for number, person in enumerate(some):
        person["health_condition"] = "INJURY" if number % 5 < 3 else "NONE"
    assert "health_condition" not in shown(publish(tmp_path, some))


def test_an_answer_given_nearly_by_one_crossing_alone_is_hidden(tmp_path: Path) -> None:
    some = people()
    for number, person in enumerate(some):
        answer = ("ROBBERY", "NONE", "ABUSE", "EXTORTION")[number % 4]
        # What few gave is hidden in any case, and what is needed beside it.
        person["incidents"] = "EXPLOITATION" if number < 60 else answer
        if number > 470:
            person["incidents"] = "FRAUD"
    spread = publish(tmp_path, some)
    assert "EXPLOITATION" in shown(spread, "incidents")
    near = publish(tmp_path, moved(some, 40))
    assert "EXPLOITATION" not in shown(near, "incidents")
    assert "ROBBERY" in shown(near, "incidents")
    base = {f.base for f in near.figures if f.table == "incidents"}
    hidden = {f.row for f in near.figures if f.table == "incidents" and f.suppressed}
    assert len(hidden) > 1 or base == {None}


def test_children_alone_are_looked_for_among_children(tmp_path: Path) -> None:
    some = people()
    children = [one for one in some if int(one["age"]) < 18]
    for person in children[: len(children) * 2 // 3]:
        person.update(HERE)
    tables = shown(publish(tmp_path, some))
    assert tables.isdisjoint({"unaccompanied", "travelling_with", "travelling_with_grouped"})
    assert "health_condition" in tables


def test_a_crossed_table_is_asked_group_by_group(tmp_path: Path) -> None:
    """Were it declared, of each nationality the place and the month must be in doubt."""
    crossed = Indicator(
        name="new", section="health", attribute="nationality", by="health_condition"
    )
    spread = of(tmp_path, people()).frame
    assert not uncrossed.crosses(HEALTH, spread)
    assert not uncrossed.crosses(crossed, spread)
    some = people()
    for person in some:
        if person["nationality"] == "SLV":
            person |= {"site": "Tijuana", "returned_on": "2019-03-09"}
    there = of(tmp_path, some).frame
    assert not uncrossed.crosses(HEALTH, there)
    assert uncrossed.crosses(crossed, there)


def later(count: int, there: int, day: str) -> list[dict[str, str]]:
    """As many more people, the first of them all at one place and of one nationality."""
    some = [one | {"returned_on": day} for one in people(900)[-count:]]
    return moved(some, there, returned_on=day)


@pytest.mark.parametrize(("there", "is_shown"), [(60, True), (200, False)])
def test_who_is_new_since_the_earlier_report_is_not_crossed_by_subtracting_it(
    tmp_path: Path, there: int, *, is_shown: bool
) -> None:
    some = people() + later(300, there, "2019-07-09")
    first, second = in_turn(tmp_path, some, [date(2019, 6, 30), UNTIL])
    assert "health_condition" in shown(first)
    assert second.comparable
    assert ("health_condition" in shown(second)) is is_shown


def test_what_one_report_withholds_the_next_does_not_give_back(tmp_path: Path) -> None:
    """The second withholds the table; the third, less the first, would still be one crossing."""
    some = people() + later(300, 300, "2019-07-09") + later(200, 0, "2019-08-09")
    days = [date(2019, 6, 30), date(2019, 7, 31), UNTIL]
    first, second, third = in_turn(tmp_path, some, days)
    tables = [("health_condition" in shown(one)) for one in (first, second, third)]
    assert tables == [True, False, False]


# --- The attacker who knows all but what must not be found.


def skewed(seed: int, weight: float) -> list[dict[str, str]]:
    """People of whom all is known, more of them at one place the greater the weight."""
    dice = samples.Dice(seed)
    some = [plain(one, dice.randrange(10**6)) for one in samples.world(400, seed, calm=True)]
    # In one month, and more of who is hurt where most are.
    return [
        one | HERE | {"returned_on": one["returned_on"]}
        if dice.random() < weight * (0.6 if one["health_condition"] == "NONE" else 1)
        else one
        for one in some
    ]


DAYS = [date(2019, 3, 31), date(2019, 4, 30), date(2019, 5, 31)]


def attacked(folder: Path, seeds: range) -> tuple[list[Any], list[float], set[str]]:
    """Return what is found in these worlds, what it costs, and the tables that are told of."""
    found, costs, told = [], [], set[str]()
    for seed in seeds:
        some = skewed(seed, seed % 5 / 5)
        editions = in_turn(folder, some, DAYS)
        reports = [edition.figures for edition in editions]
        found += crossing_attack.finds(some, reports, DAYS)
        costs += [edition.cost for edition in editions]
        told |= shown(editions[0])
    return found, costs, told


def test_nobody_is_found_in_a_crossing_by_who_knows_the_rest(tmp_path: Path) -> None:
    found, costs, told = attacked(tmp_path, range(100 if DEEP else 5))
    assert found == []
    assert not told.isdisjoint(uncrossed.SENSITIVE)
    sys.stdout.write(f"withheld, report by report: {' '.join(f'{c:.0%}' for c in costs)}\n")


@pytest.mark.parametrize("step", ["tables", "values", "later"])
def test_without_a_step_the_attacker_finds_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if step == "tables":
        monkeypatch.setattr(gate, "too_close", lambda _sets: frozenset())
    elif step == "values":
        monkeypatch.setattr(gate, "close_values", lambda _sets: {})
    else:
        kept = uncrossed.too_close
        monkeypatch.setattr(gate, "too_close", lambda sets: kept(sets[:1]))
    found, _costs, _told = attacked(tmp_path, range(5))
    assert found


def test_july_2019_tells_no_less_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report of half a year: the rule costs nothing. Of one of its months it costs something."""
    raw = returns.read(samples.write(tmp_path / "july.csv", july_2019.people()))
    spans = [(None, UNTIL), (date(2019, 6, 1), date(2019, 6, 30))]
    costs = []
    for since, until in spans:
        mine = returns.returns_of(raw, returns.Period(since=since, until=until))
        truth = figures.figures_of(mine.frame)
        kept = disclosure.protect(mine, truth)
        with monkeypatch.context() as without:
            without.setattr(gate, "too_close", lambda _sets: frozenset())
            without.setattr(gate, "close_values", lambda _sets: {})
            free = disclosure.protect(mine, truth)
        costs.append((kept.cost, free.cost))
    said = ["withheld, with the rule and without it:", *(f"{a:.1%} {b:.1%}" for a, b in costs)]
    sys.stdout.write(" ".join(said) + "\n")
    assert costs[0][0] == costs[0][1]
    assert costs[1][0] < costs[1][1] + 0.05


def test_one_span_of_days_ends_where_a_month_does(tmp_path: Path) -> None:
    some = people(40)
    for number, person in enumerate(some):
        day = date(2019, 3, 9) + timedelta(days=30 * (number % 2))
        person["returned_on"] = day.isoformat()
    assert uncrossed._is_one_month(of(tmp_path, some).frame)
    some[1]["returned_on"] = "2019-04-09"
    assert not uncrossed._is_one_month(of(tmp_path, some).frame)
