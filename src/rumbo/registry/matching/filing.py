"""The keys that everybody is filed under, reckoned for a whole registry at once.

They are made as those of the search are (`rules/keys.py`), as numbers instead of texts: two people
share a number where they share a key (a test says them plainly and compares). Made one by one they
took longer than all the rest of linking a registry. Of more than two given names, or surnames, the
first two count here, and a parent stands beside the first given name: a search may be asked in any
order, a registry was written in one, and more pairs of everybody would cost more than they find.
Where people are few there are two kinds more: the date alone, and one name with the place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from rumbo.registry.rules.deck import Deck, Written
from rumbo.registry.rules.names import formal, letters, sound, tokens

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]

FEW = (
    20_000  # people: among no more, whoever shares the date alone, or a name and the place, is few
)
TAKEN = 2  # names and surnames used
SHORTEST_DOCUMENT = 6
_EXACT: Final = (1, 2)  # precisions of the deck: day and month
_DAY: Final = 1
_NAMES: Final = 2 * TAKEN
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_OTHER_ODD: Final = np.uint64(0xBF58476D1CE4E5B9)
_HALF: Final = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Filed:
    """One key of one person each: `keys` as numbers, `places` in the file, lowest first in a kind.

    `begun` says which are keys of one name and the beginning of another.
    """

    keys: Hashes
    places: npt.NDArray[np.int32]
    begun: Bools


def filed(deck: Deck, *, few: int = FEW) -> Filed:
    """File everybody, more widely where they are `few`; somebody may stand twice under one key."""
    columns = _Columns(deck, few)
    kinds = [*columns.kinds()]
    return Filed(
        np.concatenate([keys[has] for keys, has, _begun in kinds]),
        np.concatenate([_places(has) for _keys, has, _begun in kinds]),
        np.concatenate([np.full(has.sum(), begun) for _keys, has, begun in kinds]),
    )


class _Columns:
    """What keys are made of, person by person: numbers of sounds and of their letters, 0 is none."""

    def __init__(self, deck: Deck, few: int) -> None:
        self._deck = deck
        self._are_few = len(deck) <= few
        self._sounds: dict[str, int] = {"": 0}
        spoken = [_formally(word) for word in deck.words]
        self._heard = self._numbered(sound(word) for word in deck.words)
        given = self._numbered(spoken)[deck.given[:, :TAKEN]]
        surnames = self._heard[deck.surnames[:, :TAKEN]]
        self._given, self._surnames = given, surnames
        self._all = _sums(deck.given_written, self._number_of_given)
        others = _sums(deck.surnames_written, self._number_of_surname)
        self._all = self._all[0] + others[0], self._all[1] + others[1]
        self._letters = _numbered(letters(heard) if heard else "" for heard in self._sounds)
        self._begins = _numbered(heard[:1] for heard in self._sounds)
        self._four = np.sort(self._letters[np.hstack([given, surnames])], axis=1)

    def kinds(self) -> Iterable[tuple[Hashes, Bools, bool]]:
        """Give each kind of key with who has it: (people, keys of that kind) and one flag."""
        yield (*self._documents(), False)
        yield (*self._parents(self._deck.fathers, "f"), False)
        yield (*self._parents(self._deck.mothers, "h"), False)
        yield (*self._whole_names(), False)
        yield (*self._dates(), False)
        yield (*self._days(), False)
        yield (*self._years(), False)
        yield (*self._beginnings(), True)
        if self._are_few:
            yield (*self._dates_alone(), False)
            yield (*self._places(), False)

    def _documents(self) -> tuple[Hashes, Bools]:
        deck = self._deck
        used = np.unique(deck.documents)
        halves = np.zeros((len(deck.facts), 2), dtype=np.uint64)
        for number in used.tolist():
            plain = deck.facts[number]
            halves[number] = [
                hash((len(plain), half)) & 0xFFFFFFFFFFFFFFFF for half in (plain[::2], plain[1::2])
            ]
        long = deck.lengths[deck.documents] >= SHORTEST_DOCUMENT
        keys = _mixed("k", halves[deck.documents], np.arange(2))
        return keys, np.repeat(long[:, None], 2, axis=1)

    def _parents(self, parents: Ints, kind: str) -> tuple[Hashes, Bools]:
        first, last = self._heard[parents[:, 0]], self._heard[parents[:, 1]]
        own = self._given[:, 0]
        has = (parents[:, 1] > 0) & (own > 0)
        return _mixed(kind, first, last, own)[:, None], has[:, None]

    def _whole_names(self) -> tuple[Hashes, Bools]:
        """Join all names in any order: a sum knows no order."""
        sums, many = self._all
        return _mixed("n", sums, many)[:, None], (many > 1)[:, None]

    def _dates(self) -> tuple[Hashes, Bools]:
        deck = self._deck
        low, high = self._low_and_high()
        keys = _mixed("d", deck.years[:, None], low, high, self._four)
        return keys, (self._four > 0) & (deck.precisions == _DAY)[:, None]

    def _days(self) -> tuple[Hashes, Bools]:
        one, other = _pairs(self._four)
        keys = _mixed("m", *self._low_and_high(), one, other)
        return keys, (one > 0) & (self._deck.precisions == _DAY)[:, None]

    def _years(self) -> tuple[Hashes, Bools]:
        deck = self._deck
        one, other = _pairs(self._four)
        exact = np.isin(deck.precisions, _EXACT)
        keys = _mixed("y", exact[:, None], deck.years[:, None], one, other)
        return keys, (one > 0) & (deck.years > 0)[:, None]

    def _beginnings(self) -> tuple[Hashes, Bools]:
        both = [(g, s) for g in range(TAKEN) for s in range(TAKEN)]
        given = np.stack([self._given[:, g] for g, _s in both], axis=1)
        surnames = np.stack([self._surnames[:, s] for _g, s in both], axis=1)
        whole, begun = np.hstack([given, surnames]), np.hstack([surnames, given])
        years = self._deck.years[:, None]
        keys = _mixed("x", years, self._letters[whole], self._begins[begun])
        return keys, (whole > 0) & (begun > 0) & (years > 0)

    def _dates_alone(self) -> tuple[Hashes, Bools]:
        keys = _mixed("b", self._deck.years[:, None], *self._low_and_high())
        return keys, (self._deck.precisions == _DAY)[:, None]

    def _places(self) -> tuple[Hashes, Bools]:
        places = self._deck.places[:, None]
        return _mixed("p", places, self._four), (self._four > 0) & (places > 0)

    def _low_and_high(self) -> tuple[Ints, Ints]:
        days, months = self._deck.days, self._deck.months
        return np.minimum(days, months)[:, None], np.maximum(days, months)[:, None]

    def _number_of_given(self, word: str) -> int:
        return self._number(_formally(word))

    def _number_of_surname(self, word: str) -> int:
        return self._number(sound(word))

    def _number(self, heard: str) -> int:
        return self._sounds.setdefault(heard, len(self._sounds))

    def _numbered(self, heard: Iterable[str]) -> Ints:
        return np.fromiter((self._number(one) for one in heard), dtype=np.int64)


def _formally(word: str) -> str:
    """Say how a given name sounds, a pet name as the first full name it may stand for."""
    return sound((formal(word) or (word,))[0])


def _pairs(four: Ints) -> tuple[Ints, Ints]:
    """Pair the four names that are there; a pair is there where its lower one is."""
    both = list(combinations(range(_NAMES), 2))
    return four[:, [a for a, _b in both]], four[:, [b for _a, b in both]]


def _sums(written: Written, number_of: Callable[[str], int]) -> tuple[Hashes, Ints]:
    """Add up the sounds of all names of each person, however many; each writing is split once."""
    heard: list[int] = []
    many = np.zeros(len(written.texts), dtype=np.int64)
    for at, texts in enumerate(written.texts):
        words = [number_of(word) for text in texts for word in tokens(text)]
        heard += words
        many[at] = len(words)
    ends = np.cumsum(many)
    running = np.cumsum(np.r_[np.uint64(0), _mixed("s", np.array(heard, dtype=np.int64))])
    where = written.where
    return (running[ends] - running[ends - many])[where], many[where]


def _numbered(texts: Iterable[str]) -> Ints:
    numbers = {"": 0}
    return np.fromiter((numbers.setdefault(t, len(numbers)) for t in texts), dtype=np.int64)


def _mixed(kind: str, *columns: npt.NDArray[np.generic]) -> Hashes:
    """Make one number of 64 bits of several, with the kind of key; arithmetic goes round."""
    found: Hashes = np.array([ord(kind)], dtype=np.uint64) * _ODD
    for column in columns:
        found = (found ^ column.astype(np.uint64)) * _OTHER_ODD
        found = (found ^ (found >> _HALF)) * _ODD
        found ^= found >> _HALF
    return found


def _places(has: Bools) -> npt.NDArray[np.int32]:
    return np.asarray(np.nonzero(has)[0], dtype=np.int32)
