"""Which registrations are one human being: whoever a chain of "it is the same person" leads to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

# The facts on which registrations may differ, and of which somebody chooses what is shown.
FACTS = frozenset(
    {
        "given_names", "surname_1", "surname_2", "also_known_as", "sex", "birth", "nationalities",
        "municipality", "mother", "father", "document", "phone", "language",
    }
)  # fmt: skip


def behind(one: UUID, same: Iterable[tuple[UUID, UUID]]) -> frozenset[UUID]:
    """Give every registration that pairs found the same lead to from one, itself too.

    It depends on which pairs are held to be the same now and on nothing else: neither on the order
    in which they were decided nor on what was decided and taken back in between.
    """
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for left, right in same:
        beside[left].add(right)
        beside[right].add(left)
    found, ahead = {one}, [one]
    while ahead:
        new = beside[ahead.pop()] - found
        found |= new
        ahead.extend(new)
    return frozenset(found)


def bears(together: Iterable[UUID]) -> UUID | None:
    """Give the id of the human being behind these registrations: that of the first one made.

    None for a registration alone: it is joined to nobody.
    """
    ordered = sorted(together)
    return ordered[0] if len(ordered) > 1 else None


def contradicting(
    together: Iterable[UUID], different: Iterable[tuple[UUID, UUID]]
) -> Iterator[tuple[UUID, UUID]]:
    """Give the pairs that somebody found to be two people and that a chain has joined all the same."""
    inside = frozenset(together)
    return ((left, right) for left, right in different if left in inside and right in inside)
