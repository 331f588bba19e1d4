"""Who of a group counts as a child without family, by ages and company alone (requirements)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from rumbo.readiness import facts
from rumbo.readiness.requirements.people import is_on_child_track
from rumbo.registry.values import NewPerson


def children_alone(people: Sequence[NewPerson], day: date) -> list[UUID]:
    """Those who may be under 18 and have no adult parent or guardian with them.

    Somebody of whom no age is known is presumed a child alone only where nobody with them is
    known to be an adult: protection leans to the child, and a family is not frightened.
    """
    asked = facts.Facts(today=day, persons=tuple(_person(one) for one in people))
    alone = {one.id for one in asked.persons if is_on_child_track(one, asked)}
    adults = [one for one in people if str(one.id) not in alone and one.birth_date]
    return [
        one.id
        for one in people
        if str(one.id) in alone and (one.birth_date is not None or not adults)
    ]


def may_receive(
    *, is_adult: bool, age_is_known: bool, has_guardian: bool, protects: bool
) -> tuple[str, ...]:
    """Into whose hands the copy of a file may be given, by codes of the list data_consent_by.

    An adult's goes into their own hands; a child's to who answers for it in the group. To the
    authority, and to somebody of whom no age is sure, it is given by who protects alone.
    """
    if is_adult:
        return ("SELF",)
    found = ["GUARDIAN"] if has_guardian else []
    if protects:
        found.append("AUTHORITY")
        found += [] if age_is_known else ["SELF"]
    return tuple(found)


def _person(one: NewPerson) -> facts.Person:
    return facts.Person(
        id=str(one.id),
        birth_date=one.birth_date,
        birth_date_precision=one.birth_precision if one.birth_date else None,
        age_disputed=one.age_disputed,
        guardian_id=str(one.guardian) if one.guardian else None,
        relation_to_guardian=one.guardian_relation or None,
    )
