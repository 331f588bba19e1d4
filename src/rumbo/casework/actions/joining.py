"""Joining two files of people who belong together: siblings who were registered apart."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework.actions.regrouping import carry_out
from rumbo.casework.locks import locked_pair
from rumbo.casework.models import Case, FamilyChange
from rumbo.casework.queries.kin import members_of
from rumbo.casework.regrouping import require_may_join
from rumbo.casework.values import FamilyWord, Regrouping
from rumbo.common import clock
from rumbo.registry import actions as registry
from rumbo.registry.belonging import kept_about_people
from rumbo.registry.models import Person
from rumbo.registry.rules.ages import is_adult

Kept = dict[str, dict[str, str]]


def join_files(*, actor: Actor, first: Case, second: Case, at: datetime | None = None) -> Case:
    """Take everybody of the second file into the first, before anybody has left.

    It is a change of family like any other, by protection's own word: seats that either held are
    given back, eligibility is decided anew, open tasks come along, and it can be taken back. Where
    the files are of two offices, whoever gives the second one away joins them: from then on the
    office of the first looks after everybody in it.
    """
    with verb(actor, "child_officer", "protection"):
        when = at or clock.now()
        row, there = locked_pair(second, first)
        require_may_join(actor, row, there or row)
        there = there or row
        people = tuple(m.person for m in members_of(row))
        asked = Regrouping(
            people=people, to=there, word=FamilyWord(said="", on=clock.day_of(when)),
            relation="SIBLING" if _is_child_file(there, when) else "OTHER_RELATIVE",
        )  # fmt: skip
        kept = _kept_elsewhere([p.pk for p in people], row.office_id)
        change = carry_out(actor=actor, row=row, there=there, asked=asked, when=when, joined=True)
        if row.office_id != there.office_id:
            registry.move_to_office(
                actor=actor, people=[p.pk for p in people], office=there.office, at=when
            )
            change.before |= {"offices": kept}
            change.save(update_fields=["before"])
    return there


def give_back_to_office(
    *, actor: Actor, change: FamilyChange, people: Collection[UUID], at: datetime
) -> None:
    """Let the office that gave its file away look after the people again, and each row as it was."""
    with verb(actor):
        registry.move_to_office(actor=actor, people=people, office=change.case.office, at=at)
        for label, rows in change.before.get("offices", {}).items():
            model = apps.get_model(label)
            for key, office in rows.items():
                model._default_manager.filter(pk=key).update(office=office)


def _kept_elsewhere(people: Collection[UUID], office: UUID) -> Kept:
    """What is kept about people by another office than that of their file, by table and row."""
    found: Kept = {}
    tables: list[tuple[Any, str]] = [(Person, "pk"), *kept_about_people()]
    for model, path in tables:
        rows = model._default_manager.filter(**{f"{path}__in": people}).exclude(office=office)
        told = {str(pk): str(where) for pk, where in rows.values_list("pk", "office_id")}
        if told:
            found[model._meta.label] = told
    return found


def _is_child_file(case: Case, when: datetime) -> bool:
    """Whether the first person of a file is a child, so that others are its siblings."""
    first = next(iter(members_of(case)), None)
    if first is None:
        return True
    who = first.person
    day = clock.day_of(when)
    return not is_adult(who.birth_date, who.birth_precision, day, disputed=who.age_disputed)
