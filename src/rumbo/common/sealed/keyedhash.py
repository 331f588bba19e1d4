"""Keyed hashes: what lets the database compare what it may not know."""

import hashlib
from collections.abc import Iterable

from rumbo.common.sealed import keyring


def blind(purpose: str, text: str) -> bytes:
    """Make a fingerprint of `text` that is kept for good, apart for each purpose (16 bytes)."""
    return _digest(keyring.load().print_key, purpose, text, 16)


def blind_int4s(key: bytes, purpose: str, texts: Iterable[str]) -> list[int]:
    """Hash texts to signed 32-bit numbers, as the search keys' tables keep them, under one key."""
    return [int.from_bytes(_digest(key, purpose, text, 4), signed=True) for text in texts]


def _digest(key: bytes, purpose: str, text: str, size: int) -> bytes:
    return hashlib.blake2b(
        text.encode(), key=key, person=purpose.encode()[:16], digest_size=size
    ).digest()
