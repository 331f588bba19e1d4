"""Who keeps no seat: somebody who fears to go back, and somebody who has one already."""

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.movements.models import BookedSeat
from rumbo.protection import actions as protection
from rumbo.registry import actions as registry
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready

pytestmark = pytest.mark.django_db


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
    pair = registry.suspect_duplicate(
        actor=SYSTEM,
        earlier=factories.people_of(case)[0],
        later=factories.people_of(again)[0],
        probability=0.97,
        reasons=[],
    )
    registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")
    buses.booked(case, bus)
    with pytest.raises(Refusal) as refusal:
        buses.booked(again, bus)
    assert refusal.value.code == "movements.has_a_seat"
