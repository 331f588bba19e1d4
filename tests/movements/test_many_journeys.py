"""Asked about many departures at once, each case is answered as it is when asked about one alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements import gatekeeping
from rumbo.movements.models import Departure
from rumbo.movements.values import NewFlight
from rumbo.network import actions as network
from rumbo.network.values import NewTransit
from rumbo.programmes.models import DueDiligence
from rumbo.protection import actions as protection
from rumbo.protection.models import FearAnswer
from rumbo.readiness import actions as readiness
from rumbo.registry.models import DataConsent, Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as travel

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
LATER = timedelta(days=10)
SISTER: dict[str, Any] = {"sex": "F", "birth_date": date(2014, 9, 9)}


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def boy(*, by_land: bool) -> Case:
    """A boy alone for whom the panel asked that he goes by land, or did not."""
    case, person = children.ready_boy(factories.actor("child_officer"))
    if by_land:
        asked = readiness.ask_override(
            actor=factories.actor("child_officer"), case=case, person=person,
            requirement="CHILD_BY_AIR", why="Le da miedo volar, así lo dijo el panel.",
        )  # fmt: skip
        readiness.confirm_override(actor=factories.actor("coordinator"), override=asked)
    return case


def grown_up_soon() -> Case:
    """Somebody who comes of age between the two days, and who gave their own word as an adult."""
    case = travel.ready_alone()
    born = (travel.LEAVES + timedelta(days=3)).date()
    Person.objects.filter(pk=factories.people_of(case)[0].pk).update(
        birth_date=born.replace(year=born.year - 18)
    )
    DataConsent.objects.filter(person__in=factories.people_of(case)).update(by="SELF")
    return case


def siblings() -> list[Case]:
    """Two files of children alone, siblings: one has everything, the other lacks its answer."""
    officer = factories.actor("child_officer")
    boy, girl = children.ready_boy(officer), children.ready_boy(officer, **SISTER)
    pair = protection.suspect_siblings(actor=officer, person=boy[1], other=girl[1])
    protection.decide_siblings(actor=officer, pair=pair, decision="SIBLINGS")
    FearAnswer.objects.filter(person=girl[1]).delete()
    return [boy[0], girl[0]]


def by_panama() -> Departure:
    """A flight with a change that Panama allows to Hondurans with a passport."""
    plane = travel.departure(route="A-TAP-HN-SPS", fixed_cost=0, seat_cost=38_000)
    hour, at = timedelta(hours=1), travel.LEAVES
    flights = [
        NewFlight(number="CM 101", origin="TAP", destination="PTY", leaves_at=at, arrives_at=at + hour),
        NewFlight(
            number="CM 202", origin="PTY", destination="SAP", leaves_at=at + 3 * hour,
            arrives_at=at + 5 * hour,
        ),
    ]  # fmt: skip
    movements.set_itinerary(
        actor=factories.actor("movements"), departure=plane, flights=flights, at=travel.BEFORE
    )
    return plane


def test_many_journeys_are_answered_as_each_is_alone() -> None:
    cases = [
        travel.ready_family(), travel.ready_alone(), factories.registered(),
        boy(by_land=True), boy(by_land=False), grown_up_soon(),
        *siblings(),
    ]  # fmt: skip
    buses = [travel.departure(), travel.departure(travel.LEAVES + LATER), by_panama()]
    open_now = DueDiligence.objects.live_on(DAY).filter(origin="HND")
    open_now.update(valid_until=(travel.LEAVES + timedelta(days=9)).date())
    found = []
    for _turn in range(2):
        many = gatekeeping.ManyJourneys(cases, "BOOK", today=DAY)
        for bus in buses:
            plan = gatekeeping.plan_of(bus)
            alone = gatekeeping.lacking_in(cases, "BOOK", plan, today=DAY)
            said = many.may([case.pk for case in cases], plan)
            assert said == {case.pk: not alone[case.pk] for case in cases}, bus.code
            found.append([said[case.pk] for case in cases])
        network.note_transit(
            actor=factories.actor("movements"),
            found=NewTransit(
                country="PAN", nationality="HND", allowed=True, since=DAY, source="Consulado",
            ),
        )  # fmt: skip
        TravelDocument.objects.filter(person__in=factories.people_of(cases[0])).update(
            ended_at=travel.BEFORE
        )
    assert found[0] == [True, True, False, True, False, False, False, False]
    assert not any(found[1])
    assert found[2] != found[5]


def test_one_whose_sibling_lacks_nothing_may_go() -> None:
    boy, girl = siblings()
    plan = gatekeeping.plan_of(children.flight())
    assert gatekeeping.ManyJourneys([boy], "BOOK", today=DAY).may([boy.pk], plan) == {boy.pk: False}
    FearAnswer.objects.create(
        office=girl.office, case=girl, person=factories.people_of(girl)[0], alone=True,
        answer="NO", occurred_at=factories.MONDAY,
    )  # fmt: skip
    assert gatekeeping.ManyJourneys([boy], "BOOK", today=DAY).may([boy.pk], plan) == {boy.pk: True}


def test_what_is_read_of_people_does_not_grow_with_the_departures() -> None:
    cases = [travel.ready_family(), travel.ready_alone()]
    plan = gatekeeping.plan_of(travel.departure())
    keys = [case.pk for case in cases]
    with CaptureQueriesContext(connection) as reading:
        many = gatekeeping.ManyJourneys(cases, "BOOK", today=DAY)
        many.may(keys, plan)
    assert len(reading) < 60
    with CaptureQueriesContext(connection) as again:
        many.may(keys, plan)
    assert len(again) == 0
