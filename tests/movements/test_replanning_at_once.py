"""A bus is cancelled and its groups are sent elsewhere while others write on the same rows."""

from datetime import timedelta

import pytest
from django.db import transaction

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking
from rumbo.programmes import books
from rumbo.programmes.models import LineBalance
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, OTHER, holding, paid_by, pots
from tests.movements.test_joining import Hand

pytestmark = pytest.mark.django_db(transaction=True)
SEAT = 2_500


def test_whoever_got_on_another_bus_while_this_one_waited_stays_there() -> None:
    ready.reference()
    first, second = travel.ready_alone(), travel.ready_alone()
    bus, sent, chosen = (
        travel.departure(travel.LEAVES + timedelta(days=days)) for days in (0, 2, 3)
    )
    travel.booked(first, bus)
    theirs = travel.booked(second, bus)
    done: list[movements.Replanned] = []

    def replan() -> None:
        done.extend(
            movements.cancel_and_replan(
                actor=SYSTEM,
                departure=bus,
                onto={first.pk: sent, second.pk: sent},
                at=travel.BEFORE,
            )
        )

    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=first.pk)
        replanning = Hand(replan)
        assert replanning.is_held_up()
        moving = Hand(
            lambda: movements.move_booking(
                actor=SYSTEM, booking=theirs, departure=chosen, at=travel.BEFORE
            )
        )
        assert moving.ended() == "done"
    assert replanning.ended() == "done"
    assert [(one.case, one.departure) for one in done] == [(first, sent)]
    live = Booking.objects.filter(ended_at=None)
    assert set(live.values_list("case", "departure")) == {
        (first.pk, sent.pk),
        (second.pk, chosen.pk),
    }


def test_every_line_that_pays_before_or_after_is_locked_in_one_order() -> None:
    ready.reference()
    for line in (LINE, OTHER):
        holding(100_000, line)
    man = paid_by(travel.ready_alone(), LINE)
    bus = travel.departure(seat_cost=SEAT)
    sent = travel.departure(travel.LEAVES + timedelta(days=2), seat_cost=SEAT)
    travel.booked(man, bus)
    # Decided anew since: who pays the next seat is another line, and one that is locked first.
    paid_by(man, OTHER)
    assert OTHER < LINE
    with transaction.atomic():
        LineBalance.objects.select_for_update().get(pk=OTHER)
        replanning = Hand(
            lambda: movements.cancel_and_replan(
                actor=SYSTEM, departure=bus, onto={man.pk: sent}, at=travel.BEFORE
            )
        )
        assert replanning.is_held_up()
        # Whoever waits for the first of them holds none of the others.
        LineBalance.objects.select_for_update(nowait=True).get(pk=LINE)
    assert replanning.ended() == "done"
    assert (pots(LINE)["COMMITTED"], pots(OTHER)["COMMITTED"]) == (0, SEAT)
    assert books.unbalanced() == []
