"""Where registrations of one human being differ, a person says which of them is shown."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry import errors
from rumbo.registry.actions.duplicates import DECIDE
from rumbo.registry.models import ChosenFact, Person
from rumbo.registry.rules.joining import FACTS


def choose_fact(
    *, actor: Actor, person: Person, fact: str, shown: bool = True, at: datetime | None = None
) -> ChosenFact:
    """Let this registration be the one that is read about a fact, or (`shown` false) no more.

    Neither registration is touched. Refuses somebody who has one registration alone.
    """
    with verb(actor, *DECIDE):
        if fact not in FACTS:
            raise ValueError(fact)
        if actor.id is None:
            raise errors.a_person_decides()
        row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if row.individual_id is None:
            raise errors.not_joined()
        made = ChosenFact.objects.create(
            person=row, fact=fact, shown=shown, by=actor.id, at=at or clock.now()
        )
        audit.record(actor=actor, code="registry.fact_chosen", at=made.at, person=row.pk)
    return made
