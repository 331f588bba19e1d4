"""What the papers of a departure are made from."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, TypeAlias

from rumbo.common.pdf import Letterhead

Mode: TypeAlias = Literal["LAND", "AIR", "MIXED", "SEA"]


@dataclass(frozen=True, kw_only=True)
class Leg:
    """A stop of the journey with its local hour and what is done there."""

    place: str
    on: date | None = None
    at: time | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Trip:
    """The departure as its papers name it; hours are local to the place."""

    code: str
    on: date
    mode: Mode
    origin: str
    destination: str
    leaves: time | None = None
    operator: str = ""
    vehicle: str = ""
    flight: str = ""
    drivers: tuple[str, ...] = ()
    escorts: tuple[str, ...] = ()
    legs: tuple[Leg, ...] = ()
    others: str = ""


@dataclass(frozen=True, kw_only=True)
class Passenger:
    """One person aboard; `care` holds listed codes only, and there is no place for a reason.

    `token` is what the QR code says: an opaque code, never a name.
    """

    no: int
    name: str
    sex: str = ""
    born: date | None = None
    age: int | None = None
    nationality: str = ""
    document_type: str = ""
    document_no: str = ""
    document_until: date | None = None
    seat: str = ""
    group: str = ""
    care: tuple[str, ...] = ()
    escort: str = ""
    onward: str = ""
    due: str = ""
    token: str = ""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A departure with the people on it, in the order in which they are printed."""

    letterhead: Letterhead
    trip: Trip
    passengers: tuple[Passenger, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Boarding:
    """Where and when to come, for the boarding passes."""

    manifest: Manifest
    place: str = ""
    present_at: time | None = None


@dataclass(frozen=True, kw_only=True)
class Handover:
    """A border crossing where people pass from one team to the next."""

    manifest: Manifest
    crossing: str
    at: time | None = None
    handed_by: str = ""
    received_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Itinerary:
    """The seat that a consulate wants to see: one person's journey, and until when it is held.

    No one else of the group, no vehicle, no escort: a consulate sees what it asked for, and no more.
    """

    letterhead: Letterhead
    to_whom: str
    on: date
    number: str
    name: str
    paper: str
    mode: Mode
    legs: tuple[Leg, ...]
    held_until: date | None
    use_until: date


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure of a what-if: a value and its change for each scenario."""

    label: str
    estimate: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class KindTable:
    """Who travels more or less, by one kind of group: a row each, a cell for each scenario."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The weeks of one scenario, and who waits where: name, words and share of the longest bar."""

    title: str
    svg: str
    alt: str
    """What is drawn, in words and numbers."""
    said: str
    stages: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What would change with other means, for a donor: counts and bands, nobody's name."""

    letterhead: Letterhead
    days: str
    heads: tuple[str, ...]
    whats: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    others: tuple[str, ...]
    kinds: tuple[KindTable, ...]
    pictures: tuple[Picture, ...]
    supposed: tuple[tuple[str, str, str, bool], ...]
    untold: tuple[str, ...] = ()
