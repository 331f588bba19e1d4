"""What a seat by air costs by the fares that were agreed, and what was decided that it costs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.movements import flying
from rumbo.movements.models import Departure, Escort, SeatPrice
from rumbo.programmes import fares as agreed
from rumbo.programmes.models import Fare
from rumbo.programmes.rules import fares as rules
from rumbo.programmes.rules.fares import Hop


@dataclass(frozen=True, slots=True)
class Part:
    """One flight of the way, or all of it, with the fare that was agreed for it where there is one."""

    hop: Hop
    origin: str
    destination: str
    fare: Fare | None
    dollars: Money | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a seat costs by agreement, part by part; nothing where one part has no fare, or no rate."""

    parts: Sequence[Part] = ()

    @property
    def dollars(self) -> Money | None:
        """The sum in dollars, of exactly what is shown of each part."""
        known = [part.dollars for part in self.parts if part.dollars is not None]
        if not known or len(known) < len(self.parts):
            return None
        return sum(known, Money(0))

    @property
    def lacking(self) -> list[Part]:
        """The parts for which nobody agreed a fare."""
        return [part for part in self.parts if part.fare is None]

    @property
    def without_rate(self) -> list[Part]:
        """The parts whose fare is in money of which no rate is known."""
        return [part for part in self.parts if part.fare is not None and part.dollars is None]

    @property
    def codes(self) -> list[str]:
        """The fares by which the sum was found."""
        return [part.fare.code for part in self.parts if part.fare is not None]


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats those who go along need: out, and back."""

    out: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the two seats cost by agreement: of whoever flies there, and of an escort coming back."""

    seat: Proposed
    back: Proposed

    def agrees(self, seat: Money, back: Money) -> bool:
        """Whether this is the agreed price; a way back of nothing is agreed where nobody said one."""
        return seat == self.seat.dollars and back == (self.back.dollars or Money(0))


def proposed(departure: Departure, today: date) -> Asked:
    """What a seat out and an escort's seat back cost by the fares of the days of the flights.

    Fares in other money are changed at the rate of today, as the ledger does.
    """
    legs = flying.shown(departure)
    if not legs:
        return Asked(Proposed(), Proposed())
    names = {end.code: end.name for leg in legs for end in (leg.origin, leg.destination)}
    out = [
        Hop(
            leg.flight.carrier or departure.operator,
            leg.origin.code,
            leg.destination.code,
            clock.day_of(leg.flight.leaves_at, leg.origin.zone),
        )
        for leg in legs
    ]
    landed = clock.day_of(legs[-1].flight.arrives_at, legs[-1].destination.zone)
    back = rules.way_back(out, landed)
    known = agreed.between(names)
    return Asked(
        _priced(out, "PASSENGER", known, names, today), _priced(back, "ESCORT", known, names, today)
    )


def decided(departure: Departure) -> SeatPrice | None:
    """What was last decided that a seat costs."""
    return SeatPrice.objects.filter(departure=departure).order_by("-recorded_at", "-id").first()


def seats_of_escorts(departures: Collection[Departure]) -> Mapping[object, Seats]:
    """How many seats the escorts of departures by air need, by departure."""
    by_air = [row.pk for row in departures if row.mode == "AIR"]
    found: dict[object, Seats] = {}
    rows = Escort.objects.filter(departure__in=by_air, ended_at=None)
    for departure, returns in rows.values_list("departure", "returns"):
        before = found.get(departure, Seats())
        found[departure] = Seats(before.out + 1, before.back + returns)
    return found


def _priced(
    hops: Sequence[Hop], whose: str, known: Sequence[Fare], names: Mapping[str, str], today: date
) -> Proposed:
    """A fare that was agreed for the whole way goes before the sum of its flights."""
    in_one = rules.whole(hops)
    if in_one is not None and (fare := rules.fare_for(known, in_one, whose)) is not None:
        return Proposed([_part(in_one, fare, names, today)])
    return Proposed([_part(hop, rules.fare_for(known, hop, whose), names, today) for hop in hops])


def _part(hop: Hop, fare: Fare | None, names: Mapping[str, str], today: date) -> Part:
    dollars = agreed.in_dollars(fare.fare, today) if fare is not None else None
    return Part(hop, names[hop.origin], names[hop.destination], fare, dollars)


@dataclass(frozen=True, slots=True)
class Priced:
    """What the seats of a departure by air cost as its page says it, and on whose word."""

    departure: Departure
    asked: Asked
    decided: SeatPrice | None
    seats: Seats

    @property
    def seat(self) -> Money:
        """What a seat costs."""
        return Money(self.departure.seat_cost)

    @property
    def back(self) -> Money:
        """What an escort's seat back costs."""
        return Money(self.departure.return_cost)

    @property
    def escorts(self) -> Money:
        """What the seats of those who go along cost, out and back."""
        return self.departure.cost_of_escorts(self.seats.out, self.seats.back)

    @property
    def is_agreed(self) -> bool:
        """Whether it is the price that was agreed for the days of the flights."""
        return self.asked.agrees(self.seat, self.back)

    @property
    def sources(self) -> list[str]:
        """The agreements by which a seat has its price."""
        parts = [*self.asked.seat.parts, *self.asked.back.parts]
        return list(dict.fromkeys(part.fare.source for part in parts if part.fare is not None))

    @property
    def lacks_return(self) -> bool:
        """Whether somebody comes back on a seat of which nobody knows the price."""
        return bool(self.seats.back) and not self.departure.return_cost


def priced(departure: Departure, today: date) -> Priced:
    """Gather what the page of a departure says of its seats."""
    seats = seats_of_escorts([departure]).get(departure.pk, Seats())
    return Priced(departure, proposed(departure, today), decided(departure), seats)
