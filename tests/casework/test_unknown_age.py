"""Whoever may be under 18 goes as a child goes, whatever somebody typed that they are."""

from datetime import date

import pytest

from rumbo.casework import kinship
from rumbo.casework.kinship import Going, Kin
from rumbo.registry.models import Person
from tests import factories
from tests.casework.test_families import ANA, EVA, change, refused, undo
from tests.factories import cases as made

NIECE = Kin(person="niece", relation="OTHER_RELATIVE", adult=False)
# Of whom no age is known, whatever somebody typed that they are: a wife, a sister, a grandmother.
UNKNOWN = Kin(person="una", relation="SPOUSE")


@pytest.mark.parametrize("relation", ["HEAD", "SPOUSE", "SIBLING", "GRANDPARENT", "NON_RELATIVE"])
def test_who_may_be_a_child_is_neither_left_nor_sent_alone(relation: str) -> None:
    una = Kin(person="una", relation=relation)
    for leaving in ({"una"}, {"ana"}):
        going = Going(members=(ANA, una), leaving=frozenset(leaving))
        assert "WITH_AN_ADULT" in [rule.code for rule in kinship.broken(going)]
        assert kinship.broken(going.if_grown) == []


def test_who_may_be_a_child_is_not_the_adult_whom_a_child_is_left_with() -> None:
    going = Going(members=(UNKNOWN, EVA, NIECE), leaving=frozenset({"eva"}))
    assert [rule.code for rule in kinship.broken(going)] == ["WITH_AN_ADULT"]
    come = Going(members=(ANA, EVA, NIECE), leaving=frozenset({"niece"}), there=(UNKNOWN,))
    assert [rule.code for rule in kinship.broken(come)] == ["WITH_AN_ADULT"]


def test_siblings_who_may_be_children_are_parted_by_nobody() -> None:
    members = (ANA, *(Kin(person=one, relation="CHILD") for one in ("one", "two")), EVA)
    going = Going(members=members, leaving=frozenset({"two", "eva"}))
    assert "SIBLINGS_TOGETHER" in [rule.code for rule in kinship.broken(going)]


@pytest.mark.parametrize(
    ("members", "leaving", "there"),
    [
        ((UNKNOWN, ANA, EVA), {"eva"}, ()),
        ((UNKNOWN, ANA, EVA), {"una", "eva"}, ()),
        ((UNKNOWN, ANA), {"una"}, (EVA,)),
        ((UNKNOWN,), {"una"}, (EVA,)),
        ((UNKNOWN, Kin(person="dos", relation="SIBLING")), {"una", "dos"}, (UNKNOWN,)),
    ],
    ids=["an adult goes", "with an adult", "to an adult", "alone, to an adult", "everybody"],
)
def test_a_missing_birth_date_holds_no_family_back_that_leaves_nobody_alone(
    members: tuple[Kin, ...], leaving: set[str], there: tuple[Kin, ...]
) -> None:
    going = Going(members=members, leaving=frozenset(leaving), there=there)
    assert kinship.broken(going) == []


@pytest.mark.django_db
def test_who_may_be_a_child_goes_alone_by_protection_or_when_the_age_is_known() -> None:
    case = made.adults("Ana", "Berta")
    _ana, berta = factories.people_of(case)
    Person.objects.filter(pk=berta.pk).update(birth_date=None)
    assert refused(case, [berta]) == "casework.age_not_known"
    assert refused(case, [berta], None, "child_officer") == "casework.age_not_known"
    undo(change(case, [berta], None, "child_officer", why="Su acta dice que es mayor."))
    Person.objects.filter(pk=berta.pk).update(birth_date=date(1990, 1, 1), birth_precision="age")
    change(case, [berta])


@pytest.mark.django_db
def test_sisters_of_unknown_age_are_told_that_an_age_is_wanted() -> None:
    case, aunt = made.adults("Ana", "Berta"), made.adults("Rosa")
    people = factories.people_of(case)
    Person.objects.filter(pk__in=[p.pk for p in people]).update(birth_date=None)
    got = refused(case, people[:1], aunt, "protection", why="Hay una medida.")
    assert got == "casework.siblings_of_unknown_age"
    change(case, people, aunt)
