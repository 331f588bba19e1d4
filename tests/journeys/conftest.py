"""What every journey starts from: a calendar and a team."""

from collections.abc import Iterator

import pytest

from tests.journeys.team import Calendar, Team, calendar


@pytest.fixture
def on() -> Iterator[Calendar]:
    """The day and hour it is: `on("2025-03-03 09:00")`."""
    with calendar() as made:
        yield made


@pytest.fixture
def team(db: None, on: Calendar) -> Team:
    """The offices' people, on the Monday on which everything begins."""
    on("2025-03-03 09:00")
    return Team()
