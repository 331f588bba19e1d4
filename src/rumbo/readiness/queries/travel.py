"""The journey that is asked about: the booked one, or the one a person would most likely make."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from rumbo.casework.models import Case
from rumbo.readiness.limits import LIMITS
from rumbo.readiness.signals import journeys_wanted
from rumbo.registry.models import Person

# By land from Mexico or Guatemala home, in a day or two (domain.md 5); others fly.
BY_LAND = frozenset({"GTM", "HND", "SLV", "NIC"})
SOONEST = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelPlan:
    """When, how, from where and to where; `arrives` may be a later day.

    `changes_in` are the countries in which flights are changed on the way: no row of the table reads
    them, the room that books does.
    """

    date: datetime.date
    mode: str
    origin: str
    destination: str
    arrives: datetime.date
    changes_in: tuple[str, ...] = ()


def booked_plans(cases: Sequence[Case]) -> dict[UUID, TravelPlan]:
    """Ask the room that books for the journeys on which these cases hold seats."""
    answers = journeys_wanted.send(Case, cases=cases) if cases else []
    found: dict[UUID, TravelPlan] = {}
    for _room, plans in answers:
        found |= _plans(plans)
    return found


def _plans(answer: object) -> Mapping[UUID, TravelPlan]:
    """What a room that books answers; a room without a word gives none."""
    return answer if isinstance(answer, Mapping) else {}


def destination_of(person: Person) -> str:
    """Where a person goes back to: the country they named, or the first of their nationalities."""
    return person.return_country or (person.nationalities[0] if person.nationalities else "")


def assumed_plan(
    case: Case,
    people: list[Person],
    today: datetime.date,
    *,
    on: datetime.date | None = None,
) -> TravelPlan:
    """Say by which journey a case without a seat is judged: in a week or `on` a day, the usual way."""
    destination = next((d for p in people if (d := destination_of(p))), "")
    by_land = destination in BY_LAND
    day = on or today + SOONEST
    return TravelPlan(
        date=day,
        mode="LAND" if by_land else "AIR",
        origin=case.office.country,
        destination=destination,
        arrives=day + timedelta(days=1) if by_land else day,
    )


def by_land(plan: TravelPlan) -> TravelPlan:
    """The same journey by land, as it is asked for where a child alone should not fly."""
    return replace(plan, mode="LAND")


def by_air(plan: TravelPlan) -> TravelPlan:
    """The same journey as a child alone makes it: by air, from where such children fly (S2)."""
    if plan.origin not in LIMITS.children_by_air_from:
        return plan
    return replace(plan, mode="AIR", arrives=plan.date)
