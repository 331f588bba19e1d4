"""The rules of reception: how a referral moves, and how long a tap may be taken back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

# A tap on the wrong row is taken back within this time; afterwards it is a fact.
UNDO = timedelta(minutes=10)

# From each state of a referral, where it may go; what was attended, declined or cancelled is over.
REFERRAL_MOVES: Mapping[str, frozenset[str]] = {
    "": frozenset({"SENT"}),
    "SENT": frozenset({"ACCEPTED", "DECLINED", "CANCELLED"}),
    "ACCEPTED": frozenset({"COMPLETED", "DECLINED", "CANCELLED"}),
    "DECLINED": frozenset(),
    "COMPLETED": frozenset(),
    "CANCELLED": frozenset(),
}
OPEN_REFERRALS = ("SENT", "ACCEPTED")

# What an institution may be told of a person, and no more (domain.md 2.4: the minimum set).
MAY_BE_TOLD = ("name", "age", "sex", "language", "place", "safe_contact")
ALWAYS_TOLD = ("name",)


def may_move(before: str, after: str) -> bool:
    """Say whether a referral may go from one state to another."""
    return after in REFERRAL_MOVES.get(before, frozenset())


def is_overdue(status: str, answer_by: date, attend_by: date, today: date) -> bool:
    """Say whether somebody should have answered, or attended, before today."""
    due = {"SENT": answer_by, "ACCEPTED": attend_by}.get(status)
    return due is not None and due < today


def may_take_back(done: datetime, now: datetime) -> bool:
    """Say whether a tap is still fresh enough to be taken back."""
    return now - done <= UNDO


def least(told: tuple[str, ...]) -> tuple[str, ...]:
    """Keep what may be told at all, in its order; the name always goes."""
    return tuple(f for f in MAY_BE_TOLD if f in told or f in ALWAYS_TOLD)
