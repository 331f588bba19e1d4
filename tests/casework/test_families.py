"""Families are joined, parted and changed by rules that can be read aloud, and it can be taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.casework import actions as casework
from rumbo.casework import kinship
from rumbo.casework.actions import FamilyWord, Regrouping
from rumbo.casework.kinship import Going, Kin
from rumbo.casework.models import Case, FamilyChange
from rumbo.common.refusal import Refusal
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.values import NewRelation
from tests import factories
from tests.factories import cases as made

WORD = FamilyWord(said="Quieren ir juntas.", on=factories.MONDAY.date())
LATER = factories.MONDAY + timedelta(days=1)


def child(relation: str = "HEAD", given: str = "Josué", **changes: Any) -> Any:
    return factories.new_person(
        identity=made.name(given), birth_date=date(2016, 9, 1), relation=relation, **changes
    )


def change(
    case: Case, people: list[Person], to: Case | None = None, *roles: str, **told: Any
) -> FamilyChange:
    asked = Regrouping(people=tuple(people), to=to, **{"word": WORD, **told})
    actor = factories.actor(*(roles or ("counsellor",)))
    return casework.regroup(actor=actor, case=case, asked=asked, at=LATER)


def refused(*args: Any, **told: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        change(*args, **told)
    return refusal.value.code


def undo(done: FamilyChange, *roles: str, why: str = "") -> Case:
    return casework.undo_family_change(
        actor=factories.actor(*(roles or ("counsellor",))), change=done, why=why, at=LATER
    )


def standing() -> dict[Any, tuple[Any, ...]]:
    """Who is with whom, and as what: a person's only live belonging."""
    rows = GroupMember.objects.filter(left_at=None)
    found = {
        m.person_id: (m.group_id, m.position, m.relation, m.guardian_id, m.guardian_relation)
        for m in rows
    }
    assert len(found) == len(rows) == Person.objects.count()
    return found


def relations(case: Case) -> dict[str, str]:
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    return {m.person.known("given_names"): m.relation for m in rows.select_related("person")}


# The rules, as values.

ANA = Kin(person="ana", relation="HEAD", adult=True)
EVA = Kin(person="eva", relation="OTHER_RELATIVE", adult=True)
SON = Kin(person="son", relation="CHILD", guardian="ana", adult=False)


@pytest.mark.parametrize(
    ("leaving", "codes"),
    [
        ({"eva"}, []),
        ({"ana", "son"}, []),
        ({"son"}, ["WITH_PARENTS", "WITH_AN_ADULT"]),
        ({"ana"}, ["WITH_PARENTS"]),
        ({"son", "eva"}, ["WITH_PARENTS"]),
        ({"ana", "eva"}, ["WITH_PARENTS", "WITH_AN_ADULT"]),
        ({"ana", "eva", "son"}, []),
    ],
)
def test_a_child_goes_where_its_parents_go_and_never_without_an_adult(
    leaving: set[str], codes: list[str]
) -> None:
    going = Going(members=(ANA, EVA, SON), leaving=frozenset(leaving))
    assert [rule.code for rule in kinship.broken(going)] == codes


def test_an_adult_where_they_come_to_keeps_the_second_rule_and_only_that_one() -> None:
    going = Going(members=(ANA, EVA, SON), leaving=frozenset({"son"}), there=(EVA,))
    assert [rule.code for rule in kinship.broken(going)] == ["WITH_PARENTS"]


def test_siblings_who_are_children_are_parted_by_nobody() -> None:
    one = Kin(person="one", relation="HEAD", adult=False)
    other = Kin(person="other", relation="SIBLING", adult=False)
    going = Going(members=(one, other), leaving=frozenset({"other"}), there=(ANA,))
    [_adult, siblings] = kinship.broken(going)
    assert (siblings.code, siblings.may_set_aside) == ("SIBLINGS_TOGETHER", False)


def test_every_rule_can_be_read_aloud() -> None:
    for rule in kinship.RULES:
        assert str(rule.say).endswith(".")
        assert "%" not in str(rule.say)


@pytest.mark.parametrize("first", ["SPOUSE", "CHILD", "PARENT", "SIBLING", "GUARDIAN", "HEAD"])
@pytest.mark.parametrize("other", ["HEAD", "SPOUSE", "CHILD", "PARENT", "SIBLING", "NON_RELATIVE"])
def test_what_one_is_of_another_is_always_a_known_relation(first: str, other: str) -> None:
    known = {"SPOUSE", "CHILD", "PARENT", "SIBLING", "GRANDPARENT", "OTHER_RELATIVE"}
    known |= {"NON_RELATIVE", "GUARDIAN", "HEAD"}
    assert kinship.seen_from(first, other) in known
    assert kinship.through(first, other) in known


# The verbs.


