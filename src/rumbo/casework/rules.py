"""The way of a case as a table of allowed moves (domain.md 2), and the rules about it.

A stage says where a person stands. What may be done is asked of the requirements, never here.
"""

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
OVER = ("CLOSED", "WITHDRAWN", "NOT_ELIGIBLE", "REFERRED_OUT", "LOST_CONTACT", "DECEASED")

_PREPARING = ("ELIGIBILITY", "DECLARATION", "DOCUMENTS", "MEDICAL", "TRAVEL_READY")
_ASSESSING = ("COUNSELLING", "SCREENING", "REFERRED_PROTECTION", "SPECIAL_ASSESSMENT")
_EXITS = ("WITHDRAWN", "REFERRED_OUT", "LOST_CONTACT", "DECEASED")

# From each stage, where a case may go. Booking is possible from eligibility on; a seat given
# back returns the case to where its preparation stands; a departure needs the last orientation,
# an arrival needs the road; exits are open until the bus leaves.
MOVES: dict[str, frozenset[str]] = {
    "": frozenset({"INQUIRY", "REGISTRATION"}),
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


# Contact is lost only after this many tries on different days (requirements of the issue).
TRIES_BEFORE_LOST_CONTACT = 5
