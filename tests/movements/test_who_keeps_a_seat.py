"""Who keeps no seat: somebody who fears to go back, and somebody who has one already."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import Session
from rumbo.movements import actions as movements
from rumbo.movements import jobs
from rumbo.movements.models import BookedSeat, Booking
from rumbo.protection import actions as protection
from rumbo.protection.models import Screening
from rumbo.registry import actions as registry
from tests import factories
from tests.at_once import at_once
from tests.factories import movements as buses
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere
from tests.movements.test_joining import Hand

pytestmark = pytest.mark.django_db


def joined(one: Case, other: Case) -> None:
    """Somebody found that the two are one person."""
    pair = registry.suspect_duplicate(
        actor=SYSTEM,
        earlier=factories.people_of(one)[0],
        later=factories.people_of(other)[0],
        probability=0.97,
        reasons=[],
    )
    registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")


def beside_the_desk() -> int:
    """Do what was put off about those who were booked; say how often."""
    put_off = ProcrastinateJob.objects.filter(task_name="movements.ask_about_booking")
    mine = [str(key) for key in Booking.objects.values_list("pk", flat=True)]
    asked = put_off.filter(args__booking__in=mine)
    for job in asked:
        jobs.ask_about_booking(**job.args)
    return len(asked)


def test_fear_told_after_booking_frees_the_seats_and_goes_to_protection() -> None:
    ready.reference()
    case, bus = buses.ready_family(), buses.departure()
    buses.booked(case, bus)
    protection.ask_fear(
        actor=factories.actor("protection"),
        case=case,
        person=factories.people_of(case)[0],
        alone=True,
        answer="YES",
        at=buses.BEFORE,
    )
    assert Case.objects.get(pk=case.pk).stage == "REFERRED_PROTECTION"
    assert not BookedSeat.objects.live().filter(booking__case=case).exists()


def test_somebody_holds_one_seat_however_often_they_registered() -> None:
    ready.reference()
    case, again, bus = buses.ready_alone(), buses.ready_alone(), buses.departure()
    joined(case, again)
    buses.booked(case, bus)
    with pytest.raises(Refusal) as refusal:
        buses.booked(again, bus)
    assert refusal.value.code == "movements.has_a_seat"


class TestUnderARegistrationThatIsHidden:
    """It is refused like any word of protection's that is missing, and protection is asked."""

    @pytest.fixture(autouse=True)
    def _places(self) -> None:
        ready.reference()

    def twofold(self, *, sealed: bool = True, at: Office | None = None) -> tuple[Case, Case]:
        """The file that holds a seat, kept apart, and another file of the same person."""
        case = ready.make_ready(factories.registered(at=at), travel=ready.TRAVEL)
        again = buses.ready_alone()
        joined(case, again)
        if sealed:
            person = factories.people_of(case)[0]
            registry.seal_person(
                actor=factories.actor("protection"), person=person, why="IN_DANGER"
            )
        buses.booked(case, buses.departure())
        return case, again

    def refused(self, case: Case, *roles: str) -> Refusal:
        with pytest.raises(Refusal) as refusal:
            movements.book_group(
                actor=factories.actor(*roles), case=case, departure=buses.departure(),
                at=buses.BEFORE,
            )  # fmt: skip
        return refusal.value

    @pytest.mark.parametrize("how", ["reserved", "another office"])
    def test_it_is_said_as_of_anything_of_protections(self, how: str) -> None:
        here = how == "reserved"
        _case, again = self.twofold(sealed=here, at=None if here else elsewhere())
        unscreened = buses.ready_alone()
        Screening.objects.filter(person=factories.people_of(unscreened)[0]).delete()
        told, common = self.refused(again, "movements"), self.refused(unscreened, "movements")
        assert told.code == common.code == "movements.not_ready_book"
        said = "Dilcia: falta algo que le toca a Protección."
        assert str(told.sentence) == f"Todavía no se puede apartar lugar. {said}"
        assert said in str(common.sentence)
        assert not BookedSeat.objects.filter(booking__case=again).exists()

    def test_the_reserved_file_does_not_tell_of_the_open_one(self) -> None:
        case, again = self.twofold()
        movements.release_booking(actor=SYSTEM, booking=Booking.objects.get(), at=buses.BEFORE)
        buses.booked(again, buses.departure())
        assert self.refused(case, "movements").code == "movements.not_ready_book"

    def test_who_may_know_of_both_is_told(self) -> None:
        _case, again = self.twofold()
        assert self.refused(again, "movements", "protection").code == "movements.has_a_seat"

    def test_what_else_is_missing_is_said_first(self) -> None:
        _case, again = self.twofold()
        Session.objects.filter(person=factories.people_of(again)[0]).delete()
        told = str(self.refused(again, "movements").sentence)
        assert "Falta completar la consejería" in told
        assert "Protección" not in told

    def test_on_the_page_it_is_refused_alike(self) -> None:
        _case, again = self.twofold(sealed=False, at=elsewhere())
        bus = buses.departure()
        with clock.travel_to(buses.BEFORE):
            answer = client_for("movements").post(
                reverse("movements:book", args=[bus.pk, again.pk])
            )
        assert "falta algo que le toca a" in answer.text
        assert "ya tiene lugar" not in answer.text

    def test_protection_is_asked_once_with_which_file_they_travel(self) -> None:
        _case, again = self.twofold()
        assert beside_the_desk() == 1
        task = Task.objects.get(code="SEAT_UNDER_ANOTHER")
        assert (task.case_id, task.person_id) == (again.pk, factories.people_of(again)[0].pk)
        assert (task.role, task.compartment) == ("protection", "protection")
        assert movements.ask_about_twofold() == 1
        casework.finish_task(actor=SYSTEM, task=task)
        movements.ask_about_twofold()
        assert Task.objects.filter(code="SEAT_UNDER_ANOTHER").count() == 1
        url = reverse("casework:tasks")
        assert "con qué expediente viaja" not in client_for("movements").get(url).text

    def test_somebody_joined_after_the_booking_is_asked_about_within_the_hour(self) -> None:
        case, again = buses.ready_alone(), buses.ready_alone()
        person = factories.people_of(case)[0]
        buses.booked(case, buses.departure())
        joined(case, again)
        assert movements.ask_about_twofold() == 0  # whoever books may see both, and is told
        registry.seal_person(actor=factories.actor("protection"), person=person, why="IN_DANGER")
        assert movements.ask_about_twofold() == 1
        task = Task.objects.get(code="SEAT_UNDER_ANOTHER")
        page = client_for("protection").get(reverse("casework:tasks")).text
        assert task.case_id == again.pk
        assert "con qué expediente viaja" in page

    def test_a_file_that_is_over_is_asked_about_no_more(self) -> None:
        case, again = buses.ready_alone(), buses.ready_alone()
        joined(case, again)
        casework.withdraw(actor=SYSTEM, case=again, at=buses.BEFORE)
        person = factories.people_of(case)[0]
        registry.seal_person(actor=factories.actor("protection"), person=person, why="IN_DANGER")
        buses.booked(case, buses.departure())
        assert beside_the_desk() == 0
        assert movements.ask_about_twofold() == 0
        assert not Task.objects.filter(code="SEAT_UNDER_ANOTHER").exists()

    def test_at_the_door_it_is_said_alike(self) -> None:
        case, again, bus = buses.ready_alone(), buses.ready_alone(), buses.departure()
        buses.booked(again, bus)
        buses.boarding(bus)
        seat = buses.seat_of(factories.people_of(again)[0])
        movements.no_show(actor=SYSTEM, seat=seat, at=buses.AT_DOOR)
        joined(case, again)
        buses.booked(case, buses.departure())
        soon = buses.AT_DOOR + timedelta(minutes=15)

        def told() -> str:
            with pytest.raises(Refusal) as refusal:
                movements.take_back_absence(actor=factories.actor("field"), seat=seat, at=soon)
            return refusal.value.code

        assert told() == "movements.has_a_seat"
        person = factories.people_of(case)[0]
        registry.seal_person(actor=factories.actor("protection"), person=person, why="IN_DANGER")
        assert told() == "movements.not_ready_board"


