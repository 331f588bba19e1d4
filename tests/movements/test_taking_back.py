"""What was tapped on the wrong row at the door is taken back, and nothing of it stays behind."""

from datetime import timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Contact, SideExit, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg
from rumbo.protection.models import CareNeeds
from rumbo.registry.models import GroupMember
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for
from tests.movements.test_views import address

pytestmark = pytest.mark.django_db
SOON = travel.AT_DOOR + timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def called(case: Case, bus: Departure) -> BookedSeat:
    """A group whose roll is being called."""
    travel.booked(case, bus)
    travel.boarding(bus)
    return travel.seat_of(factories.people_of(case)[0])


def states(case: Case) -> set[str]:
    rows = BookedSeat.objects.filter(booking__case=case)
    return set(rows.values_list("state", flat=True))


def taken(bus: Departure) -> set[int]:
    return set(Leg.objects.filter(departure=bus).values_list("taken", flat=True))


def refused(seat: BookedSeat, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        movements.take_back_absence(actor=SYSTEM, seat=seat, at=SOON)
    assert refusal.value.code == code


def test_who_was_said_not_to_have_come_is_called_again_and_nobody_looks_for_them() -> None:
    case, bus = travel.ready_family(), travel.departure()
    seat = called(case, bus)
    numbers = set(BookedSeat.objects.values_list("seat_no", flat=True))
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    movements.take_back_absence(actor=factories.actor("field"), seat=seat, at=SOON)
    assert states(case) == {"BOOKED"}
    assert Case.objects.get().stage == "BOOKED"
    assert taken(bus) == {2}
    assert set(BookedSeat.objects.live().values_list("seat_no", flat=True)) == numbers
    assert Booking.objects.get().ended_at is None
    assert not Task.objects.filter(code="CONTACT_AFTER_NO_SHOW", done_at=None).exists()
    assert not Contact.objects.filter(about="NO_SHOW", done_at=None).exists()
    assert SideExit.objects.get().ended_at == SOON
    told = set(JournalEntry.objects.values_list("code", flat=True))
    assert {"movements.no_show_undone", "casework.no_show_taken_back"} <= told
    assert "casework.task_done" not in told
    travel.all_board(case, SOON)
    assert movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES).status == "DEPARTED"


