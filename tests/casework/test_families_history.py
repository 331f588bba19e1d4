"""Any history of joining, parting and moving families: nobody lost, nobody twice, all taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework import queries
from rumbo.casework.actions import FamilyWord, Regrouping
from rumbo.casework.models import Case, FamilyChange, Task
from rumbo.casework.rules import may_withdraw
from rumbo.common.refusal import Refusal
from rumbo.registry.models import GroupMember, Person
from tests import factories
from tests.factories import cases as made
from tests.factories.whole import Rows, differing, standing, whole
from tests.turns import DEEP

pytestmark = pytest.mark.django_db
WORD = FamilyWord(said="Así lo dijeron.", on=factories.MONDAY.date())
RELATIONS = ["SPOUSE", "CHILD", "PARENT", "SIBLING", "OTHER_RELATIVE", "NON_RELATIVE"]
DONE = ("done_at", "done_by", "outcome")
ASKED = ("SHELTER", "CALL")
# What is done; which file, who of it (bits), to which file (or on their own), as what.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["change", "change", "join", "undo", "ask", "finish"]),
        st.integers(0, 6), st.integers(1, 31), st.integers(-1, 6), st.sampled_from(RELATIONS),
    ),
    min_size=1, max_size=9,
)  # fmt: skip
Step = tuple[str, int, int, int, str]


def kept(whose: dict[Any, set[Any]]) -> None:
    """Every child is in the file of everybody who was its parent or answered for it, as at first."""
    group = {person: row[0] for person, row in standing().items()}
    for child, elders in whose.items():
        assert {group[elder] for elder in elders} == {group[child]}


def found(printed: dict[str, Any]) -> None:
    """Every number that was ever printed leads to where the first person it was printed for is."""
    for case in Case.objects.all():
        printed.setdefault(case.number, None)
    for number in printed:
        case = Case.objects.get(number=queries.goes_on_as(number))
        assert _live(case), f"{number} leads to nobody"
        last = GroupMember.objects.filter(group__case__number=number)
        if not last.filter(left_at=None).exists():
            first = last.order_by("-left_at", "position", "id")[0].person
            assert first in _live(case), f"{number} leads to others"


@contextmanager
def made_anew() -> Iterator[None]:
    """A world of its own for each history."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def families() -> dict[Any, set[Any]]:
    """A couple with a child, an aunt with a nephew and his sister, sisters, one alone, one far away.

    Of each something is asked, of some of them the same; two were decided; one has priority.
    """
    family = made.eligible(made.family())
    aunt = factories.new_person(identity=made.name("Rosa"))
    nephews = [
        factories.new_person(
            identity=made.name(given), birth_date=date(2014, 1, 1), relation="OTHER_RELATIVE",
            guardian=aunt.id, guardian_relation="OTHER_RELATIVE",
        )
        for given in ("Luz", "Sol")
    ]  # fmt: skip
    factories.registered(aunt, *nephews)
    sisters = made.adults("Ana", "Berta", "Clara")
    made.eligible(made.adults("Dora"))
    made.adults("Elsa", "Flor", at=made.elsewhere())
    for number, case in enumerate(Case.objects.order_by("number")):
        for code in ASKED[: 1 + number % 2]:
            casework.open_task(actor=SYSTEM, case=case, role="counsellor", code=code)
        person = factories.people_of(case)[0]
        casework.open_task(actor=SYSTEM, case=case, person=person, role="documents", code="PHOTO")
    casework.note_priority_fact(
        actor=factories.actor("health"), case=sisters, person=factories.people_of(sisters)[1],
        code="ILLNESS", at=factories.MONDAY,
    )  # fmt: skip
    casework.note_stay(actor=SYSTEM, case=sisters, kind="FAMILY", where="Con su tía")
    mother, father, child = factories.people_of(family)
    return {
        child.pk: {mother.pk, father.pk},
        **{nephew.id: {aunt.id} for nephew in nephews},
    }


