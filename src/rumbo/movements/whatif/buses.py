"""Departures that nobody planned, supposed for a while; and what any departure is to the weeks."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from rumbo.access.entry import reading
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements.laying import stops_along, way_of, zone_of
from rumbo.movements.models import Departure, Stop, WhatIf
from rumbo.movements.whatif.parameters import parameters
from rumbo.network.models import Route

HOUR = time(7)
WEEK = timedelta(days=7)
MORE = "+"


@dataclass(frozen=True, slots=True)
class Bus:
    """Seats, dollars and the countries where it leaves people."""

    countries: tuple[str, ...]
    seats: int
    fixed_cost: float
    seat_cost: float


@dataclass(frozen=True, slots=True)
class Supposed:
    """A departure that is only supposed, with its stops."""

    departure: Departure
    stops: Sequence[Stop]


def bus_of(departure: Departure, stops: Sequence[Stop]) -> Bus:
    """What a departure is to the weeks."""
    ends = dict.fromkeys(stop.country for stop in stops if stop.may_get_off)
    return Bus(tuple(ends), departure.seats, departure.fixed_cost / 100, departure.seat_cost / 100)


def like(reader: Reader, route: str) -> Departure:
    """What a departure on a route is like: the latest one there, or what is modelled."""
    with reading(reader):
        found = Departure.objects.visible_to(reader).filter(route=route)
        last = found.exclude(status="CANCELLED").order_by("-date", "-code").first()
    if last is not None:
        return last
    told = parameters()
    cost = round(told["bus_seat_cost"].low * 100)
    return Departure(seats=round(told["bus_seats"].low), seat_cost=cost, route=route)


def suppose(reader: Reader, way: str, days: tuple[date, date], today: date) -> list[Supposed]:
    """One departure more a week on a way, from the first week on."""
    route_code, _at, start = way.partition("@")
    route, stops = Route.objects.filter(pk=route_code).first(), way_of(route_code, start)
    if route is None or len(stops) < 2:
        return []
    model = like(reader, route_code)
    zone = ZoneInfo(zone_of(stops[0]) or clock.DEFAULT_ZONE)
    day, found = max(days[0], today + timedelta(days=1)) + timedelta(days=2), list[Supposed]()
    while day <= days[1]:
        departure = Departure(
            id=new_id(), code=f"{MORE}{len(found) + 1}", date=day, mode=route.mode,
            leaves_at=datetime.combine(day, HOUR, tzinfo=zone), route=route.code,
            seats=model.seats, wheelchair_places=model.wheelchair_places,
            min_passengers=model.min_passengers, fixed_cost=model.fixed_cost,
            seat_cost=model.seat_cost,
        )  # fmt: skip
        found.append(Supposed(departure, _numbered(departure, stops_along(departure, stops))))
        day += WEEK
    return found


def begin_with(row: WhatIf, place: int) -> dict[str, Any]:
    """With what the form of a new departure begins, for one that was supposed."""
    more: list[dict[str, Any]] = row.told.get("more", [])
    if not 0 <= place < len(more):
        return {}
    one = more[place]
    return {
        "way": row.asked["way"],
        "day": date.fromisoformat(one["day"]),
        "hour": HOUR,
        "seats": one["seats"],
        "wheelchair_places": one["wheels"],
        "min_passengers": one["least"],
        "fixed_cost": Decimal(one["fixed"]).scaleb(-2),
        "seat_cost": Decimal(one["seat"]).scaleb(-2),
    }


def _numbered(departure: Departure, stops: list[Stop]) -> list[Stop]:
    """A number for each stop that no kept stop has: they are told apart by it."""
    base = uuid.UUID(str(departure.pk)).int % 1_000_000_000
    for stop in stops:
        stop.pk = -(base * 100 + stop.position + 1)
    return stops
