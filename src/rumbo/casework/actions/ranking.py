"""The waiting list: what gives priority, and a place changed by hand with a reason and a name."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.errors import not_your_role
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, PriorityFact, RankChange
from rumbo.casework.words import FACTS
from rumbo.common import clock
from rumbo.programmes.rules import priority_rule
from rumbo.registry.models import Person


def change_rank(
    *,
    actor: Actor,
    case: Case,
    priority_class: int,
    why: str,
    compartment: str = "bio",
    at: datetime | None = None,
) -> RankChange:
    """Move a case on the waiting list by hand; the reason stands beside it for who may read it."""
    with verb(actor, "coordinator", "protection"):
        row = locked(case)
        if actor.id is None:
            raise not_your_role()
        if not row.is_open:
            raise errors.case_is_over()
        if not why.strip():
            raise errors.reason_needed()
        if priority_class not in {c.number for c in priority_rule().classes}:
            raise errors.no_such_class()
        when = at or clock.now()
        row.rank_changes.filter(ended_at=None).update(ended_at=when)
        made: RankChange = RankChange.objects.create(
            office_id=row.office_id,
            compartment=compartment,
            case=row,
            priority_class=priority_class,
            why=why,
            by=actor.id,
            occurred_at=when,
        )
        audit.record(actor=actor, code="casework.rank_changed", at=when, case=row.id)
    return made


def end_rank_change(*, actor: Actor, case: Case, at: datetime | None = None) -> None:
    """Let the published order decide again."""
    with verb(actor, "coordinator", "protection"):
        row = locked(case)
        when = at or clock.now()
        if not row.rank_changes.filter(ended_at=None).update(ended_at=when):
            raise errors.nothing_to_end()
        audit.record(actor=actor, code="casework.rank_change_ended", at=when, case=row.id)


def note_priority_fact(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    code: str,
    until: date | None = None,
    counts_from: date | None = None,
    at: datetime | None = None,
) -> PriorityFact:
    """Say that somebody has priority: a code and its days, for the order to use, never a story.

    Codes: see words.FACTS. DEADLINE needs `until`. Told again, the days are those told last.
    """
    if code not in FACTS:
        raise ValueError(f"no such fact: {code}")
    with verb(actor):
        row = locked(case)
        if not queries.is_member(row, person):
            raise errors.not_of_this_case()
        when = at or clock.now()
        days = {"counts_from": counts_from or clock.day_of(when), "until": until}
        live = PriorityFact.objects.select_for_update().filter(
            person=person, code=code, ended_at=None
        )
        found: PriorityFact | None = live.first()
        if found is not None and {k: getattr(found, k) for k in days} == days:
            return found
        live.update(ended_at=when)
        made: PriorityFact = PriorityFact.objects.create(
            office_id=row.office_id,
            compartment=FACTS[code],
            case=row,
            person=person,
            code=code,
            by=actor.id,
            occurred_at=when,
            **days,
        )
        audit.record(
            actor=actor, code="casework.priority_noted", at=when, case=row.id, person=person.pk,
            compartment=FACTS[code],
        )  # fmt: skip
    return made


def end_priority_fact(
    *, actor: Actor, person: Person, code: str, at: datetime | None = None
) -> None:
    """Say that a reason for priority holds no more; nothing happens where none was noted."""
    with verb(actor):
        when = at or clock.now()
        live = PriorityFact.objects.select_for_update().filter(
            person=person, code=code, ended_at=None
        )
        for row in live:
            row.ended_at = when
            row.save(update_fields=["ended_at"])
            audit.record(
                actor=actor, code="casework.priority_ended", at=when, case=row.case_id,
                person=person.pk, compartment=row.compartment,
            )  # fmt: skip
