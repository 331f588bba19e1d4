"""Somebody with two files holds a seat that those who book the other one may not see: who decides is asked."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import locks, one_seat
from rumbo.movements.models import BookedSeat

TASK = "SEAT_UNDER_ANOTHER"


def ask_about_booking(*, booking: UUID, actor: Actor = SYSTEM) -> int:
    """Ask about whoever holds a seat of this booking, if they still do; say how many were asked of."""
    people = BookedSeat.objects.filter(booking=booking).values_list("person_id", flat=True)
    return ask_about_twofold(actor=actor, people=list(people))


def ask_about_twofold(
    *, actor: Actor = SYSTEM, people: Collection[UUID] | None = None, at: datetime | None = None
) -> int:
    """Ask protection with which file somebody travels, once for a seat; say how many were asked of.

    `people` are the registrations whose seats are looked at; None looks at every seat. A file in
    which somebody writes at this very moment is asked about an hour later.
    """
    with verb(actor):
        when = at or clock.now()
        found = one_seat.twofold(people)
    for one in found:
        with suppress(Refusal):
            _ask(actor, one, when)
    return len(found)


def _ask(actor: Actor, one: one_seat.Twofold, when: datetime) -> None:
    """Ask of one file, locked in a transaction of its own: two who ask at once ask one question."""
    with verb(actor):
        [case] = locks.lock_cases([one.case.pk])
        mine = Task.objects.filter(case=case, person=one.person, code=TASK)
        if mine.exclude(done_at=None).filter(occurred_at__gte=one.since).exists():
            return
        casework.open_task(
            actor=actor, case=case, person=one.person, role=one_seat.ASKED, code=TASK,
            compartment="protection", at=when,
        )  # fmt: skip
