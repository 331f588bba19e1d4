"""The last question, on the day of departure: do you still want to go."""

import uuid
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import errors, queries, rules
from rumbo.counselling.models import Reconfirmation
from rumbo.registry.models import Person

AT_THE_DOOR = ("field", "movements", "coordinator", "counsellor", "child_officer")


def reconfirm(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    on: date | None = None,
    by_guardian: bool = False,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Reconfirmation:
    """Write down that somebody says it again on the day of travel; asking twice changes nothing."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        day = on or rules.day_of(when)
        queries.member_of(case, person)
        if not rules.is_said_on_its_day(day, when):
            raise errors.not_the_day()
        rows = Reconfirmation.objects.filter(person=person, on=day, taken_back_at=None)
        if (said := rows.first()) is not None:
            return said
        made = Reconfirmation(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            on=day,
            by_guardian=by_guardian,
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="counselling.reconfirmed", at=when, person=person.id, case=case.id
        )
    return made


def take_back_reconfirmation(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> None:
    """Take back a word said today: somebody tapped the wrong row, or a person thought again."""
    with verb(actor, *AT_THE_DOOR):
        when = at or clock.now()
        queries.member_of(case, person)
        rows = Reconfirmation.objects.filter(person=person, case=case, taken_back_at=None)
        if not rows.update(taken_back_at=when):
            raise errors.nothing_to_withdraw()
        audit.record(
            actor=actor,
            code="counselling.reconfirmation_taken_back",
            at=when,
            person=person.id,
            case=case.id,
        )
