"""The bus leaves with whole groups, and with nobody whose word was taken back since they boarded."""

from datetime import timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import Declaration
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Departure
from rumbo.protection.models import TraffickingClearance
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def all_aboard(*cases: Case) -> Departure:
    """A bus on which everybody of these groups has boarded and which has not left."""
    bus = travel.departure()
    for case in cases:
        travel.booked(case, bus)
    travel.boarding(bus)
    for case in cases:
        travel.all_board(case)
    return bus


def test_a_bus_does_not_leave_with_somebody_whose_word_is_no_longer_there() -> None:
    case = travel.ready_alone()
    bus = all_aboard(case)
    Declaration.objects.update(withdrawn_at=travel.AT_DOOR)
    with pytest.raises(Refusal, match="Dilcia") as refusal:
        movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    assert refusal.value.code == "movements.not_ready_depart"
    assert Case.objects.get().stage == "PRE_DEPARTURE"


def test_why_somebody_may_not_leave_is_told_only_to_whom_it_belongs() -> None:
    case = travel.ready_alone()
    bus = all_aboard(case)
    TraffickingClearance.objects.create(
        office=case.office,
        case=case,
        person=factories.people_of(case)[0],
        flag=True,
        occurred_at=travel.AT_DOOR,
    )
    with pytest.raises(Refusal) as refusal:
        movements.depart(actor=factories.actor("field"), departure=bus, at=travel.LEAVES)
    said = str(refusal.value.sentence).lower()
    assert "dilcia: falta algo que le toca a" in said
    assert "trata" not in said


def test_a_bus_that_leaves_after_midnight_leaves_on_the_word_of_its_day() -> None:
    case, late = travel.ready_alone(), travel.LEAVES.replace(hour=5) + timedelta(days=1)
    bus = travel.departure(when=late)
    assert bus.date == ready.TRAVEL
    travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    movements.open_boarding(actor=SYSTEM, departure=bus, at=travel.AT_DOOR)
    travel.all_board(case)
    movements.depart(actor=SYSTEM, departure=bus, at=late + timedelta(hours=2))
    assert Case.objects.get().stage == "IN_TRANSIT"


def test_a_bus_does_not_leave_with_a_part_of_a_family() -> None:
    case = travel.ready_family()
    bus = all_aboard(case)
    _mother, son = factories.people_of(case)
    BookedSeat.objects.filter(person=son).update(released_at=travel.AT_DOOR, state="RELEASED")
    with pytest.raises(Refusal, match="Josué") as refusal:
        movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    assert refusal.value.code == "movements.parted"
