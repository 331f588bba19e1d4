"""Who leads a child alone goes along with it: named at once, and no longer when the child stays."""

from datetime import timedelta
from typing import Any

import pytest

from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements import queries, shown
from rumbo.movements.models import BookedSeat, Booking, Departure, Escort
from rumbo.movements.values import NewEscort
from rumbo.protection import actions as protection
from rumbo.protection import track
from rumbo.registry.models import Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories.children import DAY, ESCORT, step_of

pytestmark = pytest.mark.django_db
OTHER = "Rosa Elvira Díaz"


@pytest.fixture
def officer() -> Actor:
    ready.reference()
    return factories.actor("child_officer")


def take(officer: Actor, pair: tuple[Case, Person], code: str, **changes: Any) -> None:
    protection.record_child_step(
        actor=officer, case=pair[0], person=pair[1], step=step_of(code, **changes),
        at=factories.MONDAY + timedelta(hours=2),
    )  # fmt: skip


def named(plane: Departure) -> dict[str, bool]:
    """Who goes along now, and whether they are trained for children."""
    rows = Escort.objects.filter(departure=plane, ended_at=None)
    return {row.name: row.trained_for_children for row in rows}


def test_who_was_named_for_a_child_goes_along_from_its_booking_on(officer: Actor) -> None:
    pair, plane = children.ready_boy(officer), children.flight()
    buses.booked(pair[0], plane)
    assert named(plane) == {ESCORT: True}


def test_one_who_was_named_by_hand_is_not_named_twice(officer: Actor) -> None:
    pair, plane = children.ready_boy(officer), children.flight()
    movements.name_escort(actor=SYSTEM, departure=plane, escort=NewEscort(name=ESCORT.upper()))
    buses.booked(pair[0], plane)
    assert named(plane) == {ESCORT.upper(): False}


def test_another_who_was_named_later_goes_and_the_first_does_not(officer: Actor) -> None:
    pair, plane = children.ready_boy(officer), children.flight()
    movements.name_escort(actor=SYSTEM, departure=plane, escort=NewEscort(name="Luis, conductor"))
    buses.booked(pair[0], plane)
    take(officer, pair, "ESCORT", name=OTHER)
    assert named(plane) == {OTHER: True, "Luis, conductor": False}
    assert Escort.objects.filter(departure=plane).count() == 3


LEAVING: dict[str, Any] = {
    "it was withdrawn": lambda _officer, pair: casework.withdraw(actor=SYSTEM, case=pair[0]),
    "the panel said no": lambda officer, pair: take(
        officer, pair, "BID", decision="NOT_RETURN",
        details={"panel": "Adriana Cruz\nRosa Díaz", "reasons": "No es seguro."},
    ),
    "consent was taken back": lambda officer, pair: take(officer, pair, "CONSENT_WITHDRAWN"),
    "the seat was given back": lambda _officer, pair: movements.release_booking(
        actor=SYSTEM, booking=buses.seat_of(pair[1]).booking
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", LEAVING)
def test_the_duty_ends_with_the_childs_journey(officer: Actor, how: str) -> None:
    pair, plane = children.ready_boy(officer), children.flight()
    buses.booked(pair[0], plane)
    LEAVING[how](officer, pair)
    assert not BookedSeat.objects.live().filter(person=pair[1]).exists()
    assert named(plane) == {}
    assert Escort.objects.filter(departure=plane).count() == 1


def test_the_duty_goes_on_for_another_child_that_is_theirs(officer: Actor) -> None:
    boy, girl = children.ready_boy(officer), children.ready_boy(officer, sex="F")
    plane = children.flight()
    buses.booked(boy[0], plane)
    buses.booked(girl[0], plane)
    casework.withdraw(actor=SYSTEM, case=boy[0])
    assert named(plane) == {ESCORT: True}
    casework.withdraw(actor=SYSTEM, case=girl[0])
    assert named(plane) == {}


def test_who_goes_for_another_reason_stays(officer: Actor) -> None:
    pair, plane = children.ready_boy(officer), children.flight()
    nurse = NewEscort(name=ESCORT, kind="MEDICAL_NURSE")
    movements.name_escort(actor=SYSTEM, departure=plane, escort=nurse)
    buses.booked(pair[0], plane)
    casework.withdraw(actor=SYSTEM, case=pair[0])
    assert named(plane) == {ESCORT: False}


def test_a_wrong_tap_at_the_door_brings_the_escort_back_too(officer: Actor) -> None:
    case, person = children.ready_boy(officer)
    plane = children.at_the_door(case)
    field, seat = factories.actor("field"), buses.seat_of(person)
    movements.offload(actor=field, seat=seat, at=buses.AT_DOOR)
    assert named(plane) == {}
    movements.take_back_absence(actor=field, seat=seat, at=buses.AT_DOOR)
    assert named(plane) == {ESCORT: True}


def test_one_leads_a_few_children_of_a_departure_and_no_more(officer: Actor) -> None:
    plane = children.flight()
    pairs = [children.ready_boy(officer) for _ in range(track.CHILDREN_AN_ESCORT + 1)]
    for case, _person in pairs[:-1]:
        buses.booked(case, plane)
    case, person = pairs[-1]
    with pytest.raises(Refusal, match="más de 5 niñas y niños"):
        buses.booked(case, plane)
    take(officer, (case, person), "ESCORT", name=OTHER)
    take(officer, (case, person), "HANDOVER_ARRANGED", on=DAY)
    case.refresh_from_db()
    buses.booked(case, plane)
    assert named(plane) == {ESCORT: True, OTHER: True}
    with pytest.raises(Refusal, match="más de 5 niñas y niños"):
        take(officer, (case, person), "ESCORT")


def test_the_board_counts_the_children_among_those_who_need_somebody() -> None:
    ready.reference()
    plane, mother = children.flight(), factories.new_person()
    nine = [factories.new_person(birth_date=None, relation="CHILD") for _ in range(9)]
    case = factories.registered(mother, *nine)
    first, last = plane.stops.order_by("position")[0], plane.stops.order_by("-position")[0]
    booking = Booking.objects.create(
        office=case.office, case=case, departure=plane, from_stop=first, to_stop=last
    )
    for person in factories.people_of(case):
        BookedSeat.objects.create(
            office=case.office,
            booking=booking,
            departure=plane,
            person=person,
            state_since=factories.MONDAY,
        )
    assert shown.children_on([plane]) == {plane.pk: 9}
    (card,) = shown.cards([plane], queries.fills([plane]))
    assert card.escorts_needed == 2
