"""Whatever people tap in whatever order, nobody leaves who did not say so on the day."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import Declaration, Reconfirmation
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db
MOMENTS = [travel.BEFORE, travel.AT_DOOR, travel.LEAVES, travel.LEAVES + timedelta(hours=15)]
STEPS = 40
TRAVELLED = ["BOARDED", "ARRIVED"]


def deeds(
    dice: random.Random, cases: list[Case], bus: Departure
) -> list[Callable[[datetime], object]]:
    """Everything that somebody could try next, sensible or not."""
    case = dice.choice(cases)
    booking = Booking.objects.filter(case=case, ended_at=None).first()
    seat = BookedSeat.objects.filter(booking__case=case).order_by("recorded_at").last()
    on_bus: list[Callable[[datetime], object]] = [
        lambda at: movements.book_group(actor=SYSTEM, case=case, departure=bus, at=at),
        lambda at: movements.close_manifest(actor=SYSTEM, departure=bus, at=at),
        lambda at: movements.open_boarding(actor=SYSTEM, departure=bus, at=at),
        lambda at: movements.depart(actor=SYSTEM, departure=bus, at=at),
        lambda at: travel.arrived(bus, at=at),
    ]
    if dice.random() < 0.05:
        on_bus.append(lambda at: casework.withdraw(actor=SYSTEM, case=case, at=at))
    if booking is not None and dice.random() < 0.1:
        on_bus.append(lambda at: movements.release_booking(actor=SYSTEM, booking=booking, at=at))
    if seat is not None:
        usual: list[Callable[..., object]] = [
            movements.reconfirm,
            movements.board,
            movements.reconfirm,
            movements.board,
        ]
        rare = [
            movements.undo_board,
            movements.no_show,
            movements.offload,
            movements.take_back_absence,
            movements.take_back_absence,
            movements.left_en_route,
        ]
        verbs = usual + (rare if dice.random() < 0.15 else [])
        chosen = dice.choice(verbs)
        on_bus += [lambda at: chosen(actor=SYSTEM, seat=seat, at=at)] * len(verbs)
    return on_bus


def spoil(dice: random.Random, case: Case) -> None:
    """Something that was in order is so no more."""
    people = [p.id for p in factories.people_of(case)]
    dice.choice(
        [
            lambda: Declaration.objects.filter(person__in=people).update(
                withdrawn_at=travel.BEFORE
            ),
            lambda: EligibilityDecision.objects.filter(case=case).update(revoked_at=travel.BEFORE),
            lambda: TravelDocument.objects.filter(person__in=people).update(
                valid_until=ready.TRAVEL - timedelta(days=1)
            ),
        ]
    )()


def holds(bus: Departure, spoilt: set[object]) -> None:
    """What must be true however we came here."""
    taken = BookedSeat.objects.live().filter(departure=bus).count()
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {taken}
    for seat in BookedSeat.objects.filter(departure=bus, state__in=TRAVELLED):
        said = Reconfirmation.objects.filter(person=seat.person_id, on=bus.date, taken_back_at=None)
        assert said.exists()
        assert seat.booking.case_id not in spoilt
    gone = Case.objects.filter(stage__in=["IN_TRANSIT", "ARRIVED"])
    assert not gone.exclude(bookings__seats__state__in=[*TRAVELLED, "LEFT_EN_ROUTE"]).exists()


@pytest.mark.parametrize("seed", range(6))
def test_no_order_of_taps_takes_anybody_home_without_their_word(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    ready.reference()
    cases, bus = (
        [travel.ready_alone(), travel.ready_alone(), travel.ready_alone()],
        travel.departure(),
    )
    spoilt: set[object] = set()
    if seed % 2:
        spoil(dice, cases[0])
        spoilt.add(cases[0].pk)
    for step in range(STEPS):
        at = MOMENTS[min(step * len(MOMENTS) // STEPS, len(MOMENTS) - 1)]
        try:
            dice.choice(deeds(dice, cases, bus))(at)
        except Refusal:
            continue
        holds(bus, spoilt)
    holds(bus, spoilt)
