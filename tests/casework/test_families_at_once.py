"""Two people change one family at the same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.actions import FamilyWord, Regrouping
from rumbo.casework.models import Case, FamilyChange
from rumbo.registry.models import GroupMember, Person
from tests import factories
from tests.at_once import at_once
from tests.factories import cases as made
from tests.turns import DEEP

pytestmark = pytest.mark.django_db(transaction=True)
WORD = FamilyWord(said="Quieren ir juntas.", on=factories.MONDAY.date())
LATER = factories.MONDAY + timedelta(days=1)
ROUNDS = 12 if DEEP else 3


def move(
    actor: Actor, case: Case, people: Sequence[Person], to: Case | None, **told: Any
) -> Callable[[], FamilyChange]:
    asked = Regrouping(people=tuple(people), to=to, word=WORD, relation="SIBLING", **told)
    return lambda: casework.regroup(actor=actor, case=case, asked=asked, at=LATER)


def undo(actor: Actor, done: FamilyChange) -> Callable[[], Case]:
    return lambda: casework.undo_family_change(actor=actor, change=done, why="", at=LATER)


def file_of() -> dict[Any, Any]:
    """The file of each person, who has one and no more."""
    rows = list(GroupMember.objects.filter(left_at=None))
    found = {row.person_id: row.group_id for row in rows}
    assert len(found) == len(rows) == Person.objects.count()
    return found


def heads() -> dict[Any, int]:
    """How many first persons each family that has people has."""
    rows = GroupMember.objects.filter(left_at=None)
    found = dict.fromkeys(rows.values_list("group", flat=True), 0)
    for group in rows.filter(relation="HEAD").values_list("group", flat=True):
        found[group] += 1
    return found


def hands() -> tuple[Actor, Actor]:
    return factories.actor("counsellor"), factories.actor("counsellor")


@pytest.mark.parametrize("read", [True, False])
def test_one_person_moved_to_two_families_comes_to_one_of_them(read: bool) -> None:
    one, other = hands()
    for _round in range(ROUNDS):
        case = made.adults("Ana", "Berta", "Clara")
        first, second = made.adults("Dora"), made.adults("Elsa")
        ana = factories.people_of(case)[0]
        versions = (case.version, None) if read else (None, None)
        said = at_once(
            move(one, case, [ana], first, seen=versions),
            move(other, case, [ana], second, seen=versions),
        )
        why = "access.changed_meanwhile" if read else "casework.not_of_this_case"
        assert said == sorted(["done", why])
        assert file_of()[ana.pk] in {first.group_id, second.group_id}
        assert set(heads().values()) == {1}


def test_two_people_leave_one_family_at_once_and_both_arrive() -> None:
    one, other = hands()
    for _round in range(ROUNDS):
        case = made.adults("Ana", "Berta", "Clara")
        first, second = made.adults("Dora"), made.adults("Elsa")
        ana, berta, clara = factories.people_of(case)
        said = at_once(move(one, case, [ana], first), move(other, case, [berta], second))
        assert said == ["done", "done"]
        found = file_of()
        assert [found[p.pk] for p in (ana, berta, clara)] == [
            first.group_id, second.group_id, case.group_id,
        ]  # fmt: skip
        assert set(heads().values()) == {1}


def test_two_families_that_each_send_somebody_to_the_other_wait_for_each_other() -> None:
    one, other = hands()
    for _round in range(ROUNDS):
        here, there = made.adults("Ana", "Berta"), made.adults("Clara", "Dora")
        ana, clara = factories.people_of(here)[0], factories.people_of(there)[0]
        said = at_once(move(one, here, [ana], there), move(other, there, [clara], here))
        assert said == ["done", "done"]
        assert file_of()[ana.pk] == there.group_id
        assert file_of()[clara.pk] == here.group_id
        assert set(heads().values()) == {1}


def test_two_families_joined_to_each_other_at_once_are_one_and_one_file_ends() -> None:
    one, other = hands()
    for _round in range(ROUNDS):
        here, there = made.adults("Ana"), made.adults("Berta")
        ana, berta = factories.people_of(here)[0], factories.people_of(there)[0]
        said = at_once(move(one, here, [ana], there), move(other, there, [berta], here))
        assert said[1] == "done"
        assert said[0] != "done"
        found = file_of()
        assert found[ana.pk] == found[berta.pk]
        stages = Case.objects.filter(pk__in=[here.pk, there.pk]).values_list("stage", flat=True)
        assert sorted(stages) == ["CLOSED", "REGISTRATION"]


def test_a_change_taken_back_twice_at_once_is_taken_back_once() -> None:
    one, other = hands()
    for _round in range(ROUNDS):
        case, there = made.adults("Ana", "Berta"), made.adults("Clara")
        ana = factories.people_of(case)[0]
        before = file_of()
        done = move(one, case, [ana], there)()
        said = at_once(undo(one, done), undo(other, done))
        assert len(said) == 2
        assert said.count("done") == 1
        assert file_of() == before
        assert GroupMember.objects.filter(person=ana).count() == 3


def test_what_is_taken_back_while_somebody_goes_on_leaves_everybody_in_one_file() -> None:
    one, other = hands()
    for _round in range(ROUNDS):
        case, there = made.adults("Ana", "Berta", "Clara"), made.adults("Dora")
        ana = factories.people_of(case)[0]
        done = move(one, case, [ana], there)()
        said = at_once(undo(one, done), move(other, there, [ana], None))
        # Whoever came first is believed: taken back, then there is nobody to move; or the reverse.
        assert said.count("done") == 1
        file_of()
        assert set(heads().values()) == {1}
