"""The best load of every vehicle for given prices: one knapsack a departure, many at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rumbo.movements.planning.problem import Bools, Floats, Ints, Problem

NEVER = -1e15


@dataclass(frozen=True)
class Kind:
    """Groups that take the same room on a vehicle."""

    size: int
    wheels: int
    children: int
    groups: Ints


@dataclass(frozen=True)
class Batch:
    """B departures whose loads are counted in arrays of one shape: passengers, places, children."""

    runs: Ints
    room: int
    wheels: int
    children: int
    kinds: list[Kind]
    leaves: Bools  # (B, room + 1, children + 1): with how many aboard it may leave
    escorts: Ints  # (children + 1,)

    def most(self, kind: Kind) -> int:
        """How many groups of the kind fit at most."""
        most = min(self.room // kind.size, len(kind.groups))
        if kind.wheels:
            most = min(most, self.wheels // kind.wheels)
        return min(most, self.children // kind.children) if kind.children else most


@dataclass(frozen=True)
class Asked:
    """Prices as the vehicles see them."""

    profit: Floats  # (D, G), -inf where a group may not travel
    overhead: Floats  # (D,) for leaving at all
    escort: Floats  # (D,) for each escort


@dataclass(frozen=True)
class Answer:
    """What each departure gains at most, and with whom; nothing and nobody where none gains."""

    value: Floats  # (D,)
    loads: list[Ints]
    forced: Floats | None = None  # (D, G) gain, from above, with that group aboard


@dataclass
class _Steps:
    """The choices of one batch, kind by kind, to be followed back."""

    kinds: list[Kind] = field(default_factory=list)
    top: list[Ints] = field(default_factory=list)
    taken: list[np.ndarray] = field(default_factory=list)

    def load(self, row: int, at: tuple[int, int, int]) -> Ints:
        aboard, wheels, children = at
        chosen: list[int] = []
        for kind, top, taken in zip(
            reversed(self.kinds), reversed(self.top), reversed(self.taken), strict=True
        ):
            count = int(taken[row, aboard, wheels, children])
            chosen.extend(int(g) for g in kind.groups[top[row, :count]])
            aboard -= count * kind.size
            wheels -= count * kind.wheels
            children -= count * kind.children
        return np.array(chosen, dtype=np.int64)


class Pricing:
    """Asks every departure for its best load."""

    def __init__(self, problem: Problem) -> None:
        self.batches = list(_batches(problem))

    def best(self, asked: Asked, *, force: bool = False) -> Answer:
        """The best load of each departure; with `force` also what each group aboard would cost it."""
        runs = len(asked.overhead)
        forced = np.full(asked.profit.shape, -np.inf) if force else None
        answer = Answer(np.zeros(runs), [np.empty(0, dtype=np.int64)] * runs, forced)
        for batch in self.batches:
            state, steps = _fill(batch, asked.profit[batch.runs])
            _choose(batch, asked, state, steps, answer)
            if answer.forced is not None:
                _force(batch, asked, state, answer.forced)
        return answer


def _batches(problem: Problem) -> Iterator[Batch]:
    shapes: dict[tuple[int, int, int], list[int]] = {}
    per = problem.instance.children_per_escort
    for d, mine in enumerate(problem.may):
        if not mine.any():
            continue
        wheels = min(problem.places[d], problem.wheels[mine].sum())
        children = min(problem.escorts[d] * per, problem.children[mine].sum())
        room = problem.seats[d] * problem.turns[d]
        shapes.setdefault((int(room), int(wheels), int(children)), []).append(d)
    for (room, wheels, children), members in shapes.items():
        runs = np.array(members, dtype=np.int64)
        near = np.flatnonzero(problem.may[runs].any(axis=0))
        escorts = np.array([problem.instance.seated_for(n) for n in range(children + 1)])
        taken = np.arange(room + 1)[:, None] + problem.turns[runs][:, None, None] * escorts
        enough = np.maximum(problem.minimum[runs], 1)[:, None, None]
        leaves = (np.arange(room + 1)[None, :, None] >= enough) & (taken <= room)
        yield Batch(runs, room, wheels, children, _kinds(problem, near), leaves, escorts)


def _kinds(problem: Problem, near: Ints) -> list[Kind]:
    marks = np.stack([problem.persons[near], problem.wheels[near], problem.children[near]])
    order, which = np.unique(marks, axis=1, return_inverse=True)
    return [
        Kind(int(size), int(wheels), int(children), near[which.ravel() == k])
        for k, (size, wheels, children) in enumerate(order.T)
    ]


def _fill(batch: Batch, profit: Floats) -> tuple[Floats, _Steps]:
    """The most that each state can gain, (B, room + 1, wheels + 1, children + 1)."""
    shape = (len(batch.runs), batch.room + 1, batch.wheels + 1, batch.children + 1)
    state = np.full(shape, NEVER)
    state[:, 0, 0, 0] = 0.0
    steps = _Steps()
    for kind in batch.kinds:
        most = batch.most(kind)
        if most == 0:
            continue
        top, gained = _dearest(profit[:, kind.groups], most)
        state, taken = _add(state, kind, gained)
        steps.kinds.append(kind)
        steps.top.append(top)
        steps.taken.append(taken)
    return state, steps


def _dearest(offers: Floats, most: int) -> tuple[Ints, Floats]:
    """The `most` best groups of a kind for each departure, and what the first 1, 2, … gain."""
    if most < offers.shape[1]:
        top = np.argpartition(-offers, most - 1, axis=1)[:, :most]
    else:
        top = np.broadcast_to(np.arange(offers.shape[1]), offers.shape)
    prices = np.take_along_axis(offers, top, axis=1)
    order = np.argsort(-prices, axis=1, kind="stable")
    prices = np.take_along_axis(prices, order, axis=1)
    gained = np.cumsum(np.where(np.isfinite(prices), prices, NEVER), axis=1)
    return np.take_along_axis(top, order, axis=1), gained


def _add(state: Floats, kind: Kind, gained: Floats) -> tuple[Floats, np.ndarray]:
    new = state.copy()
    taken = np.zeros(state.shape, dtype=np.int16)
    room, wheels, children = (side - 1 for side in state.shape[1:])
    for count in range(1, gained.shape[1] + 1):
        gain = gained[:, count - 1, None, None, None]
        if not (gain > NEVER / 2).any():
            break
        s, w, c = count * kind.size, count * kind.wheels, count * kind.children
        with_them = state[:, : room + 1 - s, : wheels + 1 - w, : children + 1 - c] + gain
        target = new[:, s:, w:, c:]
        better = with_them > target
        np.copyto(target, with_them, where=better)
        np.copyto(taken[:, s:, w:, c:], count, where=better)
    return new, taken


def _choose(batch: Batch, asked: Asked, state: Floats, steps: _Steps, answer: Answer) -> None:
    escorts = batch.escorts[None, None, :] * asked.escort[batch.runs][:, None, None]
    final = np.where(batch.leaves, state.max(axis=2) - escorts, NEVER)
    final = final.reshape(len(batch.runs), -1)
    at = final.argmax(axis=1)
    gain = final[np.arange(len(at)), at] - asked.overhead[batch.runs]
    for row in np.flatnonzero(gain > 1e-9):
        aboard, children = divmod(int(at[row]), batch.children + 1)
        wheels = int(state[row, aboard, :, children].argmax())
        run = batch.runs[row]
        answer.value[run] = gain[row]
        answer.loads[run] = steps.load(int(row), (aboard, wheels, children))


def _force(batch: Batch, asked: Asked, state: Floats, forced: Floats) -> None:
    """From above: the group may be counted twice, which only makes the bound looser."""
    for kind in batch.kinds:
        if batch.most(kind) == 0:
            continue
        s, w, c = kind.size, kind.wheels, kind.children
        others = state[
            :, : batch.room + 1 - s, : batch.wheels + 1 - w, : batch.children + 1 - c
        ].max(axis=2)
        escorts = batch.escorts[None, None, c:] * asked.escort[batch.runs][:, None, None]
        rest = np.where(batch.leaves[:, s:, c:], others - escorts, NEVER)
        rest = rest.reshape(len(batch.runs), -1).max(axis=1) - asked.overhead[batch.runs]
        where = np.ix_(batch.runs, kind.groups)
        forced[where] = asked.profit[where] + rest[:, None]
