"""Services: each with the survivor's own yes, from the day it begins until it ends."""

import uuid
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.assistance import errors, queries, rules
from rumbo.assistance.models import Service
from rumbo.assistance.values import NewService
from rumbo.audit import actions as audit
from rumbo.casework import errors as casework_errors
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.registry.models import Person

HELP = ("protection",)


def arrange_service(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    service: NewService,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Service:
    """Write down a service for a survivor who said yes to it (domain.md 3.2: consent at each step)."""
    with verb(actor, *HELP):
        row, when = locked(case), at or clock.now()
        counselling.member_of(row, person)
        if not row.is_open:
            raise casework_errors.case_is_over()
        if not counselling.has_data_consent(person):
            raise counselling_errors.no_data_consent()
        if not queries.is_survivor(person):
            raise errors.not_a_survivor()
        _require_whole(service, clock.day_of(when, row.office.zone))
        again: Service | None = Service.objects.filter(pk=id or new_id(), case=row).first()
        if again is not None:
            return again
        made = Service(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            kind=service.kind,
            provider=service.provider.strip(),
            agreed_on=service.agreed_on,
            starts_on=service.starts_on,
            notes=service.notes.strip(),
            occurred_at=when,
        )
        made.save(force_insert=True)
        _note(actor, made, "assistance.service_arranged", when)
    return made


def end_service(
    *, actor: Actor, service: Service, on: date, outcome: str, at: datetime | None = None
) -> Service:
    """Write down that a service ended and what came of it, once no sum of it is open."""
    with verb(actor, *HELP):
        locked(service.case)
        row: Service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
        if row.ended_on is not None:
            raise errors.service_over()
        if not outcome.strip():
            raise errors.reason_needed()
        if queries.has_open_vouchers(row):
            raise errors.money_still_out()
        row.ended_on, row.ended_by, row.outcome = on, actor.id, outcome.strip()
        row.save(update_fields=["ended_on", "ended_by", "outcome"])
        _note(actor, row, "assistance.service_ended", at or clock.now())
    return row


def _note(actor: Actor, row: Service, code: str, when: datetime) -> None:
    """Tell the journal what was done with a service, inside its compartment."""
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=row.person_id,
        case=row.case_id,
        compartment=row.compartment,
        kind=f"assistance_service:{row.kind}",
    )


def _require_whole(service: NewService, today: date) -> None:
    if service.kind not in rules.SERVICES:
        raise errors.unknown_service()
    if not service.provider.strip():
        raise errors.provider_needed()
    if service.agreed_on > today:
        raise errors.agreement_needed()
