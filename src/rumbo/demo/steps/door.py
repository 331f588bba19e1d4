"""The day of departure: asked once more, aboard or not, and then the road with its stops."""

from datetime import timedelta
from functools import partial

from rumbo.casework import actions as casework
from rumbo.common import clock
from rumbo.demo.scene import Party, Scene, Trip
from rumbo.demo.steps import arriving, booking, cash, deciding, meeting
from rumbo.demo.tables import rate
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Stop
from rumbo.movements.values import NewIncident

SERVICES = {"FOOD": 1.0, "PSYCHOSOCIAL": 0.15}


def open_door(scene: Scene, trip: Trip) -> None:
    """Begin to call the roll."""
    if trip.departure is None:
        return
    office = trip.departure.office_id
    movements.open_boarding(actor=scene.staff.actor("field", office), departure=trip.departure)
    parties = booking.aboard(trip)
    called = parties
    if trip.role == "boarding":
        called = parties[: max(1, len(parties) * 2 // 3)]
    for number, party in enumerate(called):
        moment = clock.now() + timedelta(minutes=2 + 3 * number)
        scene.agenda.plan(moment, "door", partial(call, scene, party, first=number == 0))


def call(scene: Scene, party: Party, *, first: bool) -> None:
    """Ask a group once more: aboard, not come, or changed its mind; the first one always travels."""
    field = scene.actor("field", party)
    seats = _seats(party)
    draw = party.chance
    if party.fate == "NO_SHOW" or (not first and draw.happens(rate("no_show"))):
        movements.no_show(actor=field, seat=seats[0])
        scene.after(party, 1, "found again", find_again)
        return
    if party.fate == "AT_DOOR" or (not first and draw.happens(rate("changes_mind_at_door"))):
        movements.change_of_mind(actor=field, seat=seats[0])
        return
    if party.fate == "OFFLOADED" or (not first and draw.happens(rate("offloaded"))):
        movements.offload(actor=field, seat=seats[-1])
        return
    for seat in seats:
        movements.reconfirm(actor=field, seat=seat)
    for seat in seats:
        movements.board(actor=field, seat=seat)


def find_again(scene: Scene, party: Party) -> None:
    """Somebody who did not come is found, still wants to go, and signs for the next departure."""
    booking.tell(scene, party)
    trip = deciding.next_trip(scene, party, 2)
    if trip is None or trip.departure is None:
        return
    party.trip, party.fate = trip, ""
    party.reread()
    deciding.sign(scene, party, trip.day)
    scene.after(party, 0, "booked again", booking.book)


def leave(scene: Scene, trip: Trip) -> None:
    """The bus leaves; whoever was not called by then did not come."""
    if trip.departure is None:
        return
    actor = scene.staff.actor("field", trip.departure.office_id)
    movements.depart(actor=actor, departure=trip.departure)
    cash.give(scene, trip)
    stops = trip.departure.stops.filter(position__gt=0).order_by("position")
    for stop in stops:
        late = timedelta(minutes=scene.chance.between(-10, 40))
        scene.agenda.plan(stop.planned_at + late, "stop", partial(reach, scene, trip, stop))


def reach(scene: Scene, trip: Trip, stop: Stop) -> None:
    """Reach a stop, give what is given there; the last one is the centre that receives."""
    if trip.departure is None:
        return
    actor = scene.staff.actor("field", trip.departure.office_id)
    people = BookedSeat.objects.filter(departure=trip.departure, state="BOARDED").count()
    movements.arrive_at_stop(actor=actor, departure=trip.departure, stop=stop)
    given = {k: max(1, round(people * v)) for k, v in SERVICES.items() if k in stop.services}
    if given and people:
        movements.give_services(actor=actor, departure=trip.departure, stop=stop, given=given)
    if stop.kind == "BORDER" and scene.chance.happens(0.25):
        movements.report_incident(
            actor=actor,
            departure=trip.departure,
            incident=NewIncident(
                kind=scene.chance.pick(("ROBBERY", "ACCIDENT", "FRAUD")),
                what="Una mochila no apareció al revisar el equipaje en la frontera.",
                stop=stop,
            ),
        )
    trip.departure.refresh_from_db()
    if trip.departure.status == "ARRIVED":
        arriving.receive(scene, trip)
        cash.account(scene, trip)


def _seats(party: Party) -> list[BookedSeat]:
    rows = BookedSeat.objects.live().filter(booking__case=party.case, booking__ended_at=None)
    return list(rows.select_related("departure", "booking", "person").order_by("seat_no", "id"))


def unreachable(scene: Scene, party: Party) -> None:
    """They come once and say yes; five days of trying in vain, and only then is contact lost."""
    meeting.consent(scene, party)
    actor = scene.actor("counsellor", party)
    contact = casework.add_contact(
        actor=actor, case=party.case, person=party.head, about="APPOINTMENT"
    )
    for day in range(5):
        scene.after(
            party,
            day,
            "try",
            lambda s, p: casework.log_attempt(
                actor=s.actor("counsellor", p),
                contact=contact,
                channel="PHONE",
                outcome="NO_ANSWER",
            ),
        )
    scene.after(
        party,
        6,
        "lost",
        lambda s, p: casework.record_lost_contact(actor=s.actor("counsellor", p), case=p.case),
    )
