"""Who does not come is looked for; contact is lost only after tries on different days."""

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Contact, Task
from rumbo.casework.rules import TRIES_BEFORE_LOST_CONTACT
from rumbo.common.refusal import Refusal
from tests import factories
from tests.factories import cases as made

pytestmark = pytest.mark.django_db


def test_a_no_show_is_looked_for_today_and_its_file_stays_open() -> None:
    case = factories.registered()
    casework.record_no_show(actor=SYSTEM, case=case, at=factories.MONDAY)
    task = Task.objects.get(code="CONTACT_AFTER_NO_SHOW")
    assert (task.urgent, task.due_on) == (True, factories.MONDAY.date())
    assert Contact.objects.get().about == "NO_SHOW"
    assert Case.objects.get().is_open


def test_contact_is_not_lost_before_enough_days() -> None:
    case = factories.registered()
    contact = made.to_be_told(case)
    made.tried_on(contact, 0, 1, 2)
    with pytest.raises(Refusal, match="faltan 2 intentos") as refusal:
        casework.record_lost_contact(actor=factories.actor("counsellor"), case=case)
    assert refusal.value.code == "casework.tries_missing"


def test_five_tries_on_one_day_count_as_one() -> None:
    case = factories.registered()
    contact = made.to_be_told(case)
    made.tried_on(contact, *[0] * TRIES_BEFORE_LOST_CONTACT)
    with pytest.raises(Refusal) as refusal:
        casework.record_lost_contact(actor=factories.actor("counsellor"), case=case)
    assert refusal.value.params == {"missing": TRIES_BEFORE_LOST_CONTACT - 1}


def test_after_the_tries_contact_is_lost_and_the_person_may_come_back() -> None:
    case = factories.registered()
    made.tried_on(made.to_be_told(case), *range(TRIES_BEFORE_LOST_CONTACT))
    casework.record_lost_contact(actor=factories.actor("counsellor"), case=case)
    assert Case.objects.get().stage == "LOST_CONTACT"
    casework.reopen(actor=SYSTEM, case=case, why="Volvió al módulo.")
    assert Case.objects.get().stage == "COUNSELLING"


def test_tries_before_a_talk_do_not_count() -> None:
    case = factories.registered()
    first, second = made.to_be_told(case), made.to_be_told(case, about="SEAT")
    made.tried_on(first, 0, 1, 2)
    made.tried_on(first, 3, outcome="REACHED")
    made.tried_on(second, 4, 5)
    with pytest.raises(Refusal) as refusal:
        casework.record_lost_contact(actor=factories.actor("counsellor"), case=case)
    assert refusal.value.params == {"missing": TRIES_BEFORE_LOST_CONTACT - 2}


def test_the_file_closes_once_everybody_left_the_journey() -> None:
    case = made.adults("Ana", "Berta")
    made.at_stage(case, "COUNSELLING", "ELIGIBILITY", "BOOKED", "PRE_DEPARTURE", "IN_TRANSIT")
    ana, berta = factories.people_of(case)
    casework.record_interrupted(actor=SYSTEM, case=case, person=ana)
    assert Case.objects.get().stage == "IN_TRANSIT"
    casework.record_interrupted(actor=SYSTEM, case=case, person=berta)
    assert Case.objects.get().stage == "CLOSED"


def test_nobody_leaves_a_journey_that_did_not_begin() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    with pytest.raises(Refusal) as refusal:
        casework.record_interrupted(actor=SYSTEM, case=case, person=person)
    assert refusal.value.code == "casework.not_on_the_road"
