"""Pairs that may be one person, and requests to see a file, as people open them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.common import clock
from rumbo.registry import actions
from rumbo.registry.models import AccessRequest, Person, PossibleDuplicate
from rumbo.registry.rules.limits import GRANTED_FOR
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def signed_in(*roles: str, at=None) -> Client:
    client = Client()
    client.force_login(factories.user(*roles, at=at))
    return client


def pair(other_office: bool = False, **changes) -> PossibleDuplicate:
    at = factories.office("TIJ", "Tijuana") if other_office else None
    earlier = factories.people_of(factories.registered(at=at))[0]
    later = factories.people_of(factories.registered(factories.new_person(**changes)))[0]
    return actions.suspect_duplicate(
        actor=SYSTEM,
        earlier=earlier,
        later=later,
        probability=0.97,
        reasons=("SAME_SURNAMES", "SAME_BIRTH_DATE"),
    )


def url_of(one: PossibleDuplicate, name: str = "duplicate") -> str:
    return reverse(f"registry:{name}", kwargs={"pair": one.id})


def shown(one: PossibleDuplicate) -> dict[str, int]:
    """The pair as it stands now, as a page that shows it sends it back."""
    return {"version": PossibleDuplicate.objects.get(pk=one.pk).version}


def test_the_list_says_why_in_words() -> None:
    pair()
    page = signed_in("registrar").get(reverse("registry:duplicates")).content.decode()
    assert "97 % probable: mismos apellidos; misma fecha de nacimiento." in page


def test_two_registrations_stand_side_by_side_with_what_differs_marked() -> None:
    one = pair(sex="M")
    page = signed_in("registrar").get(url_of(one)).content.decode()
    assert page.count("Dilcia Waleska") == 2
    assert "distinto" in page
    assert Reading.objects.filter(page="duplicate").count() == 2


def test_the_same_person_is_joined_and_the_joining_undone() -> None:
    one = pair()
    client = signed_in("registrar")
    answer = client.post(url_of(one), {"decision": "SAME"})
    assert answer["Location"] == reverse("registry:duplicates")  # no other pair waits
    page = client.get(answer["Location"]).content.decode()
    assert f'action="{url_of(one, "undo")}"' in page
    assert Person.objects.filter(individual=None).count() == 0
    assert client.get(url_of(one, "undo")).status_code == 200
    client.post(url_of(one, "undo"), shown(one))
    assert Person.objects.filter(individual=None).count() == 2
    one.refresh_from_db()
    assert one.decision == ""


@pytest.mark.parametrize("decision", ["DIFFERENT", "UNKNOWN"])
def test_another_answer_joins_nobody_and_leaves_the_list(decision: str) -> None:
    one = pair()
    client = signed_in("counsellor")
    client.post(url_of(one), {"decision": decision})
    one.refresh_from_db()
    assert one.decision == decision
    assert Person.objects.filter(individual=None).count() == 2
    page = client.get(reverse("registry:duplicates")).content.decode()
    assert f'href="{url_of(one)}"' not in page


@pytest.mark.parametrize("decision", ["", "same", "\x00", "SAME" * 5000])
def test_an_answer_that_is_none_is_no_page(decision: str) -> None:
    assert signed_in("registrar").post(url_of(pair()), {"decision": decision}).status_code == 404


@pytest.mark.parametrize("decision", ["DIFFERENT", "UNKNOWN"])
def test_another_answer_is_found_again_and_looked_at_anew(decision: str) -> None:
    one, word = pair(), {"DIFFERENT": "distintas", "UNKNOWN": "sin-saber"}[decision]
    client = signed_in("registrar")
    client.post(url_of(one), {"decision": decision})
    page = client.get(f"{reverse('registry:duplicates')}?estado={word}").content.decode()
    assert url_of(one) in page
    assert "1 par<" in page
    assert client.get(url_of(one, "undo")).status_code == 200
    assert client.post(url_of(one, "undo"), shown(one))["Location"] == url_of(one)
    one.refresh_from_db()
    assert one.decision == ""


def test_after_a_decision_the_next_pair_that_one_may_decide_opens() -> None:
    first, masked, last = pair(), pair(other_office=True), pair()
    for place, one in enumerate((first, masked, last)):
        PossibleDuplicate.objects.filter(pk=one.pk).update(probability=0.95 - place / 100)
    client = signed_in("registrar")
    assert "2 pares esperan" in client.get(url_of(first)).content.decode()
    assert client.post(url_of(first), {"decision": "UNKNOWN"})["Location"] == url_of(last)
    assert client.post(url_of(last), {"decision": "SAME"})["Location"] == reverse(
        "registry:duplicates"
    )


def test_who_comes_second_is_told_so_and_goes_on_with_the_next_pair() -> None:
    one, other = pair(), pair()
    client = signed_in("registrar")
    signed_in("counsellor").post(url_of(one), {"decision": "DIFFERENT"})
    answer = client.post(url_of(one), {"decision": "SAME"}, follow=True)
    assert answer.redirect_chain == [(url_of(other), 302)]
    assert "Otra persona ya decidió sobre este par de registros." in answer.content.decode()
    assert "Deshacer lo último" not in answer.content.decode()  # it was not theirs
    assert Person.objects.filter(individual=None).count() == 4


def test_what_somebody_decided_since_is_not_taken_back_with_it() -> None:
    one, client = pair(), signed_in("registrar")
    client.post(url_of(one), {"decision": "UNKNOWN"})
    page = client.get(url_of(one, "undo")).text
    seen = shown(one)
    assert f'name="version" value="{seen["version"]}"' in page
    other = signed_in("counsellor")
    other.post(url_of(one, "undo"), seen)
    other.post(url_of(one), {"decision": "SAME"})
    answer = client.post(url_of(one, "undo"), seen)
    assert answer.status_code == 409
    assert "Otra persona cambió esto" in answer.text
    one.refresh_from_db()
    assert one.decision == "SAME"
    assert Person.objects.filter(individual=None).count() == 0


def test_what_was_taken_back_already_is_said_so() -> None:
    one, client = pair(), signed_in("registrar")
    client.post(url_of(one), {"decision": "SAME"})
    seen = shown(one)
    assert client.post(url_of(one, "undo"), seen).status_code == 302
    assert client.post(url_of(one, "undo"), seen).status_code == 409


@pytest.mark.parametrize(
    "version", ["", "-1", "1.5", "9" * 5000, str(2**63), "\x00", "\u202e٣", "🙂"]
)
def test_a_decision_that_was_not_shown_is_not_taken_back(version: str) -> None:
    one, client = pair(), signed_in("registrar")
    client.post(url_of(one), {"decision": "SAME"})
    assert client.post(url_of(one, "undo"), {"version": version}).status_code == 409
    one.refresh_from_db()
    assert one.decision == "SAME"


def test_who_may_not_decide_a_pair_does_not_take_its_decision_back() -> None:
    one = pair(other_office=True)
    everybody = factories.user("registrar", everywhere=True)
    client = Client()
    client.force_login(everybody)
    client.post(url_of(one), {"decision": "SAME"})
    here = signed_in("registrar")
    assert here.get(url_of(one, "undo")).status_code == 404
    assert here.post(url_of(one, "undo"), shown(one)).status_code == 404
    one.refresh_from_db()
    assert one.decision == "SAME"


def test_the_last_decision_is_offered_back_only_for_as_long_as_both_are_open() -> None:
    one, user = pair(other_office=True), factories.user("registrar")
    asked = granted(one.earlier, user.pk)
    client = Client()
    client.force_login(user)
    client.post(url_of(one), {"decision": "DIFFERENT"})
    undo = f'action="{url_of(one, "undo")}"'
    assert undo in client.get(reverse("registry:duplicates")).text
    AccessRequest.objects.filter(pk=asked.pk).update(granted=False)
    assert undo not in client.get(reverse("registry:duplicates")).text


def granted(person: Person, to: UUID, **changes: Any) -> AccessRequest:
    """The office of somebody opened their file to whoever asked."""
    answer = {"granted": True, "answered_at": clock.now(), **changes}
    return AccessRequest.objects.create(
        person=person, asked_by=to, asked_office=factories.office(), reason="x", **answer
    )


def test_an_access_that_another_office_gave_ends_after_its_days() -> None:
    one, user = pair(other_office=True), factories.user("registrar")
    client = Client()
    client.force_login(user)
    asked = granted(one.earlier, user.pk, answered_at=clock.now() - GRANTED_FOR + HOUR)
    assert "Dilcia" in client.get(url_of(one)).text
    assert "1 par espera" in client.get(url_of(one)).text
    AccessRequest.objects.filter(pk=asked.pk).update(answered_at=clock.now() - GRANTED_FOR - HOUR)
    assert "Dilcia" not in client.get(url_of(one)).text
    assert "0 pares esperan" in client.get(url_of(one)).text


def test_how_many_pairs_wait_is_one_exact_number_on_every_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rumbo.access.lists.opening.COUNTED", 1)  # a long list is not counted out
    client, url = signed_in("registrar"), reverse("registry:duplicates")
    assert "<p>0 pares por mirar</p>" in client.get(url).content.decode()
    one, other = pair(), pair()
    pair(other_office=True)
    pair(sealed=True)
    here = "<p>2 pares por mirar y 1 más con alguien de otra oficina</p>"
    assert here in client.get(url).content.decode()
    assert "2 pares esperan" in client.get(url_of(one)).content.decode()
    assert "2 pares de registros pueden ser" in client.get(reverse("desk:home")).content.decode()
    assert "<p>2 pares</p>" in client.get(url, {"de": "propias"}).content.decode()
    client.post(url_of(one), {"decision": "SAME"})
    assert "<p>1 par por mirar y 1 más" in client.get(url).content.decode()
    client.post(url_of(other), {"decision": "SAME"})
    assert "<p>2 pares</p>" in client.get(url, {"estado": "iguales"}).content.decode()


def test_a_pair_with_another_office_shows_nothing_of_its_person() -> None:
    one = pair(other_office=True, identity={"given_names": "Ana", "surname_1": "Cruz"})
    client = signed_in("registrar")
    for url in (url_of(one), reverse("registry:duplicates")):
        assert "Dilcia" not in client.get(url).content.decode()
    assert client.post(url_of(one), {"decision": "SAME"}).status_code == 404


def test_somebody_of_another_office_finds_no_pair() -> None:
    theirs = signed_in("registrar", at=factories.office("GDL", "Guadalajara"))
    assert theirs.get(url_of(pair())).status_code == 404


@pytest.mark.parametrize("role", ["movements", "field", "dpo", "donor", "coordinator"])
def test_a_role_that_does_not_decide_finds_no_pair(role: str) -> None:
    assert signed_in(role).get(url_of(pair())).status_code == 404
    assert signed_in(role).get(reverse("registry:duplicates")).status_code == 404


def test_a_pair_with_a_sealed_person_is_for_protection_alone() -> None:
    one = pair(sealed=True)
    assert signed_in("registrar").get(url_of(one)).status_code == 404
    assert signed_in("protection").get(url_of(one)).status_code == 200


def test_who_asked_does_not_answer() -> None:
    person = factories.people_of(factories.registered())[0]
    user = factories.user("coordinator", "registrar")
    client = Client()
    client.force_login(user)
    asked = AccessRequest.objects.create(
        person=person, asked_by=user.id, asked_office=factories.office(), reason="x"
    )
    url = reverse("registry:answer", kwargs={"asked": asked.id})
    assert client.post(url, {"answer": "yes"}).status_code == 404
    assert signed_in("coordinator").post(url, {"answer": "no"}).status_code == 302
    asked.refresh_from_db()
    assert asked.granted is False
    theirs = AccessRequest.objects.create(
        person=person, asked_by=user.id, asked_office=factories.office(), reason="x"
    )
    url = reverse("registry:answer", kwargs={"asked": theirs.id})
    page = signed_in("coordinator").post(url, {"answer": "yes"}, follow=True).text
    assert "Se abrió el registro por 90 días a quien lo pidió." in page


def test_the_focal_point_of_data_protection_answers_without_a_name() -> None:
    person = factories.people_of(factories.registered())[0]
    asker = factories.user("registrar")
    AccessRequest.objects.create(
        person=person, asked_by=asker.id, asked_office=factories.office(), reason="Vino hoy"
    )
    page = signed_in("dpo").get(reverse("registry:requests")).content.decode()
    assert "Vino hoy" in page
    assert "Mejía" not in page


def test_nothing_is_certain_that_nobody_has_looked_at() -> None:
    one = pair()
    PossibleDuplicate.objects.update(probability=0.9999)
    page = signed_in("registrar").get(url_of(one)).content.decode()
    assert "99 % probable" in page


def test_a_pair_that_is_not_open_leads_back_and_to_where_access_is_asked() -> None:
    one = pair(other_office=True)
    page = signed_in("registrar").get(url_of(one)).content.decode()
    assert f'href="{reverse("registry:duplicates")}"' in page
    assert "Se parecen: mismos apellidos." in page
    assert f'<a href="{reverse("desk:search")}">Buscar y pedir acceso</a>' in page
