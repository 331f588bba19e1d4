"""Asking that somebody looks again at a group that a plan left waiting."""

from datetime import datetime, timedelta

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Task
from rumbo.common import clock
from rumbo.movements import errors
from rumbo.movements.models import Booking, ProposedSeat
from rumbo.movements.proposal.comparing import LEFT

ASKERS = ("counsellor", "protection", "child_officer", "movements", "coordinator")
DAYS = 3


def ask_review(
    *, actor: Actor, line: ProposedSeat, why: str = "", at: datetime | None = None
) -> Task:
    """Ask the coordinator to look again at why a plan leaves a group waiting, within three days."""
    with verb(actor, *ASKERS):
        when = at or clock.now()
        case = line.case
        held = Booking.objects.filter(case=case, ended_at=None)
        if line.kind != LEFT or not case.is_open or held.exists():
            raise errors.nothing_to_review()
        task = casework.open_task(
            actor=actor, case=case, role="coordinator", code="PLAN_REVIEW", note=why.strip(),
            due_on=clock.day_of(when) + timedelta(days=DAYS), at=when,
        )  # fmt: skip
        audit.record(actor=actor, code="movements.review_asked", at=when, case=case.pk)
    return task
