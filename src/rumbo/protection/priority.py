"""What protection and health find puts somebody first on the waiting list: a code, never a story.

The published order (programmes/data/priority.json) reads these facts; their compartments keep
the reason from whoever may not know it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.counselling.rules import day_of
from rumbo.registry.models import Person

# Weeks of a pregnancy: from the first on, travel is near its limit; birth is due at the second.
NEAR_LIMIT, DUE = 28, 40
FLAGGED = {"SERIOUS_MEDICAL": "ILLNESS", "DISABILITY": "DISABILITY"}


def of_flags(
    actor: Actor, case: Case, person: Person, flagged: Collection[str], when: datetime
) -> None:
    """A serious illness or a disability that the screen found."""
    for flag, fact in FLAGGED.items():
        if flag in flagged:
            casework.note_priority_fact(actor=actor, case=case, person=person, code=fact, at=when)


def of_pregnancy(
    actor: Actor, case: Case, person: Person, weeks: int | None, when: datetime
) -> None:
    """A pregnancy of which the weeks are known: from the 28th week until the child is due."""
    if weeks is None:
        return
    began = day_of(when) - timedelta(weeks=weeks)
    casework.note_priority_fact(
        actor=actor,
        case=case,
        person=person,
        code="PREGNANCY",
        counts_from=began + timedelta(weeks=NEAR_LIMIT),
        until=began + timedelta(weeks=DUE),
        at=when,
    )


def of_clearance(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    """A survivor whose safe return was found possible."""
    casework.note_priority_fact(actor=actor, case=case, person=person, code="SURVIVOR", at=when)


def of_best_interests(
    actor: Actor, case: Case, person: Person, decision: str, when: datetime
) -> None:
    """A child alone for whom the panel found return to be best, or no longer."""
    if decision == "RETURN":
        casework.note_priority_fact(
            actor=actor, case=case, person=person, code="BEST_INTERESTS", at=when
        )
    else:
        casework.end_priority_fact(actor=actor, person=person, code="BEST_INTERESTS", at=when)
