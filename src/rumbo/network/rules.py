"""Pure rules of place: how a name is folded, how far two points are, where flights may be changed."""

import math
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map in degrees, good to about a kilometre."""

    lat: float
    lon: float


def fold(text: str) -> str:
    """Bare lower-case words, so that "CIUDAD DE MÉXICO" and "Ciudad de Mexico" are one place."""
    bare = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def kilometres(here: Point, there: Point) -> int:
    """Great-circle distance in whole kilometres: how far, never only how many."""
    lat1, lat2 = math.radians(here.lat), math.radians(there.lat)
    across = math.radians(there.lon - here.lon)
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    )
    return round(2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half))))


def is_open_at(opens: time | None, closes: time | None, moment: time) -> bool | None:
    """Whether a border post is open at a local time; None where its hours are not known."""
    if opens is None or closes is None:
        return None
    if opens <= closes:
        return opens <= moment < closes
    return moment >= opens or moment < closes


def is_live(valid_from: date, valid_until: date | None, day: date) -> bool:
    """Whether an effective-dated row holds on a day, both ends included."""
    return valid_from <= day and (valid_until is None or day <= valid_until)


class Transit(Protocol):
    """What a rule of transit says."""

    nationality_id: str | None
    document: str
    allowed: bool


def may_change_flights(
    rules: Iterable[Transit], nationalities: Collection[str], documents: Collection[str]
) -> bool:
    """Whether somebody may change flights in a country: by any paper of theirs, and never by silence.

    `rules` are that country's, the newest word last. Of a nationality and a document the rule that
    names both goes before one that names one, and that before one that names none; where no rule
    says anything it is not known, and what is not known is no.
    """
    known = list(rules)
    for nationality in nationalities:
        for document in documents:
            said = [
                (bool(rule.nationality_id) + 2 * bool(rule.document), place, rule.allowed)
                for place, rule in enumerate(known)
                if rule.nationality_id in (None, nationality) and rule.document in ("", document)
            ]
            if said and max(said)[2]:
                return True
    return False
