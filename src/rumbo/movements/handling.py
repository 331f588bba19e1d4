"""Which departures somebody has in hand today, and what each still lacks, however many there are."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from rumbo.access.values import Reader
from rumbo.movements.models import BookedSeat, Booking, Departure, Manifest

MOST = 40  # on the page of the day: more is the board's


def in_hand(reader: Reader, first: date, last: date) -> list[Departure]:
    """What is at the door, on the road or not yet closed, and what leaves in these days."""
    rows = Departure.objects.visible_to(reader).filter(
        Q(status__in=("BOARDING", "DEPARTED", "ARRIVED"))
        | Q(status__in=("PLANNED", "CONFIRMED"), date__range=(first, last))
    )
    return list(rows.prefetch_related("stops").order_by("leaves_at", "code")[:MOST])


def how_many_unlisted(departures: Iterable[Departure]) -> dict[uuid.UUID, int]:
    """How many people hold a seat on each and stand on no closed list, however many there are."""
    rows = {row.pk: row for row in departures}
    closed = Manifest.objects.filter(departure__in=rows, kind="INTERNAL").order_by("number")
    listed: dict[uuid.UUID, list[uuid.UUID]] = {}
    for departure, at, people in closed.values_list("departure", "occurred_at", "people"):
        put_off = rows[departure].put_off_at
        if put_off is None or at >= put_off:
            listed[departure] = people
    found: dict[uuid.UUID, int] = defaultdict(int)
    held = BookedSeat.objects.live().filter(departure__in=rows)
    for departure, person in held.values_list("departure", "person"):
        found[departure] += person not in listed.get(departure, [])
    return found


def provisional_until(reader: Reader, day: date, last: date) -> list[Booking]:
    """The provisional bookings that a reader may see and that are given back within these days."""
    rows = Booking.objects.visible_to(reader).filter(
        ended_at=None,
        provisional_until__gte=day,
        provisional_until__lte=last,
        departure__status__in=["PLANNED", "CONFIRMED"],
    )
    return list(rows.select_related("case", "departure").order_by("provisional_until", "id")[:MOST])
