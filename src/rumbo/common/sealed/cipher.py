"""AES-256-GCM bound to its place: a ciphertext moved to another row or column does not open."""

import os
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring

VERSION = 1
NONCE = 12
_HEAD = struct.Struct(">BH")
_BODY = _HEAD.size + NONCE


@lru_cache(maxsize=64)
def _aes(key: bytes) -> AESGCM:
    return AESGCM(key)


def seal(plain: bytes, place: str) -> bytes:
    """Seal bytes for one place ("<app>.<model>:<column>:<object id>"): 31 bytes are added."""
    ring = keyring.load()
    nonce = os.urandom(NONCE)
    body = _aes(ring.key(ring.current)).encrypt(nonce, plain, place.encode())
    return _HEAD.pack(VERSION, ring.current) + nonce + body


def unseal(sealed: bytes, place: str) -> bytes:
    """Open what `seal` made for the same place; refuse anything else."""
    return next(unseal_each([(sealed, place)]))


def unseal_each(pairs: Iterable[tuple[bytes, str]]) -> Iterator[bytes]:
    """Open many ciphertexts, each of its place, in their order; each key is looked up once."""
    known: dict[int, AESGCM] = {}
    for sealed, place in pairs:
        if len(sealed) < _HEAD.size + NONCE + 16 or sealed[0] != VERSION:
            raise _damaged()
        _version, number = _HEAD.unpack_from(sealed)
        aes = known.get(number)
        if aes is None:
            aes = known[number] = _aes(keyring.key(number))
        try:
            yield aes.decrypt(sealed[_HEAD.size : _BODY], sealed[_BODY:], place.encode())
        except InvalidTag:
            raise _damaged() from None


def key_number(sealed: bytes) -> int:
    """Say which key sealed this, without opening it."""
    return int(_HEAD.unpack_from(sealed)[1])


def head(number: int) -> bytes:
    """Give the bytes with which everything begins that this key sealed."""
    return _HEAD.pack(VERSION, number)


def is_current(sealed: bytes) -> bool:
    """Say whether the key that seals now sealed this."""
    return key_number(sealed) == keyring.load().current


def reseal(sealed: bytes, place: str) -> bytes:
    """Seal for the same place with the key of today; what is so already stays as it is."""
    return sealed if is_current(sealed) else seal(unseal(sealed, place), place)


def _damaged() -> Refusal:
    return Refusal(
        "sealed.damaged", _("Un dato cifrado está dañado o fue movido de su sitio: no se abre.")
    )
