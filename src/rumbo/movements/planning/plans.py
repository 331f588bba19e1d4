"""A plan under construction: who is aboard what, and what is left of seats, beds and money."""

from dataclasses import dataclass, field, replace

import numpy as np

from rumbo.movements.planning.problem import Floats, Ints, Problem

# In this order a departure is tried; contracts.md names the last thing that fails.
LACKS = ("WHEELCHAIR", "SEATS", "ESCORTS", "MIN_PASSENGERS", "RECEPTION", "MONEY")
CENT = 0.005


@dataclass
class Plan:
    """Groups on departures, always within every rule but the minimum of a departure."""

    problem: Problem
    aboard: list[set[int]] = field(init=False)
    on: Ints = field(init=False)  # (G,) departure, -1 where the group stays
    value: float = 0.0

    def __post_init__(self) -> None:
        problem = self.problem
        runs = problem.instance.departures
        self.aboard = [set() for _ in runs]
        self.on = np.full(len(problem.persons), -1, dtype=np.int64)
        self.legs = [[0] * (len(run.stops) - 1) for run in runs]
        self.passengers = [0] * len(runs)
        self.wheels = [0] * len(runs)
        self.children = [0] * len(runs)
        self.dollars: Floats = np.zeros(len(problem.money.dollars))
        self.beds = [0] * len(problem.beds)
        # Never less than what is left for any group: who does not pass here fits nowhere there.
        self.spare = problem.seats.copy()  # (D,) seats of the emptiest leg
        self.spare_beds = np.append(problem.beds, np.inf)  # (A + 1,)

    def copy(self) -> "Plan":
        """The same plan, to be changed alone."""
        twin = Plan(self.problem)
        for g in np.flatnonzero(self.on >= 0):
            twin.add(int(g), int(self.on[g]))
        return twin

    def what_is_left(self) -> Problem:
        """The same problem for whoever else travels: with the dollars and beds not yet taken."""
        problem = self.problem
        money = replace(problem.money, dollars=problem.money.dollars - self.dollars)
        return replace(problem, money=money, beds=problem.beds - np.array(self.beds, dtype=float))

    def escorts(self, d: int) -> int:
        """Escorts who sit among the passengers."""
        return self.problem.instance.seated_for(self.children[d])

    def possible(self, g: int) -> Ints:
        """The departures that may still have seats, beds and money for it; the others have not."""
        problem, money = self.problem, self.problem.money
        persons = problem.persons[g]
        rows = money.rows[:, money.of_group[g]]
        left = (money.dollars - self.dollars)[rows].min(initial=np.inf) + CENT
        there = self.spare_beds[problem.arrival[:, g]] >= persons
        paid = persons * problem.seat_cost <= left
        return np.flatnonzero(problem.may[:, g] & (self.spare >= persons) & there & paid)

    def fits(self, g: int, d: int) -> bool:
        """Whether there are seats, places and beds for the group; money and minimum aside."""
        bed = self.problem.arrival[d, g]
        if self.spare_beds[bed] < self.problem.persons[g]:
            return False
        return not self._room(g, d)

    def lacks(self, g: int, d: int, *, minimum: bool = True) -> list[str]:
        """What keeps the group off the departure now, in the order of LACKS; empty where it fits.

        The group must be one that may travel on the departure when nobody else does.
        """
        lacks = self._room(g, d)
        problem = self.problem
        persons = int(problem.persons[g])
        if minimum and self.passengers[d] + persons < problem.minimum[d]:
            lacks.append("MIN_PASSENGERS")
        bed = problem.arrival[d, g]
        if bed >= 0 and self.beds[bed] + persons > problem.beds[bed]:
            lacks.append("RECEPTION")
        if (self.shortage(g, d) > CENT).any():
            lacks.append("MONEY")
        return lacks

    def shortage(self, g: int, d: int) -> Floats:
        """Dollars that each money row would lack with the group aboard, (K,)."""
        short: Floats = self.dollars + self._cost(g, d) - self.problem.money.dollars
        return short

    def _room(self, g: int, d: int) -> list[str]:
        problem, lacks = self.problem, []
        if problem.wheels[g] and self.wheels[d] + problem.wheels[g] > problem.places[d]:
            lacks.append("WHEELCHAIR")
        children = self.children[d] + int(problem.children[g])
        escorts = problem.instance.seated_for(children)
        legs, persons, seats = self.legs[d], int(problem.persons[g]), int(problem.seats[d])
        span = self.span(g, d)
        mine = max(legs[leg] for leg in span) + persons + escorts > seats
        if mine or (escorts > self.escorts(d) and max(legs) + escorts > seats):
            lacks.append("SEATS")
        if problem.instance.escorts_for(children) > problem.escorts[d]:
            lacks.append("ESCORTS")
        return lacks

    def span(self, g: int, d: int) -> range:
        """The legs that the group sits on."""
        legs = self.problem.instance.departures[d].legs(self.problem.instance.groups[g])
        return legs if legs is not None else range(0)

    def _cost(self, g: int, d: int) -> Floats:
        """Dollars of each money row that the group's boarding adds."""
        problem = self.problem
        rows: Floats = problem.money.rows[:, problem.money.of_group[g]] * (
            float(problem.persons[g]) * problem.seat_cost[d]
        )
        more = problem.instance.seated_for(self.children[d] + int(problem.children[g]))
        extra = (more - self.escorts(d)) * problem.seat_cost[d]
        if not self.aboard[d]:
            extra += problem.fixed_cost[d]
        return rows + problem.money.payer * extra if extra else rows

    def add(self, g: int, d: int) -> None:
        """Seats the group; the caller has asked what it lacks."""
        self.dollars = self.dollars + self._cost(g, d)
        self._count(g, d, 1)
        self.aboard[d].add(g)
        self.on[g] = d
        self.value += float(self.problem.worth[d, g])

    def remove(self, g: int) -> None:
        """Takes the group off its departure."""
        d = int(self.on[g])
        self.aboard[d].discard(g)
        self._count(g, d, -1)
        self.dollars = self.dollars - self._cost(g, d)
        self.on[g] = -1
        self.value -= float(self.problem.worth[d, g])

    def _count(self, g: int, d: int, sign: int) -> None:
        problem = self.problem
        persons = sign * int(problem.persons[g])
        for leg in self.span(g, d):
            self.legs[d][leg] += persons
        self.passengers[d] += persons
        self.wheels[d] += sign * int(problem.wheels[g])
        self.children[d] += sign * int(problem.children[g])
        bed = problem.arrival[d, g]
        self.spare[d] = problem.seats[d] - min(self.legs[d])
        if bed >= 0:
            self.beds[bed] += persons
            self.spare_beds[bed] -= persons

    def complete(self) -> None:
        """Adds whoever could simply be added, those with most weight a person first."""
        problem = self.problem
        stay = np.flatnonzero((self.on < 0) & problem.may.any(axis=0))
        each = np.where(problem.may[:, stay], problem.worth[:, stay], 0).max(axis=0, initial=0.0)
        for g in stay[np.argsort(-each / problem.persons[stay], kind="stable")]:
            runs = self.possible(g)
            for d in runs[np.argsort(-problem.worth[runs, g], kind="stable")]:
                if not self.lacks(int(g), int(d)):
                    self.add(int(g), int(d))
                    break

    def each(self, g: int) -> float:
        """The weight of a group, a person."""
        return self.problem.instance.groups[g].weight / float(self.problem.persons[g])

    def persons(self) -> int:
        """People who travel."""
        return int(self.problem.persons[self.on >= 0].sum())
