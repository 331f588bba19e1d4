"""Telling people what they must know, by a way that is safe for them, and each try kept."""

import uuid
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries
from rumbo.casework.actions.tasks import open_task
from rumbo.casework.models import Case, Contact, ContactAttempt
from rumbo.casework.permission import require_permission
from rumbo.casework.words import ABOUT, CHANNELS, OUTCOMES
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry.models import Person


def add_contact(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    about: str,
    note: str = "",
    due_on: date | None = None,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Contact:
    """Put a person on the list of those to be told something; asked twice, it stands once.

    Refuses whoever did not say yes to the use of their data, or took it back: nobody is looked for
    with it.
    """
    if about not in ABOUT:
        raise ValueError(f"no such matter: {about}")
    with verb(actor):
        when = at or clock.now()
        day = due_on or clock.day_of(when)
        if not queries.is_member(case, person):
            raise errors.not_of_this_case()
        require_permission(person)
        same = Contact.objects.filter(
            case=case, person=person, about=about, due_on=day, done_at=None
        )
        if (found := same.first()) is not None:
            return found
        made: Contact = Contact.objects.create(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            about=about,
            note=note,
            due_on=day,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="casework.contact_due", at=when, case=case.pk, person=person.pk
        )
    return made


def log_attempt(
    *,
    actor: Actor,
    contact: Contact,
    channel: str,
    outcome: str,
    note: str = "",
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> ContactAttempt:
    """Keep a try to reach somebody. Reached: it is done.

    Not safe: nobody tries that way again, unless the note says why. Without their live yes to the
    use of their data nobody tries at all.
    """
    if channel not in CHANNELS or outcome not in OUTCOMES:
        raise ValueError(f"no such try: {channel} {outcome}")
    with verb(actor):
        row = _open(contact)
        require_permission(row.person)
        unsafe = channel in queries.unsafe_ways([row.person_id]).get(row.person_id, ())
        if unsafe and outcome != "NOT_SAFE" and not note.strip():
            raise errors.channel_not_safe()
        when = at or clock.now()
        made: ContactAttempt = ContactAttempt.objects.create(
            id=id or new_id(),
            office_id=row.office_id,
            contact=row,
            channel=channel,
            outcome=outcome,
            note=note,
            by=actor.id,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code=f"casework.contact_{outcome.lower()}", at=when, case=row.case_id,
            person=row.person_id, compartment=_compartment(outcome),
        )  # fmt: skip
        if outcome == "REACHED":
            _finish(row, outcome, when)
        if outcome == "NOT_SAFE":
            open_task(
                actor=actor, case=row.case, person=row.person, role="protection",
                code="CHANNEL_NOT_SAFE", urgent=True, compartment="protection", at=when,
            )  # fmt: skip
    return made


def finish_contact(
    *, actor: Actor, contact: Contact, outcome: str = "", at: datetime | None = None
) -> Contact:
    """Take somebody off the list: told in another way, or there is nothing to tell any more."""
    with verb(actor):
        row = _open(contact)
        when = at or clock.now()
        _finish(row, outcome or "NOT_NEEDED", when)
        audit.record(
            actor=actor, code="casework.contact_ended", at=when, case=row.case_id,
            person=row.person_id,
        )  # fmt: skip
    return row


def _open(contact: Contact) -> Contact:
    row: Contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if row.done_at is not None:
        raise errors.nothing_to_end()
    return row


def _finish(row: Contact, outcome: str, when: datetime) -> None:
    row.done_at, row.outcome = when, outcome
    row.save(update_fields=["done_at", "outcome"])


def _compartment(outcome: str) -> str:
    """That a way of talking is not safe is for protection alone to read."""
    return "protection" if outcome == "NOT_SAFE" else "bio"
