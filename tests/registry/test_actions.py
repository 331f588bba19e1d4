"""Registering, finding again, joining and taking apart."""

from datetime import date
from typing import Any

import pytest

from rumbo.access.entry import reading
from rumbo.access.queries import actor_of, reader_of
from rumbo.access.values import SYSTEM, Actor
from rumbo.common.refusal import Refusal
from rumbo.registry import actions as registry
from rumbo.registry import finding, queries
from rumbo.registry.models import AccessRequest, Person, Probe, SearchKey
from rumbo.registry.rules.features import Features
from rumbo.registry.values import NewConsent
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)
TYPED = Features(
    given_names="Dilsia", surname_1="Mejia", surname_2="Paguada", birth_date=date(1990, 5, 4)
)


def test_a_family_is_registered_with_keys_consent_and_who_answers_for_whom() -> None:
    mother = factories.new_person()
    son = factories.new_person(relation="CHILD", guardian=mother.id, guardian_relation="PARENT")
    case = factories.registered(mother, son)
    assert [m.guardian_id for m in case.group.members.order_by("position")] == [None, mother.id]
    assert Person.objects.get(pk=mother.id).consents.get().by == "SELF"
    assert SearchKey.objects.filter(person_no=Person.objects.get(pk=mother.id).search_no).exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"identity": {"given_names": "  "}}, "registry.no_name"),
        ({"birth_date": date(2031, 1, 1)}, "registry.born_later"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        factories.registered(factories.new_person(), factories.new_person(**change))
    assert refusal.value.code == code
    assert not Person.objects.exists()


def test_a_guardian_is_somebody_of_the_group() -> None:
    stranger = factories.new_person()
    with pytest.raises(Refusal) as refusal:
        factories.registered(factories.new_person(guardian=stranger.id))
    assert refusal.value.code == "registry.guardian_elsewhere"


def test_a_person_is_found_again_though_the_name_is_spelt_by_ear() -> None:
    factories.registered()
    [(person, likeness)] = queries.likely(TYPED)
    assert person.known("surname_1") == "Mejía"
    assert likeness.probability > 0.9


def test_a_name_and_a_surname_alone_find_somebody() -> None:
    factories.registered()
    found = queries.likely(Features(given_names="Dilcia", surname_1="Mejía"), least=0.0)
    assert [person.full_name for person, _ in found] == ["Dilcia Waleska Mejía Paguada"]


def test_the_others_are_opened_where_none_of_the_first_is_surely_the_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {"given_names": "Dilia Yamileth", "surname_1": "Mejía", "surname_2": "Paguada"}
    factories.registered(factories.new_person(identity=names))
    factories.registered()
    monkeypatch.setattr(finding, "STAGES", ((1, 1.01), (2, 0.0)))
    assert len(queries.likely(TYPED, least=0.0)) == 2
    monkeypatch.setattr(finding, "STAGES", ((1, 0.0), (2, 0.0)))
    assert len(queries.likely(TYPED, least=0.0)) == 1


def test_another_office_sees_that_somebody_is_there_and_not_who() -> None:
    factories.registered()
    elsewhere = factories.user("registrar", at=factories.office("TIJ", "Tijuana"))
    with reading(reader_of(elsewhere, DAY)) as reader:
        [hit] = queries.look_up(reader, TYPED)
    assert hit.person is None
    assert Probe.objects.get().masked == 1


def test_a_file_that_was_opened_to_somebody_is_no_longer_masked_to_them() -> None:
    case = factories.registered()
    elsewhere = factories.user("registrar", at=factories.office("TIJ", "Tijuana"))
    asking = actor_of(elsewhere, DAY)
    request = registry.request_access(
        actor=asking, person_id=factories.people_of(case)[0].id, reason="Está en el módulo."
    )
    registry.answer_request(actor=factories.actor("coordinator"), request=request, granted=True)
    with reading(reader_of(elsewhere, DAY)) as reader:
        [hit] = queries.look_up(reader, TYPED)
    assert hit.person is not None


def asked_by(actor: Actor) -> AccessRequest:
    """Somebody asks to see a file of Tapachula."""
    person = factories.people_of(factories.registered())[0]
    return registry.request_access(actor=actor, person_id=person.id, reason="Está en el módulo.")


def test_who_asked_for_a_file_does_not_open_it() -> None:
    actor = factories.actor("coordinator", "registrar")
    request = asked_by(actor)
    with pytest.raises(Refusal) as refusal:
        registry.answer_request(actor=actor, request=request, granted=True)
    assert refusal.value.code == "registry.asked_themselves"
    request.refresh_from_db()
    assert request.answered_at is None


@pytest.mark.parametrize("role", ["coordinator", "protection", "dpo"])
def test_a_file_is_opened_by_the_office_that_keeps_it(role: str) -> None:
    request = asked_by(factories.actor("registrar", at=factories.office("TIJ", "Tijuana")))
    there = factories.actor(role, at=factories.office("TIJ", "Tijuana"))
    with pytest.raises(Refusal) as refusal:
        registry.answer_request(actor=there, request=request, granted=True)
    assert refusal.value.code == "registry.another_office_answers"
    everywhere = actor_of(factories.user(role, everywhere=True), DAY)
    assert registry.answer_request(actor=everywhere, request=request, granted=True).granted


def test_a_reserved_file_is_opened_by_protection_alone() -> None:
    request = asked_by(factories.actor("registrar", at=factories.office("TIJ", "Tijuana")))
    Person.objects.filter(pk=request.person_id).update(sealed=True)
    request.refresh_from_db()
    with pytest.raises(Refusal, match="función"):
        registry.answer_request(actor=factories.actor("coordinator"), request=request, granted=True)
    officer = factories.actor("protection")
    assert registry.answer_request(actor=officer, request=request, granted=True).granted


def test_nobody_opens_a_file_in_no_name() -> None:
    request = asked_by(factories.actor("registrar"))
    with pytest.raises(Refusal) as refusal:
        registry.answer_request(actor=SYSTEM, request=request, granted=True)
    assert refusal.value.code == "registry.another_office_answers"


def test_a_sealed_person_is_no_hint_to_anyone_but_protection() -> None:
    factories.registered(factories.new_person(sealed=True))
    with reading(reader_of(factories.user("registrar"), DAY)) as reader:
        assert queries.look_up(reader, TYPED) == []
    with reading(reader_of(factories.user("protection"), DAY)) as reader:
        assert len(queries.look_up(reader, TYPED)) == 1


def test_somebody_who_asks_about_very_many_people_is_stopped() -> None:
    user = factories.user("registrar")
    Probe.objects.bulk_create(
        Probe(reader_id=user.id, shown=1, masked=1) for _ in range(queries.PROBES)
    )
    with reading(reader_of(user, DAY)) as reader, pytest.raises(Refusal):
        queries.look_up(reader, TYPED)


def test_joining_two_registrations_can_be_undone_and_done_again() -> None:
    earlier = factories.people_of(factories.registered())[0]
    later = factories.people_of(factories.registered())[0]
    pair = registry.suspect_duplicate(
        actor=SYSTEM, earlier=earlier, later=later, probability=0.97, reasons=["birth_date"]
    )
    for _ in range(2):
        registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")
        earlier.refresh_from_db()
        assert queries.same_human_being(earlier).count() == 2
        registry.undo_merge(actor=factories.actor("registrar"), pair=pair)
        earlier.refresh_from_db()
        later.refresh_from_db()
        assert earlier.individual_id is None
        assert later.individual_id is None


def test_two_people_never_decide_the_same_pair() -> None:
    earlier = factories.people_of(factories.registered())[0]
    later = factories.people_of(factories.registered())[0]
    pair = registry.suspect_duplicate(
        actor=SYSTEM, earlier=earlier, later=later, probability=0.97, reasons=[]
    )
    registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="DIFFERENT")
    with pytest.raises(Refusal) as refusal:
        registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")
    assert refusal.value.code == "registry.already_decided"


def test_a_new_consent_ends_the_one_before_and_a_withdrawn_one_ends_once() -> None:
    person = factories.people_of(factories.registered())[0]
    made = registry.record_consent(
        actor=factories.actor("registrar"), person=person, consent=NewConsent(wording="2026-11-20")
    )
    assert person.consents.filter(withdrawn_at=None).get() == made
    registry.withdraw_consent(actor=factories.actor("registrar"), consent=made)
    with pytest.raises(Refusal):
        registry.withdraw_consent(actor=factories.actor("registrar"), consent=made)
