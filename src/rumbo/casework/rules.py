"""The way of a case as a table of allowed moves (domain.md 2), and the rules about it.

A stage says where a person stands. What may be done is asked of the requirements, never here.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

# The stations of the way, in order (domain.md 2; codes as in the code list "stage").
WAY = (
    "INQUIRY",
    "REGISTRATION",
    "COUNSELLING",
    "SCREENING",
    "ELIGIBILITY",
    "DECLARATION",
    "DOCUMENTS",
    "MEDICAL",
    "TRAVEL_READY",
    "BOOKED",
    "PRE_DEPARTURE",
    "IN_TRANSIT",
    "ARRIVED",
    "POST_ARRIVAL",
    "MONITORING",
    "CLOSED",
)
BEFORE_DEPARTURE = (
    *WAY[: WAY.index("IN_TRANSIT")],
    "REFERRED_PROTECTION",
    "SPECIAL_ASSESSMENT",
)
# A seat is held: whoever stops here gives it back at once.
SEATED = ("BOOKED", "PRE_DEPARTURE")
# Only the verbs of the road and of reception ask for these (tests/architecture/test_the_road.py).
ON_THE_ROAD = ("IN_TRANSIT", "ARRIVED")
AFTER_ARRIVAL = ("ARRIVED", "POST_ARRIVAL", "MONITORING")
OVER = ("CLOSED", "WITHDRAWN", "NOT_ELIGIBLE", "REFERRED_OUT", "LOST_CONTACT", "DECEASED")

# How many months a file is kept after it ends, by how it ended, and the name of who only asked:
# modelled [E] on domain.md 9 (6 for who asked, 12 for who did not travel, 24 to 60 for who did). The installation's own schedule stands above it
# (RUMBO_KEPT_MONTHS, retention.py).
KEPT_MONTHS = {
    "CLOSED": 60,
    "WITHDRAWN": 12,
    "NOT_ELIGIBLE": 12,
    "REFERRED_OUT": 12,
    "LOST_CONTACT": 12,
    "DECEASED": 60,
    "ASKED": 6,
}

# Days in which what was decided to be erased may still be taken back.
ERASED_AFTER = 7

_PREPARING = ("ELIGIBILITY", "DECLARATION", "DOCUMENTS", "MEDICAL", "TRAVEL_READY")
_ASSESSING = ("COUNSELLING", "SCREENING", "REFERRED_PROTECTION", "SPECIAL_ASSESSMENT")
_EXITS = ("WITHDRAWN", "REFERRED_OUT", "LOST_CONTACT", "DECEASED")

# From each stage, where a case may go. Booking is possible from eligibility on; a seat given
# back returns the case to where its preparation stands; a departure needs the last orientation,
# an arrival needs the road; exits are open until the bus leaves.
MOVES: dict[str, frozenset[str]] = {
    # Whoever arrives without having travelled with us is received, and begins after the arrival.
    "": frozenset({"INQUIRY", "REGISTRATION", "POST_ARRIVAL"}),
    "INQUIRY": frozenset({"REGISTRATION", *_EXITS}),
    "REGISTRATION": frozenset({*_ASSESSING, *_EXITS, "NOT_ELIGIBLE"}),
    **{
        stage: frozenset({*_ASSESSING, "ELIGIBILITY", *_EXITS, "NOT_ELIGIBLE"}) - {stage}
        for stage in _ASSESSING
    },
    **{
        stage: frozenset(
            {*_PREPARING, "REFERRED_PROTECTION", "SPECIAL_ASSESSMENT", "BOOKED", *_EXITS}
            | {"NOT_ELIGIBLE"}
        )
        - {stage}
        for stage in _PREPARING
    },
    "BOOKED": frozenset(
        {*_PREPARING, "REFERRED_PROTECTION", "SPECIAL_ASSESSMENT", "PRE_DEPARTURE", *_EXITS}
        | {"NOT_ELIGIBLE"}
    ),
    "PRE_DEPARTURE": frozenset(
        {*_PREPARING, "BOOKED", "REFERRED_PROTECTION", "IN_TRANSIT", *_EXITS}
    ),
    "IN_TRANSIT": frozenset({"ARRIVED", "CLOSED", "DECEASED"}),
    "ARRIVED": frozenset({"POST_ARRIVAL", "CLOSED", "DECEASED"}),
    "POST_ARRIVAL": frozenset({"MONITORING", "CLOSED", "DECEASED"}),
    "MONITORING": frozenset({"CLOSED", "DECEASED"}),
    # Reopening: with a reason, back to where a counsellor listens anew.
    "WITHDRAWN": frozenset({"COUNSELLING"}),
    "LOST_CONTACT": frozenset({"COUNSELLING"}),
    "NOT_ELIGIBLE": frozenset({"COUNSELLING"}),
    "REFERRED_OUT": frozenset({"COUNSELLING"}),
    "CLOSED": frozenset({"COUNSELLING"}),
    "DECEASED": frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Say whether a case may go from one stage to another."""
    return after in MOVES.get(before, frozenset())


def is_before(stage: str, other: str) -> bool:
    """Say whether a stage lies before another on the way; side stages lie where they branch off."""
    return _position(stage) < _position(other)


def may_withdraw(stage: str) -> bool:
    """A person may withdraw at any time until the bus leaves, without a reason (domain.md 0.3)."""
    return stage in BEFORE_DEPARTURE


def case_number(prefix: str, year: int, sequence: int) -> str:
    """Write a case number as people say it: TAP-2025-00417."""
    return f"{prefix}-{year}-{sequence:05d}"


def _position(stage: str) -> int:
    branch = {"REFERRED_PROTECTION": "SCREENING", "SPECIAL_ASSESSMENT": "SCREENING"}
    stage = branch.get(stage, stage)
    return WAY.index(stage) if stage in WAY else len(WAY)


# Who answers people that ask; whoever registers them must be able to find what they asked.
ANSWER = (
    "outreach", "registrar", "counsellor", "protection", "child_officer", "health", "coordinator",
)  # fmt: skip
# To whom somebody who asks can be sent.
ATTEND = ("registrar", "counsellor", "protection", "child_officer", "health")
# More than a bus full does not ask together: a larger number is a slip of the finger.
MOST_WHO_ASK = 60

# Contact is lost only after this many tries on different days (requirements of the issue).
TRIES_BEFORE_LOST_CONTACT = 5


def tries_still_missing(days_tried: int) -> int:
    """How many tries, each on its own day, are missing before contact counts as lost."""
    return max(0, TRIES_BEFORE_LOST_CONTACT - days_tried)


def overlaps(start: datetime, minutes: int, other: datetime, other_minutes: int) -> bool:
    """Whether two stretches of time have a moment in common."""
    return start < other + timedelta(minutes=other_minutes) and other < start + timedelta(
        minutes=minutes
    )


def way_to_preparation(stage: str) -> tuple[str, ...]:
    """The moves that take a new file to where an older one's preparation stands."""
    if stage in {"INQUIRY", "REGISTRATION"}:
        return ()
    if stage in _ASSESSING:
        return (stage,)
    if stage == "ELIGIBILITY":
        return ("COUNSELLING", "ELIGIBILITY")
    target = stage if stage in _PREPARING else "TRAVEL_READY"
    return ("COUNSELLING", "ELIGIBILITY", target)


def kept_since(stage: str, today: date, months: int | None = None) -> date:
    """Give the first day on which a file may have ended so that it is still kept today."""
    kept = KEPT_MONTHS[stage] if months is None else months
    year, month = divmod(today.year * 12 + today.month - 1 - kept, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
