"""Complaints put into words for the pages of who hears them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.complaints import rules, words
from rumbo.complaints.models import Complaint


@dataclass(frozen=True, slots=True)
class Shown:
    """One complaint as it is listed: how it stands and until when the next thing is due."""

    row: Complaint
    kind: str
    state: str

    @property
    def said(self) -> str:
        """How it stands."""
        return str(words.STATES[self.state])

    @property
    def colour(self) -> str:
        """The state of its tag."""
        return words.COLOURS[self.state]

    @property
    def is_abuse(self) -> bool:
        """Whether others than the office look into it."""
        return self.row.kind == rules.ABUSE

    @property
    def outcome(self) -> str:
        """What came of it, where it is known."""
        return str(words.OUTCOMES.get(self.row.outcome, ""))


def state_of(row: Complaint) -> str:
    """How a complaint stands now: answered, late, not yet acknowledged, or open."""
    now = clock.now()
    if row.closed_at is not None:
        return "answered"
    if row.answer_by <= now or (row.acknowledged_at is None and row.acknowledge_by <= now):
        return "late"
    return "open" if row.acknowledged_at else "new"


def shown(rows: Sequence[Complaint], reader: Reader) -> list[Shown]:
    """Put complaints into words."""
    del reader
    return [Shown(row, str(words.SHORT[row.kind]), state_of(row)) for row in rows]
