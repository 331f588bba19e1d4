"""A file that everybody left, or whose data were erased, says so: it is no page that is not there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.urls import reverse

from rumbo.casework import actions as casework
from rumbo.casework import emptying
from rumbo.casework.models import Case
from rumbo.common import clock
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
