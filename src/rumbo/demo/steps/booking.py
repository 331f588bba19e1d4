"""Seats: held for a whole group, told to it, given back when something is missing."""

from datetime import timedelta

from rumbo.casework import actions as casework
from rumbo.casework.models import Contact
from rumbo.common import clock
from rumbo.demo.scene import Party, Scene, Trip
from rumbo.demo.steps import flying
from rumbo.demo.tables import rate, table
from rumbo.movements import actions as movements
from rumbo.movements import gatekeeping
from rumbo.movements.models import Booking
from rumbo.movements.values import NewDeparture, NewEscort
from rumbo.programmes import queries as programmes

WHEELCHAIRS = 2


def plan(scene: Scene, trip: Trip) -> None:
    """Plan a departure of the timetable."""
    timetable = table("timetable")
    fixed, seat = timetable["costs"][trip.mode]
    office = scene.offices[trip.start]
    trip.departure = movements.plan_departure(
        actor=scene.staff.actor("movements", office.id),
        office=office,
        plan=NewDeparture(
            route=trip.route,
            start=trip.start,
            leaves_at=trip.leaves_at,
            seats=trip.seats,
            wheelchair_places=WHEELCHAIRS,
            operator=timetable["carriers"][trip.mode],
            plate=f"{scene.chance.digits(3)}-RN-{scene.chance.digits(1)}"
            if trip.mode == "LAND"
            else "",
            fixed_cost=fixed,
            seat_cost=seat,
            funding_line=_payer(trip),
        ),
    )
    flying.fly(scene, trip, trip.departure)


def _payer(trip: Trip) -> str:
    """The line that pays vehicles on that day: the one that has most."""
    lines = [line for line in programmes.funding_lines_on(trip.day) if line.pays_fixed]
    return max(lines, key=lambda line: line.amount_minor).code if lines else ""


def book(scene: Scene, party: Party) -> None:
    """Hold seats for a group on the departure for which it signed, and tell it."""
    trip = party.trip
    if trip is None or trip.departure is None:
        return
    movements.book_group(
        actor=scene.actor("movements", party), case=party.reread(), departure=trip.departure
    )
    trip.parties.append(party)
    scene.after(party, party.chance.between(0, 1), "tell", tell)
    if party.fate == "WITHDRAWN":
        scene.after(party, 1, "withdraw", _withdraw)


def _withdraw(scene: Scene, party: Party) -> None:
    casework.withdraw(actor=scene.actor("counsellor", party), case=party.case, reason="FAMILY_HELP")


def tell(scene: Scene, party: Party) -> None:
    """Tell a group of its seat; a phone that does not answer is tried again the day after."""
    due = Contact.objects.filter(case=party.case, done_at=None).order_by("due_on", "id").first()
    if due is None:
        return
    reached = party.chance.happens(rate("reached_by_phone"))
    casework.log_attempt(
        actor=scene.actor("counsellor", party),
        contact=due,
        channel=party.chance.pick(("PHONE", "WHATSAPP", "SHELTER")),
        outcome="REACHED" if reached else party.chance.pick(("NO_ANSWER", "MESSAGE_LEFT")),
    )
    if not reached:
        scene.after(party, 1, "tell", tell)


def tell_those_who_receive(scene: Scene, trip: Trip) -> None:
    """Tell those who receive of everybody who agreed to it, and write down their answer."""
    if trip.departure is None:
        return
    actor = scene.staff.actor("movements", trip.departure.office_id)
    movements.tell_receiving_side(actor=actor, departure=trip.departure)
    at = clock.now() + timedelta(hours=3)
    movements.note_answer(actor=actor, departure=trip.departure, at=at)


def close(scene: Scene, trip: Trip) -> None:
    """Close the list: whoever lacks something gives the seat back and waits for the next one."""
    if trip.departure is None:
        return
    trip.departure.refresh_from_db()
    office = trip.departure.office_id
    actor = scene.staff.actor("movements", office)
    standing = gatekeeping.standing(trip.departure, "CONFIRM", clock.now(), actor.roles)
    for booking, lacking in standing:
        if lacking:
            movements.release_booking(actor=actor, booking=booking)
    field = scene.staff.somebody("field", office)
    movements.name_escort(
        actor=actor,
        departure=trip.departure,
        escort=NewEscort(
            name=field.user.display_name, user=field.user.id, trained_for_children=True
        ),
    )
    movements.close_manifest(actor=actor, departure=trip.departure)


def aboard(trip: Trip) -> list[Party]:
    """Give the groups that still hold a seat."""
    if trip.departure is None:
        return []
    live = Booking.objects.filter(departure=trip.departure, ended_at=None)
    held = set(live.values_list("case_id", flat=True))
    return [party for party in trip.parties if party.case.id in held]
