"""Who is offered a seat on a departure: in the published order, and nobody whose file is paused."""

import pytest

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.movements import queries
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db


def offered() -> list[Case]:
    day, bus = factories.MONDAY.date(), travel.departure()
    with reading(reader_of(factories.user("movements"), day)) as reader:
        return queries.waiting_groups(reader, bus, day)


def test_a_paused_group_is_offered_no_seat_until_it_goes_on() -> None:
    ready.reference()
    case = travel.ready_alone()
    assert offered() == [case]
    hold = casework.hold_case(
        actor=factories.actor("coordinator"), case=case, reason="MEDICAL", why="Espera un examen."
    )
    assert offered() == []
    casework.release_hold(actor=factories.actor("coordinator"), hold=hold)
    assert offered() == [case]


def test_groups_stand_in_the_published_order_and_not_by_who_came_first() -> None:
    ready.reference()
    first, second = travel.ready_alone(), travel.ready_alone()
    assert offered() == [first, second]
    casework.change_rank(
        actor=factories.actor("coordinator"), case=second, priority_class=1, why="Cita médica."
    )
    assert offered() == [second, first]


def test_a_group_that_holds_a_seat_is_offered_no_other() -> None:
    ready.reference()
    case = travel.ready_alone()
    travel.booked(case, travel.departure())
    assert case not in offered()
