"""Asking another office to open a file of which one saw a masked hint."""

import uuid
from datetime import datetime

from rumbo.access import queries as access
from rumbo.access.entry import verb
from rumbo.access.errors import not_your_role
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry import errors
from rumbo.registry.models import AccessRequest, Person


def request_access(
    *, actor: Actor, person_id: uuid.UUID, reason: str, at: datetime | None = None
) -> AccessRequest:
    """Ask the office that registered somebody to open the file, with a reason."""
    with verb(actor, "registrar", "counsellor", "protection", "child_officer", "reception"):
        if actor.id is None or actor.office is None:
            raise not_your_role()
        if not reason.strip():
            raise errors.reason_needed()
        person = Person.objects.get(pk=person_id)
        waiting = AccessRequest.objects.filter(person=person, asked_by=actor.id, answered_at=None)
        if (found := waiting.first()) is not None:
            return found
        made = AccessRequest.objects.create(
            person=person,
            asked_by=actor.id,
            asked_office_id=actor.office,
            reason=reason,
            asked_at=at or clock.now(),
        )
        audit.record(actor=actor, code="registry.access_requested", at=at, person=person.id)
    return made


def answer_request(
    *, actor: Actor, request: AccessRequest, granted: bool, at: datetime | None = None
) -> AccessRequest:
    """Open the file to whoever asked, for GRANTED_FOR, or not.

    Refuses whoever asked it themselves, and whoever does not work for the office that is asked; a
    reserved file is answered for by protection alone.
    """
    with verb(actor, "coordinator", "protection", "dpo"):
        row = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        _require_their_answer(actor, row)
        if row.answered_at is not None:
            raise errors.already_answered()
        row.granted, row.answered_by, row.answered_at = granted, actor.id, at or clock.now()
        row.save(update_fields=["granted", "answered_by", "answered_at"])
        audit.record(actor=actor, code="registry.access_answered", at=at, person=row.person_id)
    return row


def _require_their_answer(actor: Actor, row: AccessRequest) -> None:
    if row.person.sealed and "protection" not in actor.roles:
        raise not_your_role()
    if row.asked_by == actor.id:
        raise errors.asked_themselves()
    theirs = access.office_codes_of(actor, clock.today())
    if theirs is not None and row.person.office.code not in theirs:
        raise errors.another_office_answers()