@pytest.mark.django_db
def test_two_families_become_one_and_each_is_something_of_the_first_person() -> None:
    there, case = made.adults("Ana"), made.family()
    done = change(case, factories.people_of(case), there, relation="SIBLING")
    assert done.kind == "LINK"
    told = {"Ana": "HEAD", "Dilcia": "SIBLING", "Óscar": "OTHER_RELATIVE"}
    assert relations(there) == {**told, "Josué": "OTHER_RELATIVE"}
    assert Case.objects.get(pk=case.pk).stage == "CLOSED"
    mother, _father, son = factories.people_of(case)
    row = GroupMember.objects.get(person=son, left_at=None)
    assert (row.guardian_id, row.guardian_relation) == (mother.id, "PARENT")


@pytest.mark.django_db
def test_joining_forgets_no_childs_father_and_no_sister() -> None:
    there, case = made.adults("Ana"), made.family()
    change(case, factories.people_of(case), there, relation="SIBLING")
    father = Person.objects.get(pk=factories.people_of(case)[1].pk)
    assert relations(there)["Óscar"] == "OTHER_RELATIVE"
    assert refused(there, [father]) == "casework.child_without_parents"


@pytest.mark.django_db
def test_somebody_moves_to_another_family_and_the_first_goes_on() -> None:
    there, case = made.family(), made.adults("Ana", "Berta", "Clara")
    ana, _berta, _clara = factories.people_of(case)
    done = change(case, [ana], there, relation="PARENT")
    assert done.kind == "MOVE"
    assert relations(there)["Ana"] == "PARENT"
    assert relations(case) == {"Berta": "HEAD", "Clara": "SIBLING"}
    assert Case.objects.get(pk=case.pk).stage == "REGISTRATION"


@pytest.mark.django_db
def test_seats_wait_and_eligibility_of_both_is_decided_anew_and_holds_again_when_undone() -> None:
    there, case = made.eligible(made.adults("Ana")), made.eligible(made.adults("Berta"))
    made.at_stage(there, "DOCUMENTS", "TRAVEL_READY", "BOOKED", at=LATER)
    done = change(case, factories.people_of(case), there, relation="SIBLING")
    assert Case.objects.get(pk=there.pk).stage == "TRAVEL_READY"
    assert not there.decisions.filter(revoked_at=None).exists()
    assert not case.decisions.filter(revoked_at=None).exists()
    undo(done)
    assert there.decisions.filter(revoked_at=None).count() == 1
    assert case.decisions.filter(revoked_at=None).count() == 1
    assert Case.objects.get(pk=case.pk).stage == "ELIGIBILITY"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["SPLIT", "MOVE", "LINK"])
def test_taking_it_back_returns_who_was_with_whom_exactly(kind: str) -> None:
    there, case = made.family(), made.adults("Ana", "Berta", "Clara")
    people = factories.people_of(case)
    before = standing()
    done = change(
        case,
        people if kind == "LINK" else people[:1],
        None if kind == "SPLIT" else there,
        relation="SIBLING",
    )
    assert done.kind == kind
    assert standing() != before
    undo(done)
    assert standing() == before
    assert Case.objects.get(pk=case.pk).stage == "REGISTRATION"
    with pytest.raises(Refusal, match="había terminado"):
        undo(done)


@pytest.mark.django_db
def test_each_earlier_belonging_is_kept() -> None:
    case = made.adults("Ana", "Berta")
    _ana, berta = factories.people_of(case)
    done = change(case, [berta])
    undo(done)
    rows = GroupMember.objects.filter(person=berta).order_by("recorded_at")
    assert [row.group_id for row in rows] == [case.group_id, done.other.group_id, case.group_id]
    assert [row.left_at is None for row in rows] == [False, False, True]


@pytest.mark.django_db
def test_changes_are_taken_back_from_the_last_one() -> None:
    case, there = made.adults("Ana", "Berta", "Clara"), made.adults("Dora")
    _ana, berta, clara = factories.people_of(case)
    first = change(case, [berta], there, relation="SIBLING")
    second = change(case, [clara])
    with pytest.raises(Refusal) as refusal:
        undo(first)
    assert refusal.value.code == "casework.later_change_first"
    undo(second)
    undo(first)


@pytest.mark.django_db
def test_who_answers_for_a_child_since_is_not_undone_from_under_it() -> None:
    mother, alone = made.adults("Dilcia"), factories.registered(child())
    [son] = factories.people_of(alone)
    done = change(alone, [son], mother, relation="CHILD")
    [her, _] = factories.people_of(mother)
    registry.change_relation(
        actor=factories.actor("protection"),
        member=GroupMember.objects.get(person=son, left_at=None),
        new=NewRelation(relation="CHILD", guardian=her.id, guardian_relation="PARENT"),
        at=LATER,
    )
    for who in ("counsellor", "protection"):
        with pytest.raises(Refusal) as refusal:
            undo(done, who)
        assert refusal.value.code == "casework.answered_for_since"
    undo(done, "protection", why="No es su madre.")
    assert FamilyChange.objects.get(pk=done.pk).why == "No es su madre."


