"""Where one child stands on the way, read from the steps and acts that were written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rumbo.counselling.rules import day_of
from rumbo.protection import track
from rumbo.protection.models import ChildTrack, Handover

# What older rows said by their columns alone, before each row named its step.
_SAID_BY = {
    "CHILD_VIEWS": "heard_on",
    "GUARDIAN_ASSIGNED": "guardian_assigned",
    "FAMILY_ASSESSMENT": "family_traced_on",
    "RECEIVER": "receiver_confirmed_on",
    "HANDOVER_ARRANGED": "handover_arranged_on",
    "DISPENSED": "dispensed_by_authority_on",
}


@dataclass(slots=True)
class Way:
    """The newest word on each step, the acts that stand, and what follows from them.

    `begun` is when the child was found to be alone; `version` counts the rows, for changes.
    """

    now: ChildTrack
    steps: dict[str, ChildTrack] = field(default_factory=dict)
    acts: dict[str, Handover] = field(default_factory=dict)
    begun: date | None = None
    version: int = 0

    @property
    def decision(self) -> str:
        """What the panel determined, if it did."""
        return self.now.best_interests

    @property
    def was_undone(self) -> bool:
        """Whether a panel decided, and what it rested on has changed since."""
        row = self.steps.get("BID")
        return row is not None and bool(row.best_interests) and row.best_interests != self.decision

    @property
    def is_closed(self) -> bool:
        """Whether the way was ended with what happens instead."""
        return bool(self.now.instead)

    @property
    def done(self) -> frozenset[str]:
        """The steps that are done: tried in vain, undecided or taken back is not done."""
        said = {code for code, row in self.steps.items() if _is_done(code, row)}
        said |= {code for code, column in _SAID_BY.items() if getattr(self.now, column)}
        if self.now.escort and self.now.escort_is_specialised:
            said.add("ESCORT")
        if self.decision in {track.RETURN, track.AGAINST}:
            said.add("BID")
        if self.now.guardian_consent_on and not self.now.guardian_consent_withdrawn_on:
            said.add("GUARDIAN_CONSENT_ORIGIN")
        said |= {code for code, end in track.ACTS.items() if end in self.acts}
        return frozenset(said - self._undone())

    @property
    def assessed(self) -> str:
        """Whom the authority of origin assessed and found suitable, if it did and it is known."""
        if "FAMILY_ASSESSMENT" not in self.done:
            return ""
        rows = (self.steps.get(code) for code in ("FAMILY_ASSESSMENT", "FAMILY_TRACING"))
        names = (row.told.get("name", "").strip() for row in rows if row is not None)
        return next((name for name in names if name), "")

    @property
    def traced(self) -> str:
        """Who of the family was found."""
        row = self.steps.get("FAMILY_TRACING")
        return "" if row is None else row.told.get("name", "").strip()

    @property
    def wants(self) -> str:
        """What the child said last, of going back: yes, no, unsure or nothing."""
        row = self.steps.get("CHILD_VIEWS")
        return "" if row is None else row.told.get("wants", "")

    def _undone(self) -> set[str]:
        """What a later word took back."""
        gone = set()
        if self.decision == track.PENDING:
            gone.add("BID")
        if self.now.guardian_consent_withdrawn_on:
            gone.add("GUARDIAN_CONSENT_ORIGIN")
        if not self.now.handover_arranged_on:
            gone.add("HANDOVER_ARRANGED")
        return gone

    @property
    def handed_on(self) -> date | None:
        """The day on which the child was handed to who receives it."""
        act = self.acts.get("ARRIVAL")
        return None if act is None else track_day(act.occurred_at)

    @property
    def next_step(self) -> str:
        """The step whose turn it is."""
        return track.next_of(self.done, self.decision, closed=self.is_closed)


def way_of(rows: Sequence[ChildTrack], acts: Sequence[Handover], begun: date | None) -> Way:
    """Read the steps (oldest first) and the acts that stand into one answer."""
    steps = {row.step: row for row in rows if row.step}
    first = steps.get("UASC_IDENTIFIED")
    return Way(
        now=rows[-1] if rows else ChildTrack(),
        steps=steps,
        acts={act.end: act for act in acts},
        begun=begun or (first.on if first else None),
        version=len(rows),
    )


def track_day(moment: datetime) -> date:
    """The day on which something of the way happened, where it happened."""
    return day_of(moment)


# Steps whose word may be that they were tried in vain, or are not decided.
_TOLD: dict[str, tuple[str, str]] = {
    "FAMILY_TRACING": ("found", "yes"),
    "FAMILY_ASSESSMENT": ("finding", "SUITABLE"),
    "FOLLOW_UP_1": ("reached", "yes"),
    "FOLLOW_UP_3": ("reached", "yes"),
}


def _is_done(code: str, row: ChildTrack) -> bool:
    if code == "ESCORT":
        return bool(row.escort_is_specialised)
    if code == "BID":
        return row.best_interests in {track.RETURN, track.AGAINST}
    key, wanted = _TOLD.get(code, ("", ""))
    return not key or row.told.get(key) == wanted
