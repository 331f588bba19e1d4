"""Finds any of many words in any spelling that bytes may hide them in, in a lot of bytes."""

import base64
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

START = 8  # bytes of a spelling by which it is first recognised
CHUNK = 32 * 1024 * 1024
LONGEST = 512
MIX = np.uint64(0x9E3779B97F4A7C15)
BITS = 22


def folded(word: str) -> str:
    """Lower case, no accents: as a search index might keep it."""
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def spellings(word: str) -> Mapping[str, set[bytes]]:
    """Every way a word may lie in bytes, by kind; all but base64 are compared in lower case."""
    texts = {word, word.lower(), word.upper(), folded(word), folded(word).upper()}
    raw = {text.encode() for text in texts}
    return {
        "utf-8": {text.lower().encode() for text in texts},
        "escaped": {json.dumps(text)[1:-1].encode().lower() for text in texts},
        "hex": {data.hex().encode() for data in raw},
        "utf-16": {
            text.lower().encode(order) for text in texts for order in ("utf-16-le", "utf-16-be")
        },
        "base64": {piece for data in raw for piece in _base64(data)},
    }


def _base64(data: bytes) -> Iterator[bytes]:
    """The part that does not depend on what stands around, at each of the three alignments."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + data + b"\0" * 3).rstrip(b"=")
        first = -(-shift * 4 // 3)
        last = (shift + len(data)) * 8 // 6
        yield from {whole[first:last], whole[first:last].translate(_URL_SAFE)}


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


class Searcher:
    """Looks for words by the first eight bytes of each spelling, then compares the whole."""

    def __init__(self, words: Iterable[str]) -> None:
        self._exact = _Needles()
        self._lower = _Needles()
        for word in words:
            for kind, found in spellings(word).items():
                needles = self._exact if kind == "base64" else self._lower
                for spelling in found:
                    needles.add(spelling, word, kind)

    def search(self, data: bytes) -> set[tuple[str, str]]:
        """Give each word found with the kind of its spelling."""
        return self._exact.search(data) | self._lower.search(data.lower())

    def search_file(self, path: Path) -> tuple[set[tuple[str, str]], int]:
        """Search a file of any size; give what was found and how many bytes were read."""
        found: set[tuple[str, str]] = set()
        size, tail = 0, b""
        with path.open("rb") as file:
            while part := file.read(CHUNK):
                found |= self.search(tail + part)
                size, tail = size + len(part), part[-LONGEST:]
        return found, size


class _Needles:
    def __init__(self) -> None:
        self._by_start: defaultdict[int, list[tuple[bytes, str, str]]] = defaultdict(list)
        self._table: NDArray[np.bool_] | None = None
        self._starts: NDArray[np.uint64] = np.empty(0, np.uint64)

    def add(self, spelling: bytes, word: str, kind: str) -> None:
        if len(spelling) < START:
            raise ValueError(f"{word} is too short to be told from chance")
        start = int.from_bytes(spelling[:START], "little")
        self._by_start[start].append((spelling, word, kind))
        self._table = None

    def search(self, data: bytes) -> set[tuple[str, str]]:
        table = self._prepared()
        found: set[tuple[str, str]] = set()
        for shift in range(min(START, max(0, len(data) - START + 1))):
            count = (len(data) - shift) // START
            view = np.frombuffer(data, "<u8", count=count, offset=shift)
            likely = np.flatnonzero(table[_place(view)])
            # Sorted once: np.isin would sort again for each of thousands of small files.
            nearest = np.searchsorted(self._starts[:-1], view[likely])
            hits = likely[self._starts[nearest] == view[likely]]
            for at in hits:
                found |= self._compared(data, shift + int(at) * START, int(view[at]))
        return found

    def _compared(self, data: bytes, at: int, start: int) -> set[tuple[str, str]]:
        return {
            (word, kind)
            for spelling, word, kind in self._by_start[start]
            if data.startswith(spelling, at)
        }

    def _prepared(self) -> NDArray[np.bool_]:
        if self._table is None:
            self._starts = np.array(sorted(self._by_start), np.uint64)
            self._table = np.zeros(1 << BITS, np.bool_)
            self._table[_place(self._starts)] = True
        return self._table


def _place(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    place: NDArray[np.uint64] = (values * MIX) >> np.uint64(64 - BITS)
    return place