@pytest.mark.django_db
def test_a_child_is_parted_by_protection_alone_and_with_a_reason() -> None:
    case, aunt = made.family(), made.adults("Rosa")
    son = factories.people_of(case)[2]
    ask = (case, [son], aunt)
    why = "Hay una medida de protección."
    assert refused(*ask, "counsellor", why=why) == "casework.child_without_parents"
    assert refused(*ask, "child_officer") == "casework.child_without_parents"
    assert refused(*ask, "child_officer", why="  ") == "casework.child_without_parents"
    before = standing()
    done = change(*ask, "child_officer", relation="OTHER_RELATIVE", why=why)
    row = GroupMember.objects.get(person=son, left_at=None)
    assert (row.guardian_id, row.guardian_relation) == (None, "NONE")
    undo(done)
    assert standing() == before


@pytest.mark.django_db
def test_protection_itself_parts_no_siblings() -> None:
    case, aunt = factories.registered(child(), child("SIBLING", "Ada")), made.adults("Rosa")
    people = factories.people_of(case)
    got = refused(case, people[:1], aunt, "protection", why="Hay una medida.")
    assert got == "casework.siblings_parted"
    change(case, people, aunt, "protection", relation="OTHER_RELATIVE")


@pytest.mark.django_db
def test_what_is_not_whole_or_not_possible_is_refused() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Clara")
    ana, berta = factories.people_of(case)
    assert refused(case, []) == "casework.nobody_stays"
    assert refused(case, [ana, berta]) == "casework.nobody_stays"
    assert refused(case, factories.people_of(there)) == "casework.not_of_this_case"
    assert refused(case, [ana], case) == "casework.same_file"
    elsewhere = made.adults("Dora", at=made.elsewhere())
    assert refused(case, [ana], elsewhere) == "casework.of_two_offices"
    blank = FamilyWord(said=" ", on=WORD.on)
    ahead = FamilyWord(said="Sí.", on=date(2030, 1, 1))
    assert refused(case, [ana], there, word=blank) == "casework.family_word_needed"
    assert refused(case, [ana], there, word=ahead) == "casework.family_word_needed"
    assert refused(case, [ana], there, "movements") == "access.not_your_role"
    with pytest.raises(Refusal):
        casework.regroup(actor=SYSTEM, case=case, asked=Regrouping(people=(ana,), word=WORD))
    casework.hold_case(
        actor=factories.actor("counsellor"), case=there, reason="MEDICAL", why="Espera."
    )
    assert refused(case, [ana], there) == "casework.in_pause"


@pytest.mark.django_db
def test_after_departure_nobody_changes_family() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Clara")
    ana, _berta = factories.people_of(case)
    done = change(case, [ana], there, relation="SIBLING")
    Case.objects.filter(pk=case.pk).update(stage="IN_TRANSIT")
    case.refresh_from_db()
    assert refused(there, [ana], case, relation="SIBLING") == "casework.already_left"
    assert refused(case, factories.people_of(case)[1:], there) == "casework.already_left"
    with pytest.raises(Refusal) as refusal:
        undo(done)
    assert refusal.value.code == "casework.already_left"


@pytest.mark.django_db
def test_what_was_read_before_somebody_else_changed_it_is_not_done() -> None:
    case, there = made.adults("Ana", "Berta", "Clara"), made.adults("Dora")
    ana, berta, _clara = factories.people_of(case)
    seen = (case.version, there.version)
    change(case, [ana], there, relation="SIBLING", seen=seen)
    assert refused(case, [berta], there, seen=seen) == "access.changed_meanwhile"


@pytest.mark.django_db
def test_tasks_about_people_go_with_them_and_come_back() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Dora")
    ana, _berta = factories.people_of(case)
    task = casework.open_task(
        actor=SYSTEM, case=case, person=ana, role="counsellor", code="DECIDE_ANEW", at=LATER
    )
    done = change(case, [ana], there, relation="SIBLING")
    task.refresh_from_db()
    assert task.case_id == there.pk
    undo(done)
    task.refresh_from_db()
    assert task.case_id == case.pk


@pytest.mark.django_db
def test_who_comes_to_somebody_reserved_is_reserved_too() -> None:
    case = made.adults("Ana")
    sealed = factories.registered(factories.new_person(sealed=True))
    change(case, factories.people_of(case), sealed, "protection", relation="SIBLING")
    assert Person.objects.filter(sealed=True).count() == 2


@pytest.mark.django_db
def test_the_journal_tells_it_in_sentences_without_names() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Dora")
    people = factories.people_of(case)
    undo(change(case, people[:1], there, relation="SIBLING"))
    change(case, people, there, relation="SIBLING")
    codes = {"casework.linked", "casework.regrouped", "casework.regrouping_undone"}
    for code in codes:
        entries = JournalEntry.objects.filter(code=code)
        assert {e.case_id for e in entries} == {case.pk, there.pk}
        assert "%" not in tell(code, entries[0].details)
        assert "Ana" not in tell(code, entries[0].details)
