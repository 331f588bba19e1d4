"""The day of departure: nobody leaves who did not say it today, and families stay together."""

from datetime import timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Task
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import Declaration, Reconfirmation, ShareConsent
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements import queries
from rumbo.movements.models import BookedSeat, Incident, Leg, Manifest, PassengerEvent
from rumbo.movements.values import NewEscort, NewIncident
from rumbo.protection import actions as protection
from rumbo.protection.values import NewClearance
from rumbo.registry.models import GroupMember
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def states(case: Case) -> set[str]:
    rows = BookedSeat.objects.filter(booking__case=case)
    return set(rows.values_list("state", flat=True))


def test_a_list_is_closed_in_two_versions_and_the_one_for_authorities_holds_no_needs() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    legal, own = Manifest.objects.order_by("kind")
    assert (legal.kind, own.kind, legal.number) == ("AUTHORITIES", "INTERNAL", 1)
    assert "care" not in legal.content["rows"][0]
    assert legal.content["rows"][0]["document_no"] == "E123456"
    assert {r["name"] for r in own.content["rows"]} == {
        p.full_name for p in factories.people_of(case)
    }
    bus.refresh_from_db()
    assert bus.status == "CONFIRMED"


def test_a_list_is_not_closed_while_somebody_lacks_something_and_it_says_who() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    Declaration.objects.update(withdrawn_at=travel.BEFORE)
    with pytest.raises(Refusal, match="Dilcia") as refusal:
        movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert refusal.value.code == "movements.not_ready_confirm"
    assert not Manifest.objects.exists()


def agreed(case: Case) -> None:
    for person in factories.people_of(case):
        ShareConsent.objects.create(
            office=case.office,
            person=person,
            recipient="RECEIVING_MISSION",
            given=True,
            wording="2026-11-20",
            occurred_at=factories.MONDAY,
        )


