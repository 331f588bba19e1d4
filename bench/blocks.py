"""The search keys of a corpus in memory: the same lists that the database keeps, without one."""

import hashlib
from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rumbo.registry.rules.limits import CANDIDATES, LONGEST_LIST
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of, query_keys

Ints = npt.NDArray[np.int32]


class Blocks:
    """People by key; places are those of the list that it was made of."""

    def __init__(self, people: Sequence[Features]) -> None:
        keys, places = array("i"), array("i")
        for place, told in enumerate(people):
            for key in keys_of(told):
                keys.append(_number(key))
                places.append(place)
        order = np.argsort(np.array(keys, dtype=np.int32), kind="stable")
        self.keys: Ints = np.array(keys, dtype=np.int32)[order]
        self.places: Ints = np.array(places, dtype=np.int32)[order]

    def candidates(self, told: Features) -> list[int]:
        """Give the places of those who share keys, as the registry's search does."""
        asked = np.array([_number(key) for key in query_keys(told)], dtype=np.int32)
        first = np.searchsorted(self.keys, asked, "left")
        last = np.searchsorted(self.keys, asked, "right")
        length = last - first
        used = np.flatnonzero((length > 0) & (length <= LONGEST_LIST))
        if not len(used):
            return []
        found = np.concatenate([self.places[first[n] : last[n]] for n in used])
        told_by = np.repeat(-np.log(length[used]) + 15.0, length[used])
        people, where = np.unique(found, return_inverse=True)
        worth = np.bincount(where, told_by)
        best: list[int] = people[np.lexsort((people, -worth))][:CANDIDATES].tolist()
        return best


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest(), signed=True)