@pytest.mark.django_db(transaction=True)
def test_two_files_of_one_person_that_are_booked_at_one_moment_get_one_seat() -> None:
    ready.reference()
    case, again = buses.ready_alone(), buses.ready_alone()
    joined(case, again)
    one, other = buses.departure(), buses.departure()
    said = at_once(lambda: buses.booked(case, one), lambda: buses.booked(again, other))
    assert said == ["done", "movements.has_a_seat"]
    assert BookedSeat.objects.live().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["the sealed one", "the open one"])
def test_two_files_kept_apart_that_are_booked_at_one_moment_get_one_seat_and_one_question(
    first: str,
) -> None:
    ready.reference()
    one, other = buses.ready_alone(), buses.ready_alone()
    joined(one, other)
    sealed = one if first == "the sealed one" else other
    registry.seal_person(
        actor=factories.actor("protection"), person=factories.people_of(sealed)[0], why="IN_DANGER"
    )
    here, there = buses.departure(), buses.departure()
    with transaction.atomic():
        buses.booked(one, here)
        # It holds its own file and waits for the human being: the COMMIT wants nothing of it.
        booking = Hand(lambda: buses.booked(other, there))
        assert booking.is_held_up()
    assert booking.ended() == "movements.has_a_seat"
    assert [seat.departure for seat in BookedSeat.objects.live()] == [here]
    assert not Task.objects.filter(code="SEAT_UNDER_ANOTHER").exists()
    assert beside_the_desk() == 1
    assert Task.objects.get(code="SEAT_UNDER_ANOTHER").case == other


@pytest.mark.django_db(transaction=True)
def test_a_file_in_which_somebody_writes_is_asked_about_later_and_the_others_now() -> None:
    ready.reference()
    others = []
    for _ in range(2):
        one, other = buses.ready_alone(), buses.ready_alone()
        joined(one, other)
        person = factories.people_of(one)[0]
        registry.seal_person(actor=factories.actor("protection"), person=person, why="IN_DANGER")
        buses.booked(one, buses.departure())
        others.append(other)
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=others[0].pk)
        asking = Hand(movements.ask_about_twofold)
        assert asking.ended() == "done"
    asked = Task.objects.filter(code="SEAT_UNDER_ANOTHER")
    assert [task.case for task in asked] == [others[1]]
    assert movements.ask_about_twofold() == 2
    assert set(asked.values_list("case", flat=True)) == {one.pk for one in others}
