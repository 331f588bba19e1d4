"""Somebody with two files holds a seat that those who book the other one may not see: who decides is asked."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Task
from rumbo.common import clock
from rumbo.movements import one_seat

TASK = "SEAT_UNDER_ANOTHER"


def ask_about_twofold(
    *, actor: Actor = SYSTEM, people: Collection[UUID] | None = None, at: datetime | None = None
) -> int:
    """Ask protection with which file somebody travels, once for a seat; say how many were asked of.

    `people` are the registrations whose seats are looked at; None looks at every seat.
    """
    with verb(actor):
        when = at or clock.now()
        found = one_seat.twofold(people)
        for one in found:
            mine = Task.objects.filter(case=one.case, person=one.person, code=TASK)
            if mine.exclude(done_at=None).filter(occurred_at__gte=one.since).exists():
                continue
            casework.open_task(
                actor=actor, case=one.case, person=one.person, role=one_seat.ASKED, code=TASK,
                compartment="protection", at=when,
            )  # fmt: skip
    return len(found)
