"""Somebody screened and asked about fear, through the same verbs."""

from datetime import datetime
from typing import Any

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.protection import actions as protection
from rumbo.protection.models import FearAnswer, Screening
from rumbo.protection.values import NewScreening
from rumbo.registry.models import Person
from tests.factories import MONDAY


def screened(
    actor: Actor, case: Case, person: Person, *codes: str, at: datetime = MONDAY, **changes: Any
) -> Screening:
    """Screen somebody alone; codes are what was flagged."""
    values: dict[str, Any] = {"alone": True, "in_custody": False, "in_mpp": False, **changes}
    screening = NewScreening(codes=codes, **values)
    return protection.screen(actor=actor, case=case, person=person, screening=screening, at=at)


def asked(
    actor: Actor, case: Case, person: Person, answer: str = "NO", *, at: datetime = MONDAY
) -> FearAnswer:
    """Ask somebody alone whether they fear to go back."""
    return protection.ask_fear(
        actor=actor, case=case, person=person, alone=True, answer=answer, at=at
    )
