"""Identifiers that whoever makes a thing can give it, a device without a connection too."""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random

from rumbo.common import clock

_lock = threading.Lock()
_last = 0


class Drawn:
    """Ids drawn from chance and the world's own clock: the same seed gives the same ids.

    For worlds to look at alone: whoever knows the seed knows them.
    """

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.moment = -1
        self.last = 0

    def next(self) -> uuid.UUID:
        """Give the next id; those of one moment go in the order in which they were made."""
        moment = int(clock.now().timestamp() * 1000)
        if moment == self.moment:
            self.last += 1
        else:
            self.moment, self.last = moment, moment << 12 | self.chance.getrandbits(10)
        return _written(self.last, self.chance.getrandbits(62))


_drawn: ContextVar[Drawn | None] = ContextVar("drawn", default=None)


def new_id() -> uuid.UUID:
    """Give a UUIDv7: its first 48 bits are milliseconds, so that rows lie in order of time.

    Within one process two ids never go backwards, even in the same millisecond.
    """
    if (drawn := _drawn.get()) is not None:
        return drawn.next()
    global _last  # noqa: PLW0603
    with _lock:
        stamp = int(clock.real_now().timestamp() * 1000) << 12
        _last = max(stamp | int.from_bytes(os.urandom(2)) & 0x3FF, _last + 1)
        last = _last
    return _written(last, int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF)


@contextmanager
def drawn_from(source: Drawn) -> Iterator[None]:
    """Draw every id inside the block from a seeded source: the demo world is made so."""
    token = _drawn.set(source)
    try:
        yield
    finally:
        _drawn.reset(token)


def _written(stamp: int, tail: int) -> uuid.UUID:
    """Write a moment with its counter, and what only chance knows, as a UUIDv7."""
    millis, counter = stamp >> 12, stamp & 0xFFF
    return uuid.UUID(int=millis << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | tail)