def test_who_was_aboard_boards_anew_with_the_word_said_today() -> None:
    case, bus = travel.ready_family(), travel.departure()
    seat = called(case, bus)
    travel.all_board(case)
    movements.offload(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    movements.take_back_absence(actor=SYSTEM, seat=seat, at=SOON)
    assert states(case) == {"RECONFIRMED"}
    assert Case.objects.get().stage == "PRE_DEPARTURE"
    assert not Task.objects.filter(code="SEE_BEFORE_TRAVEL", done_at=None).exists()
    for one in BookedSeat.objects.live():
        movements.board(actor=SYSTEM, seat=one, at=SOON)
    assert states(case) == {"BOARDED"}


def test_a_task_that_was_asked_before_the_tap_stays_asked() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    (person,) = factories.people_of(case)
    seat = called(case, bus)
    casework.open_task(
        actor=SYSTEM, case=case, role="health", code="SEE_BEFORE_TRAVEL", person=person,
        at=travel.BEFORE,
    )  # fmt: skip
    movements.offload(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    movements.take_back_absence(actor=SYSTEM, seat=seat, at=SOON)
    assert Task.objects.get(code="SEE_BEFORE_TRAVEL").done_at is None


def test_a_seat_that_somebody_else_holds_by_now_is_not_taken_from_them() -> None:
    case, other, bus = travel.ready_alone(), travel.ready_alone(), travel.departure(seats=1)
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    movements.book_group(actor=SYSTEM, case=other, departure=bus, at=travel.AT_DOOR)
    refused(seat, "movements.seat_given_away")
    assert states(case) == {"NO_SHOW"}
    assert states(other) == {"BOOKED"}
    assert Case.objects.get(pk=case.pk).stage == "ELIGIBILITY"


def test_where_only_the_number_is_gone_the_group_sits_elsewhere_on_the_same_bus() -> None:
    case, other, bus = travel.ready_alone(), travel.ready_alone(), travel.departure()
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    movements.book_group(actor=SYSTEM, case=other, departure=bus, at=travel.AT_DOOR)
    movements.take_back_absence(actor=SYSTEM, seat=seat, at=SOON)
    assert taken(bus) == {2}
    assert set(BookedSeat.objects.live().values_list("seat_no", flat=True)) == {1, 2}


def test_who_was_booked_again_meanwhile_keeps_the_new_seat() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    travel.booked(case, travel.departure())
    refused(seat, "movements.has_a_seat")


def test_who_decided_not_to_go_on_is_not_called_again() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    casework.withdraw(actor=SYSTEM, case=case, at=travel.AT_DOOR)
    refused(seat, "casework.not_that_way")
    assert taken(bus) == {0}


def test_after_the_unit_left_nothing_is_taken_back() -> None:
    case, other, bus = travel.ready_alone(), travel.ready_alone(), travel.departure()
    travel.booked(other, bus)
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    travel.all_board(other)
    movements.depart(actor=SYSTEM, departure=bus, at=travel.AT_DOOR)
    refused(seat, "movements.left_already")


def test_a_change_of_mind_is_not_a_slip_of_the_finger() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    seat = called(case, bus)
    movements.change_of_mind(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    refused(seat, "movements.seat_not_that_way")


def test_one_who_was_parted_from_the_group_before_is_not_brought_back_with_it() -> None:
    case, bus = travel.ready_family(), travel.departure()
    mother = called(case, bus)
    son = travel.seat_of(factories.people_of(case)[1])
    movements.no_show(actor=SYSTEM, seat=mother, at=travel.AT_DOOR)
    GroupMember.objects.filter(person=son.person_id).update(left_at=travel.AT_DOOR)
    back = movements.take_back_absence(actor=SYSTEM, seat=mother, at=SOON)
    assert [one.pk for one in back] == [mother.pk]
    assert taken(bus) == {1}


def test_on_the_roll_one_button_brings_a_family_back() -> None:
    case, bus = travel.ready_family(), travel.departure()
    seat = called(case, bus)
    client = client_for("field")
    tap = {"departure": bus.pk, "seat": seat.pk}
    with clock.travel_to(travel.AT_DOOR):
        gone = client.post(address("tap", **tap, what="no-show"), follow=True).text
        back = client.post(address("tap", **tap, what="back"), follow=True).text
    assert gone.count("Fue un error: sí viajan") == 1
    assert "su familia están otra vez en la lista" in back
    assert "Fue un error: sí viajan" not in back
    assert states(case) == {"BOOKED"}


def test_on_another_day_or_before_the_roll_is_called_nothing_is_taken_back() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    with pytest.raises(Refusal) as refusal:
        movements.take_back_absence(actor=SYSTEM, seat=seat, at=SOON - timedelta(days=2))
    assert refusal.value.code == "movements.not_today"
    Departure.objects.update(status="CONFIRMED")
    refused(seat, "movements.not_open")
    assert states(case) == {"NO_SHOW"}


def test_a_wheelchairs_place_that_was_given_to_another_is_not_taken_from_them() -> None:
    case, other = travel.ready_alone(), travel.ready_alone()
    bus = travel.departure(wheelchair_places=1)
    CareNeeds.objects.update(needs=["WHEELCHAIR"])
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    movements.book_group(actor=SYSTEM, case=other, departure=bus, at=travel.AT_DOOR)
    refused(seat, "movements.no_wheelchair_place")
    assert states(other) == {"BOOKED"}


def test_a_file_that_holds_another_booking_gets_no_second_one() -> None:
    case, bus = travel.ready_family(), travel.departure()
    seat = called(case, bus)
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    ended = Booking.objects.get()
    Booking.objects.filter(pk=ended.pk).update(ended_at=None)
    refused(seat, "movements.has_a_seat")
