"""The stops of a departure along its route, with their hours: laid out, not yet kept."""

from datetime import timedelta

from rumbo.movements.models import Departure, Stop
from rumbo.network import queries as network
from rumbo.network.models import Crossing, ReceptionCentre, RouteStop, Site


def way_of(route: str, start: str) -> list[RouteStop]:
    """The stops of the route from where a departure starts."""
    stops = list(network.stops_of(route))
    starts = [n for n, stop in enumerate(stops) if stop.place.code == start]
    return stops[starts[0] :] if starts else ([] if start else stops)


def stops_along(departure: Departure, way: list[RouteStop]) -> list[Stop]:
    """The stops of a departure, in order."""
    first = way[0].hours
    return [
        Stop(
            departure=departure,
            position=position,
            kind=_kind(stop, is_first=position == 0),
            place=stop.place.code,
            name=stop.place.name,
            country=_country(stop),
            zone=zone_of(stop),
            planned_at=departure.leaves_at + timedelta(hours=stop.hours - first),
            services=list(stop.services),
        )
        for position, stop in enumerate(way)
    ]


def _kind(stop: RouteStop, *, is_first: bool) -> str:
    if stop.crossing is not None:
        return "BORDER"
    return "RECEPTION" if stop.centre is not None and not is_first else "BOARD"


def _country(stop: RouteStop) -> str:
    place = stop.place
    if isinstance(place, Crossing):
        return place.country_b_id
    return place.country_id


def zone_of(stop: RouteStop) -> str:
    """The time zone of a stop; empty where it is not known."""
    place = stop.place
    return place.zone if isinstance(place, Site | ReceptionCentre) else ""
