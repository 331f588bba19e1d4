"""One of the processes that fill a registry: it opens the home itself, and registers batch by batch."""

from contextlib import ExitStack
from typing import Any
from uuid import UUID

_home = ExitStack()


def open_home() -> None:
    """Open the home that the environment names, for as long as this process works."""
    from rumbo.config import installation  # noqa: PLC0415 - in the process that works

    _home.enter_context(installation.opened())


def register(office: Any, batch: list[Any]) -> list[UUID]:
    """Register a batch; give the ids in its order."""
    import filling  # noqa: PLC0415 - Django is open only now

    return filling.register(office, batch)
