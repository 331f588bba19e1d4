"""Setting aside a requirement that serves the process: a reason, a second name, and an end."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.errors import not_your_role, same_person_twice
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Override
from rumbo.common import clock
from rumbo.registry.models import Person

# Each room that prepares people may ask; a panel speaks through protection or the child officer.
ASK = ("coordinator", "counsellor", "movements", "documents", "protection", "child_officer")


def ask_override(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    requirement: str,
    protects: bool,
    why: str,
    at: datetime | None = None,
) -> Override:
    """Ask to set a requirement aside; it counts for nothing until somebody else confirms it.

    `protects` is the requirements' own word (readiness wraps this verb): what protects a person
    is never set aside, by nobody.
    """
    with verb(actor, *ASK):
        row = locked(case)
        if protects:
            raise errors.protects_a_person()
        if actor.id is None:
            raise not_your_role()
        if not row.is_open:
            raise errors.case_is_over()
        if not why.strip():
            raise errors.reason_needed()
        if not queries.is_member(row, person):
            raise errors.not_of_this_case()
        same = row.overrides.filter(person=person, requirement=requirement, ended_at=None)
        if same.exists():
            raise errors.already_decided()
        when = at or clock.now()
        made: Override = Override.objects.create(
            office_id=row.office_id,
            case=row,
            person=person,
            requirement=requirement,
            why=why,
            asked_by=actor.id,
            occurred_at=when,
        )
        audit.record(
            actor=actor,
            code="casework.overridden",
            at=when,
            case=row.id,
            person=person.pk,
            requirement=requirement,
        )
    return made


def confirm_override(*, actor: Actor, override: Override, at: datetime | None = None) -> Override:
    """Confirm what somebody else asked for; from here the requirement is set aside."""
    with verb(actor, "coordinator"):
        row = _live(override)
        if row.confirmed_by is not None:
            raise errors.nothing_to_confirm()
        if actor.id is None:
            raise not_your_role()
        if row.asked_by == actor.id:
            raise same_person_twice()
        row.confirmed_by, row.confirmed_at = actor.id, at or clock.now()
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        _say(actor, "casework.override_confirmed", row, row.confirmed_at)
    return row


def end_override(*, actor: Actor, override: Override, at: datetime | None = None) -> Override:
    """Let the requirement count again."""
    with verb(actor, *ASK):
        row = _live(override)
        row.ended_at = at or clock.now()
        row.save(update_fields=["ended_at"])
        _say(actor, "casework.override_ended", row, row.ended_at)
    return row


def _live(override: Override) -> Override:
    row: Override = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    if row.ended_at is not None:
        raise errors.nothing_to_end()
    return row


def _say(actor: Actor, code: str, row: Override, when: datetime) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        case=row.case_id,
        person=row.person_id,
        requirement=row.requirement,
    )
