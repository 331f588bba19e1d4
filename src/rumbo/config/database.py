"""Turns the address of a database into what Django wants, so that one variable names it."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def from_url(url: str, *, pool: int = 0) -> dict[str, Any]:
    """Return the settings of one database; `pool` is the largest number of connections kept."""
    parts = dict(conninfo_to_dict(url)) if url else {"dbname": "rumbo", "host": "/nonexistent"}
    named: dict[str, Any] = {NAMES[k]: str(v) for k, v in parts.items() if k in NAMES}
    options: dict[str, Any] = {k: v for k, v in parts.items() if k not in NAMES}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
        **named,
    }


def mail(url: str, folder: Path) -> dict[str, str]:
    """Return where mail goes: a mail server, or a folder while none is named."""
    parts = urlsplit(url)
    return {
        "backend": f"django.core.mail.backends.{'smtp' if url else 'filebased'}.EmailBackend",
        "folder": str(folder),
        "host": parts.hostname or "",
        "port": str(parts.port or ""),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": "yes" if parts.scheme == "smtp+tls" else "",
    }
