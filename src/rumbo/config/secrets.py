"""Keeps small random secrets in the home, readable by their owner only."""

import os
import secrets
from pathlib import Path


def secret_from(path: Path) -> str:
    """Return the secret kept in a file, making it once if it is not there."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return _make(path)


def kept_secret(path: Path) -> str:
    """Return the secret kept in a file, or one that lasts as long as this process."""
    try:
        return path.read_text().strip()
    except OSError:
        return secrets.token_urlsafe(48)


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(48))
    try:
        os.link(waiting, path)
    except FileExistsError:
        pass
    finally:
        waiting.unlink()
    return path.read_text().strip()
