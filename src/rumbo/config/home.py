"""Prepares the folder of an installation and keeps demonstration and real work apart."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from rumbo.common.home import DEMO_MARK, ENTERING, PLAYING, home, is_demo, scratch
from rumbo.common.refusal import Refusal
from rumbo.config.secrets import secret_from

PLAYED = "demo-played"
LIVED_IN = ("pg", "files", "ready.json", "keys/keyring.json")


def prepare() -> Path:
    """Make the folder and its lasting secret, and return where it is."""
    folder = home()
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        secret_from(folder / "keys" / "secret_key")
        scratch()
    except OSError as problem:
        raise Refusal(
            "home.not_writable",
            _("No se puede escribir en %(folder)s (%(why)s); elija otra carpeta con RUMBO_HOME."),
            folder=folder,
            why=problem.strerror,
        ) from None
    if is_demo(folder) and os.environ.get("DATABASE_URL"):
        raise Refusal(
            "home.demo_needs_own_database",
            _("Una carpeta de demostración solo usa su propia base de datos: quite DATABASE_URL."),
        )
    return folder


def is_empty(folder: Path) -> bool:
    """Say whether nobody has worked in this home yet."""
    return not any((folder / name).exists() for name in LIVED_IN)


def mark_demo() -> None:
    """Mark an empty home for demonstration; refuse any other."""
    folder = home()
    if is_demo(folder):
        return
    if os.environ.get("DATABASE_URL") or not is_empty(folder):
        raise Refusal(
            "home.not_empty",
            _(
                "%(folder)s no es una carpeta de demostración: la demostración solo se hace en "
                "una carpeta nueva, por ejemplo con RUMBO_HOME=~/rumbo-demo."
            ),
            folder=folder,
        )
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    (folder / DEMO_MARK).write_text("DEMO\n")


@contextmanager
def playing() -> Iterator[None]:
    """Mark that the demo world is being played; a world left half-played is begun anew.

    Only where many people were still entering it goes on: each batch of them is whole.
    """
    folder = home()
    mark_demo()
    mark = folder / PLAYING
    if mark.exists() and mark.read_text() != ENTERING:
        for name in ("pg", "files"):
            _remove(folder / name)
    mark.touch()
    yield
    (folder / PLAYING).unlink()
    (folder / PLAYED).touch()


def was_played() -> bool:
    """Say whether this demo home has its world."""
    return (home() / PLAYED).exists()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder.resolve(), ignore_errors=True)
    if folder.is_symlink():
        folder.unlink()


def refuse_real_work() -> None:
    """Refuse to take real people's data into a home made for demonstration."""
    if is_demo():
        raise Refusal(
            "home.is_demo",
            _(
                "%(folder)s es una carpeta de demostración y no admite trabajo real: elija otra "
                "con RUMBO_HOME."
            ),
            folder=home(),
        )
