"""Parting a family: by decision of a named officer, with its word, and it can be undone."""

from collections.abc import Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import errors, rules
from rumbo.casework.actions.exits import withdraw
from rumbo.casework.actions.regrouping import regroup
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, FamilyChange, SideExit
from rumbo.casework.values import FamilyWord, Regrouping
from rumbo.common import clock
from rumbo.registry.models import GroupMember, Person


def split_group(
    *,
    actor: Actor,
    case: Case,
    staying: Sequence[Person],
    word: FamilyWord,
    at: datetime | None = None,
) -> FamilyChange:
    """Part a group: those who stay get their own file, and no child stays or goes without parents."""
    asked = Regrouping(people=tuple(staying), word=word)
    return regroup(actor=actor, case=case, asked=asked, at=at)


def withdraw_person(
    *,
    actor: Actor,
    case: Case,
    people: Sequence[Person],
    word: FamilyWord | None = None,
    at: datetime | None = None,
) -> SideExit:
    """Let some of a group go: where others go on, the family is parted first, with its word.

    Nobody is asked why. Everyone of the group: the same as withdrawing the case.
    """
    with verb(actor):
        when = at or clock.now()
        row = locked(case)
        gone = {p.pk for p in people}
        if not rules.may_withdraw(row.stage):
            raise errors.already_left() if row.is_open else errors.case_is_over()
        here = GroupMember.objects.filter(group=row.group_id, left_at=None)
        if gone >= set(here.values_list("person_id", flat=True)):
            return withdraw(actor=actor, case=case, at=when)
        if word is None or not word.said.strip():
            raise errors.family_word_needed()
        made = split_group(actor=actor, case=case, staying=people, word=word, at=when)
        return withdraw(actor=actor, case=made.other, at=when)
