"""How common each name is here: learned from a draw of the registry, and kept in memory alone.

A list of names on disk would tell who comes; so each process draws some thousands of people now and
then, opens their names, counts, and forgets them.
"""

import time
from dataclasses import dataclass
from random import SystemRandom

from rumbo.registry import index
from rumbo.registry.models import Person
from rumbo.registry.rules.frequencies import Frequencies, learn, shipped
from rumbo.registry.rules.likeness import POPULATION
from rumbo.registry.rules.weights import LEARNED, STANDARD, Weights

# A registry smaller than this has too few people to learn from: the shipped shares count.
ENOUGH = 10_000
DRAWN = 6_000
FRESH_SECONDS = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Shares:
    """What likenesses are weighed with: shares of names, weights, and how many are registered."""

    frequencies: Frequencies
    weights: Weights
    population: int


_kept: list[tuple[float, Shares]] = []


def now() -> Shares:
    """Give what this process learned lately, or learn it (a third of a second, twice in a shift)."""
    if _kept and time.monotonic() - _kept[0][0] < FRESH_SECONDS:
        return _kept[0][1]
    newest = Person.objects.order_by("-search_no").values_list("search_no", flat=True).first() or 0
    # Numbers are given once, also to whom nobody registered in the end: only a count tells.
    if newest < ENOUGH or (registered := Person.objects.count()) < ENOUGH:
        return Shares(shipped(), STANDARD, POPULATION)
    numbers = SystemRandom().sample(range(1, newest + 1), min(DRAWN, newest))
    people = [told for _number, _pk, told in index.opened(numbers)]
    learned = Shares(learn(people), LEARNED, registered)
    _kept[:] = [(time.monotonic(), learned)]
    return learned


def forget() -> None:
    """Learn anew at the next question."""
    _kept.clear()
