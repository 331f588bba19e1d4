"""Which finding of due diligence rules a day."""

from datetime import date

from rumbo.programmes.rules import Finding, is_touched, may_return, rulings, strictest
from rumbo.programmes.rules.openness import outdone_by

FIRST = date(2018, 1, 1)


def row(finding: str, since: date, until: date | None = None, area: str = "") -> Finding:
    return Finding(f"{finding}{since}{area}", area, finding, since, until)


def ruling(rows: list[Finding], area: str, day: date) -> str | None:
    found = strictest(rows, area, day)
    return found.finding if found else None


def test_the_latest_finding_rules_and_the_older_one_returns_after_it() -> None:
    rows = [row("OPEN", FIRST), row("SUSPENDED", date(2020, 3, 16), date(2020, 7, 31))]
    assert ruling(rows, "", date(2020, 3, 15)) == "OPEN"
    assert ruling(rows, "", date(2020, 3, 16)) == "SUSPENDED"
    assert ruling(rows, "", date(2020, 7, 31)) == "SUSPENDED"
    assert ruling(rows, "", date(2020, 8, 1)) == "OPEN"


def test_a_later_opening_lifts_a_suspension() -> None:
    rows = [row("SUSPENDED", FIRST), row("OPEN", date(2022, 1, 1))]
    assert ruling(rows, "", date(2021, 12, 31)) == "SUSPENDED"
    assert ruling(rows, "", date(2022, 1, 1)) == "OPEN"


def test_of_two_findings_of_one_day_the_stricter_one_rules() -> None:
    assert ruling([row("SUSPENDED", FIRST), row("OPEN", FIRST)], "", FIRST) == "SUSPENDED"


def test_the_stricter_of_area_and_country_rules() -> None:
    rows = [row("CASE_BY_CASE", FIRST), row("SUSPENDED", date(2024, 3, 1), area="HT-OU")]
    day = date(2025, 1, 1)
    assert ruling(rows, "HT-OU", day) == "SUSPENDED"
    assert ruling(rows, "HT-ND", day) == "CASE_BY_CASE"
    assert ruling([row("SUSPENDED", FIRST), row("OPEN", FIRST, area="HT-ND")], "HT-ND", day) == (
        "SUSPENDED"
    )


def test_an_area_not_known_asks_for_a_study_where_some_area_is_shut() -> None:
    rows = [row("OPEN", FIRST), row("SUSPENDED", FIRST, area="HN-CR")]
    assert ruling(rows, "", FIRST) == "CASE_BY_CASE"
    assert ruling(rows, "HN-YO", FIRST) == "OPEN"


def test_a_country_that_nobody_studied_is_not_known() -> None:
    assert ruling([], "", FIRST) is None
    assert ruling([row("OPEN", FIRST)], "", date(2017, 12, 31)) is None


def test_a_finding_touches_the_journeys_that_it_stops_and_no_other() -> None:
    shut = row("SUSPENDED", date(2025, 3, 5), date(2025, 3, 31))
    rows = [row("OPEN", FIRST), shut]
    for day, touched in (
        (date(2025, 3, 4), False),
        (date(2025, 3, 5), True),
        (date(2025, 3, 31), True),
        (date(2025, 4, 1), False),
    ):
        assert is_touched(rows, [""], day, shut.code) is touched, day


def test_a_finding_of_one_area_touches_its_own_and_whose_area_nobody_knows() -> None:
    yoro = row("SUSPENDED", date(2025, 3, 5), area="HN-YO")
    rows, day = [row("OPEN", FIRST), yoro], date(2025, 3, 6)
    assert is_touched(rows, ["HN-YO"], day, yoro.code)
    assert is_touched(rows, ["HN-CR", "HN-YO"], day, yoro.code)
    assert is_touched(rows, [""], day, yoro.code)
    assert not is_touched(rows, ["HN-CR"], day, yoro.code)


def test_an_opening_touches_only_those_whom_it_alone_lets_go_on() -> None:
    shut, again = row("SUSPENDED", date(2025, 3, 5)), row("OPEN", date(2025, 3, 10))
    rows = [row("OPEN", FIRST), shut, again]
    assert is_touched(rows, [""], date(2025, 3, 10), again.code)
    assert not is_touched(rows, [""], date(2025, 3, 9), again.code)
    area = row("SUSPENDED", date(2025, 3, 5), area="HN-YO")
    assert not is_touched([*rows, area], ["HN-YO"], date(2025, 3, 10), again.code)
    assert not is_touched([row("OPEN", FIRST), again], [""], date(2025, 3, 10), again.code)


def test_a_group_returns_only_where_every_area_of_it_is_open() -> None:
    rows = [row("OPEN", FIRST), row("CASE_BY_CASE", FIRST, area="HN-YO")]
    assert may_return(rulings(rows, ["HN-CR"], FIRST))
    assert not may_return(rulings(rows, ["HN-CR", "HN-YO"], FIRST))
    assert not may_return(rulings([], [""], FIRST))


def test_what_another_decision_of_its_day_outdoes_is_found() -> None:
    shut = row("SUSPENDED", date(2025, 3, 5))
    rows = [row("OPEN", FIRST), shut]
    assert outdone_by(row("OPEN", date(2025, 3, 5)), rows) == shut
    assert outdone_by(row("OPEN", date(2025, 3, 6)), rows) is None
    assert outdone_by(row("OPEN", date(2025, 3, 5), area="HN-YO"), rows) is None
