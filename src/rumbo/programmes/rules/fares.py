"""Which agreed fare pays for a flight, and what a journey of several flights costs: values alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from rumbo.network.rules import fold, is_live

# For whom a fare was agreed: whoever goes home, or whoever went along and comes back.
WHOSE = ("PASSENGER", "ESCORT")


class Agreed(Protocol):
    """What a fare says."""

    carrier: str
    origin_id: str
    destination_id: str
    whose: str
    valid_from: date
    valid_until: date | None


A = TypeVar("A", bound=Agreed)


@dataclass(frozen=True, slots=True)
class Hop:
    """One flight as a fare is looked for: by whom, from where to where, on which day."""

    carrier: str
    origin: str
    destination: str
    day: date


def same_carrier(one: str, other: str) -> bool:
    """Whether two ways of writing a carrier are one carrier; nobody is one with nobody."""
    return bool(fold(one).split()) and fold(one).split() == fold(other).split()


def fare_for(fares: Iterable[A], hop: Hop, whose: str) -> A | None:
    """Find the fare that was agreed for a flight and holds on its day; the newest goes first."""
    found = [
        fare
        for fare in fares
        if (fare.origin_id, fare.destination_id, fare.whose) == (hop.origin, hop.destination, whose)
        and same_carrier(fare.carrier, hop.carrier)
        and is_live(fare.valid_from, fare.valid_until, hop.day)
    ]
    return max(found, key=lambda fare: fare.valid_from, default=None)


def whole(hops: Sequence[Hop]) -> Hop | None:
    """Several flights of one carrier as one journey, for a fare that was agreed for all of it."""
    if len(hops) < 2 or not all(same_carrier(hop.carrier, hops[0].carrier) for hop in hops):
        return None
    return Hop(hops[0].carrier, hops[0].origin, hops[-1].destination, hops[0].day)


def way_back(hops: Sequence[Hop], day: date) -> list[Hop]:
    """The same flights in the other direction, on the day on which the last one landed."""
    return [Hop(hop.carrier, hop.destination, hop.origin, day) for hop in reversed(hops)]
