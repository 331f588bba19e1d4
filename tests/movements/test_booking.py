"""Seats are held for whole groups, through one gate, and are never lost by accident."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Contact
from rumbo.common.refusal import Refusal
from rumbo.documents.models import LegalCheck, Parentage
from rumbo.movements import actions as movements
from rumbo.movements import queries
from rumbo.movements.models import BookedSeat, Booking, Leg, PassengerEvent
from rumbo.protection.models import CareNeeds, MppStanding, Screening
from rumbo.registry.models import GroupMember, Profile
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def test_a_departure_follows_its_route_from_where_it_starts() -> None:
    bus = travel.departure()
    assert [s.place for s in bus.stops.all()] == [
        "TAP",
        "MX-GT-HIDALGO",
        "GT-TU",
        "GT-HN-CORINTO",
        "HN-OMOA",
    ]
    assert bus.legs.count() == 4
    assert bus.code == "TAP-250312-1"
    assert bus.date == date(2025, 3, 12)


def test_two_departures_of_a_day_have_two_codes() -> None:
    assert [travel.departure().code for _ in range(2)] == ["TAP-250312-1", "TAP-250312-2"]


def test_nobody_plans_for_yesterday() -> None:
    with pytest.raises(Refusal, match="antes de hoy"):
        travel.departure(factories.MONDAY - timedelta(days=2))


def test_a_whole_family_is_booked_side_by_side() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    seats = queries.seats_of(case)
    assert [s.seat_no for s in seats] == [1, 2]
    assert (booking.from_stop.place, booking.to_stop.place) == ("TAP", "HN-OMOA")
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {2}
    assert Case.objects.get().stage == "BOOKED"
    assert Contact.objects.get(case=case).about == "SEAT"
    assert PassengerEvent.objects.filter(kind="BOOKED").count() == 2
    assert JournalEntry.objects.filter(code="movements.booked", case_id=case.id).exists()


def test_by_air_a_seat_has_no_number() -> None:
    case = travel.ready_alone()
    flight = travel.departure(route="A-TAP-HN-SPS", start="")
    travel.booked(case, flight)
    assert [s.seat_no for s in queries.seats_of(case)] == [None]


def test_a_family_that_does_not_fit_is_not_parted() -> None:
    case, bus = travel.ready_family(), travel.departure(seats=1)
    with pytest.raises(Refusal, match="Nadie se separa") as refusal:
        travel.booked(case, bus)
    assert refusal.value.code == "movements.full"


def test_one_person_holds_one_live_seat() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    with pytest.raises(Refusal) as refusal:
        travel.booked(case, travel.departure())
    assert refusal.value.code == "movements.has_a_seat"


def test_a_wheelchair_needs_its_place() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    CareNeeds.objects.update(needs=["WHEELCHAIR"])
    with pytest.raises(Refusal) as refusal:
        travel.booked(case, bus)
    assert refusal.value.code == "movements.no_wheelchair_place"
    travel.booked(case, travel.departure(wheelchair_places=1))


def test_nobody_is_booked_who_has_only_registered() -> None:
    case, bus = factories.registered(), travel.departure()
    with pytest.raises(Refusal, match="Todavía no se puede apartar lugar") as refusal:
        travel.booked(case, bus)
    assert refusal.value.code == "movements.not_ready_book"
    assert not BookedSeat.objects.exists()


BARRED = {
    "a child without parent or guardian": lambda: GroupMember.objects.exclude(guardian=None).update(
        guardian_relation="OTHER_RELATIVE"
    ),
    "parentage not shown": lambda: Parentage.objects.update(shown=False),
    "trafficking": lambda: Screening.objects.update(codes=["VOT"]),
    "kidnapping": lambda: Screening.objects.update(codes=["KIDNAPPING_VICTIM"]),
    "family violence": lambda: Screening.objects.update(codes=["FAMILY_VIOLENCE"]),
    "in MPP": lambda: MppStanding.objects.update(in_mpp=True),
    "in custody": lambda: Screening.objects.update(in_custody=True),
    "an asylum claim": lambda: Profile.objects.update(status="ASYLUM_SEEKER"),
    "may not leave": lambda: LegalCheck.objects.update(bar=True),
}


@pytest.mark.parametrize("what", BARRED)
def test_nobody_is_booked_before_their_track_exists(what: str) -> None:
    case, bus = travel.ready_family(), travel.departure()
    BARRED[what]()
    with pytest.raises(Refusal) as refusal:
        travel.booked(case, bus)
    assert refusal.value.code == "movements.not_ready_book"
    assert not BookedSeat.objects.exists()


def test_movement_staff_do_not_learn_why_somebody_cannot_be_booked() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    Screening.objects.update(codes=["VOT"])
    with pytest.raises(Refusal) as refusal:
        movements.book_group(
            actor=factories.actor("movements"), case=case, departure=bus, at=travel.BEFORE
        )
    assert "Protección" in refusal.value.sentence
    assert "trata" not in refusal.value.sentence.lower()


def test_a_counsellor_books_nobody() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    with pytest.raises(Refusal) as refusal:
        movements.book_group(
            actor=factories.actor("counsellor"), case=case, departure=bus, at=travel.BEFORE
        )
    assert refusal.value.code == "access.not_your_role"


def test_people_get_on_before_they_get_off() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    first, *_rest, last = bus.stops.all()
    with pytest.raises(Refusal) as refusal:
        movements.book_group(
            actor=SYSTEM, case=case, departure=bus, stops=(last, first), at=travel.BEFORE
        )
    assert refusal.value.code == "movements.not_on_the_way"


def test_seats_given_back_are_free_and_the_group_waits_where_it_stood() -> None:
    case, bus = travel.ready_family(), travel.departure(seats=2)
    booking = travel.booked(case, bus)
    movements.release_booking(actor=SYSTEM, booking=booking, at=travel.BEFORE)
    assert Case.objects.get().stage == "ELIGIBILITY"
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {0}
    travel.booked(case, bus)
    assert len(queries.seats_of(case)) == 2


def test_a_group_moves_whole_or_stays_where_it_is() -> None:
    case, bus, full = travel.ready_family(), travel.departure(), travel.departure(seats=1)
    booking = travel.booked(case, bus)
    with pytest.raises(Refusal):
        movements.move_booking(actor=SYSTEM, booking=booking, departure=full, at=travel.BEFORE)
    assert {s.departure for s in queries.seats_of(case)} == {bus}
    other = travel.departure()
    movements.move_booking(
        actor=SYSTEM, booking=Booking.objects.get(pk=booking.pk), departure=other, at=travel.BEFORE
    )
    assert {s.departure for s in queries.seats_of(case)} == {other}


def test_in_the_evening_a_seat_may_still_be_kept_until_that_day() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    booking = travel.booked(case, bus)
    evening = datetime(2025, 3, 10, 3, 0, tzinfo=UTC)
    kept = movements.keep_until(actor=SYSTEM, booking=booking, until=date(2025, 3, 9), at=evening)
    assert kept.provisional_until == date(2025, 3, 9)
    with pytest.raises(Refusal):
        movements.keep_until(actor=SYSTEM, booking=booking, until=date(2025, 3, 8), at=evening)


def test_a_provisional_booking_ends_on_its_day() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    movements.book_group(
        actor=SYSTEM,
        case=case,
        departure=bus,
        provisional_until=date(2025, 3, 9),
        at=travel.BEFORE,
    )
    assert movements.release_expired(today=date(2025, 3, 9)) == 0
    assert movements.release_expired(today=date(2025, 3, 10)) == 1
    assert queries.seats_of(case) == []
    assert Contact.objects.filter(case=case, about="CHANGE").exists()


def test_what_cannot_be_given_back_keeps_nobody_elses_seat() -> None:
    bus = travel.departure()
    first, _second = (
        movements.book_group(
            actor=SYSTEM, case=case, departure=bus,
            provisional_until=date(2025, 3, 9), at=travel.BEFORE,
        )
        for case in (travel.ready_alone(), travel.ready_alone())
    )  # fmt: skip
    BookedSeat.objects.filter(booking=first).update(released_at=travel.BEFORE)
    assert movements.release_expired(today=date(2025, 3, 10)) == 1
    assert list(Booking.objects.filter(ended_at=None)) == [first]


def test_a_withdrawal_frees_the_seats_in_the_same_breath() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    casework.withdraw(actor=SYSTEM, case=case, at=travel.BEFORE)
    assert not BookedSeat.objects.live().exists()
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {0}
    assert Case.objects.get().stage == "WITHDRAWN"


def test_a_bus_that_shrinks_names_whom_it_cannot_carry_and_drops_nobody() -> None:
    family, alone, bus = travel.ready_family(), travel.ready_alone(), travel.departure()
    travel.booked(family, bus)
    travel.booked(alone, bus)
    with pytest.raises(Refusal, match=alone.number) as refusal:
        movements.change_seats(actor=SYSTEM, departure=bus, seats=2)
    assert family.number not in refusal.value.sentence
    assert BookedSeat.objects.live().count() == 3
    assert movements.change_seats(actor=SYSTEM, departure=bus, seats=3).seats == 3


def test_a_smaller_bus_gives_its_people_numbers_that_exist() -> None:
    family, alone, bus = travel.ready_family(), travel.ready_alone(), travel.departure()
    booking = travel.booked(family, bus)
    travel.booked(alone, bus)
    movements.release_booking(actor=SYSTEM, booking=booking, at=travel.BEFORE)
    movements.change_seats(actor=SYSTEM, departure=bus, seats=1)
    assert [s.seat_no for s in queries.seats_of(alone)] == [1]


def test_a_cancelled_departure_puts_everybody_back_to_waiting_and_asks_to_tell_them() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    movements.cancel_departure(actor=SYSTEM, departure=bus, why="Paro en la carretera.")
    assert Case.objects.get().stage == "ELIGIBILITY"
    assert not BookedSeat.objects.live().exists()
    assert Contact.objects.filter(case=case, about="CANCELLED").exists()
    with pytest.raises(Refusal):
        travel.booked(case, bus)
