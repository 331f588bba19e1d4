"""What is asked and found, as plain values: a page, a sheet, the demo and a test alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScreening:
    """The answers of the rapid screen; `codes` empty says that nothing was flagged."""

    alone: bool
    codes: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    in_custody: bool | None = None
    in_mpp: bool | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssessment:
    """A full assessment: codes of determinants.model(), words for each level, the finding's reasons."""

    factors: tuple[str, ...]
    told: Mapping[str, str] = field(default_factory=dict)
    finding: str
    reasons: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSignals:
    """What a booth's sheet says that cannot wait; what it says "no" to is no answer."""

    fear: str = ""
    codes: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    child_alone: bool = False
    in_mpp: bool = False
    court_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClearance:
    """What one officer found about a survivor of trafficking's safe return."""

    flag: bool = True
    share_with_origin: bool | None = None
    host_cleared: bool = False
    origin_cleared_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointStanding:
    """Since when a survivor lets an office of origin know, and whether a joint look found it unsafe."""

    may_know_since: date | None = None
    is_unsafe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFitness:
    """What the clinic found: result, until when, which conditions, who goes along."""

    result: str
    valid_until: date | None = None
    escort: str = ""
    conditions: tuple[str, ...] = ()
    self_rated_health: str = ""
    found: tuple[str, ...] = ()
    suffered: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointFinding:
    """What two concluded of a survivor's return: safe or not, who looked first and on which day.

    `by_origin` says that the second conclusion is the origin office's; otherwise a second officer
    here concluded, because the survivor does not want that office to know.
    """

    is_safe: bool
    first_by: UUID | None
    first_on: date
    by_origin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMpp:
    """Where somebody stands with a case in the United States, point by point."""

    in_mpp: bool = True
    explained: tuple[str, ...] = ()
    understood: bool | None = None
    own_words: str = ""
    keeps_case: bool | None = None
    court_date: date | None = None
    reentry_valid_until: date | None = None
    no_guarantee_signed_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReentry:
    """A court date and the paper to enter again: its kind, its number, until when it holds."""

    court_date: date | None = None
    kind: str = ""
    number: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMppStep:
    """One line of how somebody was accompanied; `to` is who they were led to, if anybody."""

    kind: str
    on: date
    to: str = ""
    answer: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildStep:
    """One step of the child track: which, when, and the names that belong to it."""

    step: str
    on: date
    name: str = ""
    decision: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    is_specialised: bool | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One of the two who sign a hand-over: who, on whose behalf, and the paper that shows it.

    `strokes` is the signature on the screen; empty where the sheet was signed on paper.
    """

    name: str
    behalf: str = ""
    relation: str = ""
    document_type: str = ""
    document_number: str = ""
    strokes: str = ""

    def told(self) -> dict[str, str]:
        """What is kept of this person, sealed: what is not known is left out."""
        names = ("name", "behalf", "relation", "document_type", "document_number")
        return {key: value for key in names if (value := getattr(self, key).strip())}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandover:
    """A child passes from one hand to another, at a place; `end` is DEPARTURE or ARRIVAL."""

    end: str
    giver: Hand
    taker: Hand
    place: str
    how: str = "SCREEN"
    paper: bytes = b""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What happens with a child that does not return: a code of `words.INSTEAD`, and how."""

    code: str
    how: str
    on: date
