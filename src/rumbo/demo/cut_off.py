"""What was asked for when many people began to enter: whoever was cut off goes on with the same."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from rumbo.common.home import home
from rumbo.demo import errors

NOTE = "demo-people"


def begin(seed: int, people: int, now: datetime) -> datetime:
    """Note that so many people enter from now on; give when they began, where some are there already.

    Refuses another number or seed while the former ones are not all there.
    """
    note = _note()
    with suppress(FileNotFoundError):
        told = json.loads(note.read_text())
        if (told["seed"], told["people"]) != (seed, people):
            raise errors.others_entering(told["people"], told["seed"])
        return datetime.fromisoformat(told["began"])
    passing = note.with_suffix(".part")
    passing.write_text(json.dumps({"seed": seed, "people": people, "began": now.isoformat()}))
    passing.replace(note)
    return now


def end() -> None:
    """Everybody is there."""
    _note().unlink(missing_ok=True)


def _note() -> Path:
    return home() / NOTE
