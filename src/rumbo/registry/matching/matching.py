"""From a file of people to a file of pairs: keys find, comparisons weigh, Splink learns and judges."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from rumbo.registry.matching import engine, levels, reading, writing
from rumbo.registry.matching.errors import MatchRefused
from rumbo.registry.matching.levels import Ints, Patterns
from rumbo.registry.matching.pairs import Shared
from rumbo.registry.matching.reading import People
from rumbo.registry.matching.writing import Pairs
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.frequencies import learn
from rumbo.registry.rules.likeness import Comparison
from rumbo.registry.rules.weights import LEARNED, Floats

Progress = Callable[[float], None]
THRESHOLD = 0.9
LEAST = 50  # pairs that seem one person at first sight: fewer teach nothing
_KIN = -1  # a pattern of which nothing is learnt
_HAIR = 1e-12
_HOPELESS = 1e-5  # at first sight: learnt from, never written


def match(
    people: Path, out: Path, *, threshold: float = THRESHOLD, progress: Progress | None = None
) -> int:
    """Write the pairs of a file that are one person with at least `threshold`; say how many."""
    if not (find_spec("splink") and find_spec("duckdb")):
        raise MatchRefused(people.name, "no_linkage")
    read = reading.load(people)
    found = linked(read, threshold=threshold, progress=progress)
    writing.write(out, read.ids, found)
    return len(found.probabilities)


def linked(
    people: People, *, threshold: float = THRESHOLD, progress: Progress | None = None
) -> Pairs:
    """Find the pairs of people who are one person with at least `threshold`."""
    weighed = _Weighed(people)
    for left, right in weighed.shared.chunks():
        weighed.add(left, right)
        if progress is not None:
            progress(float(left.max(initial=0)) / weighed.shared.number)
    found = weighed.judged()
    sure = found.probabilities >= threshold
    return Pairs(found.left[sure], found.right[sure], found.probabilities[sure])


class _Weighed:
    """Pairs weighed some thousands at a time; only those that are not hopeless are kept."""

    def __init__(self, people: People) -> None:
        self.patterns = Patterns()
        self._frequencies = learn(people.told)
        self._deck = Deck(people.told)
        self.shared = Shared(people.told, self._deck)
        self._kept: list[tuple[Ints, Ints, Ints, Floats]] = []

    def add(self, left: Ints, right: Ints) -> None:
        """Weigh some more pairs; from brothers and sisters nothing is learnt."""
        if not len(left):
            return
        compared = Comparison(self._deck, left, right, self._frequencies, LEARNED)
        compared.read_across()
        first: Floats = compared.probabilities(self.shared.number)
        kin = levels.are_kin(compared)
        codes = np.where(kin, _KIN, levels.of(compared))
        self.patterns.add(codes[~kin], first[~kin])
        worth = np.flatnonzero(first >= _HOPELESS)
        self._kept.append((left[worth], right[worth], codes[worth], first[worth]))

    def judged(self) -> Pairs:
        """Give every pair that may be one person.

        As likely as its pattern was learnt to be and as the pair itself seemed at first sight, half
        each in log-odds: the first knows this file, the second how much these very names tell. At
        first sight alone where there is nothing to learn from, and for brothers and sisters.
        """
        none = np.zeros(0, dtype=np.int64)
        parts = [*self._kept, (none, none, none, np.zeros(0))]
        left, right, codes, found = (np.concatenate(column) for column in zip(*parts, strict=True))
        patterns = self.patterns
        if patterns.same.sum() >= LEAST:
            learnt = codes != _KIN
            places = np.searchsorted(patterns.codes, codes[learnt])
            odds = _odds(engine.probabilities(patterns))[places] + _odds(found[learnt])
            found[learnt] = 1 / (1 + np.exp(-odds / 2))
        return Pairs(left, right, found)


def _odds(chance: Floats) -> Floats:
    """Give log-odds, finite ones."""
    sure = np.clip(chance, _HAIR, 1 - _HAIR)
    return np.asarray(np.log(sure / (1 - sure)), dtype=np.float64)
