"""An itinerary by air: whether its flights meet, and who may not change flights on the way."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from rumbo.documents.models import TravelDocument
from rumbo.movements import refusals
from rumbo.movements.models import Departure, Flight
from rumbo.movements.values import NewFlight
from rumbo.network import queries as network
from rumbo.network.models import Airport
from rumbo.network.rules import may_change_flights
from rumbo.registry.models import Person

MOST = 4
MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Shown:
    """One flight in words, each moment by the clock of its own airport."""

    flight: Flight
    origin: Airport
    destination: Airport
    wait: int | None

    @property
    def leaves_there(self) -> datetime:
        """When it leaves, by the clock of its airport."""
        return self.flight.leaves_at.astimezone(ZoneInfo(self.origin.zone))

    @property
    def arrives_there(self) -> datetime:
        """When it arrives, by the clock of that airport."""
        return self.flight.arrives_at.astimezone(ZoneInfo(self.destination.zone))

    @property
    def leaves(self) -> str:
        """The day and hour at which it leaves, there."""
        return f"{self.leaves_there:%d/%m %H:%M}"

    @property
    def arrives(self) -> str:
        """The day and hour at which it arrives, there."""
        return f"{self.arrives_there:%d/%m %H:%M}"


def flights_of(departure: Departure) -> list[Flight]:
    """The flights of the itinerary that holds, in their order."""
    rows = [row for row in departure.flights.all() if row.ended_at is None]
    return sorted(rows, key=lambda row: int(row.position))


def shown(departure: Departure) -> list[Shown]:
    """The itinerary in words, each change with its minutes."""
    rows = flights_of(departure)
    airports = _airports(departure.date)
    waits = [None, *((b.leaves_at - a.arrives_at) // MINUTE for a, b in pairwise(rows))]
    return [
        Shown(row, airports[row.origin], airports[row.destination], wait)
        for row, wait in zip(rows, waits, strict=False)
    ]


def are_late(departure: Departure, flights: Sequence[Shown]) -> bool:
    """Whether the departure was put off, and its flights still say the moment from before."""
    return bool(flights) and flights[0].flight.leaves_at != departure.leaves_at


def changed_in(departure: Departure) -> tuple[str, ...]:
    """The countries in which flights are changed, and in which nobody begins or ends the journey."""
    if departure.mode != "AIR":
        return ()
    rows = flights_of(departure)
    if len(rows) < 2:
        return ()
    return _between([row.destination for row in rows[:-1]], departure)


def would_change_in(departure: Departure, flights: Sequence[NewFlight]) -> tuple[str, ...]:
    """The same of flights that are only proposed."""
    return _between([one.destination for one in flights[:-1]], departure)


def _between(codes: Iterable[str], departure: Departure) -> tuple[str, ...]:
    airports = _airports(departure.date)
    ends = set(departure.stops.values_list("country", flat=True))
    countries = [airports[code].country_id for code in codes]
    return tuple(dict.fromkeys(one for one in countries if one not in ends))


def who_may_not(
    people: Collection[uuid.UUID], countries: Collection[str], day: date
) -> Mapping[uuid.UUID, list[str]]:
    """Of these people, in which of the countries each may not change flights; unknown means no."""
    if not people or not countries:
        return {}
    rules = defaultdict(list)
    for rule in network.transit_rules(countries, day):
        rules[rule.country_id].append(rule)
    papers: dict[uuid.UUID, set[str]] = defaultdict(set)
    live = TravelDocument.objects.filter(person__in=people, ended_at=None)
    for person, kind, until in live.values_list("person", "type", "valid_until"):
        if until is None or until >= day:
            papers[person].add(kind)
    nations = dict(Person.objects.filter(pk__in=people).values_list("pk", "nationalities"))
    found = {
        person: [
            country
            for country in countries
            if not may_change_flights(rules[country], nations.get(person, ()), papers[person])
        ]
        for person in people
    }
    return {person: lacks for person, lacks in found.items() if lacks}


def require_sound(departure: Departure, flights: Sequence[NewFlight]) -> None:
    """Refuse an itinerary whose flights do not meet, go back in time, or leave no time to change."""
    if not 1 <= len(flights) <= MOST:
        raise refusals.no_such_flights(MOST)
    airports = _airports(departure.date)
    for one in flights:
        if one.origin not in airports or one.destination not in airports:
            raise refusals.unknown_airport()
        if one.origin == one.destination or one.arrives_at <= one.leaves_at:
            raise refusals.flight_backwards(one.number)
    for before, after in pairwise(flights):
        _require_change(before, after, airports)
    if flights[-1].arrives_at - flights[0].leaves_at > LONGEST:
        raise refusals.too_long_a_way(LONGEST.days)
    _require_ends(departure, flights, airports)


def _require_change(before: NewFlight, after: NewFlight, airports: Mapping[str, Airport]) -> None:
    if before.destination != after.origin:
        raise refusals.flights_do_not_meet(before.number, after.number)
    at = airports[after.origin]
    minutes = (after.leaves_at - before.arrives_at) // MINUTE
    if minutes < at.connection_minutes:
        raise refusals.too_short_a_change(str(at), minutes, at.connection_minutes)


def _require_ends(
    departure: Departure, flights: Sequence[NewFlight], airports: Mapping[str, Airport]
) -> None:
    stops = list(departure.stops.order_by("position"))
    ends = (airports[flights[0].origin].country_id, airports[flights[-1].destination].country_id)
    if ends != (stops[0].country, stops[-1].country):
        raise refusals.flies_elsewhere()
    if flights[0].leaves_at != departure.leaves_at:
        raise refusals.another_moment()


def _airports(day: date) -> dict[str, Airport]:
    return {row.code: row for row in network.airports_on(day)}
