"""The exact part: a mixed-integer model of the pairs that can still matter, solved by HiGHS.

It runs in a process of its own, so that an interrupt leaves the best plan standing and the
solver's own messages reach nobody.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from rumbo.movements.planning.problem import Bools, Problem

GRACE = 5.0
PATIENCE = 0.1


@dataclass(frozen=True)
class Task:
    """What the solver is asked: which pairs, starting from which plan, how far and how long."""

    problem: Problem
    pairs: Bools  # (D, G)
    on: np.ndarray  # (G,) the plan to start from
    seconds: float
    gap: float


@dataclass(frozen=True)
class Solved:
    """The pairs of the best plan found, none where none was; a bound for plans of the pairs."""

    pairs: list[tuple[int, int]]
    bound: float


def solve(task: Task, go_on: Callable[[], bool]) -> Solved | None:
    """Solves in a process of its own; None when it was stopped or did not come back."""
    spawn = multiprocessing.get_context("spawn")
    mine, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_work, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    until = time.monotonic() + task.seconds + GRACE
    try:
        while not mine.poll(PATIENCE):
            if not go_on() or time.monotonic() > until or not process.is_alive():
                return None
        answer: Solved = mine.recv()
        return answer
    except EOFError:
        return None
    finally:
        process.terminate()
        process.join()


def _work(task: Task, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    answer.send(solved(task))


def solved(task: Task) -> Solved:
    """Solves here and now."""
    from ortools.math_opt.python import mathopt  # noqa: PLC0415 - half a second to import

    began = time.monotonic()
    model = _Model(task.problem, mathopt.Model(), mathopt)
    model.build(task.pairs)
    left = max(1.0, task.seconds - (time.monotonic() - began))
    result = mathopt.solve(
        model.model,
        mathopt.SolverType.HIGHS,
        params=mathopt.SolveParameters(
            time_limit=timedelta(seconds=left),
            relative_gap_tolerance=task.gap,
            enable_output=False,
        ),
        model_params=mathopt.ModelSolveParameters(solution_hints=[model.hint(task.on)]),
    )
    bound = float(result.best_objective_bound())
    if not result.has_primal_feasible_solution():
        return Solved([], bound)
    values = result.variable_values()
    return Solved([pair for pair, seat in model.seats.items() if values[seat] > 0.5], bound)


@dataclass
class _Model:
    """Seats as variables a pair, vehicles that leave or not, and escorts."""

    problem: Problem
    model: Any
    mathopt: Any
    seats: dict[tuple[int, int], Any] = field(default_factory=dict)
    leaves: dict[int, Any] = field(default_factory=dict)
    escorts: dict[int, Any] = field(default_factory=dict)

    def build(self, pairs: Bools) -> None:
        """Writes every rule of contracts.md over the pairs."""
        problem = self.problem
        members: dict[int, list[int]] = {}
        rides: dict[int, list[int]] = {}
        for d, g in zip(*(side.tolist() for side in np.nonzero(pairs)), strict=True):
            must = 1.0 if problem.fixed[g] == d else 0.0
            self.seats[d, g] = self.model.add_variable(lb=must, ub=1.0, is_integer=True)
            members.setdefault(d, []).append(g)
            rides.setdefault(g, []).append(d)
        for d in members:
            self.leaves[d] = self.model.add_binary_variable()
            if problem.escorts[d]:
                self.escorts[d] = self.model.add_integer_variable(lb=0, ub=int(problem.escorts[d]))
        for g, runs in rides.items():
            if len(runs) > 1:
                self._at_most(((1.0, self.seats[d, g]) for d in runs), 1.0)
        for d, groups in members.items():
            self._vehicle(d, groups)
        self._beds(members)
        self._money(members)
        worth = ((float(problem.worth[pair]), seat) for pair, seat in self.seats.items())
        self.model.maximize(self._sum(worth))

    def hint(self, on: np.ndarray) -> Any:
        """The plan to start from."""
        there = {(int(on[g]), int(g)) for g in np.flatnonzero(on >= 0)}
        values = {seat: float(pair in there) for pair, seat in self.seats.items()}
        open_now = {d for d, _ in there}
        values |= {leaves: float(d in open_now) for d, leaves in self.leaves.items()}
        for d, escorts in self.escorts.items():
            alone = sum(int(self.problem.children[g]) for run, g in there if run == d)
            values[escorts] = float(self.problem.instance.escorts_for(alone))
        return self.mathopt.SolutionHint(variable_values=values)

    def _sum(self, terms: Iterable[tuple[float, Any]]) -> Any:
        return self.mathopt.fast_sum([factor * variable for factor, variable in terms])

    def _at_most(self, terms: Iterable[tuple[float, Any]], most: float) -> None:
        listed = list(terms)
        if listed:
            self.model.add_linear_constraint(self._sum(listed) <= most)

    def _vehicle(self, d: int, groups: list[int]) -> None:
        problem, leaves, escorts = self.problem, self.leaves[d], self.escorts.get(d)
        persons = {g: float(problem.persons[g]) for g in groups}
        apart = problem.instance.escorts_apart
        riding = [(1.0, escorts)] if escorts is not None and not apart else []
        full = (-float(problem.seats[d]), leaves)
        for leg in _legs(problem, d, groups):
            self._at_most([*((persons[g], self.seats[d, g]) for g in leg), *riding, full], 0.0)
        least = float(max(1, problem.minimum[d]))
        self._at_most([*((-persons[g], self.seats[d, g]) for g in groups), (least, leaves)], 0.0)
        wheels = [(float(problem.wheels[g]), self.seats[d, g]) for g in groups if problem.wheels[g]]
        self._at_most(wheels, float(problem.places[d]))
        alone = [g for g in groups if problem.children[g]]
        if alone and escorts is not None:
            care = (-float(problem.instance.children_per_escort), escorts)
            kids = [(float(problem.children[g]), self.seats[d, g]) for g in alone]
            self._at_most([*kids, care], 0.0)

    def _beds(self, members: dict[int, list[int]]) -> None:
        rows: dict[int, list[tuple[float, Any]]] = {}
        for d, groups in members.items():
            for g in groups:
                row = int(self.problem.arrival[d, g])
                if row >= 0:
                    term = (float(self.problem.persons[g]), self.seats[d, g])
                    rows.setdefault(row, []).append(term)
        for row, terms in rows.items():
            self._at_most(terms, float(self.problem.beds[row]))

    def _money(self, members: dict[int, list[int]]) -> None:
        problem, money = self.problem, self.problem.money
        of_class: dict[int, list[tuple[float, Any]]] = {}
        for d, groups in members.items():
            for g in groups:
                cost = float(problem.persons[g] * problem.seat_cost[d])
                of_class.setdefault(int(money.of_group[g]), []).append((cost, self.seats[d, g]))
        spent = {
            c: self.model.add_variable(lb=0.0, ub=float("inf"), is_integer=False) for c in of_class
        }
        for c, terms in of_class.items():
            self._at_most([*terms, (-1.0, spent[c])], 0.0)
        extra = [(float(problem.fixed_cost[d]), leaves) for d, leaves in self.leaves.items()]
        if not problem.instance.escorts_apart:
            extra += [(float(problem.seat_cost[d]), escorts) for d, escorts in self.escorts.items()]
        for row, dollars in enumerate(money.dollars):
            terms = [(1.0, spent[c]) for c in spent if money.rows[row, c]]
            self._at_most([*terms, *(extra if money.payer[row] else [])], float(dollars))


def _legs(problem: Problem, d: int, groups: list[int]) -> list[list[int]]:
    """The passengers of each leg that no other leg sees all of."""
    run = problem.instance.departures[d]
    sits: list[set[int]] = [set() for _ in run.stops[1:]]
    for g in groups:
        for leg in run.legs(problem.instance.groups[g]) or ():
            sits[leg].add(g)
    kept: list[set[int]] = []
    for mine in sorted(sits, key=len, reverse=True):
        if mine and not any(mine <= other for other in kept):
            kept.append(mine)
    return [sorted(mine) for mine in kept]
