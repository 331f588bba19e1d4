"""Two readings of one page, made apart, must say the same of every file."""

import os
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.readiness.errors import FactsRefused
from rumbo.readiness.gates import everybody_may, judge
from rumbo.readiness.reading import read_facts
from rumbo.readiness.requirements import GATES, TABLE
from tests.readiness.asking import judged
from tests.readiness.complete import changed
from tests.readiness.generated import files
from tests.readiness.independent_reading import read
from tests.readiness.lacking import LACKING

DEEP = os.environ.get("RUMBO_DEEP") == "1"
PEOPLE = ("adult", "father", "son", "alone")
CODES = [row.code for row in TABLE]
EXAMPLES = 20_000 if DEEP else 200


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not DEEP,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(files())
def test_both_readings_say_the_same_of_generated_files(raw: dict[str, Any]) -> None:
    found = judged(raw)
    expected, answers = read(raw)
    for person in found.persons:
        rows = [(one.row.code, one.gate) for one in person.missing]
        assert len(rows) == len(set(rows))
        assert set(rows) == expected[person.id]
    assert (found.may_book, found.may_confirm, found.may_board) == answers


def test_both_readings_say_the_same_of_every_fact_lost() -> None:
    for complete, _, _ in LACKING.values():
        for path in paths(complete, ""):
            raw = changed(complete, path, None)
            try:
                found = judged(raw)
            except FactsRefused:
                assert path.endswith((".id", "persons"))
                continue
            expected, answers = read(raw)
            for person in found.persons:
                rows = {(one.row.code, one.gate) for one in person.missing}
                assert rows == expected[person.id], path
            assert (found.may_book, found.may_confirm, found.may_board) == answers, path


def paths(value: Any, at: str) -> list[str]:
    """Every place in a file where a fact can be lost (items of lists are not facts)."""
    found: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            place = f"{at}.{key}" if at else key
            found += [place, *paths(inner, place)]
    if isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, dict):
                found += paths(inner, f"{at}.{index}")
    return found


def test_generated_files_reach_most_rows() -> None:
    """A generator that never touches a row would compare nothing about it."""
    seen: Counter[str] = Counter()

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(files())
    def collect(raw: dict[str, Any]) -> None:
        for person in judged(raw).persons:
            seen.update(one.row.code for one in person.missing)

    collect()
    assert set(seen) >= set(LACKING) | {"GROUP_TOGETHER"}


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not DEEP,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(files(), st.sets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(CODES)), max_size=8))
def test_a_yes_or_no_is_what_the_whole_reading_comes_to(
    raw: dict[str, Any], aside: set[tuple[str, str]]
) -> None:
    asked = read_facts(raw)
    found = judge(asked, set_aside=aside)
    for gate in GATES:
        everybody = all(person.may(gate) for person in found.persons)
        assert everybody_may(asked, gate, set_aside=aside) == everybody
