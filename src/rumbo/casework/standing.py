"""From what casework knows to the published order: the facts of each member, without their names."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from rumbo.programmes.rules import Standing, StandingFacts, priority_rule, rank_group


class Member(NamedTuple):
    """What the order looks at in a person of the registry."""

    person: uuid.UUID
    born: date | None
    country: str


class Fact(NamedTuple):
    """A reason for priority that another room noted."""

    person: uuid.UUID
    code: str
    until: date | None


def standing_of(
    requested_on: date,
    members: Sequence[Member],
    facts: Sequence[Fact],
    day: date,
    *,
    losing_shelter: bool,
) -> Standing:
    """Where a group stands and why, on a day."""
    limits = priority_rule().thresholds
    seen = set()
    for member in members:
        age = _age(member.born, day)
        known: dict[str, Any] = {
            "age": age if age is not None and age >= limits["older_from"] else None,
            "youngest_child_age": age if age is not None and age < limits["small_child"] else None,
            "losing_shelter": losing_shelter,
        }
        for fact in facts:
            if fact.person == member.person:
                known |= _told(fact, day)
        seen.add(StandingFacts(requested_on=requested_on, **known))
    return _ranked(frozenset(seen))


@lru_cache(maxsize=4096)
def _ranked(facts: frozenset[StandingFacts]) -> Standing:
    return rank_group(sorted(facts, key=repr))


def _told(fact: Fact, day: date) -> dict[str, Any]:
    """A deadline that passed still stands until somebody says that it does not."""
    if fact.code == "DEADLINE":
        return {"deadline": fact.until}
    if fact.until is not None and fact.until < day:
        return {}
    table: dict[str, dict[str, Any]] = {
        "BEST_INTERESTS": {"child_track": True, "best_interests": "RETURN"},
        "SURVIVOR": {"survivor_cleared": True},
        "PREGNANCY": {"pregnancy_weeks": priority_rule().thresholds["pregnancy_weeks"]},
        "ILLNESS": {"serious_illness": True},
        "DISABILITY": {"disability": True},
        "SHELTER": {"losing_shelter": True},
    }
    return table.get(fact.code, {})


def _age(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
