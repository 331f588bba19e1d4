"""Who stops before the bus leaves keeps the family together: seats are free, the file waits again."""

from datetime import timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.counselling import actions as counselling
from rumbo.movements import actions as movements
from rumbo.movements import queries
from rumbo.movements.models import BookedSeat, Booking, Leg
from rumbo.readiness import queries as readiness
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def held(case: Case) -> int:
    return BookedSeat.objects.live().filter(booking__case=case).count()


def test_taking_back_a_childs_declaration_frees_the_family_and_the_file_waits_again() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    _mother, son = factories.people_of(case)
    counselling.withdraw_child_declaration(
        actor=factories.actor("counsellor"), case=case, child=son, at=travel.BEFORE
    )
    assert held(case) == 0
    assert Case.objects.get().stage == "ELIGIBILITY"
    assert Booking.objects.get().ended_at is not None
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {0}


def test_somebody_in_danger_keeps_no_seat_and_goes_to_protection() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    casework.report_danger(
        actor=factories.actor("field"),
        case=case,
        person=factories.people_of(case)[1],
        at=travel.BEFORE,
    )
    assert held(case) == 0
    assert Case.objects.get().stage == "REFERRED_PROTECTION"


def test_a_family_that_is_parted_by_decision_keeps_the_seats_of_those_who_go() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    mother, son = factories.people_of(case)
    freed = movements.release_people(
        actor=SYSTEM, case=case, people=[son.pk], kind="SPLIT", at=travel.BEFORE
    )
    assert (freed, held(case)) == (1, 1)
    assert travel.seat_of(mother).released_at is None
    assert Case.objects.get().stage == "BOOKED"


def test_who_left_on_the_way_has_no_booking_any_more_and_a_family_has_until_all_arrive() -> None:
    alone, family = travel.ready_alone(), travel.ready_family()
    travel.departed(alone, family)
    for case in (alone, family):
        person = factories.people_of(case)[0]
        movements.left_en_route(actor=SYSTEM, seat=travel.seat_of(person), at=travel.LEAVES)
    open_ones = Booking.objects.filter(ended_at=None)
    assert [booking.case_id for booking in open_ones] == [family.pk]


def test_a_notice_of_one_journey_tells_nobody_of_another() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    notice = case.receiving_notices.get()

    def may_go() -> bool:
        return readiness.may(case, "CONFIRM", plan=ready.plan(), today=travel.BEFORE.date())

    assert may_go()
    case.receiving_notices.update(travel_date=bus.date - timedelta(days=7))
    assert not may_go()
    assert queries.notice_of(case, bus) is None
    case.receiving_notices.update(travel_date=bus.date)
    assert may_go()
    assert queries.notice_of(case, bus) == notice
