"""Siblings whose joining was undone are in two files, to the row as before, and wait to be reunited."""

import pytest
from django.urls import reverse

from rumbo.access.values import Actor
from rumbo.casework.models import Case, FamilyChange, Task
from rumbo.desk import actions as desk
from rumbo.protection import actions as protection
from rumbo.protection import queries
from rumbo.protection.models import Siblings
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories.pages import client_for, elsewhere
from tests.factories.whole import Rows, differing, standing, whole
from tests.protection.test_siblings import far, officer, two

__all__ = ["far", "officer", "two"]
pytestmark = pytest.mark.django_db


def changed(before: Rows) -> list[str]:
    """What is not as it was, but that they are to be reunited: that is asked anew."""
    anew = {str(pk) for pk in Task.objects.filter(code="REUNITE").values_list("pk", flat=True)}
    told = differing(before, whole())
    return [one for one in told if "REUNITE" not in one and not any(pk in one for pk in anew)]


def test_where_it_was_undone_they_wait_to_be_reunited_and_neither_travels_alone(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    ready.reference()
    boy, girl, pair = two
    for case in (boy, girl):
        children.make_ready(officer, case)
    people, before = standing(), whole()
    protection.reunite_siblings(actor=officer, pair=pair, at=buses.BEFORE)
    assert not Task.objects.open().filter(code="REUNITE").exists()
    change = FamilyChange.objects.get()
    desk.undo_family(actor=officer, change=change, why="No eran hermanos.", at=buses.BEFORE)
    assert standing() == people
    assert changed(before) == []
    assert {t.person_id for t in Task.objects.open().filter(code="REUNITE")} == {
        pair.earlier_id, pair.later_id,
    }  # fmt: skip
    assert queries.siblings_apart([boy.pk]) == {boy.pk: [girl]}
    protection.take_back_siblings(actor=factories.actor("protection"), pair=pair)
    assert queries.siblings_apart([boy.pk]) == {}


def test_a_sister_goes_back_to_her_office_with_every_row_of_hers(
    officer: Actor, far: tuple[Case, Case, Siblings]
) -> None:
    ready.reference()
    _boy, girl, pair = far
    children.make_ready(officer, girl)
    before = whole()
    theirs = factories.actor("child_officer", at=elsewhere())
    protection.reunite_siblings(actor=theirs, pair=pair, at=buses.BEFORE)
    change = FamilyChange.objects.get()
    desk.undo_family(actor=officer, change=change, why="No eran hermanos.", at=buses.BEFORE)
    assert changed(before) == []
    assert not Task.objects.open().filter(code="FILE_CAME").exists()
    her_task = Task.objects.open().get(code="REUNITE", person=pair.later)
    assert (her_task.case, her_task.office) == (girl, elsewhere())


def test_who_opens_or_names_a_file_by_an_old_number_comes_to_where_its_people_are(
    officer: Actor, two: tuple[Case, Case, Siblings]
) -> None:
    boy, girl, pair = two
    protection.reunite_siblings(actor=officer, pair=pair, at=buses.BEFORE)
    found = queries.file_of_number(f" {girl.number.lower()} ")
    assert found is not None
    assert found.case == boy
    assert found.people == {pair.earlier_id, pair.later_id}
    cousin, him = children.boy(identity={**children.BOY["identity"], "given_names": "Elmer"})
    page = reverse("protection:siblings", args=[cousin.pk, him.pk])
    assert client_for("child_officer").post(page, {"number": girl.number}).status_code == 303
    assert len(queries.pairs_of([him.pk])) == 2
