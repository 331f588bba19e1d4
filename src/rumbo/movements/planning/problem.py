"""The instance as arrays: who may travel by what, what it is worth, and which money may pay."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rumbo.movements.planning.instance import Departure, Group, Instance

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Money:
    """Sets of funds that can run short together (Hall's condition on who may pay for whom).

    A plan can be paid exactly when, for each of the K rows, the seats of the classes whose
    funds all lie in the row, and the fixed costs where the payer lies in it, are within its
    dollars. C classes are the different sets of funds that accept a group.
    """

    of_group: Ints  # (G,) class
    rows: Bools  # (K, C)
    payer: Bools  # (K,)
    dollars: Floats  # (K,)
    funds: tuple[tuple[int, ...], ...]  # (K,) positions of the funds of the row


@dataclass(frozen=True)
class Problem:
    """Arrays over D departures, G groups and A arrival rows (a centre on a day)."""

    instance: Instance
    persons: Ints  # (G,)
    wheels: Ints  # (G,)
    children: Ints  # (G,)
    fixed: Ints  # (G,) the departure that was fixed, -1 where none was
    may: Bools  # (D, G)
    worth: Floats  # (D, G), -inf where the group may not travel on the departure
    seats: Ints  # (D,) seats of one leg
    turns: Ints  # (D,) legs that between them see every passenger, 1 on almost every vehicle
    minimum: Ints  # (D,)
    places: Ints  # (D,) wheelchair places
    escorts: Ints  # (D,) at most
    seat_cost: Floats  # (D,)
    fixed_cost: Floats  # (D,)
    money: Money
    arrival: NDArray[np.int32]  # (D, G) arrival row, -1 where nobody counts
    beds: Floats  # (A,) people a centre takes that day


def arrays(instance: Instance) -> Problem:
    """The instance as arrays."""
    groups, runs = instance.groups, instance.departures
    money = _money(instance)
    may = _may(instance)
    day = np.array([(run.date - instance.start).days + 1 for run in runs], dtype=float)
    early = 1 + instance.earliness * (1 - day / instance.days)
    weight = np.array([group.weight for group in groups], dtype=float)
    arrival, beds = _arrivals(instance, may)
    where = {run.id: d for d, run in enumerate(runs)}
    return Problem(
        instance=instance,
        persons=np.array([group.persons for group in groups], dtype=np.int64),
        wheels=np.array([group.wheelchairs for group in groups], dtype=np.int64),
        children=np.array([group.children for group in groups], dtype=np.int64),
        fixed=np.array([where.get(instance.fixed.get(g.id, ""), -1) for g in groups], dtype=int),
        may=may,
        worth=np.where(may, early[:, None] * weight[None, :], -np.inf),
        seats=np.array([run.seats for run in runs], dtype=np.int64),
        turns=np.array([_turns(run, _ways(groups, may[d])) for d, run in enumerate(runs)]),
        minimum=np.array([run.min_passengers for run in runs], dtype=np.int64),
        places=np.array([run.wheelchair_places for run in runs], dtype=np.int64),
        escorts=np.array([run.max_escorts for run in runs], dtype=np.int64),
        seat_cost=np.array([run.seat_cost for run in runs], dtype=float),
        fixed_cost=np.array([run.fixed_cost for run in runs], dtype=float),
        money=money,
        arrival=arrival,
        beds=beds,
    )


def narrowed(problem: Problem, allowed: Bools) -> Problem:
    """The same problem where a group may board only what is allowed, (D, G)."""
    may = problem.may & allowed
    return replace(problem, may=may, worth=np.where(may, problem.worth, -np.inf))


def _may(instance: Instance) -> Bools:
    may = np.zeros((len(instance.departures), len(instance.groups)), dtype=bool)
    ways: dict[tuple[str, str], list[int]] = {}
    for position, group in enumerate(instance.groups):
        ways.setdefault((group.origin, group.destination), []).append(position)
    for d, run in enumerate(instance.departures):
        for members in ways.values():
            if run.legs(instance.groups[members[0]]) is None:
                continue
            may[d, [g for g in members if not instance.lack_alone(run, instance.groups[g])]] = True
    for g, group in enumerate(instance.groups):
        if group.id in instance.fixed:
            may[:, g] &= [run.id == instance.fixed[group.id] for run in instance.departures]
    return may


def _ways(groups: tuple[Group, ...], mine: Bools) -> set[tuple[str, str]]:
    return {(groups[g].origin, groups[g].destination) for g in np.flatnonzero(mine)}


def _turns(run: Departure, ways: set[tuple[str, str]]) -> int:
    """How few legs see every passenger: the fewest points that pierce all their intervals."""
    spans = sorted((run.stops.index(last), run.stops.index(first)) for first, last in ways)
    turns, pierced = 0, -1
    for end, begin in spans:
        if begin > pierced:
            turns, pierced = turns + 1, end - 1
    return max(1, turns)


def _arrivals(instance: Instance, may: Bools) -> tuple[NDArray[np.int32], Floats]:
    rows: dict[tuple[str, int], int] = {}
    arrival = np.full(may.shape, -1, dtype=np.int32)
    places = np.array([group.destination for group in instance.groups], dtype=object)
    beds = []
    for d, run in enumerate(instance.departures):
        for place in sorted(stop for stop in run.stops if run.centre(stop) in instance.centres):
            mine = may[d] & (places == place)
            if not mine.any():
                continue
            key = (run.centre(place), run.date.toordinal())
            if key not in rows:
                rows[key] = len(rows)
                beds.append(instance.centres[key[0]].takes(run.date))
            arrival[d, mine] = rows[key]
    return arrival, np.array(beds, dtype=float)


def _money(instance: Instance) -> Money:
    accepted = [
        frozenset(f for f, fund in enumerate(instance.funds) if fund.accepts(group))
        for group in instance.groups
    ]
    classes = sorted(set(accepted), key=sorted)
    payer = frozenset(f for f, fund in enumerate(instance.funds) if fund.pays_fixed)
    unions = {payer}
    for funds in classes:
        unions |= {union | funds for union in unions} | {funds}
    rows = sorted(unions - {frozenset()}, key=lambda row: (len(row), sorted(row)))
    position = {funds: c for c, funds in enumerate(classes)}
    return Money(
        of_group=np.array([position[funds] for funds in accepted], dtype=np.int64),
        rows=np.array([[bool(c) and c <= row for c in classes] for row in rows], dtype=bool),
        payer=np.array([payer <= row for row in rows], dtype=bool),
        dollars=np.array([sum(instance.funds[f].left for f in row) for row in rows], dtype=float),
        funds=tuple(tuple(sorted(row)) for row in rows),
    )
