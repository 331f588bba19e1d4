"""A day begins and ends where the programme stands."""

from datetime import UTC, date, datetime, timedelta

from rumbo.common import clock

DAY = date(2025, 3, 3)


def test_a_day_begins_at_midnight_there_and_is_over_when_the_next_begins() -> None:
    assert clock.start_of(DAY) == datetime(2025, 3, 3, 6, tzinfo=UTC)
    assert clock.end_of(DAY) == clock.start_of(DAY + timedelta(days=1))
    assert clock.day_of(clock.start_of(DAY)) == DAY
    assert clock.day_of(clock.end_of(DAY) - timedelta(microseconds=1)) == DAY


def test_a_day_on_which_the_hour_changes_is_as_long_as_it_is_there() -> None:
    spring = date(2025, 3, 9)
    assert clock.end_of(spring, "America/Tijuana").astimezone(UTC) - clock.start_of(
        spring, "America/Tijuana"
    ).astimezone(UTC) == timedelta(hours=23)
