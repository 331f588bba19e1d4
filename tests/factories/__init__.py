"""Believable people, offices and staff for tests, made through the same verbs that people use."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from rumbo.access import actions as access
from rumbo.access import queries as who
from rumbo.access.models import Office, User
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.registry import actions as registry
from rumbo.registry.models import Person
from rumbo.registry.values import NewConsent, NewGroup, NewPerson

_numbers = count(1)
MONDAY = datetime(2025, 3, 3, 15, 0, tzinfo=UTC)


def office(code: str = "TAP", name: str = "Tapachula") -> Office:
    """An office of ours."""
    return access.open_office(
        actor=SYSTEM, code=code, name=name, country="MEX", zone="America/Mexico_City"
    )


def user(*roles: str, at: Office | None = None, everywhere: bool = False) -> User:
    """Somebody with roles at an office (or everywhere)."""
    number = next(_numbers)
    made = access.invite_user(
        actor=SYSTEM,
        username=f"user{number}",
        display_name=f"Persona {number}",
        password="una frase larga y tranquila",  # noqa: S106
    )
    for role in roles:
        access.give_role(
            actor=SYSTEM,
            user=made,
            role=role,
            office=None if everywhere else (at or office()),
            since=date(2018, 1, 1),
        )
    return made


def actor(*roles: str, at: Office | None = None) -> Actor:
    """An actor with roles, as the pages make one."""
    return who.actor_of(user(*roles, at=at), date(2025, 3, 3))


def new_person(**changes: Any) -> NewPerson:
    """Dilcia Mejía, or somebody near her."""
    values: dict[str, Any] = {
        "identity": {"given_names": "Dilcia Waleska", "surname_1": "Mejía", "surname_2": "Paguada"},
        "sex": "F",
        "birth_date": date(1990, 5, 4),
        "nationalities": ("HND",),
        "origin_country": "HND",
        "origin_department": "HN-YO",
        "can_read": True,
        "consent": NewConsent(wording="2026-11-20"),
    }
    return NewPerson(**{**values, **changes})


def registered(
    *people: NewPerson, at: Office | None = None, when: datetime = MONDAY, site: str = "TAP"
) -> Case:
    """A group that registered, with its case."""
    here = at or office()
    group = registry.register_group(
        actor=SYSTEM,
        office=here,
        group=NewGroup(people=people or (new_person(),), site=site, at=when),
    )
    return casework.open_case(actor=SYSTEM, office=here, group=group, site=site, at=when)


def people_of(case: Case) -> list[Person]:
    """The people of a case, in the order of the group."""
    return [m.person for m in case.group.members.order_by("position").select_related("person")]
