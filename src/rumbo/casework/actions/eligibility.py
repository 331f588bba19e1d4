"""Eligibility: rules propose, an officer decides, another officer confirms (domain.md 2.2)."""

import uuid
from datetime import datetime
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.errors import not_your_role, same_person_twice
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, reserve
from rumbo.casework.actions.steps import move, reach
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common import clock
from rumbo.common.ids import new_id


def decide_eligibility(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    eligible: bool,
    reasons: list[str],
    why: str = "",
    proposed: dict[str, Any] | None = None,
    programme: str = "",
    funding_line: str = "",
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> EligibilityDecision:
    """Decide; it counts for nothing until somebody else confirms it.

    Of a reason that belongs to protection or health, only whose word is missing is kept here.
    """
    with verb(actor, "coordinator", "counsellor", "protection"):
        if actor.id is None:
            raise not_your_role()
        row = locked(case)
        if not row.is_open:
            raise errors.case_is_over()
        if row.decisions.filter(revoked_at=None).exists():
            raise errors.already_decided()
        if not eligible and not why.strip():
            raise errors.reason_needed()
        when = at or clock.now()
        made = EligibilityDecision(
            id=id or new_id(),
            office_id=row.office_id,
            case=row,
            eligible=eligible,
            proposed=_plainly(proposed or {}),
            reasons=reserve.plain(reasons),
            programme=programme,
            funding_line=funding_line,
            why=why,
            decided_by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        reach(actor=actor, case=case, to="ELIGIBILITY", at=when)
        code = "casework.decided_eligible" if eligible else "casework.decided_not_now"
        audit.record(actor=actor, code=code, at=when, case=row.id)
    return made


def countersign(*, actor: Actor, case: Case, at: datetime | None = None) -> EligibilityDecision:
    """Confirm what another officer decided; programme and fund are the case's from here."""
    with verb(actor, "coordinator", "protection"):
        row = locked(case)
        found = row.decisions.select_for_update().filter(revoked_at=None).first()
        if found is None or found.countersigned_by is not None:
            raise errors.nothing_to_confirm()
        if found.decided_by == actor.id:
            raise same_person_twice()
        when = at or clock.now()
        found.countersigned_by, found.countersigned_at = actor.id, when
        found.save(update_fields=["countersigned_by", "countersigned_at"])
        audit.record(actor=actor, code="casework.countersigned", at=when, case=row.id)
        if found.eligible:
            row.programme, row.funding_line = found.programme, found.funding_line
            row.save(update_fields=["programme", "funding_line"])
        else:
            move(actor=actor, case=case, to="NOT_ELIGIBLE", at=when)
    return found


def revoke_decision(*, actor: Actor, case: Case, why: str, at: datetime | None = None) -> None:
    """Take a decision back, with a reason: what rested on it rests on it no more."""
    with verb(actor, "coordinator", "protection"):
        row = locked(case)
        if not why.strip():
            raise errors.reason_needed()
        when = at or clock.now()
        row.decisions.filter(revoked_at=None).update(revoked_at=when)
        audit.record(actor=actor, code="casework.decision_revoked", at=when, case=row.id)


def _plainly(proposed: dict[str, Any]) -> dict[str, Any]:
    if "reasons" not in proposed:
        return proposed
    return {**proposed, "reasons": reserve.plain(proposed["reasons"])}
