"""Folding, distance, opening hours, and where flights may be changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

import pytest

from rumbo.network.rules import Point, fold, is_live, is_open_at, kilometres, may_change_flights


def test_a_name_without_its_accents_is_the_same_name() -> None:
    assert fold("  CIUDAD DE MÉXICO ") == fold("Ciudad de Mexico") == "ciudad de mexico"
    assert fold("Cañar") == "canar"
    assert fold("Cd. Juárez") == "cd juarez"


def test_distances_are_those_of_the_globe() -> None:
    tijuana, sula = Point(32.51, -117.04), Point(15.50, -88.03)
    assert kilometres(tijuana, tijuana) == 0
    assert kilometres(tijuana, sula) == kilometres(sula, tijuana)
    assert 3450 <= kilometres(tijuana, sula) <= 3550
    assert kilometres(Point(0, 0), Point(0, 180)) == pytest.approx(20015, abs=2)


def test_a_post_that_closes_at_night_is_shut_at_night_and_unknown_hours_stay_unknown() -> None:
    assert is_open_at(time(7), time(22), time(7)) is True
    assert is_open_at(time(7), time(22), time(22)) is False
    assert is_open_at(time(7), time(22), time(3)) is False
    assert is_open_at(time(20), time(4), time(23)) is True
    assert is_open_at(time(20), time(4), time(12)) is False
    assert is_open_at(None, None, time(12)) is None


def test_a_row_holds_on_both_its_ends() -> None:
    first, last = date(2025, 1, 1), date(2025, 1, 31)
    assert is_live(first, last, first)
    assert is_live(first, last, last)
    assert not is_live(first, last, date(2025, 2, 1))
    assert is_live(first, None, date(2030, 1, 1))
    assert not is_live(first, None, date(2024, 12, 31))


@dataclass
class Rule:
    allowed: bool
    nationality_id: str | None = None
    document: str = ""


def may(*rules: Rule, nationality: str = "VEN", papers: Collection[str] = ("PASSPORT",)) -> bool:
    return may_change_flights(rules, [nationality], papers)


def test_what_nobody_said_of_a_change_of_flights_is_no() -> None:
    assert not may()
    assert not may(Rule(True, "HND"))
    assert not may(Rule(True, document="LAISSEZ_PASSER"))
    assert not may(Rule(True), papers=())


def test_the_rule_that_names_more_goes_before_and_of_alike_the_newest() -> None:
    assert may(Rule(True))
    assert not may(Rule(True), Rule(False, "VEN"))
    assert may(Rule(False, "VEN"), Rule(True, "VEN", "PASSPORT"), Rule(False, "VEN"))
    assert not may(Rule(True, "VEN"), Rule(False, "VEN"))
    assert may(Rule(False, "VEN"), Rule(True, "VEN"))


def test_one_paper_with_which_it_is_allowed_is_enough() -> None:
    rules = (Rule(False), Rule(True, document="PASSPORT"))
    assert not may(*rules, papers=("LAISSEZ_PASSER",))
    assert may(*rules, papers=("LAISSEZ_PASSER", "PASSPORT"))
