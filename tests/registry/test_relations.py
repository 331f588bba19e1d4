"""Who is whose in a group is said anew: within the group, by an adult, and a child's always."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.common.refusal import Refusal
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.values import NewPerson, NewRelation
from tests import factories

pytestmark = pytest.mark.django_db
BORN = date(2015, 5, 4)


def group(*more: NewPerson, **child: Any) -> list[GroupMember]:
    """A mother, her daughter of whom nobody said whose she is, and whoever else comes."""
    mother = factories.new_person()
    daughter = factories.new_person(**{"birth_date": BORN, "relation": "NON_RELATIVE", **child})
    case = factories.registered(mother, daughter, *more)
    return list(case.group.members.order_by("position").select_related("person"))


def say(member: GroupMember, *roles: str, **told: Any) -> tuple[str, ...]:
    base = told.pop("base_version", None)
    return registry.change_relation(
        actor=factories.actor(*(roles or ("registrar",))),
        member=member,
        new=NewRelation(**{"relation": member.relation, **told}),
        base_version=base,
        at=factories.MONDAY,
    )


def refused(member: GroupMember, *roles: str, **told: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        say(member, *roles, **told)
    return refusal.value.code


def stands(member: GroupMember) -> tuple[str, UUID | None, str]:
    row = GroupMember.objects.get(pk=member.pk)
    return row.relation, row.guardian_id, row.guardian_relation


def test_whose_child_she_is_is_said_and_told_without_names() -> None:
    mother, child = group()
    changed = say(child, relation="CHILD", guardian=mother.person_id, guardian_relation="PARENT")
    assert changed == ("RELATION", "GUARDIAN")
    assert stands(child) == ("CHILD", mother.person_id, "PARENT")
    entry = JournalEntry.objects.get(code="registry.relation_changed")
    assert entry.details == {"fields": ["person_field:RELATION", "person_field:GUARDIAN"]}
    assert "%" not in tell(entry.code, entry.details)


def test_that_nobody_of_the_group_answers_is_said_openly() -> None:
    _mother, child = group()
    assert refused(child) == "registry.guardian_unsaid"
    assert say(child, guardian_relation="NONE") == ("GUARDIAN",)
    assert stands(child) == ("NON_RELATIVE", None, "NONE")


def test_an_adult_has_nobody_who_answers_and_that_need_not_be_said() -> None:
    brother = factories.new_person(relation="SIBLING", guardian_relation="NONE")
    member = group(brother)[2]
    assert say(member) == ("GUARDIAN",)
    assert stands(member) == ("SIBLING", None, "")


def test_nobody_answers_for_themselves() -> None:
    _mother, child = group()
    code = refused(child, guardian=child.person_id, guardian_relation="PARENT")
    assert code == "registry.own_guardian"


def test_who_answers_is_of_the_same_group_now() -> None:
    _mother, child = group()
    [stranger] = factories.people_of(factories.registered())
    code = refused(child, guardian=stranger.pk, guardian_relation="LEGAL_GUARDIAN")
    assert code == "registry.guardian_elsewhere"
    assert refused(child, guardian_relation="PARENT") == "registry.guardian_elsewhere"


def test_who_answers_says_what_they_are_of_the_child() -> None:
    mother, child = group()
    for unsaid in ("", "NONE"):
        code = refused(child, guardian=mother.person_id, guardian_relation=unsaid)
        assert code == "registry.relation_unsaid"


@pytest.mark.parametrize(
    "age", [{"birth_date": date(2009, 1, 1)}, {"age_disputed": True}, {"birth_date": None}]
)
def test_a_guardian_is_known_to_be_of_age(age: dict[str, Any]) -> None:
    other = factories.new_person(relation="SIBLING", guardian_relation="NONE", **age)
    _mother, child, guardian = group(other)
    for relation in ("LEGAL_GUARDIAN", "OTHER_RELATIVE"):
        code = refused(child, guardian=guardian.person_id, guardian_relation=relation)
        assert code == "registry.guardian_not_adult"


def test_a_girl_of_sixteen_is_her_daughters_mother_all_the_same() -> None:
    girl = factories.new_person(birth_date=date(2009, 1, 1), guardian_relation="NONE")
    _mother, baby, young = group(girl, birth_date=date(2024, 6, 1))
    assert say(baby, guardian=young.person_id, guardian_relation="PARENT") == ("GUARDIAN",)


def test_nobody_is_the_child_of_somebody_younger_nor_of_their_own_child() -> None:
    mother, child = group()
    say(child, guardian=mother.person_id, guardian_relation="PARENT")
    code = refused(mother, guardian=child.person_id, guardian_relation="PARENT")
    assert code == "registry.guardian_younger"
    small = factories.new_person(birth_date=date(2020, 1, 1), guardian_relation="NONE")
    _mother, older, younger = group(small)
    code = refused(older, guardian=younger.person_id, guardian_relation="PARENT")
    assert code == "registry.guardian_younger"


def test_two_people_do_not_answer_for_each_other() -> None:
    mother, other = group(birth_date=date(1980, 1, 1))
    say(other, guardian=mother.person_id, guardian_relation="LEGAL_GUARDIAN")
    code = refused(mother, guardian=other.person_id, guardian_relation="LEGAL_GUARDIAN")
    assert code == "registry.guardian_younger"


def test_the_first_person_stays_the_first() -> None:
    mother, child = group()
    assert refused(mother, relation="SPOUSE") == "registry.one_first_person"
    assert refused(child, relation="HEAD", guardian_relation="NONE") == "registry.one_first_person"


def test_two_at_once_do_not_overwrite_each_other() -> None:
    mother, child = group()
    say(child, guardian=mother.person_id, guardian_relation="PARENT", base_version=1)
    code = refused(child, guardian_relation="NONE", base_version=1)
    assert code == "access.changed_meanwhile"
    assert Person.objects.get(pk=child.person_id).version == 2


def test_who_left_the_group_has_no_relation_to_mend() -> None:
    _mother, child = group()
    GroupMember.objects.filter(pk=child.pk).update(left_at=factories.MONDAY)
    assert refused(child, guardian_relation="NONE") == "access.changed_meanwhile"


def test_a_reserved_file_is_protections_and_other_roles_have_none_of_it() -> None:
    _mother, child = group(sealed=True)
    assert refused(child, guardian_relation="NONE") == "registry.kept_by_protection"
    for role in ("movements", "health", "coordinator"):
        assert refused(child, role, guardian_relation="NONE") == "access.not_your_role"
    assert say(child, "child_officer", guardian_relation="NONE") == ("GUARDIAN",)


def test_saying_the_same_again_writes_nothing() -> None:
    _mother, child = group(guardian_relation="NONE")
    assert say(child, guardian_relation="NONE") == ()
    assert not JournalEntry.objects.filter(code="registry.relation_changed").exists()
