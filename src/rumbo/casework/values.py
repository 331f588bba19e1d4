"""What somebody says who asks for information, who is to travel with whom, and hours given away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.casework.models import Case
from rumbo.registry.models import Person


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWord:
    """What the family said about who travels with whom, and on which day."""

    said: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """Who goes to which file: `to` None is a file of their own.

    `relation` is what the first of those who go is of the first person there. `why` is the reason of
    whoever protects, where a rule about children is set aside. `seen` are the versions of the two
    files as they were read (the one that is left, the one that is come to), None where it was not.
    """

    people: tuple[Person, ...]
    to: Case | None = None
    relation: str = "OTHER_RELATIVE"
    word: FamilyWord
    why: str = ""
    seen: tuple[int | None, int | None] = (None, None)
