"""Who is passed over by a plan reads why, and may ask that somebody looks at it again."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import ProposedSeat
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for
from tests.movements.test_plans import accepted, planned

pytestmark = pytest.mark.django_db
PASSED = "Detrás en la lista"


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


@pytest.fixture
def waits() -> Case:
    """A family too big for the only bus; the man behind them in the list travels."""
    travel.departure(seats=1)
    family = travel.ready_family()
    travel.ready_alone()
    return family


def panel(case: Case, role: str = "counsellor") -> str:
    answer = client_for(role).get(reverse("movements:panel", args=[case.pk]))
    assert answer.status_code == 200
    return answer.text


def test_a_group_is_told_why_once_the_plan_is_followed(waits: Case) -> None:
    plan = planned()
    assert PASSED not in panel(waits)
    accepted(plan)
    page = panel(waits)
    assert PASSED in page
    assert "Pedir una revisión" in page
    assert "Pedir una revisión" not in panel(waits, "health")


def test_what_the_family_says_is_put_before_the_coordinator(waits: Case) -> None:
    accepted(planned())
    client = client_for("counsellor")
    page = reverse("movements:review", args=[waits.pk])
    assert client.post(page, {"why": " "}).status_code == 409
    answer = client.post(page, {"why": "Vence su albergue el viernes."})
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[waits.pk]))
    task = Task.objects.get(code="PLAN_REVIEW")
    assert (task.case, task.role, task.note) == (
        waits, "coordinator", "Vence su albergue el viernes.",
    )  # fmt: skip
    assert (task.due_on - travel.BEFORE.date()).days == 3


def test_whoever_has_a_seat_by_now_has_nothing_to_review(waits: Case) -> None:
    plan = planned()
    accepted(plan)
    line = ProposedSeat.objects.get(proposal=plan, case=waits)
    travel.booked(waits, travel.departure())
    with pytest.raises(Refusal, match="ya no espera un lugar"):
        movements.ask_review(actor=factories.actor("counsellor"), line=line)
    assert PASSED not in panel(waits)


def test_a_line_that_gives_a_seat_is_nothing_to_review(waits: Case) -> None:
    plan = planned()
    line = ProposedSeat.objects.filter(proposal=plan).exclude(case=waits).get()
    with pytest.raises(Refusal, match="ya no espera un lugar"):
        movements.ask_review(actor=factories.actor("counsellor"), line=line)


def test_who_was_in_no_plan_has_no_such_page(waits: Case) -> None:
    page = reverse("movements:review", args=[waits.pk])
    assert client_for("counsellor").get(page).status_code == 404
