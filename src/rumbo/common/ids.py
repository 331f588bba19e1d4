"""Identifiers that whoever makes a thing can give it, a device without a connection too."""

import os
import threading
import uuid

from rumbo.common import clock

_lock = threading.Lock()
_last = 0


def new_id() -> uuid.UUID:
    """Give a UUIDv7: its first 48 bits are milliseconds, so that rows lie in order of time.

    Within one process two ids never go backwards, even in the same millisecond.
    """
    global _last  # noqa: PLW0603
    with _lock:
        stamp = int(clock.real_now().timestamp() * 1000) << 12
        _last = max(stamp | int.from_bytes(os.urandom(2)) & 0x3FF, _last + 1)
        millis, counter = _last >> 12, _last & 0xFFF
    tail = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=millis << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | tail)
