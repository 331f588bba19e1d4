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
    left, right, codes = weighed.kept()
    if not len(codes):
        return Pairs(left, right, np.zeros(0))
    judged = weighed.judged(codes)
    sure = judged >= threshold
    return Pairs(left[sure], right[sure], judged[sure])


class _Weighed:
    """Pairs weighed some thousands at a time; only those that are not hopeless are kept."""

    def __init__(self, people: People) -> None:
        self.patterns = Patterns()
        self._frequencies = learn(people.told)
        self._deck = Deck(people.told)
        self.shared = Shared(people.told, self._deck)
        self._kept: list[tuple[Ints, Ints, Ints]] = []

    def add(self, left: Ints, right: Ints) -> None:
        """Weigh some more pairs, brothers and sisters left out."""
        if not len(left):
            return
        compared = Comparison(self._deck, left, right, self._frequencies, LEARNED)
        first: Floats = compared.probabilities(self.shared.number)
        codes = levels.of(compared)
        strangers = ~levels.are_kin(compared)
        self.patterns.add(codes[strangers], first[strangers])
        worth = np.flatnonzero(strangers & (first >= _HOPELESS))
        self._kept.append((left[worth], right[worth], codes[worth]))

    def judged(self, codes: Ints) -> Floats:
        """Give the probabilities of patterns: learnt, where there is something to learn from."""
        patterns = self.patterns
        enough = patterns.same.sum() >= LEAST
        chance = engine.probabilities(patterns) if enough else patterns.same / patterns.counts
        return np.asarray(chance[np.searchsorted(patterns.codes, codes)])

    def kept(self) -> tuple[Ints, Ints, Ints]:
        """Give both places and the pattern of every pair that may be one person."""
        none = np.zeros(0, dtype=np.int64)
        parts = [*self._kept, (none, none, none)]
        return (
            np.concatenate([part[0] for part in parts]),
            np.concatenate([part[1] for part in parts]),
            np.concatenate([part[2] for part in parts]),
        )
