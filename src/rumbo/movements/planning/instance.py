"""What the planner is given: groups, departures, centres and funds, as contracts.md writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Group:
    """Persons who travel together or not at all."""

    id: str
    persons: int
    children: int
    wheelchairs: int
    origin: str
    destination: str
    nationality: str
    vulnerability: int
    waiting_days: float
    earliest: date
    latest: date
    blocked: tuple[tuple[date, date], ...]
    modes: frozenset[str]
    weight: float
    # Where the desk says which may pay, whatever their earmarks.
    funds: frozenset[str] | None = None

    def may_travel_on(self, day: date) -> bool:
        """Whether its window holds the day and none of its blocked dates does."""
        if not self.earliest <= day <= self.latest:
            return False
        return not any(first <= day <= last for first, last in self.blocked)


@dataclass(frozen=True, slots=True)
class Departure:
    """A vehicle on a day, its stops in order and what it costs in whole dollars."""

    id: str
    date: date
    mode: str
    stops: tuple[str, ...]
    seats: int
    wheelchair_places: int
    max_escorts: int
    min_passengers: int
    fixed_cost: float
    seat_cost: float
    # The centre of a destination, if it is another.
    ends: Mapping[str, str] = field(default_factory=dict)

    def centre(self, destination: str) -> str:
        """The centre that receives whoever goes to a destination."""
        return self.ends.get(destination, destination)

    def legs(self, group: Group) -> range | None:
        """The legs that the group sits on, or None where the vehicle does not go its way."""
        if group.origin not in self.stops or group.destination not in self.stops:
            return None
        first, last = self.stops.index(group.origin), self.stops.index(group.destination)
        return range(first, last) if first < last else None


@dataclass(frozen=True, slots=True)
class Centre:
    """A reception centre, the arrivals it takes a day, and the days it is closed."""

    id: str
    daily_capacity: int
    closed: frozenset[date]
    promised: Mapping[date, int] = field(default_factory=dict)  # who comes already, by day

    def takes(self, day: date) -> int:
        """How many it receives on a day: nobody who is promised is counted out."""
        return max(self.daily_capacity, self.promised.get(day, 0))


@dataclass(frozen=True, slots=True)
class Fund:
    """Money with its earmarks; what was spent already is taken off the budget."""

    id: str
    budget: float
    nationalities: frozenset[str] | None
    min_vulnerability: int
    pays_fixed: bool
    spent: float = 0.0

    @property
    def left(self) -> float:
        """Dollars that may still be used."""
        return self.budget - self.spent

    def accepts(self, group: Group) -> bool:
        """Whether its earmarks allow it to pay for the group."""
        if group.funds is not None:
            return self.id in group.funds
        right = self.nationalities is None or group.nationality in self.nationalities
        return right and group.vulnerability >= self.min_vulnerability


@dataclass(frozen=True, slots=True)
class Instance:
    """One planning question."""

    start: date
    days: int
    children_per_escort: int
    earliness: float
    groups: tuple[Group, ...]
    departures: tuple[Departure, ...]
    centres: dict[str, Centre]
    funds: tuple[Fund, ...]
    fixed: dict[str, str] = field(default_factory=dict)
    # Where escorts have places of their own, they take no passenger's seat and nobody pays here.
    escorts_apart: bool = False

    def worth(self, group: Group, departure: Departure) -> float:
        """What the objective gains when the group travels on the departure."""
        day = (departure.date - self.start).days + 1
        return group.weight * (1 + self.earliness * (1 - day / self.days))

    def lack_alone(self, departure: Departure, group: Group) -> str | None:
        """What keeps the group off the departure when nobody else travels; None where it may."""
        if departure.mode not in group.modes or not group.may_travel_on(departure.date):
            return "NO_DEPARTURE"
        if departure.legs(group) is None:
            return "NO_DEPARTURE"
        return self._lack_room(departure, group) or self._lack_welcome(departure, group)

    def _lack_room(self, departure: Departure, group: Group) -> str | None:
        if group.wheelchairs > departure.wheelchair_places:
            return "WHEELCHAIR"
        if group.persons + self.seated_for(group.children) > departure.seats:
            return "SEATS"
        escorts = self.escorts_for(group.children)
        return "ESCORTS" if escorts > departure.max_escorts else None

    def _lack_welcome(self, departure: Departure, group: Group) -> str | None:
        centre = self.centres.get(departure.centre(group.destination))
        if centre is None or departure.date in centre.closed:
            return "RECEPTION"
        if group.persons > centre.takes(departure.date):
            return "RECEPTION"
        return None if any(fund.accepts(group) for fund in self.funds) else "MONEY"

    def escorts_for(self, children: int) -> int:
        """Escorts that so many children alone need."""
        return -(-children // self.children_per_escort)

    def seated_for(self, children: int) -> int:
        """Escorts of so many children alone who take a passenger's seat, which is paid for."""
        return 0 if self.escorts_apart else self.escorts_for(children)

    @property
    def payer(self) -> Fund:
        """The one fund that also pays fixed costs and the seats of escorts."""
        return next(fund for fund in self.funds if fund.pays_fixed)