@dataclass
class Told:
    """A history: what was changed and still stands, and how everything was before each change."""

    ours: Actor
    theirs: Actor
    tables: set[str]
    changes: list[FamilyChange] = field(default_factory=list)
    before: list[tuple[dict[Any, Any], Rows]] = field(default_factory=list)

    def now(self) -> tuple[dict[Any, Any], Rows]:
        """Who is with whom, and every row about them."""
        return standing(), whole(self.tables)

    def change(self, made_now: FamilyChange | None, was: tuple[dict[Any, Any], Rows]) -> None:
        """Keep how it was before a change that was let."""
        if made_now is not None:
            self.changes.append(made_now)
            self.before.append(was)

    def undo(self, at: datetime) -> None:
        """Take the last change back: everybody and everything is as it was before it."""
        done = self.changes.pop()
        casework.undo_family_change(actor=self.ours, change=done, why="Fue un error.", at=at)
        people, rows = self.before.pop()
        assert standing() == people
        assert differing(rows, whole(self.tables)) == []

    def asked(self, task: Task) -> None:
        """What is asked now would have been asked before too, of whoever it is about."""
        for people, rows in self.before:
            row = {f.attname: getattr(task, f.attname) for f in Task._meta.concrete_fields}
            case = task.case
            if task.person_id is not None:
                case = Case.objects.get(group=people[task.person_id][0])
            while case.pk not in rows["casework.Case"]:
                case = FamilyChange.objects.get(other=case, kind="SPLIT").case
            rows["casework.Task"][task.pk] = row | {"case_id": case.pk, "office_id": case.office_id}

    def finished(self, task: Task) -> None:
        """What is done stays done, whatever is taken back."""
        task.refresh_from_db()
        for _people, rows in self.before:
            if task.pk in rows["casework.Task"]:
                rows["casework.Task"][task.pk] |= {name: getattr(task, name) for name in DONE}


@settings(
    max_examples=400 if DEEP else 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
# One of three sisters moves to a family, which then joins another whole: both are taken back.
@example(
    steps=[("change", 2, 1, 0, "SPOUSE"), ("change", 0, 15, 1, "SPOUSE")],
)
# Both were asked the same and both were decided: joined, something is done, and taken back.
@example(steps=[("change", 3, 1, 0, "SIBLING"), ("finish", 0, 1, 0, "CHILD")])
# Somebody goes on their own, is asked something there, and comes back; one joins from far away.
@example(
    steps=[
        ("change", 2, 2, -1, "SIBLING"), ("ask", 5, 0, 0, "CHILD"), ("ask", 5, 1, 0, "CHILD"),
        ("undo", 0, 1, 0, "CHILD"), ("join", 4, 1, 2, "CHILD"), ("ask", 2, 9, 0, "CHILD"),
    ],
)  # fmt: skip
def test_no_history_parts_a_child_or_loses_anybody_and_all_of_it_is_taken_back(
    steps: list[Step],
) -> None:
    with made_anew():
        whose = families()
        told = Told(
            ours=factories.actor("counsellor", "child_officer"),
            theirs=factories.actor("child_officer", at=made.elsewhere()),
            tables=set(whole()),
        )
        printed: dict[str, Any] = {}
        at = factories.MONDAY
        for number, step in enumerate(steps):
            at = factories.MONDAY + timedelta(days=1, hours=number + 1)
            taken(told, step, at)
            kept(whose)
            found(printed)
        while told.changes:
            told.undo(at + timedelta(hours=1))
            found(printed)
        kept(whose)


def taken(told: Told, step: Step, at: datetime) -> None:
    """One step of a history, where the rules let it."""
    what, which, who, *_ = step
    if what == "undo" and told.changes:
        told.undo(at)
    elif what in ("change", "join"):
        was = told.now()
        told.change((changed if what == "change" else joined)(told, step, at), was)
    elif what == "ask":
        files = _files()
        case = files[which % len(files)]
        people = [None, *_live(case)]
        task = casework.open_task(
            actor=SYSTEM, case=case, person=people[who % len(people)], role="counsellor",
            code=f"ASKED_{Task.objects.count()}", at=at,
        )  # fmt: skip
        told.asked(task)
    elif what == "finish":
        tasks = list(Task.objects.open().order_by("recorded_at", "pk"))
        task = tasks[(which * 31 + who) % len(tasks)]
        casework.finish_task(actor=SYSTEM, task=task, at=at)
        told.finished(task)


def changed(told: Told, step: Step, at: datetime) -> FamilyChange | None:
    """What a step asks for, where the rules let it; None where they refuse."""
    _what, source, who, target, relation = step
    files = _files()
    case = files[source % len(files)]
    people = [p for bit, p in enumerate(_live(case)) if who >> bit & 1]
    to = files[target % len(files)] if target >= 0 else None
    asked = Regrouping(people=tuple(people), to=to, relation=relation, word=WORD)
    try:
        return casework.regroup(actor=told.ours, case=case, asked=asked, at=at)
    except Refusal:
        return None


def joined(told: Told, step: Step, at: datetime) -> FamilyChange | None:
    """Protection joins two files, the far one where it may."""
    _what, source, _who, target, _relation = step
    files = _files()
    second, first = files[source % len(files)], files[target % len(files)]
    actor = told.ours if second.office_id == told.ours.office else told.theirs
    if first.office_id != told.ours.office:
        return None
    try:
        casework.join_files(actor=actor, first=first, second=second, at=at)
    except Refusal:
        return None
    return FamilyChange.objects.get(case=second, undone_at=None, kind="JOIN", other=first)


def _files() -> list[Case]:
    return [c for c in Case.objects.order_by("recorded_at") if may_withdraw(c.stage)]


def _live(case: Case) -> list[Person]:
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    return [m.person for m in rows.select_related("person")]
