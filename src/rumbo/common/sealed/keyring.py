"""The keys, kept outside the database: which one seals now, which ones still open."""

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Keyring:
    """Sealing keys by number, the number that seals now, and the key of the search index."""

    current: int
    keys: dict[int, bytes] = field(repr=False)
    index_generation: int
    index_keys: dict[int, bytes] = field(repr=False)

    def key(self, number: int) -> bytes:
        """Give the key that sealed something; refuse where it is no longer in the ring."""
        try:
            return self.keys[number]
        except KeyError:
            raise Refusal(
                "sealed.key_missing",
                _("Falta la llave número %(number)s del llavero: sin ella no se puede leer."),
                number=number,
            ) from None

    @property
    def index_key(self) -> bytes:
        """The key under which names are hashed for search, in the generation used now."""
        return self.index_keys[self.index_generation]

    def dump(self) -> str:
        """Write the ring as JSON text (keys in base64)."""
        return json.dumps(
            {
                "current": self.current,
                "keys": {str(n): base64.b64encode(k).decode() for n, k in self.keys.items()},
                "index_generation": self.index_generation,
                "index_keys": {
                    str(n): base64.b64encode(k).decode() for n, k in self.index_keys.items()
                },
            },
            indent=1,
        )

    def with_new_key(self) -> "Keyring":
        """Give a ring that seals with a fresh key and still opens what older keys sealed."""
        number = max(self.keys) + 1
        keys = {**self.keys, number: secrets.token_bytes(KEY_BYTES)}
        return Keyring(number, keys, self.index_generation, self.index_keys)


def fresh() -> Keyring:
    """Make a ring for a new home."""
    return Keyring(1, {1: secrets.token_bytes(KEY_BYTES)}, 1, {1: secrets.token_bytes(KEY_BYTES)})


def parse(text: str) -> Keyring:
    """Read a ring from JSON text; refuse what is no ring."""
    try:
        raw = json.loads(text)
        keys = {int(n): base64.b64decode(k) for n, k in raw["keys"].items()}
        index_keys = {int(n): base64.b64decode(k) for n, k in raw["index_keys"].items()}
        ring = Keyring(int(raw["current"]), keys, int(raw["index_generation"]), index_keys)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("sealed.keyring_unreadable", _("El llavero no se puede leer.")) from None
    every = [*ring.keys.values(), *ring.index_keys.values()]
    if ring.current not in ring.keys or any(len(k) != KEY_BYTES for k in every):
        raise Refusal("sealed.keyring_unreadable", _("El llavero no se puede leer."))
    return ring


def folder() -> Path:
    """Say where the keys of this home lie."""
    return Path(settings.RUMBO_HOME) / "keys"


def write(ring: Keyring) -> None:
    """Put the ring on disk, readable by its owner only, whole or not at all."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder() / "keyring.json"
    draft = target.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(ring.dump())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    load.cache_clear()


@lru_cache(maxsize=1)
def load() -> Keyring:
    """Read the ring: from RUMBO_KEYS, else from the home's keys folder, made if it is new."""
    if text := os.environ.get("RUMBO_KEYS"):
        return parse(text)
    path = folder() / "keyring.json"
    if not path.exists():
        write(fresh())
        return parse(path.read_text(encoding="utf-8"))
    return parse(path.read_text(encoding="utf-8"))
