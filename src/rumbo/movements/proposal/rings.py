"""Groups of a plan that want each other's seats: each can go only where all of them go at once."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from rumbo.movements.models import ProposedSeat

Ways = Mapping[UUID, list[ProposedSeat]]


def rings(rows: Sequence[ProposedSeat]) -> list[list[ProposedSeat]]:
    """Of groups that go over to another departure: all that hang together, then each ring alone.

    The widest comes first, for a family may need the seats of two; a ring holds fewer who can fail.
    """
    ways: dict[UUID, list[ProposedSeat]] = defaultdict(list)
    for row in rows:
        if row.before_id is not None and row.departure_id is not None:
            ways[row.before_id].append(row)
    reached = {end: _reached(ways, end) for end in ways}
    found: list[list[ProposedSeat]] = []
    for row in (row for moves in ways.values() for row in moves):
        back = reached.get(row.departure_id, set())
        if row.before_id in back:
            found += [_together(rows, reached, row), _ring(ways, row)]
    return sorted(_each_once(found), key=lambda ring: -len(ring))


def _reached(ways: Ways, start: UUID) -> set[UUID]:
    """The departures to which somebody goes from one, straight or over others."""
    found: set[UUID] = set()
    waiting = [start]
    while waiting:
        for row in ways.get(waiting.pop(), ()):
            if row.departure_id not in found:
                found.add(row.departure_id)
                waiting.append(row.departure_id)
    return found


def _together(
    rows: Iterable[ProposedSeat], reached: Mapping[UUID, set[UUID]], one: ProposedSeat
) -> list[ProposedSeat]:
    """Everybody on the same departures as one, going round between them."""
    around = {end for end in reached[one.before_id] if one.before_id in reached.get(end, ())}
    return [row for row in rows if row.before_id in around and row.departure_id in around]


def _ring(ways: Ways, one: ProposedSeat) -> list[ProposedSeat]:
    """The fewest who, each taking the next one's seat, bring somebody back to where one leaves."""
    came: dict[UUID, ProposedSeat] = {}
    waiting = deque([one.departure_id])
    while waiting and one.before_id not in came:
        end = waiting.popleft()
        for row in ways.get(end, ()):
            if row.departure_id not in came:
                came[row.departure_id] = row
                waiting.append(row.departure_id)
    ring, end = [one], one.before_id
    while end != one.departure_id:
        ring.append(came[end])
        end = came[end].before_id
    return ring


def _each_once(found: Iterable[list[ProposedSeat]]) -> list[list[ProposedSeat]]:
    return list({frozenset(row.pk for row in ring): ring for ring in found}.values())
