"""Plans in three steps: prices that prove a bound, plans built at these prices, the exact part.

A pair of group and departure whose boarding would cost more than the gap that is asked for
cannot be in a plan that closes it. So the exact part reads only the other pairs, and what it
proves for them, with the bound less that cost for the rest, holds for all.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rumbo.movements.planning import baselines, building, core
from rumbo.movements.planning.instance import Instance
from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.prices import Bound, Climb, ask
from rumbo.movements.planning.pricing import Pricing
from rumbo.movements.planning.problem import Bools, Problem, arrays, narrowed
from rumbo.movements.planning.wishes import require_minimum, with_fixed

ENOUGH = 0.004  # the gap at which the search ends by itself
STAGES = (30, 30, 260)  # rounds of prices; plans are built after each, the first within seconds
OFTEN = 0.003  # the first exact part: pairs that were aboard lately, in the last hundred answers
TRIES = 3
EARLY = 2.0  # seconds in which plans may be built after few rounds
MOST = 15_000  # pairs that one model solves in a minute
NEARLY = 0.75  # the pairs left out may use so much of the gap


@dataclass(frozen=True)
class Progress:
    """How far the search is."""

    objective: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """The part of the objective that the bound leaves open."""
        return (self.bound - self.objective) / self.objective if self.objective > 0 else 0.0


@dataclass
class Search:
    """A plan being looked for; stops when time is up, when told so, or when it is good enough."""

    instance: Instance
    seconds: float = 60.0
    seed: int = 1
    told: Callable[[Progress], bool] = lambda _progress: True
    allowed: Bools | None = None  # (D, G) where the desk judged each pair for its own day
    most: int = MOST  # pairs of one model
    problem: Problem = field(init=False)
    best: Plan = field(init=False)
    bound: float = field(init=False)
    lists: dict[str, Plan] = field(init=False)

    def __post_init__(self) -> None:
        self._began = time.monotonic()
        self._climb: Climb | None = None
        self.stopped = False
        self.problem = arrays(self.instance)
        if self.allowed is not None:
            self.problem = narrowed(self.problem, self.allowed)
        most = np.where(self.problem.may, self.problem.worth, 0.0).max(axis=0, initial=0.0)
        self.bound = float(most.sum())  # everybody travels as early as they may
        self._served = {share: -float(n) for n, share in enumerate(building.SHARES)}
        self._chance = np.random.default_rng(self.seed)

    @property
    def progress(self) -> Progress:
        """Where the search stands."""
        bound = max(self.bound, self.best.value)
        return Progress(self.best.value, bound, time.monotonic() - self._began)

    def run(self) -> "Search":
        """Search until the end; an interrupt ends it with the best so far."""
        try:
            self.begin()
            self._search()
        except KeyboardInterrupt:
            self.stopped = True
        if self._climb is not None and self._climb.rounds:
            self.bound = min(self.bound, self._climb.best.value)
        self.best.complete()
        require_minimum(self.best)
        return self

    def begin(self) -> None:
        """The two lists, from which the search starts."""
        self.best = with_fixed(self.problem)
        first, priority = baselines.first_come(self.problem), baselines.by_priority(self.problem)
        self.lists = {"fcfs": first, "priority": priority}
        for plan in (first, priority):
            better = plan.copy()
            better.complete()
            self.offer(better)

    def _search(self) -> None:
        if not self.problem.may.any():
            return
        self._climb = climb = Climb(self.problem, Pricing(self.problem))
        for rounds in STAGES:
            began = self.progress.seconds
            found = climb.run(rounds, lambda: self._go_on(share=0.35))
            self.bound = min(self.bound, found.value)
            self._build(found, max(EARLY, self.progress.seconds - began))
            if self._ended():
                return
        near = climb.often >= OFTEN
        if near.sum() > self.most:
            self._in_blocks(near)
            return
        # Where one model holds every pair, the better part of the time is for the proof.
        self._exact(near, share=0.3 if self.problem.may.sum() <= self.most else 0.8)
        if not self._ended():
            self._prove(climb)

    def _build(self, found: Bound, seconds: float) -> None:
        """Plans at these prices for so long, at least one: the share that served best first."""
        until = self.progress.seconds + seconds
        turns = TRIES if self._climb is None or self._climb.rounds > STAGES[0] else 1
        for turn in range(turns):
            for share in sorted(self._served, key=self._served.__getitem__, reverse=True):
                chance = self._chance if turn else np.random.default_rng(0)
                plan = building.built(self.problem, found, chance, share)
                self._served[share] = plan.value
                self.offer(plan)
                if not self._go_on() or self.progress.seconds > until:
                    return

    def _in_blocks(self, near: Bools) -> None:
        """More pairs than one model solves: the vehicles in turns, the others as they stand."""
        runs = self._chance.permutation(np.flatnonzero(near.any(axis=1)))
        parts = np.array_split(runs, -(-int(near.sum()) // self.most))
        for n, part in enumerate(parts):
            left = self.seconds - self.progress.seconds
            block = np.zeros_like(near)
            block[part] = near[part]
            self._exact_block(block, left / (len(parts) - n))
            if self._ended():
                return

    def _exact_block(self, block: Bools, seconds: float) -> None:
        """Give these vehicles their best loads of who is on no other, with what the others leave."""
        others = Plan(self.problem)
        for g in np.flatnonzero(self.best.on >= 0):
            if not block[self.best.on[g]].any():
                others.add(int(g), int(self.best.on[g]))
        pairs = block & self.problem.may & (others.on < 0)
        mine = np.where(others.on < 0, self.best.on, -1)
        for g in np.flatnonzero(mine >= 0):
            pairs[mine[g], g] = True
        task = core.Task(others.what_is_left(), pairs, mine, seconds - core.GRACE, ENOUGH / 2)
        solved = core.solve(task, self._go_on) if seconds > 2 * core.GRACE else None
        if solved is None or not solved.pairs:
            return
        for run, group in solved.pairs:
            others.add(group, run)
        others.complete()
        self.offer(others)

    def _prove(self, climb: Climb) -> None:
        """Solve over every pair that a plan closing the gap could hold: what it proves is proven."""
        found = ask(self.problem, climb.pricing, climb.best.prices, force=True)
        margin = found.value - (1 + ENOUGH * NEARLY) * self.best.value
        forced = found.answer.forced
        if forced is None or margin <= 0:
            return
        bound = self._exact(found.answer.value[:, None] - forced <= margin, share=1.0)
        self.bound = min(self.bound, max(bound, found.value - margin))

    def _exact(self, near: Bools, share: float) -> float:
        """The best plan over these pairs and the present plan's; gives what bounds them all."""
        pairs = self.problem.may & near
        for g in np.flatnonzero(self.best.on >= 0):
            pairs[self.best.on[g], g] = True
        left = self.seconds * share - self.progress.seconds - core.GRACE / 5
        task = core.Task(self.problem, pairs, self.best.on, left, ENOUGH / 2)
        solved = core.solve(task, self._go_on) if left > 1 else None
        if solved is None:
            return np.inf
        plan = Plan(self.problem)
        for run, group in solved.pairs:
            plan.add(group, run)
        plan.complete()
        self.offer(plan)
        return solved.bound

    def offer(self, plan: Plan) -> None:
        """Keep a plan that is better than the best."""
        whole = building.is_whole(plan)
        if whole and (plan.value > self.best.value or not building.is_whole(self.best)):
            self.best = plan

    def _ended(self) -> bool:
        return self.progress.gap <= ENOUGH or not self._go_on()

    def _go_on(self, *, share: float = 1.0) -> bool:
        if not self.told(self.progress):
            self.stopped = True
        return not self.stopped and self.progress.seconds < self.seconds * share
