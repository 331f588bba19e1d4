"""People laid out as arrays, so that thousands of pairs are compared in a few milliseconds."""

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import are_one_name, document, fold, formal, sound, tokens
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
MANY_WORDS = 10_000  # from so many on the same words meet again and again, chunk after chunk
_NEAR_ENOUGH = 0.88
_LONG_ENOUGH = 4
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)


_SAID: Final = ("mother", "father", "document_number", "place")
_WHOLE: Final = (Features(**dict.fromkeys(_SAID, "?")),)  # type: ignore[arg-type]  # somebody told whole


class Written:
    """How names were written, each way once, and which way each person's were: names repeat."""

    def __init__(self, told: Iterable[tuple[str, ...]]) -> None:
        numbers: dict[tuple[str, ...], int] = {}
        self.where = _column(numbers.setdefault(texts, len(numbers)) for texts in told)
        self.texts = list(numbers)

    def met(self) -> dict[tuple[str, ...], int]:
        """How many people write theirs in each way."""
        many = np.bincount(self.where, minlength=len(self.texts))
        return dict(zip(self.texts, many.tolist(), strict=True))


class Deck:
    """A list of people as columns of numbers; 0 is none.

    Numbers of names stand in `words`, those of documents, places and countries in `facts`. Where
    all are held against those who are `asked` for, columns that these lack are left empty: they say
    nothing, and reading them took a fifth of the time.
    """

    def __init__(self, people: Sequence[Features], *, asked: Sequence[Features] = _WHOLE) -> None:
        self.words: list[str] = [""]
        self.facts: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}
        self._fact_numbers: dict[str, int] = {"": 0}
        self.given_written = Written((p.given_names,) for p in people)
        self.surnames_written = Written((p.surname_1, p.surname_2) for p in people)
        self.given = self._names(self.given_written)
        self.surnames = self._names(self.surnames_written)
        told = {name for name in _SAID for p in asked if getattr(p, name)}
        self.mothers = self._parents(p.mother if "mother" in told else "" for p in people)
        self.fathers = self._parents(p.father if "father" in told else "" for p in people)
        papers = (p.document_number if "document_number" in told else "" for p in people)
        self.documents = _column(self._fact(document(number)) for number in papers)
        places = (fold(p.place).strip() if "place" in told else "" for p in people)
        self.places = _column(self._fact(place) for place in places)
        self.nationalities = _column(self._fact(p.nationality) for p in people)
        self.sexes = _column(_SEXES.get(p.sex, 0) for p in people)
        known = [p if p.birth_date is not None else None for p in people]
        self.precisions = _column(_PRECISIONS[p.precision] if p is not None else 0 for p in known)
        dates = [p.birth_date for p in people]
        self.years = _column(d.year if d is not None else 0 for d in dates)
        self.months = _column(d.month if d is not None else 0 for d in dates)
        self.days = _column(d.day if d is not None else 0 for d in dates)
        self._heard = [sound(word) for word in self.words]
        self._sounds = _numbered(self._heard)
        self._initials = _numbered([word[:1] for word in self.words])
        self.told: dict[tuple[str, int], npt.NDArray[np.float64]] = {}  # bits, by frequencies
        self._judged = _Judged() if len(self.words) >= MANY_WORDS else None
        self.lengths = _column(len(fact) for fact in self.facts)
        self._special = np.array([len(word) == 1 or bool(formal(word)) for word in self.words])

    def __len__(self) -> int:
        """How many people they are."""
        return len(self.sexes)

    def met(self, facts: Ints) -> dict[str, int]:
        """How many people have each of the facts of a column."""
        many = np.bincount(facts, minlength=1)
        return {self.facts[at]: int(many[at]) for at in np.flatnonzero(many).tolist()}

    def relate(self, left: Ints, right: Ints) -> Ints:
        """Say how words stand to each other, element by element, as levels of `weights`."""
        low, high = np.minimum(left, right), np.maximum(left, right)
        levels = np.where(low == high, SAME, OTHER)
        levels[low == 0] = ABSENT
        levels[high == 0] = BOTH_ABSENT
        differ = levels == OTHER
        levels[differ] = self._related(low[differ] * len(self.words) + high[differ])
        return levels

    def _related(self, codes: Ints) -> Ints:
        """Judge pairs of different words, each pair as one number; what was judged is kept."""
        if self._judged is None:
            pairs, where = np.unique(codes, return_inverse=True)
            return self._levels(*np.divmod(pairs, len(self.words)))[where]
        found, unknown = self._judged.levels_of(codes)
        if unknown.any():
            pairs, where = np.unique(codes[unknown], return_inverse=True)
            told = self._levels(*np.divmod(pairs, len(self.words)))
            self._judged.keep(pairs, told)
            found[unknown] = told[where]
        return found

    def _levels(self, low: Ints, high: Ints) -> Ints:
        """Judge each pair of different words once; only the doubtful ones word by word."""
        levels = np.where(self._sounds[low] == self._sounds[high], SOUNDS, OTHER)
        at = np.flatnonzero(levels == OTHER)
        if not len(at):
            return levels
        low, high = low[at], high[at]
        alike = self._alike(low.tolist(), high.tolist())
        doubtful = alike | self._special[low] | self._special[high]
        doubtful |= self._initials[low] == self._initials[high]
        for place in np.flatnonzero(doubtful).tolist():
            pair = sorted((self.words[low[place]], self.words[high[place]]), key=len)
            levels[at[place]] = _level(pair[0], pair[1], alike=bool(alike[place]))
        return levels

    def _alike(self, low: list[int], high: list[int]) -> npt.NDArray[np.bool_]:
        """Say which pairs of words sound nearly the same, or are one slip of the pen apart."""
        near = process.cpdist(
            [self._heard[i] for i in low],
            [self._heard[i] for i in high],
            scorer=JaroWinkler.similarity,
        )
        slips = process.cpdist(
            [self.words[i] for i in low],
            [self.words[i] for i in high],
            scorer=OSA.distance,
            score_cutoff=1,
        )
        return np.asarray((near >= _NEAR_ENOUGH) | (slips <= 1))

    def _names(
        self,
        told: Written,
        cut: Callable[[tuple[str, ...]], tuple[str, ...]] = tuple,
    ) -> Ints:
        """Number the words of names, each different writing once."""
        padded = [0] * WIDTH * len(told.texts)
        for at, texts in enumerate(told.texts):
            words = tokens(texts[0])
            for text in texts[1:]:
                words += tokens(text)
            words = cut(words)[:WIDTH]
            padded[at * WIDTH : at * WIDTH + len(words)] = map(self._number, words)
        return np.array(padded, dtype=np.int64).reshape(-1, WIDTH)[told.where]

    def _parents(self, told: Iterable[str]) -> Ints:
        return self._names(Written((name,) for name in told), cut=_short)

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def _fact(self, text: str) -> int:
        number = self._fact_numbers.get(text)
        if number is None:
            number = self._fact_numbers[text] = len(self.facts)
            self.facts.append(text)
        return number


