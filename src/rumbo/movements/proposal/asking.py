"""The question for the planner, read from what stands: who waits, what leaves, which money there is."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from rumbo.access.entry import reading
from rumbo.access.values import Reader
from rumbo.movements.models import Departure, Stop
from rumbo.movements.planning.instance import Centre, Fund, Group, Instance
from rumbo.movements.planning.instance import Departure as Run
from rumbo.movements.planning.problem import Bools
from rumbo.movements.proposal import allowing, escorting, money
from rumbo.movements.proposal.allowing import Judged
from rumbo.movements.proposal.parties import (
    Party,
    holding,
    sits_on,
    waiting,
    wheels,
    with_children,
)
from rumbo.network import queries as network
from rumbo.network.models import ReceptionCentre
from rumbo.programmes.rules import weight
from rumbo.protection.track import CHILDREN_AN_ESCORT

EARLINESS = 0.25
MODES = frozenset({"LAND", "AIR", "MIXED"})
# Whoever holds a seat loses it in a plan only where it cannot stand.
STANDING_WORTH = 1000.0
LEAST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the planner, with the rows behind its numbers, in the same order."""

    instance: Instance
    allowed: Bools
    parties: Sequence[Party]
    departures: Sequence[Departure]
    near: Bools  # (D, G) which departures go a group's way at all


@dataclass(slots=True)
class _Rows:
    """What was read, while the question is put together."""

    departures: list[Departure] = field(default_factory=list)
    supposed: int = 0
    stops: dict[uuid.UUID, list[Stop]] = field(default_factory=dict)
    parties: list[Party] = field(default_factory=list)
    escorts: Mapping[uuid.UUID, int] = field(default_factory=dict)


def read(
    reader: Reader,
    first: date,
    last: date,
    *,
    today: date,
    may_move: bool = False,
    judged: Judged = lambda _done, _all: None,
    supposed: Sequence[tuple[Departure, Sequence[Stop]]] = (),
) -> Question:
    """Read what stands and ask the table of requirements of each pair, for its own day.

    `judged` is told how many pairs were asked, of how many; no transaction is open meanwhile.
    Departures that are only `supposed` come last, and change nothing of what is asked of the rest.
    """
    rows = _Rows()
    with reading(reader):
        bookable = Departure.objects.visible_to(reader).bookable()
        span = bookable.between(max(first, today + LEAST), last)
        rows.departures = list(span.prefetch_related("stops", "flights").order_by("date", "code"))
        rows.stops = {
            d.pk: sorted(d.stops.all(), key=lambda s: s.position) for d in rows.departures
        }
        rows.supposed = len(supposed)
        for departure, stops in supposed:
            rows.departures.append(departure)
            rows.stops[departure.pk] = list(stops)
        rows.parties = with_children(
            [*holding(rows.departures, reader, may_move=may_move), *waiting(reader, today)], first
        )
        rows.escorts = escorting.trained(rows.departures)
    near = allowing.near(rows.departures, rows.stops, rows.parties)
    allowed = allowing.allowed(
        rows.departures, rows.stops, rows.parties, near, today=today, judged=judged
    )
    days = max((last - first).days + 1, 1)
    runs = tuple(_run(row, rows) for row in rows.departures)
    instance = Instance(
        start=first,
        days=days,
        children_per_escort=CHILDREN_AN_ESCORT,
        escorts_apart=True,
        earliness=EARLINESS,
        groups=_groups(rows, allowed, near, (first, last), today),
        departures=runs,
        centres=_centres(rows, first, last),
        funds=_funds(rows, today),
        fixed={
            party.case.number: party.booking.departure.code
            for party in rows.parties
            if party.booking is not None and party.is_locked
        },
    )
    return Question(instance, allowed, rows.parties, rows.departures, near)


