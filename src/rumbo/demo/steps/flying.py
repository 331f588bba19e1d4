"""By air: what the carrier agreed to, by which flight a departure goes, and what its seats cost."""

from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.demo.scene import Scene, Trip
from rumbo.demo.tables import table
from rumbo.movements import actions as movements
from rumbo.movements import seat_prices
from rumbo.movements.models import Departure
from rumbo.movements.values import NewFlight, NewPrice
from rumbo.programmes import actions as programmes
from rumbo.programmes import fares
from rumbo.programmes.values import NewFare


def fly(scene: Scene, trip: Trip, departure: Departure) -> None:
    """Say by which flight a departure goes, and take the agreed price for it."""
    if trip.mode != "AIR":
        return
    air = table("timetable")["air"]
    ends = air["airports"][trip.start], air["airports"][trip.home]
    actor = scene.staff.actor("movements", departure.office_id)
    _agree(scene, departure, ends)
    movements.set_itinerary(
        actor=actor,
        departure=departure,
        flights=[
            NewFlight(
                number=air["number"],
                carrier=departure.operator,
                origin=ends[0],
                destination=ends[1],
                leaves_at=departure.leaves_at,
                arrives_at=departure.stops.order_by("-position")[0].planned_at,
            )
        ],
    )
    asked = seat_prices.proposed(departure, clock.today())
    seat, back = asked.seat.dollars, asked.back.dollars
    if seat is not None and back is not None:
        movements.price_seats(
            actor=actor, departure=departure, price=NewPrice(seat=seat, back=back)
        )


def _agree(scene: Scene, departure: Departure, ends: tuple[str, str]) -> None:
    """The first flight of a way is the day on which its fare is agreed."""
    if fares.between(ends):
        return
    air = table("timetable")["air"]
    for whose, way in (("PASSENGER", ends), ("ESCORT", ends[::-1])):
        programmes.agree_fare(
            actor=scene.staff.actor("movements", departure.office_id),
            fare=NewFare(
                carrier=departure.operator,
                origin=way[0],
                destination=way[1],
                whose=whose,
                fare=Money(air["fares"][whose]),
                since=clock.today(),
                source=air["agreement"],
            ),
        )
