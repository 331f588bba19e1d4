"""A proven bound: prices of groups, money and beds at which no set of loads can gain more.

Lagrange: for any prices of at least zero, the best loads at these prices plus the prices of all
there is lie above every plan. The prices are found by steps that are scaled row by row to their
own recent size and shrink geometrically; a few hundred of them end within a thousandth of what
column generation proves, in a tenth of its time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rumbo.movements.planning.instance import Group
from rumbo.movements.planning.pricing import Answer, Asked, Pricing
from rumbo.movements.planning.problem import Floats, Ints, Problem

FIRST_STEP, SHRINK, INERTIA, MEMORY = 0.4, 0.98, 0.7, 0.95
LATELY = 0.01  # how much one round weighs in what the answers have been lately


@dataclass(frozen=True)
class Prices:
    """What one unit of each scarce thing is worth."""

    group: Floats  # (G,)
    money: Floats  # (K,) a dollar
    bed: Floats  # (A,) an arrival


@dataclass(frozen=True)
class Bound:
    """A bound, its prices, and the loads that answer them."""

    value: float
    prices: Prices
    answer: Answer
    asked: Asked


@dataclass
class Climb:
    """Prices on their way to the best bound."""

    problem: Problem
    pricing: Pricing
    best: Bound = field(init=False)
    often: NDArray[np.float32] = field(init=False)  # (D, G) how often lately a group was aboard
    rounds: int = 0

    def __post_init__(self) -> None:
        money, weight = self.problem.money, np.array([g.weight for g in self._groups])
        persons, dollars = self.problem.persons, max(1.0, float(money.dollars.max(initial=1.0)))
        first = np.zeros(len(money.dollars))
        first[-1:] = weight.sum() / 4 / dollars
        self._now = Prices(np.zeros(len(weight)), first, np.zeros(len(self.problem.beds)))
        self._scales = (
            weight * 0.3,
            np.full(len(first), 0.1 * weight.sum() / dollars),
            np.full(len(self.problem.beds), 0.3 * float((weight / persons).mean())),
        )
        self._units = (1.0, dollars, max(1.0, float(self.problem.beds.max(initial=1.0))))
        self._sizes = tuple(np.zeros_like(scale) for scale in self._scales)
        self._drift: tuple[Floats, ...] | None = None
        self.often = np.zeros(self.problem.may.shape, dtype=np.float32)

    @property
    def _groups(self) -> tuple[Group, ...]:
        return self.problem.instance.groups

    def run(self, rounds: int, go_on: Callable[[], bool]) -> Bound:
        """So many more steps, while `go_on()`; the best bound so far."""
        for _ in range(rounds):
            bound = ask(self.problem, self.pricing, self._now)
            if self.rounds == 0 or bound.value < self.best.value:
                self.best = bound
            self._count(bound.answer.loads)
            self._step(bound)
            self.rounds += 1
            if not go_on():
                break
        return self.best

    def _count(self, loads: list[Ints]) -> None:
        self.often *= 1 - LATELY
        for d, load in enumerate(loads):
            self.often[d, load] += LATELY

    def _step(self, bound: Bound) -> None:
        taken = demand(self.problem, bound.answer.loads)
        offered = (np.ones(len(taken[0])), self.problem.money.dollars, self.problem.beds)
        free = self.problem.fixed >= 0
        now = (bound.prices.group, bound.prices.money, bound.prices.bed)
        slopes = []
        for k, (price, much, most) in enumerate(zip(now, taken, offered, strict=True)):
            slope = (much - most) / self._units[k]
            idle = (price <= 0) & (slope < 0)
            slopes.append(np.where(idle & ~free if k == 0 else idle, 0.0, slope))
            self._sizes[k][:] = MEMORY * self._sizes[k] + (1 - MEMORY) * slopes[k] ** 2
        old = self._drift or tuple(slopes)
        self._drift = tuple(
            INERTIA * before + (1 - INERTIA) * slope
            for before, slope in zip(old, slopes, strict=True)
        )
        step = FIRST_STEP * SHRINK**self.rounds
        moved = [
            price + step * scale * drift / np.sqrt(size + 1e-3)
            for price, scale, drift, size in zip(
                now, self._scales, self._drift, self._sizes, strict=True
            )
        ]
        group = np.where(free, moved[0], np.maximum(0.0, moved[0]))
        self._now = Prices(group, np.maximum(0.0, moved[1]), np.maximum(0.0, moved[2]))


def ask(problem: Problem, pricing: Pricing, prices: Prices, *, force: bool = False) -> Bound:
    """The bound at these prices: proven, whatever they are."""
    asked = asked_at(problem, prices)
    answer = pricing.best(asked, force=force)
    value = float(
        answer.value.sum()
        + prices.group.sum()
        + prices.money @ problem.money.dollars
        + prices.bed @ problem.beds
    )
    return Bound(value, prices, answer, asked)


def asked_at(problem: Problem, prices: Prices) -> Asked:
    """The prices as each vehicle sees them."""
    seat = (problem.money.rows.T.astype(float) @ prices.money)[problem.money.of_group]
    payer = float(problem.money.payer @ prices.money)
    bed = np.append(prices.bed, 0.0)[problem.arrival]
    each = problem.seat_cost[:, None] * seat[None, :] + bed
    profit = problem.worth - prices.group - problem.persons * each
    return Asked(profit, problem.fixed_cost * payer, problem.seat_cost * payer)


def demand(problem: Problem, loads: list[Ints]) -> tuple[Floats, Floats, Floats]:
    """How often each group travels, and the dollars and beds that the loads take."""
    groups = np.zeros(len(problem.persons))
    classes = np.zeros(problem.money.rows.shape[1])
    beds = np.zeros(len(problem.beds) + 1)
    paid = 0.0
    for d, load in enumerate(loads):
        if not len(load):
            continue
        groups[load] += 1
        persons = problem.persons[load]
        np.add.at(classes, problem.money.of_group[load], persons * problem.seat_cost[d])
        np.add.at(beds, problem.arrival[d, load], persons)
        escorts = problem.instance.seated_for(int(problem.children[load].sum()))
        paid += problem.fixed_cost[d] + escorts * problem.seat_cost[d]
    dollars = problem.money.rows @ classes + problem.money.payer * paid
    return groups, dollars, beds[:-1]
