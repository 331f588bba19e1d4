"""Whether each person's paper lasts to every stop of the way: connecting legs count."""

from dataclasses import dataclass
from datetime import date

from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.documents import queries as papers
from rumbo.documents import rules as paper_rules
from rumbo.documents.models import TravelDocument
from rumbo.movements.models import Booking, Stop
from rumbo.registry.models import Person


@dataclass(frozen=True, slots=True)
class TooShort:
    """Somebody whose longest paper ends before a stop: which paper, its end, and that stop."""

    person: Person
    paper: str
    ends: date
    place: str
    arrives: date


def too_short(booking: Booking, reader: Reader) -> list[TooShort]:
    """Name those of a booking whose papers all end before a stop of their way, with the first one."""
    seats = list(booking.seats.live().select_related("person"))
    arrivals = arrivals_of(booking)
    held = papers.by_person(reader, TravelDocument, [seat.person_id for seat in seats])
    found = []
    for seat in seats:
        carried = [
            row
            for row in held[seat.person_id]
            if row.is_live and row.type in paper_rules.TRAVEL_TYPES and row.valid_until
        ]
        best = max(carried, key=lambda row: row.valid_until or date.min, default=None)
        if best is None or best.valid_until is None:
            continue
        missed = paper_rules.first_not_reached(best.valid_until, arrivals)
        if missed is not None:
            label = codes.label("document_type", best.type)
            found.append(TooShort(seat.person, label, best.valid_until, *missed))
    return found


def arrivals_of(booking: Booking) -> list[tuple[str, date]]:
    """The stops of a booking's way after the first, each with its local day, in their order."""
    stops: list[Stop] = list(
        booking.departure.stops.filter(
            position__gt=booking.from_stop.position, position__lte=booking.to_stop.position
        ).order_by("position")
    )
    zone = booking.departure.office.zone
    return [(stop.name, clock.day_of(stop.planned_at, stop.zone or zone)) for stop in stops]
