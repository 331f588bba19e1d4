"""The way of a child who travels alone, step by step (domain.md 3.1): what, whose turn, by when.

Pure values: what a step needs before it, how many days it may take, when the way is over. The
days are the house's own aims, to be set with the authority; the steps and their order are not.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

RETURN, AGAINST, PENDING = "RETURN", "NOT_RETURN", "PENDING"
# The paper by which somebody receives a child in the name of an institution.
INSTITUTION = "INSTITUTIONAL"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: who acts, for whom it waits, and in how many days it should be done.

    `stands_for` names another step that may stand in its place.
    """

    code: str
    whose: str
    days: int
    stands_for: str = ""


STAGES: tuple[Stage, ...] = (
    Stage("UASC_IDENTIFIED", "child_officer", 0),
    Stage("GUARDIAN_ASSIGNED", "authority", 3),
    Stage("BIA", "child_officer", 7),
    Stage("FAMILY_TRACING", "consulate", 10),
    Stage("FAMILY_ASSESSMENT", "authority_origin", 21),
    Stage("CHILD_VIEWS", "child_officer", 7),
    Stage("BID", "panel", 30),
    Stage("GUARDIAN_CONSENT_ORIGIN", "authority_origin", 35, stands_for="DISPENSED"),
    Stage("RECEIVER", "child_officer", 35),
    Stage("ESCORT", "movements", 38),
    Stage("HANDOVER_ARRANGED", "child_officer", 40),
    Stage("HANDOVER_DEPARTURE", "escort", 0),
    Stage("HANDOVER_ARRIVAL", "reception", 0),
    Stage("FOLLOW_UP_1", "child_officer", 30),
    Stage("FOLLOW_UP_3", "child_officer", 91),
)
BY_CODE: Mapping[str, Stage] = {stage.code: stage for stage in STAGES}
ORDER: tuple[str, ...] = tuple(stage.code for stage in STAGES)
# The two acts are signed by two people, on a page of their own.
ACTS: Mapping[str, str] = {"HANDOVER_DEPARTURE": "DEPARTURE", "HANDOVER_ARRIVAL": "ARRIVAL"}
CALLS: Mapping[str, int] = {"FOLLOW_UP_1": 1, "FOLLOW_UP_3": 3}
# What can be written down on the page of steps.
WRITTEN: tuple[str, ...] = (*(s for s in ORDER if s not in ACTS), "DISPENSED")

# A determination weighs what was found before it (Convention on the Rights of the Child, art. 3
# and 12): without these there is nothing to weigh.
BEFORE_DETERMINATION = (
    "GUARDIAN_ASSIGNED",
    "BIA",
    "FAMILY_TRACING",
    "FAMILY_ASSESSMENT",
    "CHILD_VIEWS",
)
# What follows from a determination in favour, and from nothing else.
AFTER_DETERMINATION = ("GUARDIAN_CONSENT_ORIGIN", "DISPENSED", "ESCORT", "HANDOVER_ARRANGED")
LEAST_PANEL = 2
# One escort for so many children (domain.md 5: 1:5 to 1:8; for children alone the stricter).
CHILDREN_AN_ESCORT = 5


def missing_before(code: str, done: Collection[str], decision: str) -> tuple[str, ...]:
    """Name the steps without which this one cannot be taken; nothing where it may be."""
    if code == "BID" and decision == RETURN:
        return tuple(step for step in BEFORE_DETERMINATION if step not in done)
    if code in AFTER_DETERMINATION and not (decision == RETURN and "BID" in done):
        return ("BID",)
    if code == "HANDOVER_ARRANGED":
        return tuple(step for step in ("RECEIVER", "ESCORT") if step not in done)
    if code in ACTS or code in CALLS:
        return _before_the_acts(code, done)
    return ()


def _before_the_acts(code: str, done: Collection[str]) -> tuple[str, ...]:
    before = ORDER[: ORDER.index(code)]
    if code in CALLS:
        return tuple(step for step in ("HANDOVER_ARRIVAL",) if step not in done)
    return tuple(step for step in before if step not in with_stand_ins(done))


def with_stand_ins(done: Collection[str]) -> frozenset[str]:
    """The steps done, and those in whose place another one stands."""
    settled = {stage.code for stage in STAGES if stage.stands_for in done and stage.stands_for}
    return frozenset({*done, *settled})


def next_of(done: Collection[str], decision: str = "", *, closed: bool = False) -> str:
    """The step whose turn it is; nothing once the way is over or was decided against."""
    if closed or decision == AGAINST:
        return ""
    settled = with_stand_ins(done)
    return next((code for code in ORDER if code not in settled), "")


def due_on(code: str, begun: date | None, handed: date | None) -> date | None:
    """By which day a step should be done: calls count from the hand-over, the rest from the start."""
    if code in CALLS:
        return None if handed is None else months_after(handed, CALLS[code])
    if begun is None or code in ACTS:
        return None
    return begun + timedelta(days=BY_CODE[code].days)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    after = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))


def panel_of(told: str) -> tuple[str, ...]:
    """The people of a panel, one a line; nobody counts twice, however their name is written.

    What stands after the comma is their institution.
    """
    named: dict[tuple[str, ...], str] = {}
    for line in told.splitlines():
        if key := name_key(line.partition(",")[0]):
            named.setdefault(key, " ".join(line.split()))
    return tuple(named.values())


def paper_key(told: str) -> str:
    """A paper's number as it is compared: letters and digits alone, whatever was typed between."""
    return "".join(c for c in told.upper() if c.isalnum())


def is_one_person(expected: Mapping[str, object], shown: Mapping[str, object]) -> bool:
    """Whether who stands there is who was assessed: the same paper, and the same name as written.

    Accents, case and the order of the names do not matter; another number does.
    """
    papers = [paper_key(str(one.get("document_number") or "")) for one in (expected, shown)]
    types = [str(one.get("document_type") or "") for one in (expected, shown)]
    names = [name_key(str(one.get("name") or "")) for one in (expected, shown)]
    return (
        bool(papers[0]) and papers[0] == papers[1] and types[0] == types[1] and names[0] == names[1]
    )


def are_one_name(one: str, other: str) -> bool:
    """Whether two ways of writing a name are of one person: a second name left out or not."""
    small, large = sorted((frozenset(name_key(one)), frozenset(name_key(other))), key=len)
    return small == large or (len(small) > 1 and small <= large)


def name_key(told: str) -> tuple[str, ...]:
    """A name as it is compared: its words without accents, in any order."""
    plain = unicodedata.normalize("NFKD", told.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(sorted("".join(c if c.isalnum() else " " for c in kept).split()))