class _Judged:
    """How pairs of words stood to each other when they were last met; a newer pair takes the place
    of an older one that falls on the same. Several hands may ask it at once.
    """

    BITS = 22  # four million places, 38 MB

    def __init__(self) -> None:
        self._codes = np.full(1 << self.BITS, -1, dtype=np.int64)
        self._levels = np.zeros(1 << self.BITS, dtype=np.int8)
        self._shift = np.uint64(64 - self.BITS)
        self._alone = Lock()  # a pair and its level are read and written together

    def levels_of(self, codes: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Give the level of each pair, and which pairs are not known."""
        at = self._place(codes)
        with self._alone:
            return self._levels[at].astype(np.int64), self._codes[at] != codes

    def keep(self, codes: Ints, levels: Ints) -> None:
        """Keep what was judged; of two on one place the last one stays, with its own level."""
        at = self._place(codes)
        with self._alone:
            self._codes[at], self._levels[at] = codes, levels
            mine = self._codes[at] == codes
            self._levels[at[mine]] = levels[mine]

    def _place(self, codes: Ints) -> Ints:
        mixed = codes.astype(np.uint64) * _ODD
        return (mixed >> self._shift).astype(np.int64)


def _numbered(texts: Iterable[str]) -> Ints:
    """Number texts so that equal ones have one number."""
    numbers: dict[str, int] = {}
    return _column(numbers.setdefault(text, len(numbers)) for text in texts)


def _level(short: str, long: str, *, alike: bool) -> int:
    """Judge two words that do not sound the same; `alike` says that one slip parts them."""
    if are_one_name(short, long):
        return SOUNDS
    if len(short) == 1:
        return INITIAL if long.startswith(short) else OTHER
    if len(long) >= _LONG_ENOUGH and (alike or long.startswith(short)):
        return NEARLY
    return OTHER


def _short(parent: tuple[str, ...]) -> tuple[str, ...]:
    """Keep a parent's first name and last surname: what booths agree on."""
    return (parent[0], parent[-1]) if len(parent) > 1 else parent


def _column(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
