"""Any history of joining, parting and moving families: nobody lost, nobody twice, all taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rumbo.casework import actions as casework
from rumbo.casework.actions import FamilyWord, Regrouping
from rumbo.casework.models import Case, FamilyChange
from rumbo.casework.rules import may_withdraw
from rumbo.common.refusal import Refusal
from rumbo.registry.models import GroupMember, Person
from tests import factories
from tests.factories import cases as made
from tests.turns import DEEP

pytestmark = pytest.mark.django_db
WORD = FamilyWord(said="Así lo dijeron.", on=factories.MONDAY.date())
RELATIONS = ["SPOUSE", "CHILD", "PARENT", "SIBLING", "OTHER_RELATIVE", "NON_RELATIVE"]
# Which file, who of it (bits), to which file (or on their own), as what; or taking one back.
STEPS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(1, 31), st.integers(-1, 5), st.sampled_from(RELATIONS),
        st.booleans(),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


def standing() -> dict[Any, tuple[Any, ...]]:
    rows = list(GroupMember.objects.filter(left_at=None))
    found = {
        m.person_id: (m.group_id, m.position, m.relation, m.guardian_id, m.guardian_relation)
        for m in rows
    }
    assert len(found) == len(rows), "somebody is in two files"
    assert len(found) == Person.objects.count(), "somebody was lost"
    return found


def kept(whose: dict[Any, set[Any]]) -> None:
    """Every child is in the file of everybody who was its parent or answered for it, as at first."""
    group = {person: row[0] for person, row in standing().items()}
    for child, elders in whose.items():
        assert {group[elder] for elder in elders} == {group[child]}


@contextmanager
def made_anew() -> Iterator[None]:
    """A world of its own for each history."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def families() -> dict[Any, set[Any]]:
    """A couple with a child, an aunt with a nephew and his sister, siblings, and one alone."""
    family = made.family()
    aunt = factories.new_person(identity=made.name("Rosa"))
    nephews = [
        factories.new_person(
            identity=made.name(given), birth_date=date(2014, 1, 1), relation="OTHER_RELATIVE",
            guardian=aunt.id, guardian_relation="OTHER_RELATIVE",
        )
        for given in ("Luz", "Sol")
    ]  # fmt: skip
    factories.registered(aunt, *nephews)
    made.adults("Ana", "Berta", "Clara")
    made.adults("Dora")
    mother, father, child = factories.people_of(family)
    return {
        child.pk: {mother.pk, father.pk},
        **{nephew.id: {aunt.id} for nephew in nephews},
    }


@settings(
    max_examples=400 if DEEP else 25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
# One of three sisters moves to a family, which then joins another whole: both are taken back.
@example(steps=[(2, 1, 0, "SPOUSE", False), (0, 15, 1, "SPOUSE", False)])
def test_no_history_parts_a_child_or_loses_anybody_and_all_of_it_is_taken_back(
    steps: list[tuple[int, int, int, str, bool]],
) -> None:
    with made_anew():
        whose = families()
        counsellor = factories.actor("counsellor")
        history = [standing()]
        done: list[FamilyChange] = []
        for number, step in enumerate(steps):
            at = factories.MONDAY + timedelta(hours=number + 1)
            if step[4] and done:
                casework.undo_family_change(actor=counsellor, change=done.pop(), at=at)
                history.pop()
                assert standing() == history[-1]
            elif (made_now := tried(counsellor, step, at)) is not None:
                done.append(made_now)
                history.append(standing())
            kept(whose)
        while done:
            casework.undo_family_change(actor=counsellor, change=done.pop(), at=at)
            history.pop()
            assert standing() == history[-1]
        kept(whose)
        empty = [c for c in Case.objects.all() if not c.group.members.filter(left_at=None).exists()]
        assert all(case.stage == "CLOSED" for case in empty)


def tried(actor: Any, step: tuple[int, int, int, str, bool], at: Any) -> FamilyChange | None:
    """What a step asks for, where the rules let it; None where they refuse."""
    source, who, target, relation, _back = step
    files = [c for c in Case.objects.order_by("number") if may_withdraw(c.stage)]
    case = files[source % len(files)]
    people = [p for bit, p in enumerate(_live(case)) if who >> bit & 1]
    to = files[target % len(files)] if target >= 0 else None
    asked = Regrouping(people=tuple(people), to=to, relation=relation, word=WORD)
    try:
        return casework.regroup(actor=actor, case=case, asked=asked, at=at)
    except Refusal:
        return None


def _live(case: Case) -> list[Person]:
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    return [m.person for m in rows.select_related("person")]
