"""Which pairs are worth comparing: whoever shares keys, rare ones above all, some thousands at a time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rumbo.registry.matching import filing
from rumbo.registry.rules import comparing
from rumbo.registry.rules import weights as w
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.weights import Floats

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

LONGEST_LIST = 300  # a key that more people share tells too little
LONGEST_BEGINNING = 300  # the same for keys of one name and the beginning of another
RARE = 60  # one key of so few people is enough; of commoner ones a pair shares several
RARE_BEGINNING = 20
FEW = 6_000  # people: among no more, whoever shares a key is compared
PAIRS_AT_ONCE = 400_000
_ONE_KEY_MORE = 18.0  # bits at most; in a small file all who share a key are few
_IS_FAR = np.zeros(len(w.STANDARD.dates), dtype=np.bool_)
_IS_FAR[[w.DATE_YEAR_OFF, w.DATE_ONLY_YEAR, w.DATE_OTHER, w.AGE_OTHER]] = True
_PLACE_BITS = 32
_PLACES = (1 << _PLACE_BITS) - 1
_HAIR = 0.001  # so that sums of rounded numbers reach what they equal


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of places, and how the birth dates of each stand to each other."""

    left: Ints
    right: Ints
    dates: Ints


class Shared:
    """The keys that people share, each key with its people in order of their places.

    Entry by entry, in order of place: where its list goes on and how many follow. An entry that
    nobody follows, the last of its list or alone on it, is left out.
    """

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self.number = len(deck)
        self._lay_out(filing.filed(deck))

    def _lay_out(self, filed: filing.Filed) -> None:
        runs, listed, begun = _together(filed)
        starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]][: len(runs)])
        lengths = np.diff(np.r_[starts, len(runs)])
        long = np.repeat(lengths, lengths)
        follow = np.repeat(starts + lengths, lengths) - np.arange(1, len(runs) + 1)
        most = np.where(begun, LONGEST_BEGINNING, LONGEST_LIST)
        used = np.flatnonzero((follow > 0) & (long <= most))
        used = _by_place(used, listed)
        self._listed = listed
        self._next = (used + 1).astype(np.int32)
        self._follow = follow[used].astype(np.int32)
        counts = np.bincount(listed[used], minlength=self.number)
        self._firsts = np.concatenate([[0], np.cumsum(counts)])
        worth = np.log2(max(self.number, 2) / long[used]).astype(np.float32)
        worth[begun[used]] -= np.log2(RARE / RARE_BEGINNING)
        self._worth = np.maximum(worth, 0)
        self._one_key_more = min(_ONE_KEY_MORE, 4 * max(0.0, np.log2(max(self.number, 2) / FEW)))
        self._enough = np.log2(max(self.number, 2) / RARE) - _HAIR

    def portions(self) -> list[range]:
        """Part the people into portions whose pairs are compared at once."""
        until = np.concatenate([[0], np.cumsum(self._follow, dtype=np.int64)])[self._firsts]
        found = []
        first = 0
        while first < self.number:
            last = int(np.searchsorted(until, until[first] + PAIRS_AT_ONCE, "right")) - 1
            last = min(max(last, first + 1), self.number)
            found.append(range(first, last))
            first = last
        return found

    def pairs(self, people: range) -> Met:
        """Pair some people with those after them that share enough: the lower first, each pair once."""
        first, last = people.start, people.stop
        here = slice(int(self._firsts[first]), int(self._firsts[last]))
        many = self._follow[here].astype(np.int64)
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        right = self._listed[np.repeat(self._next[here], many) + within].astype(np.int64)
        owners = np.repeat(np.arange(first, last), np.diff(self._firsts[first : last + 1]))
        pairs, worth = _summed(
            np.repeat(owners - first, many) * self.number + right,
            np.repeat(self._worth[here], many),
        )
        likely = worth >= self._enough
        left, right = np.divmod(pairs[likely], self.number)
        left += first
        # Who shares no more of a date than the year, or than day and month, is hardly ever one
        # person, and they are many: they have to share more, or a paper.
        papers = self._deck.documents
        dates = comparing.dates(self._deck, left, right)
        far = _IS_FAR[dates]
        far &= (papers[left] == 0) | (papers[left] != papers[right])
        likely = worth[likely] - far * self._one_key_more >= self._enough
        return Met(left[likely], right[likely], dates[likely])


def _summed(pairs: Ints, worth: Floats) -> tuple[Ints, Floats]:
    """Give each pair once, in order, with the sum of what it is worth.

    A pair and where it stands are sorted as one number: there is room for sixteen million people.
    """
    if not len(pairs):
        return pairs, worth
    bits = len(pairs).bit_length()
    both = (pairs << bits) | np.arange(len(pairs))
    both.sort()
    pairs = both >> bits
    starts = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]])
    return pairs[starts], np.add.reduceat(worth[both & ((1 << bits) - 1)], starts)


def _together(filed: filing.Filed) -> tuple[Ints, Places, Bools]:
    """Bring equal keys together, of each who stands under it once, by place, and what kind it is.

    Numbers are sorted many times faster than an order is found: a list's number and a place in one.
    """
    order = np.argsort(filed.keys)
    keys = filed.keys[order]
    runs = np.cumsum(np.r_[False, keys[1:] != keys[:-1]][: len(keys)])
    del keys
    kinds = np.zeros(int(runs[-1]) + 1 if len(runs) else 0, dtype=np.bool_)
    kinds[runs] = filed.begun[order]
    both = (runs << _PLACE_BITS) | filed.places[order]
    del order, runs
    both.sort()
    both = both[np.r_[True, both[1:] != both[:-1]][: len(both)]]
    runs = both >> _PLACE_BITS
    return runs, (both & _PLACES).astype(np.int32), kinds[runs]


def _by_place(used: Ints, listed: Places) -> Ints:
    """Order entries by place, those of one place as they stand."""
    both = (listed[used].astype(np.int64) << _PLACE_BITS) | used
    both.sort()
    return both & _PLACES
