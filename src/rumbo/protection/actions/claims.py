"""Somebody with a claim of asylum, and somebody in custody: decided knowing, and freely."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import errors, queries, tasks
from rumbo.protection.models import AsylumClaim, CustodyFinding
from rumbo.registry.models import Person


def record_asylum_claim(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    effects_explained_on: date | None = None,
    own_decision_on: date | None = None,
    found: bool = False,
    notes: str = "",
    at: datetime | None = None,
) -> AsylumClaim:
    """Write down what somebody with a claim or a protection was told and decides; steps add up.

    `found` says that the officer who writes found the decision to be the person's own.
    """
    with verb(actor, "protection"):
        counselling.member_of(case, person)
        when = at or clock.now()
        before = queries.newest(AsylumClaim, person) or AsylumClaim()
        made: AsylumClaim = AsylumClaim.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            effects_explained_on=effects_explained_on or before.effects_explained_on,
            own_decision_on=own_decision_on or before.own_decision_on,
            protection_officer=actor.id if found else before.protection_officer,
            notes=notes,
            occurred_at=when,
        )
        audit.record(
            actor=actor,
            code="protection.claim_recorded",
            at=when,
            person=person.id,
            case=case.id,
            compartment="protection",
        )
    return made


def record_custody_finding(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    counsel: str,
    notes: str = "",
    at: datetime | None = None,
) -> CustodyFinding:
    """Find that somebody in custody decides freely, with counsel that nobody of ours chose."""
    with verb(actor, "protection"):
        counselling.member_of(case, person)
        if not counsel.strip():
            raise errors.counsel_needed()
        when = at or clock.now()
        made: CustodyFinding = CustodyFinding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            counsel=counsel,
            notes=notes,
            occurred_at=when,
        )
        audit.record(
            actor=actor,
            code="protection.custody_found",
            at=when,
            person=person.id,
            case=case.id,
            compartment="protection",
        )
        tasks.finish("CUSTODY", actor=actor, case=case, person=person, at=when)
    return made
