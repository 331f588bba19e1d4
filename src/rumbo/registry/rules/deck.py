"""People laid out as arrays, so that thousands of pairs are compared in a few milliseconds."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import are_one_name, document, fold, sound, tokens
from rumbo.registry.rules.weights import (
    ABSENT,
    BOTH_ABSENT,
    INITIAL,
    NEARLY,
    OTHER,
    SAME,
    SOUNDS,
)

Ints = npt.NDArray[np.int64]

WIDTH = 3  # names of one kind that are compared; a fourth says nothing more
_PRECISIONS: Final = {"": 0, "day": 1, "month": 2, "year": 3, "age": 4}
_SEXES: Final = {"M": 1, "F": 2}
_NEAR_ENOUGH = 0.88
_LONG_ENOUGH = 4


class Deck:
    """A list of people as columns of numbers; words are numbers of one vocabulary, 0 is none."""

    def __init__(self, people: Sequence[Features]) -> None:
        self.words: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}
        self.given = self._names(tokens(p.given_names) for p in people)
        self.surnames = self._names(tokens(p.surname_1) + tokens(p.surname_2) for p in people)
        self.mothers = self._names(_short(tokens(p.mother)) for p in people)
        self.fathers = self._names(_short(tokens(p.father)) for p in people)
        self.documents = _column(self._number(document(p.document_number)) for p in people)
        self.places = _column(self._number(fold(p.place).strip()) for p in people)
        self.nationalities = _column(self._number(p.nationality) for p in people)
        self.sexes = _column(_SEXES.get(p.sex, 0) for p in people)
        known = [p if p.birth_date is not None else None for p in people]
        self.precisions = _column(_PRECISIONS[p.precision] if p is not None else 0 for p in known)
        dates = [p.birth_date for p in people]
        self.years = _column(d.year if d is not None else 0 for d in dates)
        self.months = _column(d.month if d is not None else 0 for d in dates)
        self.days = _column(d.day if d is not None else 0 for d in dates)

    def relate(self, left: Ints, right: Ints) -> Ints:
        """Say how words stand to each other, element by element, as levels of `weights`."""
        low, high = np.minimum(left, right), np.maximum(left, right)
        pairs, where = np.unique(low * len(self.words) + high, return_inverse=True)
        return self._levels(pairs // len(self.words), pairs % len(self.words))[where].reshape(
            left.shape
        )

    def _levels(self, low: Ints, high: Ints) -> Ints:
        """Judge each pair of words once."""
        levels = np.where(low == high, SAME, OTHER)
        levels = np.where(low == 0, np.where(high == 0, BOTH_ABSENT, ABSENT), levels)
        open_pairs = np.flatnonzero(levels == OTHER)
        if not len(open_pairs):
            return levels
        a = [self.words[i] for i in low[open_pairs]]
        b = [self.words[i] for i in high[open_pairs]]
        heard_a, heard_b = [sound(w) for w in a], [sound(w) for w in b]
        alike = process.cpdist(heard_a, heard_b, scorer=JaroWinkler.similarity)
        slips = process.cpdist(a, b, scorer=OSA.distance, score_cutoff=1)
        for at, x, y, hx, hy, near, slip in zip(
            open_pairs, a, b, heard_a, heard_b, alike, slips, strict=True
        ):
            levels[at] = _level((x, hx), (y, hy), near >= _NEAR_ENOUGH, slip <= 1)
        return levels

    def _names(self, rows: Iterable[tuple[str, ...]]) -> Ints:
        padded = [
            [*(self._number(t) for t in row[:WIDTH]), *[0] * (WIDTH - len(row))] for row in rows
        ]
        return np.array(padded, dtype=np.int64).reshape(-1, WIDTH)

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number


def _level(x: tuple[str, str], y: tuple[str, str], near: bool, slip: bool) -> int:  # noqa: FBT001
    (a, heard_a), (b, heard_b) = x, y
    if heard_a == heard_b or are_one_name(a, b):
        return SOUNDS
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return INITIAL if long.startswith(short) else OTHER
    if len(long) >= _LONG_ENOUGH and (near or slip or long.startswith(short)):
        return NEARLY
    return OTHER


def _short(parent: tuple[str, ...]) -> tuple[str, ...]:
    """Keep a parent's first name and last surname: what booths agree on."""
    return (parent[0], parent[-1]) if len(parent) > 1 else parent


def _column(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
