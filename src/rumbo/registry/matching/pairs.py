"""Which pairs are worth comparing: whoever shares keys, rare ones above all, some thousands at a time."""

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rumbo.registry.rules import comparing
from rumbo.registry.rules import weights as w
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of

Ints = npt.NDArray[np.int64]

LONGEST_LIST = 300  # a key that more people share tells too little
LONGEST_BEGINNING = 40  # the same for keys of one name and the beginning of another
RARE = 60  # one key of so few people is enough; of commoner ones a pair shares several
RARE_BEGINNING = 20
PAIRS_AT_ONCE = 400_000
_BEGINNING = "x|"
_ONE_KEY_MORE = 18.0
_FAR = (w.DATE_YEAR_OFF, w.DATE_ONLY_YEAR, w.DATE_OTHER, w.AGE_OTHER)
_HAIR = 0.001  # so that sums of rounded numbers reach what they equal


class Shared:
    """The keys of everybody, each key with its people in order of their places.

    Entry by entry in order of place: where its list goes on and where it ends.
    """

    def __init__(self, people: Sequence[Features], deck: Deck) -> None:
        self._deck = deck
        keys, counts, begun = array("q"), array("i"), bytearray()
        for told in people:
            mine = keys_of(told)
            counts.append(len(mine))
            keys.extend(map(hash, mine))
            begun.extend(key.startswith(_BEGINNING) for key in mine)
        self.number = len(people)
        self._firsts = np.concatenate([[0], np.cumsum(np.array(counts, dtype=np.int64))])
        places = np.repeat(np.arange(self.number, dtype=np.int32), np.array(counts, dtype=np.int64))
        self._lay_out(np.array(keys, dtype=np.int64), places, np.array(begun, dtype=bool))

    def _lay_out(
        self, keys: Ints, places: npt.NDArray[np.int32], begun: npt.NDArray[np.bool_]
    ) -> None:
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(keys) else keys
        lengths = np.diff(np.r_[starts, len(keys)])
        self._listed = places[order]
        self._next = np.empty(len(keys), dtype=np.int32)
        self._next[order] = np.arange(1, len(keys) + 1)
        self._left = np.empty(len(keys), dtype=np.int32)
        ends = np.repeat(starts + lengths, lengths)
        self._left[order] = ends - np.arange(1, len(keys) + 1)
        long = np.empty(len(keys), dtype=np.int32)
        long[order] = np.repeat(lengths, lengths)
        most = np.where(begun, LONGEST_BEGINNING, LONGEST_LIST)
        self._left[long > most] = 0
        self._worth = np.log2(max(self.number, 2) / np.maximum(long, 1)).astype(np.float32)
        self._worth[begun] -= np.log2(RARE / RARE_BEGINNING)
        self._worth = np.maximum(self._worth, 0)
        self._enough = np.log2(max(self.number, 2) / RARE) - _HAIR

    def chunks(self) -> Iterator[tuple[Ints, Ints]]:
        """Give pairs of places, the lower one first, each pair once."""
        until = np.concatenate([[0], np.cumsum(self._left, dtype=np.int64)])[self._firsts]
        first = 0
        while first < self.number:
            last = int(np.searchsorted(until, until[first] + PAIRS_AT_ONCE, "right")) - 1
            last = min(max(last, first + 1), self.number)
            yield self._of(first, last)
            first = last

    def _of(self, first: int, last: int) -> tuple[Ints, Ints]:
        """Pair people `first` to `last` with those after them that share enough."""
        here = slice(int(self._firsts[first]), int(self._firsts[last]))
        many = self._left[here].astype(np.int64)
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        right = self._listed[np.repeat(self._next[here], many) + within].astype(np.int64)
        owners = np.repeat(np.arange(first, last), np.diff(self._firsts[first : last + 1]))
        codes = np.repeat(owners, many) * self.number + right
        pairs, where = np.unique(codes, return_inverse=True)
        worth = np.bincount(where, np.repeat(self._worth[here], many), len(pairs))
        likely = worth >= self._enough
        left, right = np.divmod(pairs[likely], self.number)
        # Who shares no more of a date than the year, or than day and month, is hardly ever one
        # person, and they are many: they have to share more.
        far = np.isin(comparing.dates(self._deck, left, right), _FAR)
        likely = worth[likely] - far * _ONE_KEY_MORE >= self._enough
        return left[likely], right[likely]
