"""What somebody says when they ask for information, and the hours they have given away, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToReach:
    """What a person let us keep so as to answer them: their yes comes with it, or nothing does.

    `who` holds name, phone, note and safe_times, as far as told; `how` is ORAL or WRITTEN.
    """

    how: str
    wording: str
    who: Mapping[str, str]
    may_call: bool | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInquiry:
    """One inquiry: without `reach` it names nobody and counts all the same."""

    site: str
    channel: str
    how_heard: str = ""
    referred_by: str = ""
    language: str = "es"
    country: str = ""
    people: int = 1
    asked_before: bool = False
    explained: tuple[str, ...] = ()
    wants: str = "INFORMATION"
    attends: str = ""
    urgent: bool = False
    reach: HowToReach | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenHour:
    """An hour that somebody is already expected, and where: never what for."""

    starts_at: datetime
    minutes: int
    where: str
