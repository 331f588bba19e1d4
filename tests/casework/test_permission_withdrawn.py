"""Whoever did not give, or took back, the permission to use their data is not looked for with it."""

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Contact, Task
from rumbo.common.refusal import Refusal
from rumbo.movements.actions.seats import tell
from rumbo.registry import actions as registry
from rumbo.registry.models import DataConsent, Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db


def took_back(person: Person) -> None:
    live = person.consents.get(withdrawn_at=None)
    registry.withdraw_consent(actor=SYSTEM, consent=live, at=factories.MONDAY)


def alone() -> tuple[Case, Person]:
    case = factories.registered()
    [person] = factories.people_of(case)
    took_back(person)
    return case, person


def test_nobody_is_put_on_the_list_who_took_their_data_back_until_they_say_yes_again() -> None:
    case, person = alone()
    with pytest.raises(Refusal) as refusal:
        casework.add_contact(actor=SYSTEM, case=case, person=person, about="OTHER")
    assert refusal.value.code == "casework.permission_withdrawn"
    assert not Contact.objects.exists()
    registry.record_consent(actor=SYSTEM, person=person, consent=NewConsent())
    casework.add_contact(actor=SYSTEM, case=case, person=person, about="OTHER")
    assert Contact.objects.count() == 1


def test_who_came_from_a_sheet_is_told_nothing_before_their_yes_is_written_down() -> None:
    case = factories.registered(factories.new_person(consent=None))
    [person] = factories.people_of(case)
    with pytest.raises(Refusal) as refusal:
        casework.add_contact(actor=SYSTEM, case=case, person=person, about="OTHER")
    assert refusal.value.code == "casework.permission_missing"
    registry.record_consent(actor=SYSTEM, person=person, consent=NewConsent())
    casework.add_contact(actor=SYSTEM, case=case, person=person, about="OTHER")
    assert Contact.objects.count() == 1


def test_a_no_show_is_written_down_all_the_same() -> None:
    case, _person = alone()
    Case.objects.filter(pk=case.pk).update(stage="BOOKED")
    casework.record_no_show(actor=SYSTEM, case=Case.objects.get(pk=case.pk))
    assert not Contact.objects.exists()
    assert Task.objects.filter(case=case, code="CONTACT_AFTER_NO_SHOW").exists()


def test_news_of_a_seat_go_to_the_next_adult_who_may_be_told_or_to_nobody() -> None:
    case = factories.registered(factories.new_person(), factories.new_person(relation="SPOUSE"))
    first, second = factories.people_of(case)
    took_back(first)
    tell(actor=SYSTEM, case=case, about="SEAT", at=factories.MONDAY)
    assert Contact.objects.get().person == second
    took_back(second)
    tell(actor=SYSTEM, case=case, about="CHANGE", at=factories.MONDAY)
    assert Contact.objects.count() == 1


def test_the_page_says_that_their_yes_comes_first_and_nobody_is_on_the_list() -> None:
    number = "962 555 0101"
    case = factories.registered(factories.new_person(contact={"phone": number}))
    [person] = factories.people_of(case)
    casework.add_contact(actor=SYSTEM, case=case, person=person, about="OTHER")
    other = factories.people_of(factories.registered(factories.new_person(consent=None)))[0]
    panel, listed = reverse("casework:panel_contact", args=[case.pk]), reverse("casework:contacts")
    asking = reverse("desk:consent", args=[case.pk, person.pk])
    registrar = client_for("registrar")
    assert number in registrar.get(panel).text
    assert number in registrar.get(listed).text
    DataConsent.objects.update(person=other)
    page = registrar.get(panel).text
    assert "no se le llama ni se le escribe" in page
    assert asking in page
    assert number not in page
    assert number not in registrar.get(listed).text
    assert "Le toca a" in (told := client_for("protection").get(panel).text)
    assert asking not in told
