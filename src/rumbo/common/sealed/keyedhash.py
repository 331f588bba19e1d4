"""Keyed hashes: what lets the database compare what it may not know."""

import hashlib
from collections.abc import Iterable

from rumbo.common.sealed import keyring


def blind(purpose: str, text: str) -> bytes:
    """Make a fingerprint of `text` that is kept for good, apart for each purpose (16 bytes)."""
    return _digest(keyring.load().print_key, purpose, text, 16)


def blind_int4s(key: bytes, purpose: str, texts: Iterable[str]) -> list[int]:
    """Hash texts to signed 32-bit numbers, as the search keys' tables keep them, under one key."""
    begun = hashlib.blake2b(key=key, person=purpose.encode()[:16], digest_size=4)
    found = []
    for text in texts:
        # The key is worked in once, and copied for each text.
        one = begun.copy()
        one.update(text.encode())
        found.append(int.from_bytes(one.digest(), signed=True))
    return found


def _digest(key: bytes, purpose: str, text: str, size: int) -> bytes:
    return hashlib.blake2b(
        text.encode(), key=key, person=purpose.encode()[:16], digest_size=size
    ).digest()
