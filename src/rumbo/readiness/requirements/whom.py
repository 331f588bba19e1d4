"""Whom the rows are for, each said once in words and once in code."""

from collections.abc import Callable
from typing import TypeAlias

from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.limits import LIMITS
from rumbo.readiness.requirements.people import (
    is_adult,
    is_child,
    is_on_child_track,
    may_be_twelve,
)
from rumbo.readiness.requirements.row import Whom, Words

Answer: TypeAlias = bool | None  # yes, no, or not known
HEARD = LIMITS.heard_from_years


def both(one: Answer, other: Answer) -> Answer:
    """True where both hold, false where one does not, None where that is not known."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: Answer, other: Answer) -> Answer:
    """True where one holds, false where neither does, None where that is not known."""
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def _adult_or_track(person: Person, facts: Facts) -> bool:
    return is_adult(person, facts) or is_on_child_track(person, facts)


def _adult_track_or_twelve(person: Person, facts: Facts) -> bool:
    return _adult_or_track(person, facts) or may_be_twelve(person, facts)


def _child_heard(person: Person, facts: Facts) -> bool:
    return is_child(person, facts) and _adult_track_or_twelve(person, facts)


def _adult_or_older_track(person: Person, facts: Facts) -> bool:
    on_track = is_on_child_track(person, facts) and may_be_twelve(person, facts)
    return is_adult(person, facts) or on_track


def whom(es: str, en: str, applies: Callable[[Person, Facts], bool | None]) -> Whom:
    """A name for some of the people, with the question that tells who they are."""
    return Whom(words=Words(es, en), applies=applies)


EVERYONE = whom("todas las personas", "everyone", lambda _person, _facts: True)
ADULTS = whom("personas adultas", "adults", is_adult)
CHILDREN = whom("todas las niñas, niños y adolescentes", "every child", is_child)
CHILD_TRACK = whom("vía de niñez", "child track", is_on_child_track)
ADULTS_AND_TRACK = whom("personas adultas y vía de niñez", "adults, child track", _adult_or_track)
ASKED_ALONE = whom(
    f"personas adultas; niñas y niños desde los {HEARD} años; vía de niñez a toda edad",
    f"adults; children from {HEARD}; child track at every age",
    _adult_track_or_twelve,
)
CHILDREN_HEARD = whom(
    f"vía de niñez a toda edad; con su familia desde los {HEARD} años",
    f"child track at every age; accompanied from {HEARD}",
    _child_heard,
)
IN_MPP = whom(
    f"en MPP: personas adultas y vía de niñez desde los {HEARD} años "
    "(por los demás niños responde la fila de su madre o padre)",
    f"in MPP: adults, child track from {HEARD} (for other children their parent's row stands)",
    lambda person, facts: both(person.mpp.in_mpp, _adult_or_older_track(person, facts)),
)
KEEPS_MPP_CASE = whom(
    "en MPP y conserva su caso",
    "in MPP and keeps the case",
    lambda person, _facts: both(person.mpp.in_mpp, person.mpp.keeps_case),
)
