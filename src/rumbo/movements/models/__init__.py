"""The nouns of movements: departures and their stops, who holds a seat, what happened on the way."""

from rumbo.movements.models.bookings import BookedSeat, Booking, PassengerEvent
from rumbo.movements.models.departures import Departure, Escort, Leg, Stop, TheirPart
from rumbo.movements.models.road import Incident, Manifest, StopService

__all__ = [
    "BookedSeat",
    "Booking",
    "Departure",
    "Escort",
    "Incident",
    "Leg",
    "Manifest",
    "PassengerEvent",
    "Stop",
    "StopService",
    "TheirPart",
]
