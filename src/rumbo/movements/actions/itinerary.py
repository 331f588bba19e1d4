"""Showing a consulate the seat that it wants to see before it gives a paper."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.documents import actions as documents
from rumbo.documents.models import ConsularRequest
from rumbo.movements import errors
from rumbo.movements.models import BookedSeat

SHOW = ("documents", "child_officer")


def show_itinerary(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> BookedSeat:
    """Give the seat of which a consulate is shown the journey; that it was shown is written down."""
    with verb(actor, *SHOW):
        seats = BookedSeat.objects.live().filter(person=request.person_id, ended_at=None)
        seat: BookedSeat | None = seats.select_related(
            "booking__from_stop", "booking__to_stop", "departure__office"
        ).first()
        if seat is None or not seat.departure.is_open:
            raise errors.no_seat_to_show()
        documents.show_itinerary(actor=actor, request=request, at=at)
    return seat
