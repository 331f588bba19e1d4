"""The rules of counselling: what must be explained, who understood it, who may sign."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from rumbo.common import clock, codes
from rumbo.registry.rules import ages

# requirements.md: a child is anyone who may be under 18; children are heard from 12.
ADULT_FROM = ages.ADULT_FROM
is_adult = ages.is_adult
HEARD_FROM = 12
TOPICS = codes.values("counselling_topic")
# Asylum is discussed first (domain.md 2, stage 3); the labels are in words.py.
ALTERNATIVES = ("ASYLUM", "REGULARISATION", "HUMANITARIAN_CARD", "FAMILY_UNITY", "OTHER_SUPPORT")
# A bus that leaves after midnight still leaves with what was said on its day.
GRACE = timedelta(hours=6)
LARGEST_PAPER = 10 * 1024 * 1024
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def day_of(moment: datetime) -> date:
    """Give the day on which something happened, where it happened."""
    return clock.day_of(moment)


def may_be_twelve(born: date | None, precision: str, day: date, *, disputed: bool = False) -> bool:
    """Old enough to be heard alone, or not known to be younger."""
    if born is None or disputed:
        return True
    earliest = born if precision == "day" else born.replace(day=1)
    if precision in {"year", "age"}:
        earliest = date(born.year, 1, 1)
    return ages.years_on(earliest, day) >= HEARD_FROM


def was_understood(*, own: str, spoken: str, interpreter: str) -> bool:
    """In the person's own language, or with somebody independent who interprets."""
    return spoken == own or interpreter == "INDEPENDENT"


def missing_topics(explained: Iterable[str]) -> list[str]:
    """List what was not explained yet, in the order in which it is explained."""
    told = set(explained)
    return [topic for topic in TOPICS if topic not in told]


def names_the_same(one: str, other: str) -> bool:
    """Whether a name may be a shorter way of writing another (no accents, no capitals)."""
    small, large = sorted((_words(one), _words(other)), key=len)
    return bool(small) and small <= large


def kind_of_paper(content: bytes) -> str | None:
    """Give the media type of a scan by how it begins; None for anything else or too large."""
    if len(content) > LARGEST_PAPER:
        return None
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)


def is_said_on_its_day(on: date, moment: datetime) -> bool:
    """Whether a word given now counts for a departure of that day."""
    return on in {day_of(moment), day_of(moment - GRACE)}


def _words(name: str) -> set[str]:
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(s if s.isalnum() else " " for s in letters if not unicodedata.combining(s))
    return set(plain.split())
