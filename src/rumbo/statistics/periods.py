"""The periods a report may be about: any for those who work here, closed quarters for the public.

Two public reports over periods that overlap could be subtracted from one another; quarters never
overlap, each is closed once and for all, and no part of one is ever published apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rumbo.common.clock import end_of

# What is written down later than this after the end of a quarter changes no published figure.
GRACE = timedelta(days=15)
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @property
    def since(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def until(self) -> date:
        """Its last day."""
        return self.next.since - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The one after."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def recorded_by(self) -> datetime:
        """Until when what happened in it could be written down."""
        return end_of(self.until + GRACE)

    def is_closed_on(self, day: date) -> bool:
        """Whether its figures no longer change."""
        return day > self.until + GRACE


def quarter_of(day: date) -> Quarter:
    """The quarter of a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def closed_years(day: date) -> Iterator[int]:
    """Yield the years of which every quarter is among the last closed ones, newest first."""
    found = list(closed_quarters(day))
    for year in dict.fromkeys(quarter.year for quarter in found):
        if sum(quarter.year == year for quarter in found) == 4:
            yield year


def closed_quarters(day: date) -> Iterator[Quarter]:
    """Yield the last closed quarters, newest first."""
    quarter = quarter_of(day)
    while not quarter.is_closed_on(day):
        quarter = quarter.before
    for _number in range(SHOWN):
        yield quarter
        quarter = quarter.before
