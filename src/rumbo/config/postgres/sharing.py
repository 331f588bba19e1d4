"""Lets several commands share one home: the first starts the server, the last stops it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def door(home: Path) -> Iterator[None]:
    """Let one command at a time start or stop the server."""
    handle = _open(home / "door.lock")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Share:
    """A command's share in the running server, given back by the kernel even on kill -9."""

    def __init__(self, home: Path) -> None:
        self._handle = _open(home / "share.lock")
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def is_the_last(self) -> bool:
        """Say whether nobody else shares; to be asked only while holding the door."""
        fcntl.flock(self._handle, fcntl.LOCK_UN)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give_back(self) -> None:
        """End this share."""
        os.close(self._handle)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
