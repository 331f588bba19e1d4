"""Whom a paper that is handed to an authority may name: who said yes to that, and nobody else.

A manifest for the migration authority, and the list signed at a border, rest on each person's own
live yes to it (INM_EXIT; explicit for who fears, asks for asylum or has protection): requirements.md,
TRANSFER_CONSENT. Refusing takes nobody off the bus: their place stands on the paper without a name.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.documents import permits
from rumbo.movements.models import BookedSeat, Departure, Stop
from rumbo.movements.queries import aboard, latest_manifest

AUTHORITY = "INM_EXIT"
# What is printed to be handed to somebody outside the house, with people's names, and which parts.
HANDED_ON = {
    "authorities": ("full_name", "sex", "birth_date", "nationality", "travel_document"),
    "border": ("full_name", "birth_date", "nationality", "travel_document"),
}


def crossing(departure: Departure, stop: Stop | None) -> list[BookedSeat]:
    """Who is aboard at a stop, or who holds a seat at all: who got off before crosses no border."""
    return [
        seat
        for seat in aboard(departure)
        if stop is None
        or seat.booking.from_stop.position <= stop.position <= seat.booking.to_stop.position
    ]


def listed(departure: Departure, paper: str, stop: Stop | None = None) -> list[UUID]:
    """Everybody who has a line on a paper: of the closed list, or of who holds a seat now.

    The list that is signed at a border (`stop`) has a line for whoever crosses there.
    """
    manifest = latest_manifest(departure, "AUTHORITIES") if paper == "authorities" else None
    if manifest is not None:
        return [UUID(str(person)) for person in manifest.people]
    return [seat.person_id for seat in crossing(departure, stop)]


def unnamed(departure: Departure, people: Iterable[UUID], day: date) -> set[UUID]:
    """Those whose name is not for the authority: it is not said why.

    Who gave the seat back after the list was closed is no business of theirs either.
    """
    here = set(people) & {seat.person_id for seat in aboard(departure)}
    return set(people) - permits.allowed(here, AUTHORITY, day)


def instead(departure: Departure, people: Iterable[UUID]) -> dict[UUID, str]:
    """What stands in the place of each name that is not handed on."""
    found = dict.fromkeys(people, _("Se presenta por su cuenta"))
    if not found:
        return {}
    here = {seat.person_id for seat in aboard(departure)}
    return {person: said if person in here else _("No viaja") for person, said in found.items()}


def seats_on(departure: Departure, people: Iterable[UUID]) -> dict[UUID, BookedSeat]:
    """The seat by which each person is on a paper, with their file."""
    rows = BookedSeat.objects.filter(departure=departure, person__in=set(people))
    rows = rows.select_related("person", "booking__case").order_by("recorded_at", "id")
    return {seat.person_id: seat for seat in rows}
