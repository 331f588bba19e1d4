"""The keys, kept outside the database: which one seals now, which ones still open."""

import base64
import json
import os
import secrets
import time
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal

KEY_BYTES = 32
# By which rules the search keys are made (`registry/rules/keys.py`): one more whenever they change, so
# that a table filed by others is known. Rings from before this was written down are of the first.
INDEX_SCHEME = 3
# For so long a process that only asks may not notice that another one changed the ring.
STALE_SECONDS = 0.5


class Turn(StrEnum):
    """How far the index's key is turned. Of two that follow each other, each files where both ask."""

    SETTLED = "settled"  # one generation is asked and filed in
    FILLING = "filling"  # the same is asked; the next one is filed in as well
    ANSWERING = "answering"  # the next one is asked; who asks the former still finds everybody
    EMPTYING = "emptying"  # nobody asks the former: nothing is filed in it, its table is emptied


TURNS = tuple(Turn)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Sealing keys by number, the number that seals now, and the key of the search index."""

    current: int
    keys: dict[int, bytes] = field(repr=False)
    index_generation: int
    index_keys: dict[int, bytes] = field(repr=False)
    index_turn: Turn = Turn.SETTLED
    index_schemes: dict[int, int] = field(default_factory=dict)

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
    def index_filled(self) -> list[int]:
        """The generations that are written now: the one that answers, and one beside it."""
        asked = self.index_generation
        beside = {Turn.FILLING: [asked + 1], Turn.ANSWERING: [asked - 1]}
        return sorted([asked, *beside.get(self.index_turn, [])])

    def is_filed_as_now(self, number: int) -> bool:
        """Whether a generation's keys are made by the rules of this version."""
        return self.index_schemes.get(number, 1) == INDEX_SCHEME

    @property
    def index_step(self) -> int:
        """The number of the step at which the index stands: one more for each that is taken."""
        done = self.index_generation - (self.index_turn in {Turn.ANSWERING, Turn.EMPTYING})
        return done * len(TURNS) + TURNS.index(self.index_turn)

    @property
    def print_key(self) -> bytes:
        """The key of fingerprints that are kept for good: the first one, whatever is turned since."""
        return self.index_keys[min(self.index_keys)]

    def dump(self) -> str:
        """Write the ring as JSON text (keys in base64)."""
        return json.dumps(
            {
                "current": self.current,
                "keys": {str(n): base64.b64encode(k).decode() for n, k in self.keys.items()},
                "index_generation": self.index_generation,
                "index_turn": self.index_turn,
                "index_schemes": {str(n): scheme for n, scheme in self.index_schemes.items()},
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
        return replace(self, current=number, keys=keys)

    def with_new_index_key(self) -> "Keyring":
        """Give a ring with one more generation of the index key; the one before still answers."""
        number = self.index_generation + 1
        keys = {**self.index_keys, number: secrets.token_bytes(KEY_BYTES)}
        return replace(self, index_keys=keys, index_turn=Turn.FILLING).filed_as_now(number)

    def filed_as_now(self, number: int) -> "Keyring":
        """Give a ring that says of a generation that it is filed by the rules of this version."""
        return replace(self, index_schemes={**self.index_schemes, number: INDEX_SCHEME})

    def answering(self) -> "Keyring":
        """Give a ring in which the generation that was filled answers, and the former is kept up.

        The former's key stays for whoever asks under it; between it and the first all go.
        """
        following = self.index_generation + 1
        kept = {min(self.index_keys), self.index_generation, following}
        return replace(
            self,
            index_generation=following,
            index_keys={n: key for n, key in self.index_keys.items() if n in kept},
            index_turn=Turn.ANSWERING,
            index_schemes={n: one for n, one in self.index_schemes.items() if n in kept},
        )

    def at(self, turn: Turn) -> "Keyring":
        """Give a ring that stands further on, in the generation that answers."""
        return replace(self, index_turn=turn)

    def without_key(self, number: int) -> "Keyring":
        """Give a ring that no longer opens what one key sealed."""
        return replace(self, keys={n: key for n, key in self.keys.items() if n != number})


def fresh() -> Keyring:
    """Make a ring for a new home."""
    ring = Keyring(1, {1: secrets.token_bytes(KEY_BYTES)}, 1, {1: secrets.token_bytes(KEY_BYTES)})
    return ring.filed_as_now(1)


def parse(text: str) -> Keyring:
    """Read a ring from JSON text; refuse what is no ring."""
    try:
        raw = json.loads(text)
        keys = {int(n): base64.b64decode(k) for n, k in raw["keys"].items()}
        index_keys = {int(n): base64.b64decode(k) for n, k in raw["index_keys"].items()}
        generation = int(raw["index_generation"])
        # A ring from before the turn was written down: what is beyond the answering one is filled.
        was = Turn.FILLING if max(index_keys) > generation else Turn.SETTLED
        turn = Turn(raw.get("index_turn", was))
        schemes = {int(n): int(one) for n, one in raw.get("index_schemes", {}).items()}
        ring = Keyring(int(raw["current"]), keys, generation, index_keys, turn, schemes)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("sealed.keyring_unreadable", _("El llavero no se puede leer.")) from None
    every = [*ring.keys.values(), *ring.index_keys.values()]
    known = ring.current in ring.keys and ring.index_keys.keys() >= set(ring.index_filled)
    if not known or any(len(k) != KEY_BYTES for k in every):
        raise Refusal("sealed.keyring_unreadable", _("El llavero no se puede leer."))
    return ring


def folder() -> Path:
    """Say where the keys of this home lie."""
    return Path(settings.RUMBO_HOME) / "keys"


def write(ring: Keyring) -> None:
    """Put the ring on disk, readable by its owner only, whole or not at all.

    The folder is written out too: what is done next in the database must not outlive the ring.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder() / "keyring.json"
    draft = target.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(ring.dump())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    listing = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(listing)
    finally:
        os.close(listing)
    forget_read()


@dataclass(slots=True)
class _Seen:
    """When the file was last looked at, and which version of it is in memory."""

    home: object
    path: Path
    looked_at: float
    mark: tuple[int, ...]
    ring: Keyring


_seen: list[_Seen] = []
_parsed = lru_cache(maxsize=2)(parse)


def is_from_environment() -> bool:
    """Whether the ring is given from outside, so that this house cannot change it."""
    return bool(os.environ.get("RUMBO_KEYS"))


def forget_read() -> None:
    """Read the ring anew at the next use."""
    _seen.clear()


def load() -> Keyring:
    """Read the ring: from RUMBO_KEYS, else from the home's keys folder, made if it is new.

    A ring that was changed by a rotation is noticed by every process within half a second.
    """
    return _read(STALE_SECONDS)


def load_now() -> Keyring:
    """Read the ring as it is on disk at this moment, for whoever writes by it (one look at a file)."""
    return _read(0.0)


def _read(stale: float) -> Keyring:
    if text := os.environ.get("RUMBO_KEYS"):
        return _parsed(text)
    # The time is taken before the look: what is remembered is never younger than it says.
    home, now = settings.RUMBO_HOME, time.monotonic()
    kept = next(iter(_seen), None)
    if kept is not None and kept.home == home and now - kept.looked_at < stale:
        return kept.ring
    path = folder() / "keyring.json"
    if not path.exists():
        write(fresh())
    found = path.stat()
    mark = (found.st_mtime_ns, found.st_ino, found.st_size)
    if kept is None or (kept.path, kept.mark) != (path, mark):
        kept = _Seen(home, path, now, mark, parse(path.read_text(encoding="utf-8")))
    kept.looked_at = now
    _seen[:] = [kept]
    return kept.ring


def key(number: int) -> bytes:
    """Give a key of the ring; one that was added a moment ago is looked for on disk."""
    ring = load()
    if number not in ring.keys:
        forget_read()
        ring = load()
    return ring.key(number)
