"""What takes minutes is tried in turns: a part of it each day, all of it in the deep run."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

DEEP = os.environ.get("RUMBO_DEEP") == "1"


def is_its_turn(name: str, among: Iterable[str], parts: int) -> bool:
    """Whether one of many is tried in this run: one of so many parts each day."""
    return DEEP or sorted(among).index(name) % parts == datetime.now(UTC).toordinal() % parts


def wait_for_turn(name: str, among: Iterable[str], parts: int) -> None:
    """Leave a test out until its day, and say so."""
    if not is_its_turn(name, among, parts):
        pytest.skip(f"one of {parts} parts each day: bin/test --deep tries all")
