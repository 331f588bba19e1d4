"""A file that everybody left, or whose data were erased, says so: it is no page that is not there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.urls import reverse

from rumbo.casework import actions as casework
from rumbo.casework import emptying, queries
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.registry.models import Person
from tests import factories
from tests.desk.test_pages import signed_in
from tests.factories import cases as made
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
NOBODY = "Nadie está ahora en este expediente."


def page_of(case: Case) -> str:
    return reverse("desk:case", kwargs={"case": case.pk})


def joined(first: Case, second: Case, office: str = "") -> None:
    at = made.elsewhere() if office else None
    actor = factories.actor("child_officer", at=at)
    casework.join_files(actor=actor, first=first, second=second)


def went(case: Case, person: Person, to: Case) -> None:
    word = casework.FamilyWord(said="Van juntas.", on=factories.MONDAY.date())
    asked = casework.Regrouping(people=(person,), to=to, relation="SIBLING", word=word)
    casework.regroup(actor=factories.actor("protection"), case=case, asked=asked)


def test_a_file_that_everybody_left_says_where_they_are() -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    joined(first, second)
    page = signed_in("counsellor").get(page_of(second)).content.decode()
    assert NOBODY in page
    assert f"Sus personas siguen en {first.number}." in page
    assert page_of(first) in page
    assert reverse("desk:families", kwargs={"case": second.pk}) in page
    assert "Dos expedientes de una misma familia se juntaron en uno." in page
    assert "Mejía" not in page
    assert reverse("desk:families", kwargs={"case": second.pk}) not in (
        signed_in("documents").get(page_of(second)).content.decode()
    )


def test_of_another_office_and_of_somebody_reserved_it_gives_nothing_away() -> None:
    first, second = made.adults("Ana"), made.adults("Berta", at=made.elsewhere())
    joined(first, second, "elsewhere")
    far = client_for("counsellor", at=made.elsewhere()).get(page_of(second)).content.decode()
    assert "Sus personas siguen en un expediente de otra oficina." in far
    assert first.number not in far
    assert signed_in("counsellor").get(page_of(second)).status_code == 404
    reserved, third = factories.registered(factories.new_person(sealed=True)), made.adults("Clara")
    joined(reserved, third)
    assert signed_in("counsellor").get(page_of(third)).status_code == 404
    assert signed_in("child_officer").get(page_of(third)).status_code == 200


def test_opening_it_again_tells_no_number_of_another_office() -> None:
    first, second = made.adults("Ana"), made.adults("Berta", at=made.elsewhere())
    joined(first, second, "elsewhere")
    client = client_for("registrar", at=made.elsewhere())
    answer = client.post(reverse("casework:reopen", args=[second.pk]), {"why": "Volvió."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "En este expediente no queda nadie" in page
    assert first.number not in page


def test_where_they_are_reserved_by_now_no_page_of_it_opens_but_to_protection() -> None:
    first, second = factories.registered(factories.new_person(sealed=True)), made.adults("Berta")
    joined(first, second)
    for name in ("casework:reopen", "desk:families"):
        url = reverse(name, args=[second.pk])
        for send in (client_for("registrar", "counsellor").get, signed_in("coordinator").post):
            assert send(url, {"why": "Volvió."}).status_code == 404, name
        assert signed_in("child_officer").get(url).status_code == 200, name


def test_of_those_who_went_two_ways_one_reserved_keeps_it_from_everybody_else() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Clara")
    reserved = factories.registered(factories.new_person(sealed=True))
    ana, berta = factories.people_of(case)
    went(case, berta, reserved)
    counsellor = signed_in("counsellor").get(page_of(case)).content.decode()
    assert "Cambió con quién viajan: de este expediente o a él." in counsellor
    assert reserved.number not in counsellor
    assert reserved.number not in (
        signed_in("counsellor").get(reverse("desk:human", args=[ana.pk])).content.decode()
    )
    assert f"con {reserved.number}." in signed_in("protection").get(page_of(case)).content.decode()
    went(case, ana, there)
    assert queries.file_now(case) == there.pk
    assert signed_in("counsellor").get(page_of(case)).status_code == 404
    page = signed_in("child_officer").get(page_of(case)).content.decode()
    assert f"Sus personas siguen en {there.number}." in page


def test_what_was_erased_says_when_and_why_and_names_nobody(
    owner_role: Callable[[], AbstractContextManager[None]],
) -> None:
    case = factories.registered()
    ended = clock.now() - timedelta(days=800)
    Case.objects.filter(pk=case.pk).update(stage="WITHDRAWN", stage_since=ended)
    client = signed_in("counsellor")
    assert "se borraron" not in client.get(page_of(case)).content.decode()
    then = clock.now() - timedelta(days=8)
    casework.decide_to_erase(actor=factories.actor("dpo"), case=case, at=then)
    assert "se borraron" not in client.get(page_of(case)).content.decode()
    with owner_role():
        emptying.erase_files()
    answer = client.get(page_of(case))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Los datos de este expediente se borraron hoy" in page
    assert "había vencido el plazo" in page
    assert "Mejía" not in page