def _run(departure: Departure, rows: _Rows) -> Run:
    stops = rows.stops[departure.pk]
    held = any(sits_on(party, departure) for party in rows.parties)
    return Run(
        id=departure.code,
        date=departure.date,
        mode=departure.mode,
        stops=tuple(_key(stop, stops) for stop in stops),
        seats=departure.seats,
        wheelchair_places=departure.wheelchair_places,
        max_escorts=escorting.most(rows.escorts.get(departure.pk, 0), _alone(rows, departure)),
        # A departure on which people sit stands as it is: whether it leaves is said elsewhere.
        min_passengers=0 if held else departure.min_passengers,
        # Where people sit, the vehicle is paid for already.
        fixed_cost=0 if held else departure.fixed_cost / 100,
        seat_cost=departure.seat_cost / 100,
        ends={_key(stop, stops): stop.place for stop in stops if stop.may_get_off},
    )


def _alone(rows: _Rows, departure: Departure) -> int:
    """How many children alone hold a place on a departure and stay there."""
    return sum(p.alone for p in rows.parties if p.is_locked and sits_on(p, departure))


def _key(stop: Stop, stops: Sequence[Stop]) -> str:
    """A stop as the planner names it; the last centre of a country by the country alone."""
    after = [s for s in stops if s.position > stop.position]
    is_last = not any(s.may_get_off and s.country == stop.country for s in after)
    return stop.country if stop.may_get_off and is_last else stop.name


def _groups(
    rows: _Rows, allowed: Bools, near: Bools, span: tuple[date, date], today: date
) -> tuple[Group, ...]:
    names = {site.code: site.name for site in network.sites_on(today)}
    wheelchairs = wheels(rows.parties)
    lines = money.lines(today)
    made = []
    for g, party in enumerate(rows.parties):
        origin, destination = names.get(party.case.site, party.case.site), party.country
        if party.booking is not None and party.is_locked:
            stops = rows.stops[party.booking.departure_id]
            origin = _key(party.booking.from_stop, stops)
            destination = _key(party.booking.to_stop, stops)
        made.append(
            Group(
                id=party.case.number,
                persons=party.people,
                children=party.alone,
                wheelchairs=wheelchairs.get(party.case.pk, 0),
                origin=origin,
                destination=destination,
                nationality=party.country,
                vulnerability=party.waiting.standing.vulnerability if party.waiting else 0,
                waiting_days=party.waiting.days if party.waiting else 0,
                earliest=span[0],
                latest=span[1],
                blocked=(),
                modes=MODES,
                weight=_weight(party, _closes_in(rows, allowed[:, g], near[:, g], today)),
                funds=money.accepted(lines, party),
            )
        )
    return tuple(made)


def _funds(rows: _Rows, today: date) -> tuple[Fund, ...]:
    held = [party for party in rows.parties if party.booking is not None]
    free = [party.booking.pk for party in held if party.booking and not party.is_locked]
    promised = sum(
        party.people * party.booking.departure.seat_cost
        for party in held
        if party.booking and party.is_locked
    )
    return money.funds(money.lines(today), free, promised / 100)


def _closes_in(rows: _Rows, allowed: Bools, near: Bools, today: date) -> int | None:
    """In how many days the group may travel for the last time, where later departures go its way."""
    real = len(rows.departures) - rows.supposed
    may = [rows.departures[d].date for d in np.flatnonzero(allowed[:real])]
    goes = [rows.departures[d].date for d in np.flatnonzero(near[:real])]
    if not may or max(goes) <= max(may):
        return None
    return (max(may) - today).days


def _weight(party: Party, closes_in: int | None) -> float:
    if party.waiting is None:
        return party.people * STANDING_WORTH
    return weight(party.waiting.standing, party.people, party.waiting.days, closes_in)


def _centres(rows: _Rows, first: date, last: date) -> dict[str, Centre]:
    places = {stop.place for stops in rows.stops.values() for stop in stops if stop.may_get_off}
    known = ReceptionCentre.objects.in_bulk(list(places))
    promised: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for party in rows.parties:
        if party.booking is not None and party.is_locked:
            day = party.booking.departure.date
            promised[party.booking.to_stop.place][day] += party.people
    return {
        code: Centre(
            code,
            known[code].daily_capacity if code in known else 0,
            frozenset(network.closed_days(code, first, last)),
            promised[code],
        )
        for code in sorted(places)
    }
