"""What reception and the road said of each return: read in one way, whenever it is told."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.movements.models import PassengerEvent
from rumbo.reception.models import Arrival
from rumbo.statistics.queries.scope import Rows, centre_zones, local_day

Key = tuple[uuid.UUID, uuid.UUID | None]
"""A person and the departure they came with, if any."""
STOP = "seat__booking__to_stop__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One arrival of one person: when, where and how."""

    person: uuid.UUID
    case: uuid.UUID
    departure: uuid.UUID | None
    day: date
    country: str
    mode: str


@dataclass(frozen=True, slots=True)
class Word:
    """A return as somebody told it (None: did not come), when it was, and when and where written."""

    key: Key
    told: Return | None
    at: datetime
    recorded: datetime
    office: uuid.UUID


def arrivals() -> Rows:
    """What reception said; who arrived without having travelled with us is no return of ours."""
    return Arrival.objects.live().filter(case__direct_arrival=None)


def alightings() -> Rows:
    """Those whose journey ended where it should, as whoever led the journey wrote it down."""
    return PassengerEvent.objects.filter(kind="ARRIVED", seat__state="ARRIVED")


def of_reception(rows: Rows) -> Iterator[Word]:
    """Tell these arrivals as words."""
    zones = centre_zones()
    names = (
        "person_id", "departure_id", "case_id", "state", "occurred_at", "recorded_at", "office_id",
        "centre", "country", "departure__mode", "office__zone",
    )  # fmt: skip
    for person, bus, case, state, at, recorded, office, centre, country, mode, zone in (
        rows.values_list(*names)
    ):  # fmt: skip
        told = None
        if state == "ARRIVED":
            told = Return(
                person=person,
                case=case,
                departure=bus,
                day=local_day(at, zones.get(centre, zone)),
                country=country,
                mode=mode or "",
            )
        yield Word((person, bus), told, at, recorded, office)


def of_the_road(rows: Rows) -> Iterator[Word]:
    """Tell these alightings as words, in their order: of one person and journey the last holds."""
    names = (
        "person_id", "departure_id", "seat__booking__case_id", "occurred_at", "recorded_at",
        "office_id", f"{STOP}country", f"{STOP}zone", "departure__mode",
    )  # fmt: skip
    ordered = rows.order_by("occurred_at", "id")
    for person, bus, case, at, recorded, office, country, zone, mode in ordered.values_list(*names):
        told = Return(
            person=person,
            case=case,
            departure=bus,
            day=local_day(at, zone),
            country=country,
            mode=mode,
        )
        yield Word((person, bus), told, at, recorded, office)
