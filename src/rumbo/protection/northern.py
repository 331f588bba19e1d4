"""What sources say of each point of the sheet for somebody with a case in the north; where they disagree."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from rumbo.protection import rules


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source says of one point: who, when, in which words, and where it is written."""

    who: str
    on: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the sheet with what its sources say; two that disagree are shown side by side."""

    code: str
    says: tuple[Saying, ...]

    @property
    def disagree(self) -> bool:
        """Whether its sources say different things, so that nothing may be promised."""
        return len(self.says) > 1


@cache
def _read() -> dict[str, Any]:
    text = resources.files("rumbo.protection").joinpath("data/mpp_sources.json")
    found: dict[str, Any] = json.loads(text.read_text(encoding="utf-8"))
    return found


def version() -> date:
    """The day of these sources."""
    return date.fromisoformat(_read()["version"])


def points(lang: str) -> list[Point]:
    """Each point of the sheet, in its order, with its sources in one language."""
    told = _read()["points"]
    who, words = ("who_en", "en") if lang == "en" else ("who", "es")
    return [
        Point(
            code,
            tuple(
                Saying(row[who], row["on"], row[words], row["source"]) for row in told.get(code, ())
            ),
        )
        for code in rules.MPP_POINTS
    ]
