"""What is said and signed in counselling, as plain values: a page, the demo and a test alike."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """One conversation: what was explained, in which language, what was decided, what is next."""

    language: str = "es"
    interpreter: str = "NONE"
    mode: str = "IN_PERSON"
    minutes: int | None = None
    topics: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    decision: str = ""
    country_information: str = ""
    questions: str = ""
    notes: str = ""
    next_at: datetime | None = None

    @property
    def explains_asylum(self) -> bool:
        """Whether asylum was explained in it."""
        return "asylum" in self.topics


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """Freedom and information, found apart; and whether the person can decide."""

    alone: bool
    free: bool
    informed: bool
    capacity: bool = True
    decision_maker: str = ""
    pressure: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignature:
    """How something was read and signed: `how` is SCREEN, PAPER or THUMB.

    `strokes` is the signature made on a screen, as the path the page keeps; `paper` the scan.
    `wording` is a version (YYYY-MM-DD); empty stands for the newest.
    """

    travel_date: date
    language: str = "es"
    interpreter: str = "NONE"
    interpreter_name: str = ""
    read_aloud: bool = True
    witness: str = ""
    how: str = "SCREEN"
    strokes: str = ""
    paper: bytes = b""
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForChild:
    """Who signs for a child: PARENT, LEGAL_GUARDIAN or AUTHORITY, by name where not registered."""

    capacity: str
    signed_by: str = ""
    by_guardian_in_group: bool = True
