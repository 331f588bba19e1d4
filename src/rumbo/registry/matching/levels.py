"""How each pair stands, in a handful of small numbers: what the engine learns its weights for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from rumbo.registry.rules import weights as w
from rumbo.registry.rules.likeness import Comparison
from rumbo.registry.rules.weights import Floats

Ints = npt.NDArray[np.int64]

_LOWEST, _STEP, _NAMES = -10.0, 1.5, 28  # bits that names tell, in steps
# Each comparison and how many levels it has; the level 0 is "not known of both" where there is one.
COMPARISONS: Final[Mapping[str, int]] = {
    "names": _NAMES,
    "dates": 15,
    "documents": 5,
    "parents": 9,
    "sexes": 3,
    "origin": 6,
}
UNKNOWN: Final = frozenset({"dates", "documents", "parents", "sexes", "origin"})
_SURE: Final = {"names": _NAMES - 1, "dates": w.DATE_SAME, "documents": w.DOC_SAME}
_FAMILY = 14  # another date, and surnames and parents shared: a level of dates of its own
_PAPERS = (w.DOC_SAME, w.DOC_SLIP)
_A_PRIORI = 0.5  # pairs that every level has met before it met any


def of(comparison: Comparison) -> Ints:
    """Give the levels of pairs, all comparisons in one number."""
    family = comparison.families
    parents = comparison.mothers * 3 + comparison.fathers
    parents = np.where(parents == 0, 0, np.where(parents < 0, parents + 5, parents + 4))
    found = {
        "names": _names(comparison, family),
        "dates": np.where(family, _FAMILY, comparison.dates),
        "documents": comparison.documents,
        "parents": np.where(family, 0, parents),
        "sexes": np.where(comparison.sexes < 0, 2, comparison.sexes),
        "origin": _origin(comparison),
    }
    return _joined(found, len(comparison.bits))


def _joined(found: Mapping[str, Ints], pairs: int) -> Ints:
    code = np.zeros(pairs, dtype=np.int64)
    for name, number in COMPARISONS.items():
        code = code * number + found[name]
    return code


def anchors() -> Ints:
    """Give one made-up pair of one person for each level, sure by its other levels.

    A level that no pair of one person shows would be learnt as impossible, not as rare.
    """
    rows: list[dict[str, int]] = []
    for name, number in COMPARISONS.items():
        sure = dict.fromkeys(COMPARISONS, 0) | _SURE
        rows += [sure | {name: level} for level in range(name in UNKNOWN, number)]
    columns = {name: np.array([row[name] for row in rows]) for name in COMPARISONS}
    return _joined(columns, len(rows))


def are_kin(comparison: Comparison) -> npt.NDArray[np.bool_]:
    """Say which pairs are brothers and sisters, whom no paper calls one person.

    They share surnames, parents and, where they are twins, the birth date: an engine that takes
    these for facts apart would learn from them that other given names mean little.
    """
    return np.asarray(comparison.kin & ~np.isin(comparison.documents, _PAPERS))


def apart(codes: Ints) -> dict[str, Ints]:
    """Take numbers apart again, level by level."""
    found: dict[str, Ints] = {}
    for name, number in reversed(list(COMPARISONS.items())):
        codes, found[name] = np.divmod(codes, number)
    return dict(reversed(list(found.items())))


def _names(comparison: Comparison, family: npt.NDArray[np.bool_]) -> Ints:
    bits = np.where(family, comparison.given.bits, comparison.name_bits)
    steps = np.floor((bits - _LOWEST) / _STEP)
    return np.clip(steps, 0, _NAMES - 1).astype(np.int64)


def _origin(comparison: Comparison) -> Ints:
    """Weigh place and nationality together: who shares a department shares a country."""
    places, nations = comparison.places, comparison.nationalities
    return np.select(
        [nations == -1, places == 1, (places == -1) & (nations == 1), places == -1, nations == 1],
        [1, 2, 3, 4, 5],
        0,
    )


@dataclass(slots=True)
class Patterns:
    """Every way that pairs stand, with how many pairs do and how likely they seemed at first."""

    codes: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    counts: Floats = field(default_factory=lambda: np.zeros(0))
    same: Floats = field(default_factory=lambda: np.zeros(0))  # sum of first probabilities

    def add(self, more: "Patterns") -> None:
        """Count some more pairs."""
        codes = np.concatenate([self.codes, more.codes])
        self.codes, where = np.unique(codes, return_inverse=True)
        self.counts = _summed(where, np.concatenate([self.counts, more.counts]), len(self.codes))
        self.same = _summed(where, np.concatenate([self.same, more.same]), len(self.codes))

    def first(self) -> tuple[float, dict[str, tuple[Floats, Floats]]]:
        """Give the share of pairs that seem one person, and the shares of levels in both classes."""
        shares: dict[str, tuple[Floats, Floats]] = {}
        for name, levels in apart(self.codes).items():
            number = COMPARISONS[name]
            same = np.bincount(levels, self.same, number) + _A_PRIORI
            other = np.bincount(levels, self.counts - self.same, number) + _A_PRIORI
            if name in UNKNOWN:
                same[0] = other[0] = 0
            shares[name] = same / same.sum(), other / other.sum()
        return float(self.same.sum() / max(self.counts.sum(), 1)), shares


def patterns_of(codes: Ints, first: Floats) -> Patterns:
    """Count how some pairs stand, each as likely as it seemed at first."""
    found, where = np.unique(codes, return_inverse=True)
    return Patterns(
        found,
        _summed(where, np.ones(len(codes)), len(found)),
        _summed(where, first, len(found)),
    )


def _summed(where: Ints, worth: Floats, many: int) -> Floats:
    return np.asarray(np.bincount(where, worth, many), dtype=np.float64)
