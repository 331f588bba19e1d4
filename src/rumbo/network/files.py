"""Reads the versioned files of reference data, so that they are the one source of it."""

import csv
import json
from collections.abc import Callable
from datetime import date, time
from importlib import resources
from typing import Any

type_of: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("lat", "lon", "south", "north", "west", "east"), float),
    **dict.fromkeys(("valid_from", "closed_from"), date.fromisoformat),
    **dict.fromkeys(("daily_capacity", "connection_minutes"), int),
}


def _optional(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: read(text) if text else None


type_of |= {
    **dict.fromkeys(("valid_until", "closed_until"), _optional(date.fromisoformat)),
    **dict.fromkeys(("opens", "closes"), _optional(time.fromisoformat)),
    **dict.fromkeys(("verified", "hours_verified", "capacity_estimated", "allowed"), "true".__eq__),
    "nationality": _optional(str),
    "aliases": lambda text: text.split("|") if text else [],
    **dict.fromkeys(("modes", "serves"), str.split),
}


def _text(name: str, package: str) -> str:
    return resources.files(package).joinpath("data", name).read_text(encoding="utf-8")


def rows(name: str, package: str = "rumbo.network") -> list[dict[str, Any]]:
    """The typed rows of one CSV file of a room's data folder."""
    read = csv.DictReader(_text(f"{name}.csv", package).splitlines())
    return [{k: type_of.get(k, str)(v) for k, v in row.items()} for row in read]


def document(name: str, package: str = "rumbo.network") -> dict[str, Any]:
    """One JSON file of a room's data folder; dates stay text."""
    read: dict[str, Any] = json.loads(_text(f"{name}.json", package))
    return read
