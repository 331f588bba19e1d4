"""The nouns of movements: departures and their stops, who holds a seat, what happened on the way."""

from rumbo.movements.models.bookings import BookedSeat, Booking, PassengerEvent
from rumbo.movements.models.departures import Departure, Escort, Leg, Stop, TheirPart
from rumbo.movements.models.flights import Flight, SeatPrice
from rumbo.movements.models.proposals import ASKED, Headway, Proposal, ProposedSeat
from rumbo.movements.models.road import Incident, Manifest, StopService
from rumbo.movements.models.whatif import WhatIf

__all__ = [
    "ASKED",
    "BookedSeat",
    "Booking",
    "Departure",
    "Escort",
    "Flight",
    "Headway",
    "Incident",
    "Leg",
    "Manifest",
    "PassengerEvent",
    "Proposal",
    "ProposedSeat",
    "SeatPrice",
    "Stop",
    "StopService",
    "TheirPart",
    "WhatIf",
]
