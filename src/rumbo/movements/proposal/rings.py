"""Groups of a plan that want each other's seats: each can go only where all of them go at once."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID


class Move(NamedTuple):
    """A line of a plan that leaves one departure for another."""

    line: UUID
    leaves: UUID
    takes: UUID


Ways = Mapping[UUID, list[Move]]


def rings(moves: Sequence[Move]) -> list[list[UUID]]:
    """The lines that go round: all that hang together, then for each the fewest with whom it may.

    The widest comes first, for a family may need the seats of two; a ring holds fewer who can fail.
    """
    ways: dict[UUID, list[Move]] = defaultdict(list)
    for move in moves:
        ways[move.leaves].append(move)
    reached = {end: _reached(ways, end) for end in ways}
    found: list[list[Move]] = []
    for move in moves:
        if move.leaves in reached.get(move.takes, ()):
            found += [_together(moves, reached, move), _ring(ways, move)]
    each_once = {frozenset(ring): [move.line for move in ring] for ring in found}
    return sorted(each_once.values(), key=lambda ring: -len(ring))


def _reached(ways: Ways, start: UUID) -> set[UUID]:
    """The departures to which somebody goes from one, straight or over others."""
    found: set[UUID] = set()
    waiting = [start]
    while waiting:
        for move in ways.get(waiting.pop(), ()):
            if move.takes not in found:
                found.add(move.takes)
                waiting.append(move.takes)
    return found


def _together(moves: Iterable[Move], reached: Mapping[UUID, set[UUID]], one: Move) -> list[Move]:
    """Everybody who goes round between the same departures as one."""
    around = {end for end in reached[one.leaves] if one.leaves in reached.get(end, ())}
    return [move for move in moves if move.leaves in around and move.takes in around]


def _ring(ways: Ways, one: Move) -> list[Move]:
    """The fewest who, each taking the next one's seat, bring somebody to where one leaves."""
    came: dict[UUID, Move] = {}
    waiting = deque([one.takes])
    while waiting and one.leaves not in came:
        for move in ways.get(waiting.popleft(), ()):
            if move.takes not in came:
                came[move.takes] = move
                waiting.append(move.takes)
    ring, end = [one], one.leaves
    while end != one.takes:
        ring.append(came[end])
        end = came[end].leaves
    return ring
