"""What was asked for when many people began to enter: whoever was cut off goes on with the same."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from rumbo.common.home import home
from rumbo.common.refusal import Refusal

NOTE = "demo-people"


def begin(seed: int, people: int, now: datetime) -> datetime:
    """Note that so many people enter from now on; give when they began, where some are there already.

    Refuses another number or seed while the former ones are not all there.
    """
    note = _note()
    with suppress(FileNotFoundError):
        told = json.loads(note.read_text())
        if (told["seed"], told["people"]) != (seed, people):
            raise Refusal(
                "demo.others_entering",
                _(
                    "Quedó a medias la entrada de %(people)s personas con la semilla %(seed)s: "
                    "repita ese mandato para terminarla."
                ),
                people=told["people"],
                seed=told["seed"],
            )
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
