"""An hour set aside for somebody who asked and has no file yet."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.rules import ASKING
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, rules
from rumbo.casework.models import Inquiry, InquiryVisit
from rumbo.casework.words import MET, VISITS
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.ui.words import day_table


def make_visit(  # noqa: PLR0913
    *,
    actor: Actor,
    inquiry: Inquiry,
    starts_at: datetime,
    role: str = "registrar",
    about: str = "REGISTRATION",
    minutes: int = 45,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> InquiryVisit:
    """Give somebody who asked an hour; one at a time, and one that lies ahead."""
    if about not in VISITS or role not in rules.ATTEND:
        raise ValueError(f"no such visit: {about} {role}")
    with verb(actor, *rules.ANSWER):
        row: Inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
        when = at or clock.now()
        if row.case_id is not None:
            raise errors.inquiry_went_on()
        if (refusal := errors.no_such_hour(starts_at, when)) is not None:
            raise refusal
        if row.visits.filter(outcome="", cancelled_at=None).exists():
            raise errors.visit_ahead()
        made: InquiryVisit = InquiryVisit.objects.create(
            id=id or new_id(),
            office_id=row.office_id,
            inquiry=row,
            role=role,
            about=about,
            starts_at=starts_at,
            minutes=minutes,
            by=actor.id,
            occurred_at=when,
        )
        # Who comes back after being informed is attended anew.
        row.wants, row.ended_at, row.outcome = "VISIT", None, ""
        row.version += 1
        row.save(update_fields=["wants", "ended_at", "outcome", "version"])
        audit.record(
            actor=actor, code="casework.inquiry_visit_made", at=when, compartment=ASKING,
            inquiry=row.pk, day=day_table(starts_at),
        )  # fmt: skip
    return made


def end_visit(
    *, actor: Actor, visit: InquiryVisit, outcome: str, at: datetime | None = None
) -> InquiryVisit:
    """Say whether who asked came at their hour."""
    if outcome not in MET:
        raise ValueError(f"no such outcome: {outcome}")
    with verb(actor, *rules.ANSWER):
        row = _ahead(visit)
        row.outcome = outcome
        row.save(update_fields=["outcome"])
        _say(actor, "casework.inquiry_visit_ended", row, at or clock.now())
    return row


def cancel_visit(*, actor: Actor, visit: InquiryVisit, at: datetime | None = None) -> InquiryVisit:
    """Give the hour back."""
    with verb(actor, *rules.ANSWER):
        row = _ahead(visit)
        row.cancelled_at = at or clock.now()
        row.save(update_fields=["cancelled_at"])
        _say(actor, "casework.inquiry_visit_cancelled", row, row.cancelled_at)
    return row


def _ahead(visit: InquiryVisit) -> InquiryVisit:
    # The inquiry first, as every verb of it does.
    Inquiry.objects.select_for_update(of=("self",)).get(pk=visit.inquiry_id)
    row: InquiryVisit = InquiryVisit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if row.outcome or row.cancelled_at is not None:
        raise errors.nothing_to_end()
    return row


def _say(actor: Actor, code: str, row: InquiryVisit, at: datetime) -> None:
    audit.record(actor=actor, code=code, at=at, compartment=ASKING, inquiry=row.inquiry_id)
