"""Who is passed over by a plan reads why, and may ask that somebody looks at it again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import ProposedSeat
from rumbo.movements.proposal.passed_over import passed_over
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


def words_of_plan(case: Case) -> str:
    with reading(reader_of(factories.user("coordinator"), travel.BEFORE.date())) as reader:
        found = passed_over(case, reader)
    assert found is not None
    return escape(found.why)


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


def ask(case: Case, role: str = "counsellor", why: str = "Vence su albergue.") -> Task:
    line = ProposedSeat.objects.get(case=case)
    return movements.ask_review(actor=factories.actor(role), line=line, why=why)


def test_a_plan_is_looked_at_again_once_and_the_first_words_stay(waits: Case) -> None:
    accepted(planned())
    task = ask(waits)
    with pytest.raises(Refusal, match="Ya se pidió"):
        ask(waits, why="Otra cosa.")
    page = reverse("movements:review", args=[waits.pk])
    again = client_for("counsellor").post(page, {"why": "Otra cosa."})
    assert (again.status_code, "Ya se pidió" in again.text) == (409, True)
    movements.answer_review(
        actor=factories.actor("coordinator"), task=task, answer="Hay lugar el martes."
    )
    with pytest.raises(Refusal, match="Ya se pidió"):
        ask(waits)
    assert [one.note for one in Task.objects.filter(code="PLAN_REVIEW")] == ["Vence su albergue."]
    assert JournalEntry.objects.filter(code="movements.review_asked").count() == 1
    assert "Pedir una revisión" not in panel(waits)


def test_of_another_plan_a_review_may_be_asked_again_once_the_first_is_answered(
    waits: Case,
) -> None:
    accepted(planned())
    task = ask(waits)
    travel.departure(seats=1)
    travel.ready_alone()
    with clock.travel_to(travel.BEFORE + timedelta(hours=1)):
        plan = planned()
    accepted(plan)
    line = ProposedSeat.objects.get(proposal=plan, case=waits)
    with pytest.raises(Refusal, match="Ya se pidió"):
        movements.ask_review(actor=factories.actor("counsellor"), line=line)
    movements.answer_review(actor=factories.actor("coordinator"), task=task, answer="Todavía no.")
    assert "Pedir una revisión" in panel(waits)
    assert movements.ask_review(actor=factories.actor("counsellor"), line=line).done_at is None


def test_coordination_reads_what_was_said_and_why_and_answers_in_words(waits: Case) -> None:
    accepted(planned())
    task = ask(waits)
    page = reverse("movements:answer_review", args=[waits.pk])
    coordinator = client_for("coordinator")
    assert coordinator.get(reverse("casework:task", args=[task.pk]))["Location"] == page
    shown = coordinator.get(page).text
    assert "Vence su albergue." in shown
    assert words_of_plan(waits) in shown
    assert "a más tardar" in panel(waits)
    assert coordinator.post(page, {"answer": " "}).status_code == 409
    assert coordinator.post(page, {"answer": "Hay lugar el martes."}).status_code == 302
    task.refresh_from_db()
    assert (task.outcome, task.done_at is None) == ("Hay lugar el martes.", False)
    assert "Hay lugar el martes." in panel(waits)
    tell = Task.objects.get(code="TELL_REVIEW")
    assert (tell.role, tell.note) == ("counsellor", "Hay lugar el martes.")
    assert coordinator.get(page).status_code == 404


def test_only_coordination_answers_and_the_role_that_asked_tells_the_group(waits: Case) -> None:
    accepted(planned())
    task = ask(waits, "protection")
    page = reverse("movements:answer_review", args=[waits.pk])
    for role in ("counsellor", "movements", "protection", "reception"):
        assert client_for(role).post(page, {"answer": "No."}).status_code == 404
        with pytest.raises(Refusal, match="otra función"):
            movements.answer_review(actor=factories.actor(role), task=task, answer="No.")
    there = client_for("coordinator", at=factories.office("TIJ", "Tijuana"))
    assert there.post(page, {"answer": "No."}).status_code == 404
    with pytest.raises(Refusal, match="Escriba"):
        movements.answer_review(actor=factories.actor("coordinator"), task=task, answer=" ")
    task.refresh_from_db()
    assert task.done_at is None
    movements.answer_review(actor=factories.actor("coordinator"), task=task, answer="Sí.")
    assert Task.objects.get(code="TELL_REVIEW").role == "protection"


def test_who_may_not_speak_for_people_asks_for_no_review(waits: Case) -> None:
    accepted(planned())
    for role in ("health", "reception", "finance"):
        with pytest.raises(Refusal, match="otra función"):
            ask(waits, role)
        page = reverse("movements:review", args=[waits.pk])
        assert client_for(role).post(page, {"why": "x"}).status_code == 404


def test_whoever_has_a_seat_by_now_has_nothing_to_review(waits: Case) -> None:
    plan = planned()
    accepted(plan)
    line = ProposedSeat.objects.get(proposal=plan, case=waits)
    travel.booked(waits, travel.departure())
    with pytest.raises(Refusal, match="ya no espera un lugar"):
        movements.ask_review(actor=factories.actor("counsellor"), line=line)
    assert PASSED not in panel(waits)


def test_whoever_left_the_programme_has_nothing_to_review(waits: Case) -> None:
    plan = planned()
    accepted(plan)
    line = ProposedSeat.objects.get(proposal=plan, case=waits)
    casework.withdraw(actor=SYSTEM, case=waits, at=travel.BEFORE)
    with pytest.raises(Refusal, match="ya no espera un lugar"):
        movements.ask_review(actor=factories.actor("counsellor"), line=line)


def test_a_line_that_gives_a_seat_is_nothing_to_review(waits: Case) -> None:
    plan = planned()
    line = ProposedSeat.objects.filter(proposal=plan).exclude(case=waits).get()
    with pytest.raises(Refusal, match="ya no espera un lugar"):
        movements.ask_review(actor=factories.actor("counsellor"), line=line)


def test_who_was_in_no_plan_has_no_such_page(waits: Case) -> None:
    page = reverse("movements:review", args=[waits.pk])
    assert client_for("counsellor").get(page).status_code == 404
