"""What a departure and a seat may become, and who sits where: pure values in, values out."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# A departure, from the plan to the last paper.
DEPARTURE_MOVES: dict[str, frozenset[str]] = {
    "PLANNED": frozenset({"CONFIRMED", "CANCELLED"}),
    "CONFIRMED": frozenset({"BOARDING", "CANCELLED"}),
    "BOARDING": frozenset({"DEPARTED", "CANCELLED"}),
    "DEPARTED": frozenset({"ARRIVED"}),
    "ARRIVED": frozenset({"CLOSED"}),
    "CLOSED": frozenset(),
    "CANCELLED": frozenset(),
}
# A departure is planned no further ahead than this.
FURTHEST = timedelta(days=730)
OPEN_FOR_BOOKING = ("PLANNED", "CONFIRMED", "BOARDING")

# A seat, as its events tell. RELEASED and the three reasons not to board free the seat; a person
# boards only from RECONFIRMED, which is what keeps anybody from leaving who did not say so today.
SEAT_MOVES: dict[str, frozenset[str]] = {
    "BOOKED": frozenset({"RECONFIRMED", "NO_SHOW", "OFFLOADED", "WITHDREW_AT_GATE", "RELEASED"}),
    "RECONFIRMED": frozenset(
        {
            "RECONFIRMED",
            "BOARDED",
            "BOOKED",
            "NO_SHOW",
            "OFFLOADED",
            "WITHDREW_AT_GATE",
            "RELEASED",
        }
    ),
    "BOARDED": frozenset(
        {"RECONFIRMED", "OFFLOADED", "WITHDREW_AT_GATE", "RELEASED", "LEFT_EN_ROUTE", "ARRIVED"}
    ),
    "LEFT_EN_ROUTE": frozenset(),
    "ARRIVED": frozenset(),
    # A tap on the wrong row is taken back until the unit leaves, never straight aboard.
    "NO_SHOW": frozenset({"BOOKED", "RECONFIRMED"}),
    "OFFLOADED": frozenset({"BOOKED", "RECONFIRMED"}),
    "WITHDREW_AT_GATE": frozenset(),
    "RELEASED": frozenset(),
}
FREES_THE_SEAT = frozenset({"NO_SHOW", "OFFLOADED", "WITHDREW_AT_GATE", "RELEASED"})
ENDS_THE_JOURNEY = frozenset({"LEFT_EN_ROUTE", "ARRIVED"})
UNANSWERED = frozenset({"BOOKED", "RECONFIRMED"})
# What is said at the door of a group that stays, and can be taken back.
SET_ASIDE = frozenset({"NO_SHOW", "OFFLOADED"})

UNDO_WITHIN = timedelta(minutes=10)
# Until which incidents a person is in danger, so that protection hears of it the same day.
DANGER = frozenset(
    {"ABUSE", "VIOLENCE", "EXTORTION", "THREAT", "KIDNAPPING", "EXPLOITATION", "SEXUAL_VIOLENCE"}
)
# One escort for so many people, and for so many children (domain.md 5).
PEOPLE_AN_ESCORT = 20
CHILDREN_AN_ESCORT = 8
# How many more who are trained for children a plan counts on finding for each departure.
ESCORTS_TO_FIND = 2


@dataclass(frozen=True, slots=True)
class Party:
    """A group that holds seats, as the shrinking of a bus looks at it."""

    id: uuid.UUID
    size: int
    held_since: datetime
    first_leg: int
    last_leg: int


def may_become(before: str, after: str) -> bool:
    """Say whether a departure may go from one status to another."""
    return after in DEPARTURE_MOVES.get(before, frozenset())


def seat_may_become(before: str, after: str) -> bool:
    """Say whether a person's seat may go from one state to another."""
    return after in SEAT_MOVES.get(before, frozenset())


def departure_code(place: str, day: date, number: int) -> str:
    """Write a departure's code as people say it: TAP-250310-1."""
    return f"{place}-{day:%y%m%d}-{number}"


def legs_between(first_stop: int, last_stop: int) -> range:
    """Give the legs that a journey from one stop to another sits through."""
    return range(first_stop, last_stop)


def free_seats(seats: int, taken: Mapping[int, int], legs: Iterable[int]) -> int:
    """Count the seats that are free on every leg of a journey; the fullest leg decides."""
    return min((seats - taken.get(leg, 0) for leg in legs), default=0)


def seat_numbers(seats: int, used: Collection[int | None], wanted: int) -> list[int | None]:
    """Choose seats that lie together where they can; None where every number is given away.

    A family sits in the first row of neighbours that holds it whole, else as near as possible.
    """
    free = [number for number in range(1, seats + 1) if number not in used]
    for at in range(len(free) - wanted + 1):
        run = free[at : at + wanted]
        if run[-1] - run[0] == wanted - 1:
            return list(run)
    chosen: list[int | None] = list(free[:wanted])
    return chosen + [None] * (wanted - len(chosen))


def who_does_not_fit(seats: int, legs: int, parties: Sequence[Party]) -> list[Party]:
    """Name the groups that a smaller bus cannot carry: who booked last gives way, whole groups.

    A later, smaller group may keep a place that a bigger one before it could not use.
    """
    taken = dict.fromkeys(range(legs), 0)
    left_out = []
    for party in sorted(parties, key=lambda one: (one.held_since, one.id)):
        own = range(party.first_leg, party.last_leg)
        if free_seats(seats, taken, own) < party.size:
            left_out.append(party)
            continue
        for leg in own:
            taken[leg] += party.size
    return left_out


def may_undo(boarded_at: datetime, now: datetime) -> bool:
    """Say whether a tap can still be taken back: within ten minutes."""
    return now - boarded_at <= UNDO_WITHIN


def escorts_needed(people: int, children: int) -> int:
    """Count the escorts that a departure needs (domain.md 5: one for so many, more for children)."""
    return max(-(-people // PEOPLE_AN_ESCORT), -(-children // CHILDREN_AN_ESCORT))
