"""The question for the planner, read from what stands: who waits, what leaves, which money there is."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from rumbo.access.entry import reading
from rumbo.access.values import Reader
from rumbo.casework import queries as casework
from rumbo.casework.models import Case, SideExit
from rumbo.casework.ready import NOT_YET
from rumbo.movements import gatekeeping
from rumbo.movements.models import Booking, Departure, Stop
from rumbo.movements.planning.instance import Centre, Fund, Group, Instance
from rumbo.movements.planning.instance import Departure as Run
from rumbo.movements.planning.problem import Bools
from rumbo.movements.proposal import money
from rumbo.movements.queries import care_of, latest_manifest
from rumbo.network import queries as network
from rumbo.network.models import ReceptionCentre
from rumbo.programmes.rules import weight
from rumbo.protection import queries as protection
from rumbo.registry.models import GroupMember

EARLINESS = 0.25
# Escorts sit apart from the passengers and are named later; the list of passengers asks for them.
CHILDREN_AN_ESCORT = 8
MODES = frozenset({"LAND", "AIR", "MIXED"})
# Whoever holds a seat loses it in a plan only where it cannot stand.
STANDING_WORTH = 1000.0
LEAST = timedelta(days=1)

Judged = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Party:
    """A group as the desk knows it: its case, where it stands in the list, the seat it holds."""

    case: Case
    people: int
    country: str
    waiting: casework.Waiting | None = None
    booking: Booking | None = None
    is_locked: bool = False
    apart: bool = False


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
        rows.departures = list(span.prefetch_related("stops", "legs").order_by("date", "code"))
        rows.stops = {
            d.pk: sorted(d.stops.all(), key=lambda s: s.position) for d in rows.departures
        }
        rows.supposed = len(supposed)
        for departure, stops in supposed:
            rows.departures.append(departure)
            rows.stops[departure.pk] = list(stops)
        rows.parties = [*_holding(rows, reader, may_move=may_move), *_waiting(reader, today)]
    near = _near(rows)
    allowed = _allowed(rows, near, today, judged)
    days = max((last - first).days + 1, 1)
    runs = tuple(_run(row, rows) for row in rows.departures)
    instance = Instance(
        start=first,
        days=days,
        children_per_escort=CHILDREN_AN_ESCORT,
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


def _holding(rows: _Rows, reader: Reader, *, may_move: bool) -> list[Party]:
    """Whoever holds seats on these departures: fixed, or free to be moved where that was asked."""
    held = Booking.objects.filter(departure__in=rows.departures, ended_at=None)
    bookings = list(
        held.select_related("case", "departure", "from_stop", "to_stop").order_by("case__number")
    )
    ours = set(
        Case.objects.visible_to(reader)
        .filter(pk__in=[booking.case_id for booking in bookings])
        .values_list("pk", flat=True)
    )
    told = _told([booking.case for booking in bookings])
    siblings = protection.siblings_apart([booking.case_id for booking in bookings])
    found = []
    for booking in bookings:
        people, country = told.get(booking.case_id, (0, ""))
        is_free = (
            may_move
            and booking.case_id in ours
            and booking.departure.status == "PLANNED"
            and booking.provisional_until is None
            and not siblings.get(booking.case_id)
        )
        found.append(Party(booking.case, people, country, booking=booking, is_locked=not is_free))
    return [party for party in found if party.people]


def _waiting(reader: Reader, today: date) -> list[Party]:
    """Everybody who waits and lacks nothing that a seat may not wait for, in the published order."""
    found = [one for one in casework.waiting(reader, today) if one.ready.state != NOT_YET]
    held = set(
        Booking.objects.filter(case__in=[one.case for one in found], ended_at=None).values_list(
            "case_id", flat=True
        )
    )
    held |= set(
        SideExit.objects.filter(kind="ON_HOLD", ended_at=None).values_list("case_id", flat=True)
    )
    kept = [one for one in found if one.case not in held]
    cases = Case.objects.in_bulk([one.case for one in kept])
    siblings = protection.siblings_apart(cases)
    return [
        Party(
            cases[one.case], one.people, one.country, waiting=one,
            apart=bool(siblings.get(one.case)),
        )
        for one in kept
    ]  # fmt: skip


def _told(cases: Sequence[Case]) -> Mapping[uuid.UUID, tuple[int, str]]:
    """How many travel in each case, and to which country."""
    rows = GroupMember.objects.filter(group__case__in=cases, left_at=None).order_by("position")
    found: dict[uuid.UUID, tuple[int, str]] = {}
    for case, back, origin in rows.values_list(
        "group__case", "person__return_country", "person__origin_country"
    ):
        people, country = found.get(case, (0, back or origin))
        found[case] = (people + 1, country)
    return found


def _ends(party: Party, stops: Sequence[Stop]) -> tuple[Stop, Stop] | None:
    """Where the group gets on and off a departure; None where it does not go its way."""
    if party.booking is not None and stops[0].departure_id == party.booking.departure_id:
        return party.booking.from_stop, party.booking.to_stop
    first = next((s for s in stops if s.may_board and s.place == party.case.site), None)
    if first is None:
        return None
    last = [
        s for s in stops
        if s.may_get_off and s.position > first.position and s.country == party.country
    ]  # fmt: skip
    return (first, last[-1]) if last else None


def _near(rows: _Rows) -> Bools:
    near = np.zeros((len(rows.departures), len(rows.parties)), dtype=bool)
    for d, departure in enumerate(rows.departures):
        for g, party in enumerate(rows.parties):
            if party.booking is not None and party.booking.departure_id == departure.pk:
                near[d, g] = True
            elif not party.is_locked and not party.apart:
                near[d, g] = _ends(party, rows.stops[departure.pk]) is not None
    return near


def _allowed(rows: _Rows, near: Bools, today: date, judged: Judged) -> Bools:
    """Which group may be booked on which departure, as the table says for that very day."""
    allowed = np.zeros(near.shape, dtype=bool)
    total, done = int(near.sum()), 0
    for d, departure in enumerate(rows.departures):
        closed = departure.status == "BOARDING" or latest_manifest(departure) is not None
        ways: dict[tuple[int, int], list[int]] = defaultdict(list)
        for g in np.flatnonzero(near[d]):
            party = rows.parties[g]
            ends = _ends(party, rows.stops[departure.pk])
            if party.booking is not None and party.booking.departure_id == departure.pk:
                allowed[d, g] = True
            elif not closed and ends is not None:
                ways[ends[0].pk, ends[1].pk].append(int(g))
        stops = {stop.pk: stop for stop in rows.stops[departure.pk]}
        for (first, last), members in ways.items():
            cases = [rows.parties[g].case for g in members]
            plan = gatekeeping.plan_of(departure, (stops[first], stops[last]))
            lacking = gatekeeping.lacking_in(cases, "BOOK", plan, today=today)
            allowed[d, members] = [not lacking[case.pk] for case in cases]
        done += int(near[d].sum())
        judged(done, total)
    return allowed


def _run(departure: Departure, rows: _Rows) -> Run:
    stops = rows.stops[departure.pk]
    held = any(_sits_on(party, departure) for party in rows.parties)
    return Run(
        id=departure.code,
        date=departure.date,
        mode=departure.mode,
        stops=tuple(_key(stop, stops) for stop in stops),
        seats=departure.seats,
        wheelchair_places=departure.wheelchair_places,
        max_escorts=0,
        # A departure on which people sit stands as it is: whether it leaves is said elsewhere.
        min_passengers=0 if held else departure.min_passengers,
        # Where people sit, the vehicle is paid for already.
        fixed_cost=0 if held else departure.fixed_cost / 100,
        seat_cost=departure.seat_cost / 100,
        ends={_key(stop, stops): stop.place for stop in stops if stop.may_get_off},
    )


def _sits_on(party: Party, departure: Departure) -> bool:
    return party.booking is not None and party.booking.departure_id == departure.pk


def _key(stop: Stop, stops: Sequence[Stop]) -> str:
    """A stop as the planner names it; the last centre of a country by the country alone."""
    after = [s for s in stops if s.position > stop.position]
    is_last = not any(s.may_get_off and s.country == stop.country for s in after)
    return stop.country if stop.may_get_off and is_last else stop.name


def _groups(
    rows: _Rows, allowed: Bools, near: Bools, span: tuple[date, date], today: date
) -> tuple[Group, ...]:
    names = {site.code: site.name for site in network.sites_on(today)}
    wheels = _wheels(rows.parties)
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
                children=0,
                wheelchairs=wheels.get(party.case.pk, 0),
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


def _wheels(parties: Sequence[Party]) -> Mapping[uuid.UUID, int]:
    """How many wheelchairs each case brings."""
    rows = GroupMember.objects.filter(group__case__in=[p.case for p in parties], left_at=None)
    told = list(rows.values_list("group__case", "person"))
    needs = care_of([person for _case, person in told])
    found: dict[uuid.UUID, int] = defaultdict(int)
    for case, person in told:
        found[case] += gatekeeping.WHEELCHAIR in needs.get(person, ())
    return found


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
