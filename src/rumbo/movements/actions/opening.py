"""What was booked before there was a ledger, posted once as if it had been there."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import locks, paying
from rumbo.movements.models import BookedSeat, Departure
from rumbo.programmes.models import Posting

OPENS = ("finance", "coordinator")


def open_books(*, actor: Actor) -> list[Refusal]:
    """Post each seat and vehicle that stands, that a line pays, and that no posting is about.

    Each with the day and the rate of its booking, and spent where its departure left. Done twice, it
    posts nothing more. What a line cannot pay stays without a posting, and is named.
    """
    with verb(actor, *OPENS):
        seats = list(_seats().select_related("booking__case", "departure").order_by("id"))
        locks.lock_cases({seat.booking.case_id for seat in seats})
        vehicles = set(_vehicles().values_list("pk", flat=True))
        rows = {
            row.pk: row
            for row in locks.lock_departures({*vehicles, *(s.departure_id for s in seats)})
        }
        paying.hold_for([seat.booking.case for seat in seats])
        refused = []
        for (departure, _line, _day), booked in sorted(_parts(seats).items(), key=str):
            refused += _posted(actor, rows[departure], booked)
        for departure in sorted(vehicles, key=str):
            refused += _posted(actor, rows[departure], [])
    return refused


def _seats() -> "QuerySet[BookedSeat]":
    posted = Exists(Posting.objects.filter(about=OuterRef("pk")))
    paid = BookedSeat.objects.live().exclude(booking__case__funding_line="")
    found: QuerySet[BookedSeat] = paid.filter(~posted, departure__seat_cost__gt=0)
    return found


def _vehicles() -> "QuerySet[Departure]":
    posted = Exists(Posting.objects.filter(about=OuterRef("pk")))
    paid = Departure.objects.exclude(funding_line="").exclude(status="CANCELLED")
    found: QuerySet[Departure] = paid.filter(~posted, fixed_cost__gt=0)
    return found


def _parts(seats: Sequence[BookedSeat]) -> dict[tuple[uuid.UUID, str, date], list[BookedSeat]]:
    """The seats of one departure, line and day of booking: each part is posted whole or not at all."""
    found = defaultdict(list)
    for seat in seats:
        day = clock.day_of(seat.occurred_at)
        found[seat.departure_id, seat.booking.case.funding_line, day].append(seat)
    return found


def _posted(actor: Actor, departure: Departure, seats: list[BookedSeat]) -> list[Refusal]:
    """Post these seats of a departure, or (where there are none) its vehicle; why it cannot be."""
    told = {"departure": departure.code, "departure_id": departure.pk}
    try:
        with transaction.atomic():
            paying.catch_up(actor=actor, departure=departure, seats=seats)
    except Refusal as refusal:
        audit.record(
            actor=actor, code="movements.books_short", at=clock.now(), compartment="finance", **told
        )
        return [refusal]
    audit.record(
        actor=actor, code="movements.books_opened", at=clock.now(), compartment="finance", **told
    )
    return []
