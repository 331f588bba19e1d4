"""A plan takes no more children alone than somebody could lead, and says who would have to go along."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements import rules
from rumbo.movements.models import Departure, Proposal, ProposedSeat
from rumbo.movements.values import NewEscort, WantedPlan
from rumbo.protection.track import CHILDREN_AN_ESCORT
from rumbo.readiness import queries as readiness
from rumbo.registry.models import GroupMember, Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as travel
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
MOST = CHILDREN_AN_ESCORT * rules.ESCORTS_TO_FIND


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def planned() -> Proposal:
    told = WantedPlan(first=DAY + timedelta(days=1), last=DAY + timedelta(days=20), seconds=3)
    row = movements.ask_plan(actor=SYSTEM, office=factories.office(), wanted=told)
    return movements.look_for_plan(proposal=row.pk)


def kinds(plan: Proposal) -> dict[str, int]:
    """How many lines of each kind, or of why not."""
    rows = ProposedSeat.objects.filter(proposal=plan)
    found = [row.code or row.kind for row in rows]
    return {one: found.count(one) for one in sorted(set(found))}


def boys(count: int) -> list[Case]:
    officer = factories.actor("child_officer")
    return [children.ready_boy(officer)[0] for _ in range(count)]


def trained(plane: Departure, name: str) -> None:
    escort = NewEscort(name=name, kind="CHILD", trained_for_children=True)
    movements.name_escort(actor=SYSTEM, departure=plane, escort=escort)


def test_no_more_children_alone_are_given_a_seat_than_could_be_led() -> None:
    plane = children.flight()
    boys(MOST + 1)
    plan = planned()
    assert kinds(plan) == {"ADDED": MOST, "ESCORTS": 1}
    stays = ProposedSeat.objects.get(proposal=plan, kind="LEFT")
    assert (stays.facts["needed"], stays.facts["most"]) == (3, 2)
    page = client_for("movements").get(reverse("movements:plan", args=[plan.pk])).text
    assert "harían falta: 3; se cuenta con: 2" in page
    assert "Acompañantes nombrados: 0 de 2 que harían falta." in page
    movements.name_escort(actor=SYSTEM, departure=plane, escort=NewEscort(name="Luis, conductor"))
    assert kinds(planned()) == {"ADDED": MOST, "ESCORTS": 1}
    trained(plane, "Adela Rivas")
    plan = planned()
    assert kinds(plan) == {"ADDED": MOST + 1}
    page = client_for("movements").get(reverse("movements:plan", args=[plan.pk])).text
    assert "Acompañantes nombrados: 2 de 3 que harían falta." in page


def test_who_leads_children_takes_no_passengers_seat_and_costs_no_more() -> None:
    plane = children.flight(seats=3, fixed_cost=0)
    boys(3)
    plan = planned()
    assert kinds(plan) == {"ADDED": 3}
    assert plan.told["fill"] == [[plane.code, 3, 0, 3]]


def test_children_who_hold_a_place_keep_it_and_are_counted() -> None:
    plane, cases = children.flight(), boys(2)
    for case in cases:
        travel.booked(case, plane)
    assert kinds(planned()) == {"KEPT": 2}
    boys(MOST + CHILDREN_AN_ESCORT)
    assert kinds(planned())["ADDED"] == MOST + CHILDREN_AN_ESCORT - len(cases)


def test_a_child_with_its_mother_needs_nobody_of_its_own() -> None:
    case, boy = travel.ready_family(), children.boy()
    told = readiness.children_of_many([case, boy[0]], DAY)
    assert told[case.pk] == (1, 0)
    assert told[boy[0].pk] == (1, 1)
    GroupMember.objects.filter(group=case.group).update(guardian=None, guardian_relation="NONE")
    assert readiness.children_of_many([case], DAY)[case.pk] == (1, 1)
    Person.objects.filter(pk=boy[1].pk).update(birth_date=date(DAY.year - 18, DAY.month, DAY.day))
    assert readiness.children_of_many([boy[0]], DAY)[boy[0].pk] == (0, 0)
    assert readiness.children_of_many([boy[0]], DAY - timedelta(days=1))[boy[0].pk] == (1, 1)
