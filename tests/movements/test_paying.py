"""What seats and vehicles cost: promised, spent and given back by the same verbs, never overdrawn."""

import os
import random
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure
from rumbo.movements.proposal.money import committed
from rumbo.programmes import books
from rumbo.programmes.models import Posting
from rumbo.programmes.rules import money as rules
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, OTHER, holding, paid_by, pots
from tests.movements.test_sequences import MOMENTS, deeds

pytestmark = pytest.mark.django_db
SEAT, BUS = 2_500, 450_000
SEEDS = 60 if os.environ.get("RUMBO_DEEP") else 4
STEPS = 40


def refused(code: str, deed: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code


def balanced() -> None:
    """Balances are sums of postings, and what stands of seats and vehicles is what stands in rows."""
    assert books.unbalanced() == []
    live = BookedSeat.objects.live().exclude(booking__case__funding_line="")
    stands = books.standing_of(list(Posting.objects.values_list("about", flat=True)))
    seats = {one.cost.about: one for one in stands if one.cost.purpose == "SEAT"}
    assert seats.keys() == {seat.pk for seat in live}
    for seat in live.select_related("departure", "booking__case"):
        one = seats[seat.pk]
        assert one.pot == ("SPENT" if seat.departure.has_left else "COMMITTED")
        assert (one.minor, one.cost.line) == (SEAT, seat.booking.case.funding_line)
        assert (one.cost.person, one.cost.case) == (seat.person_id, seat.booking.case_id)
    for name in ("departure", "case", "person"):
        for line, row in books.balances().items():
            parts = books.pots_by(name, line=line).values()
            sums = {pot: sum(one[pot] for one in parts) for pot in rules.POTS}
            assert sums == {
                "PLANNED": row.planned, "COMMITTED": row.committed, "SPENT": row.spent,
            }  # fmt: skip


def test_a_journey_moves_money_from_planned_to_spent() -> None:
    ready.reference()
    case, bus = paid_by(travel.ready_family()), travel.departure(funding_line=LINE)
    assert pots() == {"PLANNED": BUS, "COMMITTED": 0, "SPENT": 0}
    travel.booked(case, bus)
    assert pots() == {"PLANNED": BUS, "COMMITTED": 2 * SEAT, "SPENT": 0}
    travel.boarding(bus)
    assert pots() == {"PLANNED": 0, "COMMITTED": BUS + 2 * SEAT, "SPENT": 0}
    travel.all_board(case)
    movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    assert pots() == {"PLANNED": 0, "COMMITTED": 0, "SPENT": BUS + 2 * SEAT}
    balanced()


def test_the_line_that_the_decision_names_pays_for_the_group_and_no_other() -> None:
    ready.reference()
    one, two = paid_by(travel.ready_alone()), paid_by(travel.ready_alone(), OTHER)
    bus = travel.departure()
    for case in (one, two, travel.ready_alone()):
        travel.booked(case, bus)
    assert pots()["COMMITTED"] == pots(OTHER)["COMMITTED"] == SEAT
    assert books.promised()[LINE] == SEAT
    balanced()


def test_seats_given_back_give_the_money_back() -> None:
    ready.reference()
    case, bus = paid_by(travel.ready_family()), travel.departure()
    booking = travel.booked(case, bus)
    movements.release_booking(actor=SYSTEM, booking=booking, at=travel.BEFORE)
    assert pots()["COMMITTED"] == 0
    booking = travel.booked(case, bus)
    moved = movements.move_booking(
        actor=SYSTEM, booking=booking, departure=travel.departure(seat_cost=700), at=travel.BEFORE
    )
    assert pots()["COMMITTED"] == 1_400
    casework.withdraw(actor=SYSTEM, case=case, at=travel.BEFORE)
    assert pots()["COMMITTED"] == 0
    assert Booking.objects.get(pk=moved.pk).ended_at is not None
    assert books.unbalanced() == []


def test_who_did_not_come_is_not_paid_for_and_who_comes_after_all_is() -> None:
    ready.reference()
    holding(2 * SEAT)
    case, bus = paid_by(travel.ready_alone()), travel.departure()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    movements.no_show(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    assert pots()["COMMITTED"] == 0
    movements.take_back_absence(actor=SYSTEM, seat=seat, at=travel.AT_DOOR)
    assert pots()["COMMITTED"] == SEAT
    balanced()


def test_a_cancelled_departure_gives_everything_back() -> None:
    ready.reference()
    cases = [paid_by(travel.ready_alone()), paid_by(travel.ready_alone(), OTHER)]
    bus = travel.departure(funding_line=LINE)
    for case in cases:
        travel.booked(case, bus)
    movements.confirm_departure(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    movements.cancel_departure(actor=SYSTEM, departure=bus, why="Huracán", at=travel.BEFORE)
    assert pots() == pots(OTHER) == {"PLANNED": 0, "COMMITTED": 0, "SPENT": 0}
    balanced()


def test_a_departure_put_off_to_another_day_is_not_sure_and_its_vehicle_only_planned() -> None:
    ready.reference()
    bus = travel.departure(funding_line=LINE)
    movements.confirm_departure(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert pots()["COMMITTED"] == BUS
    movements.reschedule_departure(
        actor=SYSTEM, departure=bus, leaves_at=travel.LEAVES + timedelta(days=3), at=travel.BEFORE
    )
    assert pots() == {"PLANNED": BUS, "COMMITTED": 0, "SPENT": 0}


def test_a_group_is_not_booked_by_halves_where_its_line_cannot_pay_for_all() -> None:
    ready.reference()
    holding(2 * SEAT - 1)
    case, bus = paid_by(travel.ready_family()), travel.departure()
    refused("programmes.line_short", lambda: travel.booked(case, bus))
    assert not BookedSeat.objects.exists()
    assert not Posting.objects.exists()
    holding(2 * SEAT)
    travel.booked(case, bus)
    balanced()


def test_a_vehicle_that_its_line_cannot_pay_is_not_confirmed() -> None:
    ready.reference()
    holding(BUS - 1)
    bus = travel.departure(funding_line=LINE)
    refused(
        "programmes.line_short",
        lambda: movements.confirm_departure(actor=SYSTEM, departure=bus, at=travel.BEFORE),
    )
    assert Departure.objects.get(pk=bus.pk).status == "PLANNED"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_books_balance_whatever_people_tap_in_whatever_order(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    ready.reference()
    holding(BUS + 3 * SEAT - (1 if seed % 2 else 0))
    lines = (LINE, LINE, OTHER)
    cases = [paid_by(travel.ready_alone(), line) for line in lines]
    bus, other = travel.departure(funding_line=LINE), travel.departure()
    for step in range(STEPS):
        at = MOMENTS[min(step * len(MOMENTS) // STEPS, len(MOMENTS) - 1)]
        chosen = dice.choice([*deeds(dice, cases, bus), _elsewhere(dice, cases, bus, other)])
        try:
            with transaction.atomic():
                chosen(at)
        except Refusal:
            continue
        balanced()
    balanced()


def _elsewhere(
    dice: random.Random, cases: list[Case], bus: Departure, other: Departure
) -> Callable[..., object]:
    """Taking a group to the other bus, or cancelling that one."""
    booking = Booking.objects.filter(case=dice.choice(cases), ended_at=None).first()
    if booking is None:
        return lambda at: movements.cancel_departure(actor=SYSTEM, departure=other, at=at)
    to = other if booking.departure_id == bus.pk else bus
    return lambda at: movements.move_booking(actor=SYSTEM, booking=booking, departure=to, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_who_reach_for_the_last_dollars_at_once_do_not_both_get_them() -> None:
    ready.reference()
    holding(3 * SEAT)
    # Two buses: nothing but the money makes the two wait for each other.
    pairs = [(paid_by(travel.ready_family()), travel.departure()) for _ in range(2)]
    start, said = threading.Barrier(2), ["", ""]

    def run(place: int) -> None:
        case, bus = pairs[place]
        try:
            start.wait(timeout=20)
            travel.booked(case, bus)
            said[place] = "done"
        except Refusal as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(said) == ["done", "programmes.line_short"]
    assert pots()["COMMITTED"] == 2 * SEAT
    assert BookedSeat.objects.live().count() == 2
    balanced()


def _sum_of_rows() -> dict[str, int]:
    """What lines have promised for journeys, summed over seats and vehicles themselves."""
    total = {LINE: 0, OTHER: 0}
    live = BookedSeat.objects.live().exclude(booking__case__funding_line="")
    for seat in live.select_related("departure", "booking__case"):
        total[seat.booking.case.funding_line] += seat.departure.seat_cost
    used = Departure.objects.filter(booked__released_at=None, booked__isnull=False).distinct()
    for bus in used.exclude(funding_line=""):
        total[bus.funding_line] += bus.fixed_cost
    return total


def test_the_planner_is_told_what_the_rows_themselves_say() -> None:
    ready.reference()
    one, two = paid_by(travel.ready_family()), paid_by(travel.ready_alone(), OTHER)
    sure, unsure = travel.departure(funding_line=LINE), travel.departure(funding_line=OTHER)
    empty = travel.departure(funding_line=LINE)
    movements.confirm_departure(actor=SYSTEM, departure=empty, at=travel.BEFORE)
    first, _second = travel.booked(one, sure), travel.booked(two, unsure)
    for deed in (
        lambda: travel.boarding(sure),
        lambda: travel.all_board(one),
        lambda: movements.depart(actor=SYSTEM, departure=sure, at=travel.LEAVES),
    ):
        assert {line: committed()[line] for line in (LINE, OTHER)} == _sum_of_rows()
        assert committed([first.pk])[LINE] == _sum_of_rows()[LINE] - 2 * SEAT
        deed()
    assert {line: committed()[line] for line in (LINE, OTHER)} == _sum_of_rows()
    assert _sum_of_rows() == {LINE: BUS + 2 * SEAT, OTHER: BUS + SEAT}
