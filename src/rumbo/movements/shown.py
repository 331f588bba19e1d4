"""What the pages of movements show, prepared as plain values: templates decide nothing."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from rumbo.common.money import Money
from rumbo.movements import rules
from rumbo.movements.gatekeeping import Lacking
from rumbo.movements.models import BookedSeat, Booking, Departure, Escort, Stop
from rumbo.movements.queries import Fill, local_day
from rumbo.movements.seat_prices import seats_of_escorts
from rumbo.network.gazetteer import gazetteer
from rumbo.network.models import ReceptionCentre, Route
from rumbo.registry.rules.ages import is_adult
from rumbo.ui import words as said
from rumbo.ui.maps import Place, way_map

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """One departure on the board: what it is, how full, what it costs, who goes along."""

    departure: Departure
    fill: Fill
    destination: str
    escorts: int
    escorts_needed: int
    expected: int = 0
    capacity: int = 0
    origin: str = ""
    map: str = ""
    escort_cost: Money = field(default_factory=lambda: Money(0))

    def cost_with(self, people: int) -> Money:
        """What it costs with so many people on it, and with those who go along."""
        return self.departure.cost_of(people) + self.escort_cost

    @property
    def reception_state(self) -> str:
        """Whether the centre can receive everybody who comes that day."""
        return "ok" if self.expected <= self.capacity else "stop"

    @property
    def cost_a_person(self) -> Money | None:
        """What each seat costs as it is filled now; nothing while nobody is booked."""
        if not self.fill.people:
            return None
        return Money(self.cost_with(self.fill.people).minor // self.fill.people)

    @property
    def cost_words(self) -> str:
        """That price, said."""
        return said.money(self.cost_a_person) if self.cost_a_person else ""

    @property
    def cost_when_full(self) -> Money:
        """What each seat costs on a full bus."""
        return Money(self.cost_with(self.departure.seats).minor // self.departure.seats)

    @property
    def money_state(self) -> str:
        """Whether the price of a seat is near what it is on a full bus."""
        now = self.cost_a_person
        return "wait" if now is None or now.minor > 2 * self.cost_when_full.minor else "ok"

    @property
    def fill_state(self) -> str:
        """Whether enough people are booked for it to leave."""
        return "ok" if self.fill.people >= self.departure.min_passengers else "wait"

    @property
    def escort_state(self) -> str:
        """Whether enough people go along."""
        return "ok" if self.escorts >= self.escorts_needed else "wait"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, from a Monday."""

    start: date

    @property
    def end(self) -> date:
        """Its Sunday."""
        return self.start + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Row:
    """One route on the board, with the cards of each week."""

    route: str
    cells: list[list[Card]]
    map: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A group on a departure: its seats, and what it lacks."""

    booking: Booking
    seats: list[BookedSeat]
    lacking: list[Lacking] = field(default_factory=list)

    @property
    def lacks(self) -> list[str]:
        """What the group lacks, each thing said once."""
        return said_together(self.lacking, len(self.seats))


def weeks_from(day: date, weeks: int = WEEKS) -> list[Week]:
    """So many weeks from the Monday of a day: as many as the board shows."""
    monday = day - timedelta(days=day.weekday())
    return [Week(monday + timedelta(days=7 * n)) for n in range(weeks)]


def cards(departures: Sequence[Departure], fills: Mapping[uuid.UUID, Fill]) -> list[Card]:
    """A card for each departure."""
    ids = [d.pk for d in departures]
    escorts: dict[uuid.UUID, int] = dict.fromkeys(ids, 0)
    for row in Escort.objects.filter(departure__in=ids, ended_at=None):
        escorts[row.departure_id] += 1
    children = children_on(departures)
    along = seats_of_escorts(departures)
    ends = {d.pk: max(d.stops.all(), key=lambda s: s.position) for d in departures}
    load: Counter[tuple[str, date]] = Counter()
    for departure in departures:
        load[_arrival(ends[departure.pk])] += fills[departure.pk].people
    centres = ReceptionCentre.objects.filter(code__in={stop.place for stop in ends.values()})
    capacity = dict(centres.values_list("code", "daily_capacity"))
    return [
        Card(
            d,
            fills[d.pk],
            ends[d.pk].name,
            escorts[d.pk],
            rules.escorts_needed(fills[d.pk].people, children[d.pk]),
            load[_arrival(ends[d.pk])],
            capacity.get(ends[d.pk].place, 0),
            min(d.stops.all(), key=lambda s: s.position).name,
            small_way(sorted(d.stops.all(), key=lambda s: s.position)),
            d.cost_of_escorts(along[d.pk].out, along[d.pk].back) if d.pk in along else Money(0),
        )
        for d in departures
    ]


def children_on(departures: Sequence[Departure]) -> Counter[uuid.UUID]:
    """How many who may be under 18 on the day hold a place on each, however many there are."""
    days = {d.pk: d.date for d in departures}
    rows = BookedSeat.objects.live().filter(departure__in=days)
    told = rows.values_list(
        "departure", "person__birth_date", "person__birth_precision", "person__age_disputed"
    )
    return Counter(
        departure
        for departure, born, precision, disputed in told
        if not is_adult(born, precision, days[departure], disputed=disputed)
    )


def _arrival(stop: Stop) -> tuple[str, date]:
    """Which centre receives, and on which day of its own."""
    return stop.place, local_day(stop.planned_at, stop.zone)


def arrival_of(departure: Departure) -> tuple[str, date]:
    """Which centre receives a departure at its end, and on which day of its own."""
    return _arrival(max(departure.stops.all(), key=lambda stop: stop.position))


def rows(made: Sequence[Card], weeks: Sequence[Week]) -> list[Row]:
    """The board: routes down, weeks across."""
    by_route: dict[str, list[list[Card]]] = {}
    for card in made:
        cells = by_route.setdefault(card.departure.route, [[] for _week in weeks])
        at = (card.departure.date - weeks[0].start).days // 7
        if 0 <= at < len(weeks):
            cells[at].append(card)
    names = {r.code: str(r) for r in Route.objects.filter(code__in=by_route)}
    drawn = {card.departure.route: card.map for card in reversed(list(made))}
    return [
        Row(names.get(code, code), cells, drawn[code]) for code, cells in sorted(by_route.items())
    ]


def way(stops: Iterable[Stop], width: int = 340, height: int = 190) -> str:
    """The way of a departure, drawn through the stops that are on the map, each named once."""
    points = gazetteer().points
    known: dict[str, Place] = {}
    for stop in stops:
        at, name = points.get(stop.place), _short(stop.name)
        if at is not None:
            known.setdefault(name, Place(at.lat, at.lon, name))
    return way_map(list(known.values()), width, height)


def small_way(stops: Sequence[Stop]) -> str:
    """The same in a few pixels: from where, over the last border, to where."""
    borders = [stop for stop in stops if stop.kind == "BORDER"]
    return way([*stops[:1], *borders[-1:], *stops[-1:]], 300, 130)


def _short(name: str) -> str:
    """A place's name as a map has room for it: no brackets, and of a border the far side."""
    return name.split(" (", maxsplit=1)[0].rsplit(" / ", maxsplit=1)[-1]


