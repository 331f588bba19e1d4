"""Somebody counselled, found free and informed, and signed: through the same verbs."""

from datetime import date, datetime
from typing import Any

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.counselling import actions as counselling
from rumbo.counselling.models import Declaration, Session
from rumbo.counselling.values import NewFinding, NewSession, NewSignature
from rumbo.registry.models import Person
from tests.factories import MONDAY

STROKES = "M10 10L20 20L35 12"
TRAVEL = date(2025, 3, 20)
EVERYTHING = codes.values("counselling_topic")


def new_session(**changes: Any) -> NewSession:
    """A whole conversation at whose end somebody wants to return."""
    values: dict[str, Any] = {
        "topics": EVERYTHING,
        "alternatives": ("ASYLUM",),
        "decision": "RETURN",
    }
    return NewSession(**{**values, **changes})


def new_signature(**changes: Any) -> NewSignature:
    """A signature on the screen, read aloud in Spanish before a witness."""
    values: dict[str, Any] = {
        "travel_date": TRAVEL,
        "witness": "Rosa Elvira Cruz",
        "strokes": STROKES,
    }
    return NewSignature(**{**values, **changes})


def counselled(
    actor: Actor, case: Case, person: Person, *, at: datetime = MONDAY, **changes: Any
) -> Session:
    """Hold a whole session and find the decision free and informed."""
    made = counselling.hold_session(
        actor=actor, case=case, person=person, session=new_session(**changes), at=at
    )
    finding = NewFinding(alone=True, free=True, informed=True)
    counselling.record_finding(actor=actor, case=case, person=person, finding=finding, at=at)
    return made


def declared(
    actor: Actor, case: Case, person: Person, *, at: datetime = MONDAY, **changes: Any
) -> Declaration:
    """Sign after counselling."""
    return counselling.sign_declaration(
        actor=actor, case=case, person=person, signature=new_signature(**changes), at=at
    )
