"""Where people sleep while they wait; whoever is not safe there is protection's the same day."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries, rules, signals
from rumbo.casework.actions.steps import move
from rumbo.casework.actions.tasks import open_task
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Stay, Task
from rumbo.casework.words import STAYS
from rumbo.common import clock
from rumbo.network import queries as network
from rumbo.registry.models import Person


def note_stay(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    kind: str,
    shelter: str = "",
    where: str = "",
    until: date | None = None,
    is_safe: bool | None = None,
    at: datetime | None = None,
) -> Stay:
    """Note where a group sleeps from now on; a shelter is one of the network's."""
    if kind not in STAYS:
        raise ValueError(f"no such stay: {kind}")
    with verb(actor):
        row = locked(case)
        when = at or clock.now()
        if kind == "SHELTER" and shelter:
            known = {s.code for s in network.sites_on(clock.day_of(when), "shelter")}
            if shelter not in known:
                raise errors.not_a_shelter()
        row.stays.filter(ended_at=None).update(ended_at=when)
        made: Stay = Stay.objects.create(
            office_id=row.office_id,
            case=row,
            kind=kind,
            shelter=shelter,
            where=where,
            until=until,
            is_safe=is_safe,
            occurred_at=when,
        )
        audit.record(actor=actor, code="casework.stay_noted", at=when, case=row.id)
    return made


def report_danger(
    *, actor: Actor, case: Case, person: Person, said: str = "", at: datetime | None = None
) -> Task:
    """Somebody is not safe where they are: protection speaks with them today.

    What was said goes to protection alone; seats that were held are free, for nobody is sent on
    before protection has spoken with them.
    """
    with verb(actor):
        row = locked(case)
        when = at or clock.now()
        if not row.is_open:
            raise errors.case_is_over()
        if not queries.is_member(row, person):
            raise errors.not_of_this_case()
        row.stays.filter(ended_at=None).update(is_safe=False)
        task = open_task(
            actor=actor,
            case=row,
            person=person,
            role="protection",
            code="NOT_SAFE_HERE",
            urgent=True,
            compartment="protection",
            note=said,
            at=when,
        )
        if row.stage in rules.SEATED:
            people = [p.pk for p in queries.people_of(row)]
            signals.people_stopped.send(
                Case, case=row, people=people, kind="DANGER", actor=actor, at=when
            )
            row.refresh_from_db()
        if rules.may_move(row.stage, "REFERRED_PROTECTION"):
            move(actor=actor, case=case, to="REFERRED_PROTECTION", at=when)
        audit.record(
            actor=actor, code="casework.danger_reported", at=when, case=row.id, person=person.pk,
            compartment="protection",
        )  # fmt: skip
    return task
