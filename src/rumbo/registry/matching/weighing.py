"""Weighs pairs some at a time, learns from all of them, and says how likely each is one person."""

from dataclasses import dataclass

import numpy as np

from rumbo.registry.matching import engine, levels
from rumbo.registry.matching.levels import Ints, Patterns
from rumbo.registry.matching.writing import Pairs
from rumbo.registry.rules.likeness import Comparison
from rumbo.registry.rules.weights import Floats

LEAST = 50  # pairs that seem one person at first sight: fewer teach nothing
_HOPELESS = 1e-5  # at first sight: learnt from, never given
_KIN = -1  # a pattern of which nothing is learnt
_HAIR = 1e-12


@dataclass(frozen=True, slots=True)
class Portion:
    """Some pairs, weighed: the patterns of all, and of those not hopeless who, how, how likely."""

    patterns: Patterns
    left: Ints
    right: Ints
    codes: Ints
    first: Floats


def weigh(compared: Comparison, left: Ints, right: Ints, *, population: int) -> Portion:
    """Weigh some pairs among `population` people, known to the caller as `left` and `right`.

    From brothers and sisters nothing is learnt.
    """
    compared.read_across()
    compared.read_families()
    first: Floats = compared.probabilities(population)
    kin = levels.are_kin(compared)
    codes = np.where(kin, _KIN, levels.of(compared))
    worth = np.flatnonzero(first >= _HOPELESS)
    return Portion(
        levels.patterns_of(codes[~kin], first[~kin]),
        left[worth], right[worth], codes[worth], first[worth],
    )  # fmt: skip


class Weighed:
    """Pairs compared in portions, and what all of them together teach."""

    def __init__(self) -> None:
        self.patterns = Patterns()
        self._kept: list[tuple[Ints, Ints, Ints, Floats]] = []

    def keep(self, portion: Portion) -> None:
        """Take some more pairs."""
        self.patterns.add(portion.patterns)
        self._kept.append((portion.left, portion.right, portion.codes, portion.first))

    def judged(self, *, learning: bool = True, spark: str = "") -> Pairs:
        """Give every pair that may be one person.

        As likely as its pattern was learnt to be and as the pair itself seemed at first sight, half
        each in log-odds: the first knows these people, the second how much these very names tell.
        At first sight alone without `learning`, where there is nothing to learn from, and for
        brothers and sisters.
        """
        none = np.zeros(0, dtype=np.int64)
        parts = [*self._kept, (none, none, none, np.zeros(0))]
        left, right, codes, found = (np.concatenate(column) for column in zip(*parts, strict=True))
        if learning and self.patterns.same.sum() >= LEAST:
            learnt = codes != _KIN
            places = np.searchsorted(self.patterns.codes, codes[learnt])
            odds = _odds(engine.probabilities(self.patterns, spark=spark))[places] + _odds(
                found[learnt]
            )
            found[learnt] = 1 / (1 + np.exp(-odds / 2))
        return Pairs(left, right, found)


def _odds(chance: Floats) -> Floats:
    """Give log-odds, finite ones."""
    sure = np.clip(chance, _HAIR, 1 - _HAIR)
    return np.asarray(np.log(sure / (1 - sure)), dtype=np.float64)
