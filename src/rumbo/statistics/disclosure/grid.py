"""One crossed table while it is decided: who could stand in another cell with nobody noticing.

People who hand on everything they have on one side of the table, each to the next and the last to
the first, change no other table. Where such a ring changes nothing that is shown of this one
either, nobody can tell whether it took place.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeAlias

HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
# Of a hidden age, but a child alone or of a family's: they might not be of any age.
FIXED = "\N{HORIZONTAL ELLIPSIS}!"
UNKNOWN = ""
Cell: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """People alike in both attributes; values hidden everywhere are one value here."""

    groups: Set[str]
    part: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that must stay in doubt: a cell, those whose part is not known, or a base."""

    group: str
    part: str | None

    def holds(self, kind: Kind) -> bool:
        """Tell whether the people of this kind are counted in it."""
        return self.group in kind.groups and self.takes(kind)

    def takes(self, kind: Kind) -> bool:
        """Tell whether they would be counted in it, were they in the group."""
        return kind.part != UNKNOWN if self.part is None else kind.part == self.part


Ring: TypeAlias = tuple[Kind, ...]
"""Each of them gets the part of the next one, the last that of the first."""
Way: TypeAlias = list[tuple[Ring, int]]
# Nobody knows how many returned: of any number of people nothing at all may be known.
GHOST = Kind(frozenset(), UNKNOWN)
MANY = 10**9


@dataclass(slots=True)
class Grid:
    """One crossed table: who is in it, what of it is shown, and which cells a map says are empty."""

    threshold: int
    people: Mapping[Kind, int]
    shown: set[Cell] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    empty: Set[Cell] = frozenset()
    sizes: dict[Goal, int] = field(default_factory=dict)

    def size(self, goal: Goal) -> int:
        """Count the people in a cell; of values hidden everywhere, those who may have any."""
        if goal not in self.sizes:
            who = self.people.items()
            self.sizes[goal] = sum(number for kind, number in who if goal.holds(kind))
        return self.sizes[goal]

    def groups(self) -> set[str]:
        """Return every group, those hidden everywhere as one."""
        return {group for kind in self.people for group in kind.groups}

    def parts(self) -> set[str]:
        """Return every part that is known, those hidden everywhere as one."""
        return {kind.part for kind in self.people} - {UNKNOWN, FIXED}

    def small(self) -> list[Goal]:
        """Return every number of the table that must stay in doubt: none of them is ever shown."""
        known = sorted(self.parts())
        parts: list[str | None] = [*known, UNKNOWN, None]
        every = [Goal(group, part) for group in sorted(self.groups()) for part in parts]
        return [
            goal
            for goal in every
            if self.size(goal) < self.threshold and not self.is_told_by_a_map(goal)
        ]

    def is_told_by_a_map(self, goal: Goal) -> bool:
        """Tell whether nobody can be in it, as everybody knows."""
        parts = self.parts() if goal.part is None else {goal.part}
        return bool(parts) and all((goal.group, part) in self.empty for part in parts)

    def exchanges(self, goal: Goal) -> Iterator[tuple[Kind, Kind]]:
        """Yield the pairs of kinds that lift the number when they exchange their parts."""
        for one in self.people:
            if goal.group in one.groups and not goal.takes(one):
                for other in self.people:
                    is_lifted = goal.takes(other) and goal.group not in other.groups
                    if (
                        is_lifted
                        and self._may_be(one, other.part)
                        and self._may_be(other, one.part)
                    ):
                        yield one, other
                if goal.part == UNKNOWN:
                    yield one, GHOST

    def _may_be(self, kind: Kind, part: str) -> bool:
        """Tell whether no map says that these people cannot have the part."""
        return not any((group, part) in self.empty for group in kind.groups)

    def stands_in_the_way(self, one: Kind, other: Kind) -> tuple[Set[Cell], Set[str]]:
        """Return the cells and the bases shown that would change if the two exchanged."""
        return self.changed_by((one, other))

    def changed_by(self, ring: Ring) -> tuple[Set[Cell], Set[str]]:
        """Return the cells and the bases shown that a ring would change."""
        cells, bases = changes(ring)
        return cells & self.shown, bases & self.bases

    def way(self, goal: Goal) -> Way | None:
        """Return rings that nobody could see and that lift the number to the threshold."""
        lacking = self.threshold - self.size(goal)
        left = {**self.people, GHOST: MANY}
        steps: Way = []
        for one, other in self.exchanges(goal):
            if lacking <= 0:
                break
            if left[one] and left[other] and not any(self.stands_in_the_way(one, other)):
                lacking -= _take(steps, left, (one, other), lacking)
        while lacking > 0 and (ring := self._longer_ring(goal, left)):
            lacking -= _take(steps, left, ring, lacking)
        return steps if lacking <= 0 else None

    def is_in_doubt(self, goal: Goal) -> bool:
        """Tell whether anybody must reckon with `threshold` people or more in it."""
        return self.way(goal) is not None

    def _longer_ring(self, goal: Goal, left: Mapping[Kind, int]) -> Ring | None:
        """Return the shortest ring in which everybody may take the part of the next unseen."""
        there = [kind for kind, number in left.items() if number]
        for first in there:
            if goal.group in first.groups and not goal.takes(first):
                ring = self._ring_from(first, goal, there)
                if ring is not None:
                    return ring
        return None

    def _ring_from(self, first: Kind, goal: Goal, there: list[Kind]) -> Ring | None:
        before: dict[Kind, Kind] = {}
        waiting = deque([first])
        # Whoever is counted already must not be taken away from what is to be lifted.
        others = [kind for kind in there if kind != first and not goal.holds(kind)]
        while waiting:
            kind = waiting.popleft()
            if kind != first and self._takes_unseen(kind, first.part):
                return _chain(before, kind)
            for other in others:
                is_wanted = kind != first or goal.takes(other)
                if is_wanted and other not in before and self._takes_unseen(kind, other.part):
                    before[other] = kind
                    waiting.append(other)
        return None

    def _takes_unseen(self, kind: Kind, part: str) -> bool:
        """Tell whether nothing shown changes when one of these people has another part."""
        if kind.part == part:
            return True
        is_base_changed = UNKNOWN in {kind.part, part}
        return not any(
            (group, kind.part) in self.shown
            or (group, part) in self.shown
            or (group, part) in self.empty
            or (is_base_changed and group in self.bases)
            for group in kind.groups
        )


def changes(ring: Ring) -> tuple[Set[Cell], Set[str]]:
    """Return the cells and the bases that are another number once a ring has taken place."""
    cells: Counter[Cell] = Counter()
    bases: Counter[str] = Counter()
    for kind, after in zip(ring, (*ring[1:], ring[0]), strict=True):
        for group in kind.groups:
            cells[group, kind.part] -= 1
            cells[group, after.part] += 1
            bases[group] += (after.part != UNKNOWN) - (kind.part != UNKNOWN)
    return (
        {cell for cell, change in cells.items() if change},
        {group for group, change in bases.items() if change},
    )


def _take(steps: Way, left: dict[Kind, int], ring: Ring, lacking: int) -> int:
    number = min(lacking, *(left[kind] for kind in ring))
    steps.append((ring, number))
    for kind in ring:
        left[kind] -= number
    return number


def _chain(before: Mapping[Kind, Kind], last: Kind) -> Ring:
    chain = [last]
    while chain[-1] in before:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))
