"""Departures, and families who hold a seat, board and travel, made through the same verbs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure
from rumbo.movements.values import NewDeparture
from rumbo.registry.models import DataConsent, Person
from tests import factories
from tests.factories import ready

# The day of travel in the factory of people for whom everything is in order, at seven there.
LEAVES = datetime(2025, 3, 12, 13, 0, tzinfo=UTC)
BEFORE = LEAVES - timedelta(days=5)
AT_DOOR = LEAVES - timedelta(hours=1)
ROUTE = "L-CDMX-OMOA"


def departure(when: datetime = LEAVES, **changes: Any) -> Departure:
    """A bus from Tapachula to Omoa in twelve days' time."""
    values: dict[str, Any] = {
        "route": ROUTE,
        "start": "TAP",
        "leaves_at": when,
        "seats": 40,
        "fixed_cost": 450_000,
        "seat_cost": 2_500,
        "operator": "Transportes del Soconusco",
    }
    plan = NewDeparture(**{**values, **changes})
    return movements.plan_departure(
        actor=SYSTEM, office=factories.office(), plan=plan, at=factories.MONDAY
    )


def ready_family(travel: date = ready.TRAVEL) -> Case:
    """A mother and her son for whom everything is in order but the word of the day."""
    case = ready.make_ready(ready.family(), travel=travel)
    children = case.group.members.exclude(guardian=None).values("person")
    DataConsent.objects.filter(person__in=children).update(by="GUARDIAN")
    return case


def ready_alone(travel: date = ready.TRAVEL, **changes: Any) -> Case:
    """One adult for whom everything is in order but the word of the day."""
    return ready.make_ready(factories.registered(factories.new_person(**changes)), travel=travel)


def booked(case: Case, bus: Departure) -> Booking:
    """Hold seats for a group."""
    return movements.book_group(actor=SYSTEM, case=case, departure=bus, at=BEFORE)


def boarding(bus: Departure) -> Departure:
    """Close the list and begin to call the roll."""
    movements.close_manifest(actor=SYSTEM, departure=bus, at=BEFORE)
    movements.open_boarding(actor=SYSTEM, departure=bus, at=AT_DOOR)
    bus.refresh_from_db()
    return bus


def seat_of(person: Person) -> BookedSeat:
    """The latest seat of a person."""
    return (
        BookedSeat.objects.select_related("departure", "booking")
        .filter(person=person)
        .latest("recorded_at", "id")
    )


def all_say_yes(case: Case, at: datetime = AT_DOOR) -> None:
    """Everybody of a group says it again at the door."""
    for person in factories.people_of(case):
        movements.reconfirm(actor=SYSTEM, seat=seat_of(person), at=at)


def all_board(case: Case, at: datetime = AT_DOOR) -> None:
    """Everybody of a group says it again and goes aboard."""
    all_say_yes(case, at)
    for person in factories.people_of(case):
        movements.board(actor=SYSTEM, seat=seat_of(person), at=at)


def arrived(bus: Departure, at: datetime) -> None:
    """A bus that reached its last stop."""
    last = bus.stops.order_by("-position")[0]
    movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=last, at=at)
    bus.refresh_from_db()


def departed(*cases: Case) -> Departure:
    """A bus that left with these groups."""
    bus = departure()
    for case in cases:
        booked(case, bus)
    boarding(bus)
    for case in cases:
        all_board(case)
    return movements.depart(actor=SYSTEM, departure=bus, at=LEAVES)
