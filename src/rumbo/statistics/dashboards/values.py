"""What a dashboard is asked, what is counted, and what a panel shows of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A period (both days inside), and whose: no offices are all of them, no programme every one."""

    since: date
    until: date
    programme: str = ""
    offices: frozenset[uuid.UUID] | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a base; `days` is a median where the row tells of time, `cents` money for each."""

    code: str
    part: int
    base: int
    groups: int = 0
    days: float | None = None
    cents: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of a panel, and what could not be counted."""

    rows: Sequence[Count]
    base: int = 0
    missing: int = 0

    def row(self, code: str) -> Count:
        """One of the rows, by its code."""
        return next(one for one in self.rows if one.code == code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as it is shown: a number of a base, what else it says, and the list behind it.

    `behind` says how many rows the list has where that is another number than the row's.
    """

    label: str
    part: int
    base: int
    words: str
    told: str = ""
    url: str = ""
    behind: str = ""
    state: str = ""

    @property
    def said(self) -> str:
        """The share with its base; a space where the part is the whole, which says it already."""
        return self.words or " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One panel: its finding first, then its rows; `state` stop says that somebody must act."""

    code: str
    title: str
    finding: str
    note: str
    lines: Sequence[Line] = ()
    state: str = ""
    when: str = ""
    """Of which days it tells, where it is not of the period that was asked for."""
    told_at: datetime | None = None
    """When the extract was refreshed that this is counted from; nothing where it is counted now."""
    day: date | None = None
    """The one day at whose end this was so, where it tells of one."""
