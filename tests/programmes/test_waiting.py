"""The waiting list: the published order, its reasons, and what may be seen of them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.common import codes
from rumbo.programmes import rules
from rumbo.programmes.rules import StandingFacts
from rumbo.programmes.rules.waiting import TESTS

DAY = date(2025, 3, 3)
ALL = frozenset(codes.values("compartment"))
BIO = frozenset({"bio"})

CLASSES = [
    (1, {"deadline": date(2025, 3, 9)}),
    (2, {"child_track": True, "best_interests": "RETURN"}),
    (3, {"survivor_cleared": True}),
    (4, {"pregnancy_weeks": 28}),
    (4, {"age": 60}),
    (4, {"serious_illness": True}),
    (4, {"disability": True}),
    (5, {"youngest_child_age": 4}),
    (6, {"losing_shelter": True}),
    (7, {}),
]
NEARLY = [
    {"child_track": True},
    {"child_track": True, "best_interests": "PENDING"},
    {"best_interests": "RETURN"},
    {"pregnancy_weeks": 27},
    {"age": 59},
    {"youngest_child_age": 5},
]

people = st.builds(
    StandingFacts,
    requested_on=st.dates(date(2024, 1, 1), date(2025, 12, 31)),
    deadline=st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    child_track=st.booleans(),
    best_interests=st.sampled_from([None, "RETURN", "NOT_RETURN", "PENDING"]),
    survivor_cleared=st.booleans(),
    pregnancy_weeks=st.none() | st.integers(0, 42),
    serious_illness=st.booleans(),
    disability=st.booleans(),
    age=st.none() | st.integers(0, 99),
    youngest_child_age=st.none() | st.integers(0, 17),
    losing_shelter=st.booleans(),
)


@pytest.mark.parametrize(("number", "known"), CLASSES)
def test_each_class_of_the_published_order_is_reached(number: int, known: dict[str, Any]) -> None:
    assert rules.rank(StandingFacts(requested_on=DAY, **known)).number == number


@pytest.mark.parametrize("known", NEARLY)
def test_what_is_nearly_a_reason_is_none(known: dict[str, Any]) -> None:
    assert rules.rank(StandingFacts(requested_on=DAY, **known)).number == 7


def test_of_two_in_one_class_the_earlier_request_comes_first() -> None:
    early = rules.rank(StandingFacts(requested_on=date(2025, 1, 1)))
    late = rules.rank(StandingFacts(requested_on=date(2025, 2, 1)))
    urgent = rules.rank(StandingFacts(requested_on=date(2025, 2, 2), deadline=DAY))
    assert sorted([late, urgent, early], key=lambda s: s.key) == [urgent, early, late]


@given(people)
def test_everybody_stands_somewhere_with_one_to_three_whole_sentences(facts: StandingFacts) -> None:
    standing = rules.rank(facts)
    assert 1 <= standing.number <= 7
    for lang in ("es", "en"):
        for sees in (ALL, BIO, frozenset[str]()):
            told = standing.sentences(lang, sees)
            assert 1 <= len(told) <= 3
            assert all(text.endswith(".") and "{" not in text for text in told)
    assert f"{facts.requested_on:%d/%m/%Y}" in standing.sentences("es", BIO)[-1]


@given(people)
def test_who_sees_only_general_data_never_reads_a_health_or_protection_reason(
    facts: StandingFacts,
) -> None:
    told = " ".join(rules.rank(facts).sentences("es", BIO))
    for hidden in rules.priority_rule().classes:
        if hidden.compartment != "bio":
            assert hidden.reason_es.split("{")[0] not in told


@given(st.lists(people, min_size=1, max_size=6))
def test_a_group_stands_as_its_most_urgent_member_with_its_earliest_date(
    members: list[StandingFacts],
) -> None:
    group = rules.rank_group(members)
    assert group.number == min(rules.rank(m).number for m in members)
    assert group.tie_date == min(m.requested_on for m in members)


def test_a_group_without_members_is_a_bug() -> None:
    with pytest.raises(ValueError, match="members"):
        rules.rank_group([])


def test_an_earlier_class_is_never_worth_less_to_the_planner() -> None:
    classes = rules.priority_rule().classes
    assert [c.number for c in classes] == [1, 2, 3, 4, 5, 6, 7]
    worth = [c.weight for c in classes]
    assert worth == sorted(worth, reverse=True)
    assert [c.vulnerability for c in classes] == sorted(
        (c.vulnerability for c in classes), reverse=True
    )


def test_the_wait_never_stops_counting_and_size_counts_whole() -> None:
    plain = rules.rank(StandingFacts(requested_on=DAY))
    assert rules.weight(plain, 1, 0) == 10
    assert rules.weight(plain, 1, 50) == 20
    assert rules.weight(plain, 1, 120) == 34
    assert rules.weight(plain, 1, 900) == 190
    assert rules.weight(plain, 4, 50) == 80
    urgent = rules.rank(StandingFacts(requested_on=DAY, deadline=DAY))
    assert rules.weight(urgent, 1, 0) == 30


def test_whoever_can_travel_for_the_last_time_soon_is_worth_more() -> None:
    plain, closing = rules.rank(StandingFacts(requested_on=DAY)), rules.priority_rule().closing_days
    assert rules.weight(plain, 1, 0, closing) == 15
    assert rules.weight(plain, 1, 0, closing + 1) == rules.weight(plain, 1, 0) == 10


def test_the_limit_is_published_and_who_is_ranked_by_date_alone_gives_way_until_it() -> None:
    limit = rules.priority_rule().limit_days
    for lang in ("es", "en"):
        assert str(limit) in rules.priority_rule().text[lang]
    assert not rules.waits_too_long(limit)
    assert rules.waits_too_long(limit + 1)
    plain, older = (rules.rank(StandingFacts(requested_on=DAY, age=age)) for age in (30, 70))
    assert rules.gives_way(plain, limit)
    assert not rules.gives_way(plain, limit + 1)
    assert not rules.gives_way(older, 0)


def test_the_rule_is_whole_in_both_languages_and_every_test_is_used() -> None:
    rule = rules.priority_rule()
    assert {c.test for c in rule.classes} == set(TESTS)
    for held in rule.classes:
        assert held.compartment in codes.LISTS["compartment"]
        assert held.band in rule.bands
        assert all((held.es, held.en, held.reason_es, held.reason_en))
    assert "fecha de solicitud" in rule.text["es"]
    assert "desistir" not in rule.text["es"]
