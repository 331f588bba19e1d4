"""What somebody plans, as plain values: a page, a calendar and the demo alike."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.movements.models import Stop
from rumbo.registry.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeparture:
    """A bus or a flight to plan: it follows a route from `start` (its first stop if left empty).

    `leaves_at` is an aware moment; amounts are US dollar cents. `code` empty: one is written.
    """

    id: uuid.UUID = field(default_factory=new_id)
    route: str
    leaves_at: datetime
    seats: int
    start: str = ""
    code: str = ""
    wheelchair_places: int = 0
    min_passengers: int = 1
    operator: str = ""
    vehicle: str = ""
    plate: str = ""
    fixed_cost: int = 0
    seat_cost: int = 0
    funding_line: str = ""
    services: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFlight:
    """One flight of an itinerary; airports by their codes, moments aware."""

    number: str
    origin: str
    destination: str
    leaves_at: datetime
    arrives_at: datetime
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPrice:
    """What a seat of a departure by air costs in dollars, and an escort's seat back; `why` not as agreed."""

    seat: Money
    back: Money = field(default_factory=lambda: Money(0))
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPlan:
    """A plan to look for: its days, for whose offices (None: every one), and for how long at most.

    `may_move` lets it give another seat to those who hold one on a departure not yet confirmed.
    """

    id: uuid.UUID = field(default_factory=new_id)
    first: date
    last: date
    offices: Collection[uuid.UUID] | None = None
    may_move: bool = False
    seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedWhatIf:
    """What to suppose for some days: so much less money, a way, a country, a slower consulate.

    What is left empty is not supposed. `offices`: for whose offices (None: every one).
    """

    id: uuid.UUID = field(default_factory=new_id)
    first: date
    last: date
    offices: Collection[uuid.UUID] | None = None
    percent: int = 40
    way: str = ""
    country: str = ""
    consulate: str = ""
    weeks: int = 2

    @property
    def asked(self) -> dict[str, Any]:
        """What is supposed, as it is kept."""
        names = ("percent", "way", "country", "consulate", "weeks")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEscort:
    """Who goes along: one of ours by id, or somebody by name; `kind` is a code of escort_type."""

    id: uuid.UUID = field(default_factory=new_id)
    name: str = ""
    user: uuid.UUID | None = None
    kind: str = "OPERATIONAL"
    trained_for_children: bool = False
    returns: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIncident:
    """What went wrong: a code of the list of incidents, and what happened in words."""

    id: uuid.UUID = field(default_factory=new_id)
    kind: str
    what: str
    person: Person | None = None
    stop: Stop | None = None
