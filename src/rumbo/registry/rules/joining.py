"""Which registrations are one human being: whoever a chain of "it is the same person" leads to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
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


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said of a fact: show what this registration says, or (`shown` false) any again.

    Ids grow with time, those of steps with them.
    """

    id: UUID
    person: UUID
    fact: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Whose human being a registration came to be (None: joined to nobody); steps `of` one deed are one."""

    id: UUID
    person: UUID
    after: UUID | None
    of: object


def chosen(words: Sequence[Word], steps: Sequence[Step]) -> dict[str, UUID]:
    """Give the registration to show, by fact: the last word of each among those that still stand.

    Both in the order of their ids. A word stands for as long as all those whom it was said of, as
    one human being, have never been parted: joined again, somebody chooses anew.
    """
    last = {word.fact: word for word in words if _stands(word, steps)}
    return {fact: word.person for fact, word in last.items() if word.shown}


def _stands(word: Word, steps: Sequence[Step]) -> bool:
    bears = {step.person: step.after for step in steps if step.id < word.id}
    whose = bears.get(word.person)
    together = {one for one, bearer in bears.items() if bearer is not None and bearer == whose}
    since = (step for step in steps if step.id > word.id)
    for _deed, made in groupby(since, key=lambda step: step.of):
        bears |= {step.person: step.after for step in made}
        borne = {bears[one] for one in together}
        if len(borne) > 1 or None in borne:
            return False
    return len(together) > 1
