"""Two offices reach for the last seats at the same moment: one gets them, nobody gets half."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Leg, Proposal, ProposedSeat
from rumbo.movements.values import WantedPlan
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do things in threads of their own, each on its own connection; say how each ended."""
    start, said = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            deed()
            said[place] = "done"
        except Refusal as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(said)


def test_no_seat_is_sold_twice() -> None:
    ready.reference()
    cases, bus = [travel.ready_family() for _ in range(3)], travel.departure(seats=5)

    def booking(case: Case) -> Callable[[], object]:
        return lambda: movements.book_group(
            actor=SYSTEM, case=case, departure=bus, at=travel.BEFORE
        )

    assert at_once(*map(booking, cases)) == ["done", "done", "movements.full"]
    seats = BookedSeat.objects.live().filter(departure=bus)
    assert set(seats.values_list("seat_no", flat=True)) == {1, 2, 3, 4}
    assert seats.count() == 4
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {4}


def test_booking_and_withdrawing_at_once_leaves_no_seat_behind() -> None:
    ready.reference()
    case, bus = travel.ready_family(), travel.departure()
    said = at_once(
        lambda: movements.book_group(actor=SYSTEM, case=case, departure=bus, at=travel.BEFORE),
        lambda: casework.withdraw(actor=SYSTEM, case=Case.objects.get(pk=case.pk)),
    )
    assert "done" in said
    assert Case.objects.get().stage == "WITHDRAWN"
    assert not BookedSeat.objects.live().exists()
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {0}


def test_two_moves_across_each_other_do_not_hang() -> None:
    ready.reference()
    one, two = travel.ready_alone(), travel.ready_alone()
    here, there = travel.departure(), travel.departure()
    first, second = travel.booked(one, here), travel.booked(two, there)
    said = at_once(
        lambda: movements.move_booking(
            actor=SYSTEM, booking=first, departure=there, at=travel.BEFORE
        ),
        lambda: movements.move_booking(
            actor=SYSTEM, booking=second, departure=here, at=travel.BEFORE
        ),
    )
    assert said == ["done", "done"]
    assert {s.departure for s in BookedSeat.objects.live()} == {here, there}


def test_two_officers_who_accept_plans_of_the_same_seats_at_once_sell_none_twice() -> None:
    ready.reference()
    cases, bus = [travel.ready_family(), travel.ready_alone()], travel.departure(seats=3)
    day = travel.BEFORE.date()
    wanted: dict[str, Any] = {
        "first": day + timedelta(days=1),
        "last": day + timedelta(days=20),
        "seconds": 5,
    }
    with clock.travel_to(travel.BEFORE):
        plans = [
            movements.look_for_plan(
                proposal=movements.ask_plan(
                    actor=SYSTEM, office=factories.office(), wanted=WantedPlan(**wanted)
                ).pk
            )
            for _ in range(2)
        ]
        lines = {plan.pk: list(ProposedSeat.objects.filter(proposal=plan)) for plan in plans}

        def accepting(plan: Proposal) -> Callable[[], object]:
            return lambda: movements.accept_plan(
                actor=SYSTEM, proposal=plan, seats=lines[plan.pk], at=travel.BEFORE
            )

        assert at_once(*map(accepting, plans)) == ["done", "done"]
    seats = ProposedSeat.objects.filter(proposal__in=plans, kind="ADDED")
    for case in cases:
        assert sorted(seats.filter(case=case).values_list("outcome", flat=True)) == [
            "STALE",
            "TAKEN",
        ]
        assert Booking.objects.filter(case=case, ended_at=None).count() == 1
    assert BookedSeat.objects.live().filter(departure=bus).count() == 3