def parties(seats: Iterable[BookedSeat], lacking: Mapping[uuid.UUID, list[Lacking]]) -> list[Party]:
    """The groups aboard, each with its people in the order of their seats."""
    found: dict[uuid.UUID, Party] = {}
    for seat in seats:
        party = found.setdefault(
            seat.booking_id, Party(seat.booking, [], lacking.get(seat.booking_id, []))
        )
        party.seats.append(seat)
    return list(found.values())


def said_together(lacking: Iterable[Lacking], size: int) -> list[str]:
    """What several people of a group lack alike is one sentence: of all of them, or by name."""
    names: dict[str, dict[uuid.UUID, str]] = {}
    for one in lacking:
        names.setdefault(one.text, {})[one.person_id] = one.name
    everybody = _("Toda la familia")
    return [
        _("%(name)s: %(text)s")
        % {
            "name": everybody
            if size > 2 and len(people) == size
            else said.sentence_list(list(people.values())),
            "text": text,
        }
        for text, people in names.items()
    ]


@dataclass(frozen=True, slots=True)
class Gone:
    """Who was set aside with one tap, and whether it can be taken back."""

    seats: list[BookedSeat]
    may_come_back: bool


def gone_together(gone: Sequence[BookedSeat], held: Sequence[BookedSeat]) -> list[Gone]:
    """Who does not travel, together as it was said; who has another seat by now does not return."""
    again = {seat.person_id for seat in held}
    found: dict[tuple[object, object], list[BookedSeat]] = {}
    for seat in gone:
        found.setdefault((seat.booking_id, seat.released_at), []).append(seat)
    return [
        Gone(
            seats,
            all(s.state in rules.SET_ASIDE and s.person_id not in again for s in seats),
        )
        for seats in found.values()
    ]


def counts(seats: Sequence[BookedSeat]) -> dict[str, int]:
    """How many are aboard, said yes, are still awaited: the figures at the top of the roll."""
    states = [s.state for s in seats]
    return {
        "all": len(seats),
        "aboard": states.count("BOARDED"),
        "said": states.count("RECONFIRMED"),
        "awaited": states.count("BOOKED"),
    }


def seat_map(seats: Iterable[BookedSeat], number: int) -> list[tuple[int, BookedSeat | None]]:
    """Every seat of the bus with who holds it."""
    held = {s.seat_no: s for s in seats if s.seat_no}
    return [(n, held.get(n)) for n in range(1, number + 1)]
