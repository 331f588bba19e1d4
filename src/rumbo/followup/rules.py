"""The rules of the call after the return: when it is due, and when trying is enough."""

from collections.abc import Iterable
from datetime import date, timedelta

# One to three months after arrival (domain.md 2, stage 15).
FIRST, LAST = timedelta(days=30), timedelta(days=90)
# Nobody is given up before so many tries, each on a day of its own.
TRIES = 5
ENDS_IT = ("DONE", "REFUSED")


def window(arrived: date) -> tuple[date, date]:
    """Give the first and the last day on which somebody is called."""
    return arrived + FIRST, arrived + LAST


def is_due(arrived: date, today: date) -> bool:
    """Say whether today lies in the window."""
    first, last = window(arrived)
    return first <= today <= last


def may_give_up(tried: Iterable[date]) -> bool:
    """Say whether there were enough tries on different days."""
    return len(set(tried)) >= TRIES
