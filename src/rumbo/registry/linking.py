"""Compares registrations with the whole registry, some at a time: names are open in memory alone.

Whoever shares keys is found in the database, where the keys are hashed; a portion of people and
those found are opened, compared and forgotten. What is held does not grow with the registry.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from psycopg import sql

from rumbo.registry import index, shares
from rumbo.registry.matching import matching
from rumbo.registry.matching.levels import Ints
from rumbo.registry.matching.pairs import LONGEST_LIST, RARE, RARE_BEGINNING
from rumbo.registry.matching.weighing import Weighed, weigh
from rumbo.registry.models import GroupMember, Linking, Person, PossibleDuplicate
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of
from rumbo.registry.rules.likeness import Comparison

PORTION = 100  # people whose candidates are opened together
SUSPECTED = 0.5  # probability from which a person is asked, as of the rows of a sheet
_BEGINNING = "x|"
LONGEST_BEGINNING = 40  # each list is read from the database: shorter ones than of a file
_HAIR = 0.001  # so that sums of rounded numbers reach what they equal
_SHARED = """
    SELECT asked.no, found.person_no
    FROM unnest(%s::int[], %s::int[], %s::int[], %s::float8[]) AS asked(no, key, longest, less)
    CROSS JOIN LATERAL (
        SELECT person_no, count(*) OVER () AS length FROM (
            SELECT person_no FROM {} k WHERE k.key = asked.key LIMIT asked.longest + 1
        ) AS capped
    ) AS found
    WHERE found.length <= asked.longest
    AND (found.person_no < asked.no OR (%s AND found.person_no > asked.no))
    GROUP BY 1, 2
    HAVING sum(greatest(ln(%s / found.length::float8) - asked.less, 0)) >= %s
"""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two registrations that are likely one person: search numbers, the earlier first, and why."""

    earlier: int
    later: int
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison of some people gave, and how many pairs it looked at."""

    suspicions: list[Suspicion]
    compared: int


def compared(numbers: Sequence[int], *, with_later: bool) -> Found:
    """Compare these people (search numbers) with everybody, or with whoever was registered before.

    What the levels are worth is learnt from their pairs, where there are enough of them.
    """
    known = shares.now()
    weighed = Weighed()
    pairs = 0
    for start in range(0, len(numbers), PORTION):
        some = numbers[start : start + PORTION]
        for deck, numbers_of, left, right in _meetings(some, with_later=with_later):
            likeness = Comparison(deck, left, right, known.frequencies, known.weights)
            weighed.keep(
                weigh(likeness, numbers_of[left], numbers_of[right], population=known.population)
            )
            pairs += len(left)
    found = weighed.judged(learning=matching.has_engine())
    likely = np.flatnonzero(found.probabilities >= SUSPECTED)
    suspicions = [
        _suspicion(int(found.left[at]), int(found.right[at]), float(found.probabilities[at]))
        for at in likely.tolist()
    ]
    return Found([one for one in suspicions if one is not None], pairs)


def _meetings(
    numbers: Sequence[int], *, with_later: bool
) -> Iterator[tuple[Deck, Ints, Ints, Ints]]:
    """Open a portion and those it shares keys with: their deck, their numbers, and who meets whom."""
    asked = dict(_opened(numbers))
    met = _sharing(asked, with_later=with_later)
    if not met:
        return
    told = asked | dict(_opened(sorted({number for pair in met for number in pair} - asked.keys())))
    places = {number: place for place, number in enumerate(told)}
    there = [(places[one], places[other]) for one, other in met if one in told and other in told]
    if there:
        left, right = (np.array(side, dtype=np.int64) for side in zip(*there, strict=True))
        yield Deck([*told.values()]), np.array([*told], dtype=np.int64), left, right


def _opened(numbers: Sequence[int]) -> Iterator[tuple[int, Features]]:
    for number, _pk, told in index.opened(numbers):
        yield number, told


def _sharing(asked: dict[int, Features], *, with_later: bool) -> set[tuple[int, int]]:
    """Pair people with those who share enough keys with them, as `matching/pairs.py` does."""
    owners: list[int] = []
    plain: list[str] = []
    for number, told in asked.items():
        mine = keys_of(told)
        owners += [number] * len(mine)
        plain += mine
    if not plain:
        return set()
    begun = [key.startswith(_BEGINNING) for key in plain]
    longest = [LONGEST_BEGINNING if b else LONGEST_LIST for b in begun]
    less = [math.log(RARE / RARE_BEGINNING) if b else 0.0 for b in begun]
    population = max(shares.now().population, 2)
    few = math.log(population / RARE) - _HAIR

    def ask(table: sql.Identifier, keys: list[int]) -> set[tuple[int, int]]:
        told: list[Any] = [owners, keys, longest, less, with_later, float(population), few]
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(_SHARED).format(table).as_string(None), told)
            return {(min(pair), max(pair)) for pair in cursor.fetchall()}

    return index.answered(plain, ask)


def _suspicion(one: int, other: int, probability: float) -> Suspicion | None:
    """Say why, in codes; the pair is opened again, and may be gone."""
    told = dict(_opened(sorted((one, other))))
    if len(told) < 2:
        return None
    earlier, later = sorted(told)
    deck = Deck([told[earlier], told[later]])
    known = shares.now()
    place = np.arange(1)
    pair = Comparison(deck, place, place + 1, known.frequencies, known.weights)
    return Suspicion(earlier, later, probability, tuple(pair.reasons(0)))


def is_settled(earlier: Person, later: Person) -> bool:
    """Whether nobody need be asked: they were asked already, are joined, or came together."""
    if earlier.individual_id is not None and earlier.individual_id == later.individual_id:
        return True
    both = [earlier.pk, later.pk]
    if PossibleDuplicate.objects.filter(earlier__in=both, later__in=both).exists():
        return True
    groups = GroupMember.objects.filter(person=earlier, left_at=None).values("group")
    return GroupMember.objects.filter(person=later, left_at=None, group__in=groups).exists()


def under_way() -> Linking | None:
    """The comparison that goes on now, or the last one; None before the first night."""
    return Linking.objects.order_by("-number").first()
