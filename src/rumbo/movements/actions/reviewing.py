"""Asking that somebody looks again at a group that a plan left waiting, and what they answer."""

from datetime import datetime, timedelta

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Task
from rumbo.common import clock
from rumbo.movements import errors, locks
from rumbo.movements.models import Booking, ProposedSeat
from rumbo.movements.proposal.comparing import LEFT
from rumbo.movements.reviews import REVIEW, TELL, answered_by, asked_for

ASKERS = ("counsellor", "protection", "child_officer", "movements", "coordinator")
ANSWERS = ("coordinator",)
DAYS = 3


def ask_review(
    *, actor: Actor, line: ProposedSeat, why: str = "", at: datetime | None = None
) -> Task:
    """Ask the coordinator, once for a plan, to look again at why it leaves a group waiting."""
    with verb(actor, *ASKERS):
        when = at or clock.now()
        [case] = locks.lock_cases([line.case_id])
        held = Booking.objects.filter(case=case, ended_at=None)
        if line.kind != LEFT or not case.is_open or held.exists():
            raise errors.nothing_to_review()
        if asked_for(line) is not None:
            raise errors.review_asked()
        task = casework.open_task(
            actor=actor, case=case, role=ANSWERS[0], code=REVIEW, note=why.strip(),
            due_on=clock.day_of(when) + timedelta(days=DAYS), at=when, line=str(line.pk),
        )  # fmt: skip
        audit.record(actor=actor, code="movements.review_asked", at=when, case=case.pk)
    return task


def answer_review(*, actor: Actor, task: Task, answer: str, at: datetime | None = None) -> Task:
    """Answer in words what was asked, and have the group told: a review never ends without them."""
    with verb(actor, *ANSWERS):
        when, said = at or clock.now(), answer.strip()
        if not said:
            raise errors.no_answer()
        done = casework.finish_task(actor=actor, task=task, outcome=said, at=when)
        casework.open_task(
            actor=actor, case=done.case, role=answered_by(done), code=TELL, note=said, at=when
        )
        audit.record(actor=actor, code="movements.review_answered", at=when, case=done.case_id)
    return done
