"""The tables and counts of movements, as plain values."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from rumbo.movements import rules

NOON = datetime(2025, 3, 12, 12, 0, tzinfo=UTC)


def party(size: int, minutes: int = 0, first: int = 0, last: int = 3) -> rules.Party:
    return rules.Party(uuid.uuid4(), size, NOON + timedelta(minutes=minutes), first, last)


def test_nobody_boards_who_has_not_said_it_today() -> None:
    assert not rules.seat_may_become("BOOKED", "BOARDED")
    assert rules.seat_may_become("RECONFIRMED", "BOARDED")


def test_every_road_to_arrival_passes_the_word_of_the_day() -> None:
    paths = [["BOOKED"]]
    for path in paths:
        paths += [[*path, after] for after in rules.SEAT_MOVES[path[-1]] if after not in path]
    arriving = [path for path in paths if path[-1] == "ARRIVED"]
    assert arriving
    assert all(path.index("RECONFIRMED") < path.index("BOARDED") for path in arriving)


def test_a_slip_of_the_finger_leads_back_to_the_list_and_never_aboard() -> None:
    assert {rules.SEAT_MOVES[state] for state in rules.SET_ASIDE} == {rules.UNANSWERED}


@pytest.mark.parametrize(
    "state", sorted((rules.FREES_THE_SEAT | rules.ENDS_THE_JOURNEY) - rules.SET_ASIDE)
)
def test_what_is_over_stays_over(state: str) -> None:
    assert not rules.SEAT_MOVES[state]


def test_a_departure_that_left_is_not_cancelled() -> None:
    assert not rules.may_become("DEPARTED", "CANCELLED")
    assert rules.may_become("BOARDING", "CANCELLED")


def test_a_code_says_place_day_and_number() -> None:
    assert rules.departure_code("TAP", date(2025, 3, 12), 2) == "TAP-250312-2"


def test_the_fullest_leg_decides_how_many_seats_are_free() -> None:
    assert rules.free_seats(10, {0: 4, 1: 9, 2: 0}, range(3)) == 1
    assert rules.free_seats(10, {0: 4, 1: 9, 2: 0}, range(1)) == 6


def test_a_family_sits_side_by_side_where_the_bus_allows_it() -> None:
    assert rules.seat_numbers(8, {1, 3, 4}, 3) == [5, 6, 7]


def test_a_family_sits_as_near_as_possible_where_it_does_not() -> None:
    assert rules.seat_numbers(6, {2, 4}, 3) == [1, 3, 5]


def test_without_numbers_left_a_seat_has_none() -> None:
    assert rules.seat_numbers(2, {1}, 2) == [2, None]


def test_a_smaller_bus_leaves_out_whole_groups_the_last_to_book_first() -> None:
    early, middle, late = party(2), party(3, 1), party(2, 2)
    assert rules.who_does_not_fit(5, 3, [late, early, middle]) == [late]


def test_a_later_smaller_group_keeps_what_a_bigger_one_could_not_use() -> None:
    early, big, small = party(3), party(4, 1), party(1, 2)
    assert rules.who_does_not_fit(4, 3, [early, big, small]) == [big]


def test_groups_on_different_legs_do_not_push_each_other_out() -> None:
    assert rules.who_does_not_fit(4, 3, [party(4, 0, 0, 1), party(4, 1, 1, 3)]) == []


def test_a_tap_is_taken_back_within_ten_minutes_only() -> None:
    assert rules.may_undo(NOON, NOON + timedelta(minutes=10))
    assert not rules.may_undo(NOON, NOON + timedelta(minutes=10, seconds=1))


@pytest.mark.parametrize(
    ("people", "children", "escorts"), [(0, 0, 0), (1, 0, 1), (21, 0, 2), (20, 9, 2)]
)
def test_escorts_follow_people_and_children(people: int, children: int, escorts: int) -> None:
    assert rules.escorts_needed(people, children) == escorts
