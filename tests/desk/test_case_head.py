"""The head of a case says with whom somebody travels, and from which country they come."""

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING
from rumbo.desk import casefile
from rumbo.registry.models import GroupMember
from tests import factories
from tests.desk.test_pages import signed_in

pytestmark = pytest.mark.django_db


def group(*relations: str) -> list[GroupMember]:
    """A first person and the others, by how they are related to the first."""
    people = [factories.new_person(), *(factories.new_person(relation=r) for r in relations)]
    case = factories.registered(*people)
    rows = GroupMember.objects.filter(group=case.group).order_by("position")
    return list(rows.select_related("person"))


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        ((), "viaja sin compañía"),
        (("CHILD",), "viaja con su hija"),
        (("CHILD", "CHILD"), "viaja con sus 2 hijas e hijos"),
        (("SPOUSE", "CHILD", "CHILD", "CHILD"), "viaja con su pareja y sus 3 hijas e hijos"),
        (("SIBLING", "SIBLING"), "viaja con sus 2 hermanas y hermanos"),
        (("OTHER_RELATIVE", "OTHER_RELATIVE"), "viaja con otros 2 familiares"),
    ],
)
def test_several_of_one_relation_are_said_together(relations: tuple[str, ...], said: str) -> None:
    with reading(EVERYTHING):
        assert casefile.with_whom(group(*relations), 0) == said


def test_one_whose_sex_is_not_known_is_named_by_neither() -> None:
    people = [factories.new_person(), factories.new_person(relation="CHILD", sex="X")]
    case = factories.registered(*people)
    with reading(EVERYTHING):
        rows = GroupMember.objects.filter(group=case.group).order_by("position")
        told = casefile.with_whom(list(rows.select_related("person")), 0)
    assert told == "viaja con su hija o hijo"


def test_the_head_names_the_country_beside_the_department() -> None:
    case = factories.registered(
        factories.new_person(origin_department="HN-YO", origin_country="HND")
    )
    page = signed_in("counsellor").get(reverse("desk:case", args=[case.pk])).content.decode()
    assert "Yoro, Honduras" in page


def test_the_field_of_the_entry_is_called_by_what_is_typed_into_it() -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert "Usuario o correo" in page
