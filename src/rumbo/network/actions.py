"""Bringing the reference tables in line with their versioned files."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.network import errors, files
from rumbo.network.loading import Loaded, differ, totals, upsert
from rumbo.network.models import (
    Airport,
    CentreClosure,
    Consulate,
    Country,
    Crossing,
    Department,
    Organisation,
    ReceptionCentre,
    Route,
    RouteStop,
    Site,
    TransitRule,
)
from rumbo.network.values import NewTransit

TRANSIT = ("movements", "coordinator", "documents")
TABLES: tuple[tuple[str, type[models.Model]], ...] = (
    ("countries", Country),
    ("departments", Department),
    ("sites", Site),
    ("crossings", Crossing),
    ("centres", ReceptionCentre),
    ("closures", CentreClosure),
    ("consulates", Consulate),
    ("organisations", Organisation),
    ("airports", Airport),
)


def load_reference(*, actor: Actor) -> Mapping[str, Loaded]:
    """Make the tables say what the files say: safe to repeat, closes what is gone, deletes nothing."""
    with verb(actor, "admin"):
        told = {name: upsert(model, files.rows(name)) for name, model in TABLES}
        told["routes"] = _load_routes()
        house = TransitRule.objects.filter(by=None)
        told["transit"] = upsert(TransitRule, files.rows("transit"), closes=house)
        if not all(load.is_nothing for load in told.values()):
            audit.record(actor=actor, code="network.reference_loaded", **totals(told))
    return told


def note_transit(*, actor: Actor, found: NewTransit, at: datetime | None = None) -> TransitRule:
    """Write down whether a country lets people change flights there, from a day on, and who said so."""
    with verb(actor, *TRANSIT):
        if not found.source.strip():
            raise errors.source_needed()
        if found.document and found.document not in codes.values("document_type"):
            raise errors.unknown_document()
        when = at or clock.now()
        made = TransitRule(
            code=str(new_id()), country_id=found.country, nationality_id=found.nationality or None,
            document=found.document, allowed=found.allowed, needs=found.needs.strip(),
            source=found.source.strip(), valid_from=found.since, by=actor.id, recorded_at=when,
        )  # fmt: skip
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="network.transit_noted", at=when,
            country=f"country:{found.country}", day=f"{found.since:%d/%m/%Y}",
        )  # fmt: skip
    return made


def _load_routes() -> Loaded:
    raw = files.document("routes")["routes"]
    heads = [{**{k: v for k, v in route.items() if k != "stops"}, **_dates(route)} for route in raw]
    loaded = upsert(Route, heads)
    for route in raw:
        _load_stops(route["code"], route["stops"])
    return loaded


def _dates(route: Mapping[str, Any]) -> dict[str, date | None]:
    until = route["valid_until"]
    return {
        "valid_from": date.fromisoformat(route["valid_from"]),
        "valid_until": date.fromisoformat(until) if until else None,
    }


def _load_stops(route: str, stops: list[Mapping[str, Any]]) -> None:
    """Stops belong to their route and have no dates of their own: they are written anew if changed."""
    wanted = [_stop(route, position, stop) for position, stop in enumerate(stops)]
    there = list(RouteStop.objects.filter(route=route).order_by("position"))
    names = ("position", "site_id", "crossing_id", "centre_id", "hours", "services")
    if len(wanted) == len(there) and not any(
        differ(a, b, names) for a, b in zip(wanted, there, strict=True)
    ):
        return
    RouteStop.objects.filter(route=route).delete()
    RouteStop.objects.bulk_create(wanted)


def _stop(route: str, position: int, stop: Mapping[str, Any]) -> RouteStop:
    place = {f"{stop['kind']}_id": stop["place"]}
    return RouteStop(
        route_id=route,
        position=position,
        hours=float(stop["hours"]),
        services=list(stop["services"]),
        **place,
    )
