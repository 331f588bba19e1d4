"""Somebody who says that they fear to go back keeps no seat, and the case goes to protection."""

import pytest

from rumbo.casework.models import Case
from rumbo.movements.models import BookedSeat
from rumbo.protection import actions as protection
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