def test_those_who_receive_are_told_and_answer() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    case.receiving_notices.all().delete()
    agreed(case)
    with pytest.raises(Refusal):
        movements.note_answer(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert movements.tell_receiving_side(actor=SYSTEM, departure=bus, at=travel.BEFORE) == []
    assert movements.note_answer(actor=SYSTEM, departure=bus, at=travel.BEFORE) == 1
    assert case.receiving_notices.get().answered_on is not None
    assert case.receiving_notices.get().travel_date == bus.date


def test_nobody_is_announced_who_did_not_agree_to_it() -> None:
    case, other, bus = travel.ready_family(), travel.ready_alone(), travel.departure()
    for one in (case, other):
        travel.booked(one, bus)
        one.receiving_notices.all().delete()
    with pytest.raises(Refusal) as refusal:
        movements.tell_receiving_side(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert refusal.value.code == "movements.nobody_agreed"
    agreed(case)
    told = movements.tell_receiving_side(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert told == [other.number]
    assert not other.receiving_notices.exists()


def test_the_mission_is_not_told_of_who_keeps_it_from_the_origin_and_the_others_are() -> None:
    case, other, bus = travel.ready_family(), travel.ready_alone(), travel.departure()
    for one in (case, other):
        travel.booked(one, bus)
        one.receiving_notices.all().delete()
        agreed(one)
    protection.clear_trafficking(
        actor=factories.actor("protection"),
        case=other,
        person=factories.people_of(other)[0],
        clearance=NewClearance(share_with_origin=False),
    )
    told = movements.tell_receiving_side(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert told == [other.number]
    assert not other.receiving_notices.exists()


def test_boarding_opens_on_the_day_and_from_a_closed_list() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    movements.confirm_departure(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    with pytest.raises(Refusal) as refusal:
        movements.open_boarding(actor=SYSTEM, departure=bus, at=travel.AT_DOOR)
    assert refusal.value.code == "movements.no_manifest"
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    with pytest.raises(Refusal) as refusal:
        movements.open_boarding(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert refusal.value.code == "movements.not_today"


def test_nobody_boards_who_has_not_said_it_again_today() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    (person,) = factories.people_of(case)
    with pytest.raises(Refusal) as refusal:
        movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert refusal.value.code == "movements.not_ready_board"
    travel.all_board(case)
    assert Reconfirmation.objects.get().on == bus.date
    assert Case.objects.get().stage == "PRE_DEPARTURE"
    assert states(case) == {"BOARDED"}


def test_one_of_a_family_does_not_board_while_another_has_not_said_it() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    mother, _son = factories.people_of(case)
    movements.reconfirm(actor=SYSTEM, seat=travel.seat_of(mother), at=travel.AT_DOOR)
    with pytest.raises(Refusal, match="grupo"):
        movements.board(actor=SYSTEM, seat=travel.seat_of(mother), at=travel.AT_DOOR)


def test_a_child_is_heard_with_who_answers_for_them() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_say_yes(case)
    mother, son = factories.people_of(case)
    assert Reconfirmation.objects.get(person=son).by_guardian
    assert not Reconfirmation.objects.get(person=mother).by_guardian


def test_a_document_that_is_lost_on_the_day_keeps_a_person_off() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_say_yes(case)
    TravelDocument.objects.update(original_with="lost")
    (person,) = factories.people_of(case)
    with pytest.raises(Refusal) as refusal:
        movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert refusal.value.code == "movements.not_ready_board"


def test_who_was_booked_after_the_list_was_closed_boards_only_from_a_new_version() -> None:
    case, late, bus = travel.ready_alone(), travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    movements.book_group(actor=SYSTEM, case=late, departure=bus, at=travel.AT_DOOR)
    travel.all_say_yes(late)
    (person,) = factories.people_of(late)
    with pytest.raises(Refusal) as refusal:
        movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert refusal.value.code == "movements.no_manifest"
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.AT_DOOR)
    movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    newest = queries.latest_manifest(bus)
    assert newest is not None
    assert newest.number == 2


def test_a_tap_on_the_wrong_row_is_taken_back_for_ten_minutes() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_board(case)
    (person,) = factories.people_of(case)
    soon, later = (travel.AT_DOOR + timedelta(minutes=n) for n in (9, 20))
    movements.undo_board(actor=SYSTEM, seat=travel.seat_of(person), at=soon)
    assert states(case) == {"RECONFIRMED"}
    movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=soon)
    with pytest.raises(Refusal) as refusal:
        movements.undo_board(actor=SYSTEM, seat=travel.seat_of(person), at=later)
    assert refusal.value.code == "movements.too_late_to_undo"


def test_a_change_of_mind_at_the_door_lets_the_family_go_and_frees_every_seat() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_board(case)
    mother, _son = factories.people_of(case)
    movements.change_of_mind(
        actor=factories.actor("field"), seat=travel.seat_of(mother), at=travel.AT_DOOR
    )
    assert Case.objects.get().stage == "WITHDRAWN"
    assert states(case) == {"WITHDREW_AT_GATE"}
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {0}


def test_who_does_not_come_is_looked_for_and_can_be_booked_again() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    mother, _son = factories.people_of(case)
    movements.no_show(actor=SYSTEM, seat=travel.seat_of(mother), at=travel.AT_DOOR)
    assert states(case) == {"NO_SHOW"}
    assert Case.objects.get().stage == "ELIGIBILITY"
    assert Task.objects.filter(case=case, code="CONTACT_AFTER_NO_SHOW", urgent=True).exists()
    travel.booked(case, travel.departure())
    assert Case.objects.get().stage == "BOOKED"


def test_a_child_with_a_fever_stays_with_the_family() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_board(case)
    mother, son = factories.people_of(case)
    staying = movements.offload(actor=SYSTEM, seat=travel.seat_of(son), at=travel.AT_DOOR)
    assert {s.person_id for s in staying} == {mother.id, son.id}
    assert states(case) == {"OFFLOADED"}
    assert Task.objects.filter(case=case, person=son, role="health").exists()


def test_only_a_family_that_was_parted_before_is_parted_at_the_door() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    mother, son = factories.people_of(case)
    GroupMember.objects.filter(person=son).update(left_at=travel.AT_DOOR)
    movements.offload(actor=SYSTEM, seat=travel.seat_of(son), at=travel.AT_DOOR)
    assert travel.seat_of(mother).released_at is None
    assert travel.seat_of(son).state == "OFFLOADED"


def test_a_bus_waits_until_it_is_said_what_everybody_does() -> None:
    case, other, bus = travel.ready_alone(), travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.booked(other, bus)
    travel.boarding(bus)
    travel.all_board(case)
    with pytest.raises(Refusal) as refusal:
        movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    assert refusal.value.code == "movements.still_open"
    (absent,) = factories.people_of(other)
    movements.no_show(actor=SYSTEM, seat=travel.seat_of(absent), at=travel.AT_DOOR)
    movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    stages = {c.number: c.stage for c in Case.objects.all()}
    assert stages == {case.number: "IN_TRANSIT", other.number: "ELIGIBILITY"}


def test_a_bus_does_not_leave_the_day_after_on_yesterdays_word() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_board(case)
    with pytest.raises(Refusal) as refusal:
        movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES + timedelta(days=1))
    assert refusal.value.code == "movements.not_today"


def test_after_the_bus_left_nobody_can_change_their_mind_at_the_door() -> None:
    case = travel.ready_alone()
    travel.departed(case)
    (person,) = factories.people_of(case)
    with pytest.raises(Refusal) as refusal:
        movements.change_of_mind(actor=SYSTEM, seat=travel.seat_of(person), at=travel.LEAVES)
    assert refusal.value.code == "movements.not_open"


def test_stops_services_and_arrival() -> None:
    case = travel.ready_family()
    bus = travel.departed(case)
    border, centre = bus.stops.get(position=1), bus.stops.get(position=4)
    hours = [travel.LEAVES + timedelta(hours=n) for n in (2, 16)]
    movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=border, at=hours[0])
    given = movements.give_services(
        actor=SYSTEM, departure=bus, stop=border, given={"FOOD": 2, "MEDICAL": 0}, at=hours[0]
    )
    assert [(s.service, s.people) for s in given] == [("FOOD", 2)]
    day = queries.local_day(hours[1], centre.zone)
    assert [e.person_id for e in queries.expected_arrivals("HN-OMOA", day)] == [
        p.id for p in factories.people_of(case)
    ]
    travel.arrived(bus, at=hours[1])
    assert states(case) == {"ARRIVED"}
    assert Case.objects.get().stage == "ARRIVED"
    assert movements.close_departure(actor=SYSTEM, departure=bus).status == "CLOSED"
    kinds = PassengerEvent.objects.filter(person=factories.people_of(case)[0]).order_by(
        "recorded_at"
    )
    assert [e.kind for e in kinds] == ["BOOKED", "RECONFIRMED", "BOARDED", "ARRIVED"]


def test_a_danger_on_the_way_reaches_protection_the_same_day_and_only_them() -> None:
    case = travel.ready_alone()
    bus = travel.departed(case)
    (person,) = factories.people_of(case)
    movements.report_incident(
        actor=factories.actor("field"),
        departure=bus,
        incident=NewIncident(kind="THREAT", what="La siguieron en la parada.", person=person),
    )
    assert Incident.objects.get().compartment == "protection"
    task = Task.objects.get(code="DANGER_ON_THE_WAY")
    assert (task.role, task.urgent, task.compartment) == ("protection", True, "protection")


def test_who_leaves_on_the_way_is_not_counted_as_arrived() -> None:
    case, other = travel.ready_alone(), travel.ready_alone()
    bus = travel.departed(case, other)
    (person,) = factories.people_of(case)
    movements.left_en_route(actor=SYSTEM, seat=travel.seat_of(person), at=travel.LEAVES)
    travel.arrived(bus, at=travel.LEAVES + timedelta(hours=16))
    assert states(case) == {"LEFT_EN_ROUTE"}
    assert states(other) == {"ARRIVED"}
    assert Case.objects.get(pk=case.pk).stage == "CLOSED"
    assert Task.objects.filter(case=case, code="LEFT_EN_ROUTE", urgent=True).exists()


def test_an_escort_is_named_and_trained_or_not() -> None:
    bus = travel.departure()
    escort = movements.name_escort(
        actor=factories.actor("movements"),
        departure=bus,
        escort=NewEscort(name="Rosa Lima", kind="CHILD", trained_for_children=True),
    )
    assert escort.name == "Rosa Lima"
    with pytest.raises(Refusal):
        movements.name_escort(
            actor=factories.actor("counsellor"), departure=bus, escort=NewEscort(name="Otra")
        )


def test_a_word_tapped_on_the_wrong_row_is_taken_back_and_nobody_boards_on_it() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_say_yes(case)
    person = factories.people_of(case)[0]
    movements.take_back_word(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert states(case) == {"BOOKED"}
    assert not Reconfirmation.objects.filter(taken_back_at=None).exists()
    with pytest.raises(Refusal) as refusal:
        movements.take_back_word(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert refusal.value.code == "movements.seat_not_that_way"
    with pytest.raises(Refusal) as refusal:
        movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert refusal.value.code == "movements.not_ready_board"
    travel.all_board(case)
    assert states(case) == {"BOARDED"}


def test_who_is_aboard_gets_off_before_their_word_is_taken_back() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_board(case)
    person = factories.people_of(case)[0]
    with pytest.raises(Refusal) as refusal:
        movements.take_back_word(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)
    assert refusal.value.code == "movements.seat_not_that_way"
    assert Reconfirmation.objects.filter(taken_back_at=None).exists()
