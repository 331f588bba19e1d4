"""Who holds a seat is judged for the day of that seat; the last question waits for its day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.documents.models import ExitPaper, TravelDocument
from rumbo.movements import actions as movements
from rumbo.readiness import actions as readiness
from rumbo.readiness import queries
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.readiness.test_views import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def lacks(case: Case) -> set[str]:
    judged = queries.judge_case(case, today=travel.BEFORE.date())
    return {lack.code for one in judged.people for lack in one.missing}


def panel_of(case: Case) -> str:
    with clock.travel_to(travel.BEFORE):
        return signed_in("documents").get(reverse("readiness:panel", args=[case.pk])).text


def test_a_paper_that_ends_before_the_booked_day_is_missing_though_an_earlier_day_would_do() -> (
    None
):
    case = travel.ready_alone()
    booking = travel.booked(case, travel.departure())
    assert "TRAVEL_DOCUMENT" not in lacks(case)
    later = travel.departure(travel.LEAVES + timedelta(days=5))
    movements.move_booking(actor=SYSTEM, booking=booking, departure=later, at=travel.BEFORE)
    TravelDocument.objects.update(valid_until=later.date - timedelta(days=1))
    assert "TRAVEL_DOCUMENT" in lacks(case)
    movements.release_booking(
        actor=SYSTEM, booking=case.bookings.get(ended_at=None), at=travel.BEFORE
    )
    assert "TRAVEL_DOCUMENT" not in lacks(case)


def test_the_panel_names_the_booked_day() -> None:
    case = travel.ready_alone()
    assert "Todavía no tiene lugar" in panel_of(case)
    travel.booked(case, travel.departure())
    shown = panel_of(case)
    assert "en que tiene lugar" in shown
    assert "12 de marzo" in shown


def test_the_question_of_the_last_day_waits_for_its_day() -> None:
    case = travel.ready_alone()
    travel.booked(case, travel.departure())
    shown = panel_of(case)
    assert "el día de la salida" in shown
    assert "Falta que confirme hoy" not in shown
    with clock.travel_to(travel.AT_DOOR):
        on_the_day = signed_in("documents").get(reverse("readiness:panel", args=[case.pk])).text
    assert "Falta que confirme hoy" in on_the_day


def test_a_row_is_set_aside_only_where_the_booked_journey_lacks_it() -> None:
    case = travel.ready_alone()
    booking = travel.booked(case, travel.departure())
    person = factories.people_of(case)[0]
    ExitPaper.objects.filter(person=person).update(
        needed=True, type="EXIT_ORDER", valid_until=booking.departure.date
    )
    papers = factories.actor("documents")
    asked = {"actor": papers, "case": case, "person": person, "why": "Lo trae su hermano."}
    with clock.travel_to(travel.BEFORE), pytest.raises(Refusal, match="no le falta"):
        readiness.ask_override(requirement="EXIT_PAPER", **asked)  # type: ignore[arg-type]
    ExitPaper.objects.update(valid_until=booking.departure.date - timedelta(days=1))
    with clock.travel_to(travel.BEFORE):
        readiness.ask_override(requirement="EXIT_PAPER", **asked)  # type: ignore[arg-type]


def test_the_journeys_of_many_cases_are_asked_for_in_few_queries(
    django_assert_num_queries: object,
) -> None:
    cases = [travel.ready_alone(), travel.ready_family()]
    bus = travel.departure()
    for case in cases:
        travel.booked(case, bus)
    with django_assert_num_queries(2):  # type: ignore[operator]  # bookings, and their flights
        plans = queries.booked_plans(cases)
    assert {plan.date for plan in plans.values()} == {bus.date}
    assert len(plans) == 2
