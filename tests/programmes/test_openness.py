"""Which finding of due diligence rules a day."""

from datetime import date

from rumbo.programmes.rules import Finding, strictest

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
