"""A case moves by its table, is decided by two people, and lets people go."""

from datetime import UTC, date, datetime

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import signals
from rumbo.casework.models import Case, Step
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_case_gets_the_next_number_of_its_booth() -> None:
    numbers = [factories.registered().number for _ in range(3)]
    assert numbers == ["TAP-2025-00001", "TAP-2025-00002", "TAP-2025-00003"]


def test_who_asks_in_the_evening_asked_that_day_where_the_office_stands() -> None:
    evening = datetime(2025, 3, 4, 5, 51, tzinfo=UTC)
    case = factories.registered(when=evening)
    assert case.requested_on == date(2025, 3, 3)
    with clock.travel_to(evening):
        task = casework.open_task(
            actor=SYSTEM, case=case, role="counsellor", code="MPP", urgent=True
        )
    assert task.due_on == date(2025, 3, 3)


def test_a_move_is_kept_as_a_step_with_who_and_when() -> None:
    case, counsellor = factories.registered(), factories.actor("counsellor")
    casework.move(actor=counsellor, case=case, to="COUNSELLING", at=factories.MONDAY)
    step = Step.objects.get(case=case, to_stage="COUNSELLING")
    assert (step.from_stage, step.by, step.occurred_at) == (
        "REGISTRATION",
        counsellor.id,
        factories.MONDAY,
    )


def test_nobody_is_booked_straight_from_registration() -> None:
    case = factories.registered()
    with pytest.raises(Refusal, match="no se puede pasar") as refusal:
        casework.move(actor=SYSTEM, case=case, to="BOOKED")
    assert refusal.value.code == "casework.not_that_way"
    assert Case.objects.get().stage == "REGISTRATION"


def test_a_change_since_the_page_was_opened_is_refused() -> None:
    case = factories.registered()
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING", base_version=1)
    with pytest.raises(Refusal) as refusal:
        casework.move(actor=SYSTEM, case=case, to="SCREENING", base_version=1)
    assert refusal.value.code == "access.changed_meanwhile"


def test_a_decision_needs_two_different_people() -> None:
    case, officer = factories.registered(), factories.actor("coordinator")
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING")
    casework.decide_eligibility(
        actor=officer, case=case, eligible=True, reasons=["MEANS_UNKNOWN"], programme="AVR"
    )
    with pytest.raises(Refusal) as refusal:
        casework.countersign(actor=officer, case=case)
    assert refusal.value.code == "access.same_person_twice"
    casework.countersign(actor=factories.actor("coordinator"), case=case)
    assert Case.objects.get().programme == "AVR"


def test_a_movement_officer_decides_nothing() -> None:
    case = factories.registered()
    with pytest.raises(Refusal) as refusal:
        casework.decide_eligibility(
            actor=factories.actor("movements"), case=case, eligible=True, reasons=[]
        )
    assert refusal.value.code == "access.not_your_role"


def test_a_withdrawal_asks_no_reason_and_tells_the_rooms_ahead() -> None:
    case = factories.registered()
    told: list[list[object]] = []

    def hear(people: list[object], **_: object) -> None:
        told.append(people)

    signals.people_stopped.connect(hear)
    try:
        casework.withdraw(actor=SYSTEM, case=case)
    finally:
        signals.people_stopped.disconnect(hear)
    assert told == [[p.id for p in factories.people_of(case)]]
    assert Case.objects.get().stage == "WITHDRAWN"
    assert JournalEntry.objects.filter(code="casework.withdrawn", case_id=case.id).exists()


def test_a_case_reopens_with_a_reason_only() -> None:
    case = factories.registered()
    casework.withdraw(actor=SYSTEM, case=case)
    with pytest.raises(Refusal):
        casework.reopen(actor=SYSTEM, case=case, why=" ")
    casework.reopen(actor=SYSTEM, case=case, why="Volvió al módulo.")
    assert Case.objects.get().stage == "COUNSELLING"


def test_asking_twice_opens_one_task() -> None:
    case = factories.registered()
    first = casework.open_task(actor=SYSTEM, case=case, role="protection", code="FEAR")
    second = casework.open_task(actor=SYSTEM, case=case, role="protection", code="FEAR")
    assert first.pk == second.pk
