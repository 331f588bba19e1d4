"""Which pairs are worth comparing: whoever shares keys, rare ones above all, some thousands at a time."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rumbo.registry.matching import filing
from rumbo.registry.rules import comparing
from rumbo.registry.rules import weights as w
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.features import Features

Ints = npt.NDArray[np.int64]

LONGEST_LIST = 300  # a key that more people share tells too little
LONGEST_BEGINNING = 300  # the same for keys of one name and the beginning of another
RARE = 60  # one key of so few people is enough; of commoner ones a pair shares several
RARE_BEGINNING = 20
FEW = 6_000  # people: among no more, whoever shares a key is compared
PAIRS_AT_ONCE = 400_000
_ONE_KEY_MORE = 18.0  # bits at most; in a small file all who share a key are few
_FAR = (w.DATE_YEAR_OFF, w.DATE_ONLY_YEAR, w.DATE_OTHER, w.AGE_OTHER)
_HAIR = 0.001  # so that sums of rounded numbers reach what they equal


class Shared:
    """The keys that people share, each key with its people in order of their places.

    Entry by entry, in order of place: where its list goes on and how many follow. An entry that
    nobody follows, the last of its list or alone on it, is left out.
    """

    def __init__(self, people: Sequence[Features], deck: Deck) -> None:
        self._deck = deck
        self.number = len(people)
        self._lay_out(filing.filed(people, deck))

    def _lay_out(self, filed: filing.Filed) -> None:
        order = np.argsort(filed.keys, kind="stable")
        keys, listed = filed.keys[order], filed.places[order]
        new = np.flatnonzero((keys[1:] != keys[:-1]) | (listed[1:] != listed[:-1])) + 1
        if len(keys):  # who stands twice under one key stands there once
            new = np.r_[0, new]
            order, keys, listed = order[new], keys[new], listed[new]
        begun = filed.begun[order]
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else new
        lengths = np.diff(np.r_[starts, len(keys)])
        long = np.repeat(lengths, lengths)
        follow = np.repeat(starts + lengths, lengths) - np.arange(1, len(keys) + 1)
        most = np.where(begun, LONGEST_BEGINNING, LONGEST_LIST)
        used = np.flatnonzero((follow > 0) & (long <= most))
        used = used[np.argsort(listed[used], kind="stable")]
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

    def chunks(self) -> Iterator[tuple[Ints, Ints]]:
        """Give pairs of places, the lower one first, each pair once."""
        until = np.concatenate([[0], np.cumsum(self._follow, dtype=np.int64)])[self._firsts]
        first = 0
        while first < self.number:
            last = int(np.searchsorted(until, until[first] + PAIRS_AT_ONCE, "right")) - 1
            last = min(max(last, first + 1), self.number)
            yield self._of(first, last)
            first = last

    def _of(self, first: int, last: int) -> tuple[Ints, Ints]:
        """Pair people `first` to `last` with those after them that share enough."""
        here = slice(int(self._firsts[first]), int(self._firsts[last]))
        many = self._follow[here].astype(np.int64)
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        right = self._listed[np.repeat(self._next[here], many) + within].astype(np.int64)
        owners = np.repeat(np.arange(first, last), np.diff(self._firsts[first : last + 1]))
        codes = np.repeat(owners, many) * self.number + right
        pairs, where = np.unique(codes, return_inverse=True)
        worth = np.bincount(where, np.repeat(self._worth[here], many), len(pairs))
        likely = worth >= self._enough
        left, right = np.divmod(pairs[likely], self.number)
        # Who shares no more of a date than the year, or than day and month, is hardly ever one
        # person, and they are many: they have to share more, or a paper.
        papers = self._deck.documents
        far = np.isin(comparing.dates(self._deck, left, right), _FAR)
        far &= (papers[left] == 0) | (papers[left] != papers[right])
        likely = worth[likely] - far * self._one_key_more >= self._enough
        return left[likely], right[likely]
