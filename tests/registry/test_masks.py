"""Who stays masked is not told by the reasons, and a reserved name is not read beside a pair."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.registry import actions
from rumbo.registry.models import (
    AccessRequest,
    GroupMember,
    Person,
    PossibleDuplicate,
    TravelGroup,
)
from rumbo.registry.values import NewGroup, Place
from tests import factories
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
REASONS = ("SAME_SURNAMES", "SAME_BIRTH_DATE")


def pair_of(earlier: Person, later: Person) -> PossibleDuplicate:
    """Two people who may be one."""
    return actions.suspect_duplicate(
        actor=SYSTEM, earlier=earlier, later=later, probability=0.97, reasons=REASONS
    )


def test_of_a_masked_pair_neither_dates_nor_the_share_are_said() -> None:
    earlier = factories.people_of(factories.registered(at=elsewhere()))[0]
    later = factories.people_of(factories.registered())[0]
    one, client = pair_of(earlier, later), client_for("registrar")
    for url in (reverse("registry:duplicates"), reverse("registry:duplicate", args=[one.pk])):
        page = client.get(url).content.decode()
        assert "mismos apellidos" in page
        assert "fecha de nacimiento" not in page
        assert "97 %" not in page


def test_who_travelled_along_is_named_only_where_they_may_be_seen() -> None:
    sister = factories.new_person(identity={"given_names": "Yesenia", "surname_1": "Mejía"})
    earlier = factories.people_of(
        factories.registered(factories.new_person(), sister, at=elsewhere())
    )[0]
    later = factories.people_of(factories.registered())[0]
    one = pair_of(earlier, later)
    user = factories.user("registrar")
    AccessRequest.objects.create(
        person=earlier,
        asked_by=user.pk,
        asked_office=factories.office(),
        reason="x",
        answered_at=clock.now(),
        granted=True,
    )
    client = Client()
    client.force_login(user)
    page = client.get(reverse("registry:duplicate", args=[one.pk])).content.decode()
    assert "Dilcia" in page
    assert "Yesenia" not in page


def test_a_pair_of_whoever_travels_with_somebody_reserved_is_protections_alone() -> None:
    mother = factories.new_person(), factories.new_person(sealed=True)
    one = pair_of(
        factories.people_of(factories.registered())[0],
        factories.people_of(factories.registered(*mother))[0],
    )
    url = reverse("registry:duplicate", args=[one.pk])
    assert client_for("registrar").get(url).status_code == 404
    assert client_for("protection").get(url).status_code == 200


def test_a_file_is_reserved_and_opened_again_with_its_reason_in_protections_journal() -> None:
    case = factories.registered()
    person, other = factories.people_of(case)[0], factories.people_of(factories.registered())[0]
    one, officer = pair_of(other, person), factories.actor("child_officer")
    assert actions.seal_person(actor=officer, person=person, why="IN_DANGER").sealed
    one.refresh_from_db()
    entry = JournalEntry.objects.get(code="registry.sealed")
    assert (one.compartment, entry.compartment) == ("protection", "protection")
    assert entry.details["why"] == "seal_reason:IN_DANGER"
    assert not actions.unseal_person(actor=officer, person=person, why="DANGER_OVER").sealed
    one.refresh_from_db()
    assert one.compartment == "bio"


def family() -> Case:
    return factories.registered(factories.new_person(), factories.new_person(birth_date=None))


def reserved(case: Case) -> list[bool]:
    return [person.sealed for person in factories.people_of(case)]


def test_who_travels_along_is_reserved_and_opened_with_them() -> None:
    case, apart = family(), factories.registered()
    officer, [_, sister] = factories.actor("protection"), factories.people_of(case)
    actions.seal_person(actor=officer, person=sister, why="IN_DANGER")
    assert reserved(case) == [True, True]
    assert reserved(apart) == [False]
    assert JournalEntry.objects.filter(code="registry.sealed").count() == 2
    actions.unseal_person(actor=officer, person=factories.people_of(case)[0], why="DANGER_OVER")
    assert reserved(case) == [False, False]


def test_who_is_registered_with_somebody_reserved_is_reserved_at_once() -> None:
    case = factories.registered(factories.new_person(sealed=True), factories.new_person())
    assert reserved(case) == [True, True]
    cousin = NewGroup(people=(factories.new_person(),), site="TAP", at=factories.MONDAY)
    actions.join_group(actor=SYSTEM, office=case.office, group=case.group, new=cousin)
    assert reserved(case) == [True, True, True]


def comes_to(group: TravelGroup, person: Person) -> None:
    """Somebody stands in another group from now on."""
    place = Place(person=person.pk, position=9, relation="SIBLING")
    actions.place_in_group(actor=SYSTEM, group=group, places=[place])


def test_who_comes_to_travel_with_somebody_reserved_is_reserved_with_them() -> None:
    hidden, other, third = (
        factories.registered(factories.new_person(sealed=True)),
        family(),
        family(),
    )
    comes_to(hidden.group, factories.people_of(other)[0])
    assert all(Person.objects.get(pk=p.pk).sealed for p in factories.people_of(hidden))
    here = GroupMember.objects.filter(group=other.group, left_at=None).values("person")
    assert [p.sealed for p in Person.objects.filter(pk__in=here)] == [False]
    comes_to(third.group, factories.people_of(hidden)[0])
    assert reserved(third) == [True, True, True]


def test_groups_reserved_before_they_were_reserved_whole_are_so_once() -> None:
    widen = import_module("rumbo.registry.migrations.0004_travel_along")
    case, apart, left = family(), factories.registered(), family()
    mother, son = factories.people_of(case)
    one = pair_of(factories.people_of(apart)[0], son)
    Person.objects.filter(pk=mother.pk).update(sealed=True)
    gone = factories.people_of(left)[0]
    Person.objects.filter(pk=gone.pk).update(sealed=True)
    GroupMember.objects.filter(person=gone).update(left_at=factories.MONDAY)
    for _ in range(2):
        widen.reserve_whoever_travels_along(apps, None)
    assert reserved(case) == [True, True]
    assert reserved(apart) == [False]
    assert not Person.objects.get(pk=factories.people_of(left)[1].pk).sealed
    one.refresh_from_db()
    assert one.compartment == "protection"
    entry = JournalEntry.objects.get(code="registry.sealed")
    assert (entry.person_id, entry.compartment) == (son.pk, "protection")
    assert entry.details["why"] == "seal_reason:TRAVELS_ALONG"


def test_only_protection_and_childhood_reserve_and_never_without_a_reason() -> None:
    person = factories.people_of(factories.registered())[0]
    with pytest.raises(Refusal, match="función"):
        actions.seal_person(actor=factories.actor("counsellor"), person=person, why="ASKED")
    with pytest.raises(Refusal):
        actions.seal_person(actor=factories.actor("protection"), person=person, why="")
    assert not Person.objects.get(pk=person.pk).sealed


def test_the_page_reserves_a_file_and_the_office_reads_it_no_more() -> None:
    case = factories.registered()
    url = reverse("protection:sealing", args=[case.pk, factories.people_of(case)[0].pk])
    assert client_for("counsellor").get(url).status_code == 404
    client, office = client_for("protection"), client_for("counsellor")
    panel = reverse("counselling:panel", args=[case.pk])
    assert office.get(panel).status_code == 200
    assert client.get(url).status_code == 200
    assert client.post(url, {"why": "IN_DANGER"}).status_code == 303
    assert office.get(panel).status_code == 404
    assert client.post(url, {"why": "MISTAKE"}).status_code == 303
    assert office.get(panel).status_code == 200
