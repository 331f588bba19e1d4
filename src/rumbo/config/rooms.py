"""Lists the rooms once, so that apps, urls and commands follow the same order."""

from importlib.util import find_spec

ROOMS = (
    "common",
    "ui",
    "audit",
    "access",
    "messaging",
    "complaints",
    "network",
    "programmes",
    "registry",
    "casework",
    "counselling",
    "protection",
    "assistance",
    "documents",
    "readiness",
    "movements",
    "reception",
    "followup",
    "statistics",
    "exchange",
    "desk",
    "field",
    "portal",
    "demo",
    "config",
)


def has_module(room: str, module: str) -> bool:
    """Say whether a room brings a module, without importing it."""
    return find_spec(f"rumbo.{room}.{module}") is not None


def rooms_with(module: str) -> list[str]:
    """Return the rooms that bring a module of this name, bottom to top."""
    return [room for room in ROOMS if has_module(room, module)]
