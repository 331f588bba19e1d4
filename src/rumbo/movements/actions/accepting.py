"""Taking what an officer accepts of a plan: line by line, each as if it were done by hand."""

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rumbo.access.entry import verb
from rumbo.access.models import User
from rumbo.access.queries import standing
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.later import later
from rumbo.common.refusal import Refusal
from rumbo.movements import errors, locks, paying
from rumbo.movements.actions.bookings import (
    book_group,
    exchange_bookings,
    move_booking,
    release_booking,
)
from rumbo.movements.actions.proposals import PLANNERS
from rumbo.movements.models import ASKED, Booking, Headway, Proposal, ProposedSeat
from rumbo.movements.proposal.comparing import ADDED, CHANGES
from rumbo.movements.proposal.doing import doing
from rumbo.movements.proposal.rings import Move, rings

if TYPE_CHECKING:
    from django.db.models import QuerySet

# So many lines are done while the officer waits for the page; more are done beside the desk.
AT_ONCE = 8
# A file in which somebody writes at this very moment is asked again, so often.
TRIES = 3

Refused = dict[uuid.UUID, Refusal]


def accept_plan(
    *,
    actor: Actor,
    proposal: Proposal,
    seats: Iterable[ProposedSeat],
    at: datetime | None = None,
) -> list[ProposedSeat]:
    """Accept these lines of a plan: a few are done at once, many beside the desk.

    Every gate is asked again when a line is done. A line is accepted by one officer, once.
    """
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        asked = [seat.pk for seat in seats]
        rows = ProposedSeat.objects.select_for_update().filter(
            proposal=proposal, pk__in=asked, kind__in=CHANGES, outcome=""
        )
        mine = [row.pk for row in rows.order_by("id")]
        lines = ProposedSeat.objects.filter(pk__in=mine)
        lines.update(outcome=ASKED, decided_by=actor.id, decided_at=when)
        if len(mine) > AT_ONCE:
            audit.record(actor=actor, code="movements.plan_taken_on", at=when, lines=len(mine))
            _put_off(actor, proposal)
        elif mine:
            _lock_all(lines)
            _take_each(actor, proposal, lines, at)
        return list(lines.select_related("case").order_by("place", "id"))


def resume_plan(*, actor: Actor, proposal: Proposal) -> None:
    """Go on with lines that were accepted and never done, because the machine stopped under them."""
    with verb(actor, *PLANNERS):
        when, under_way = clock.now(), doing(proposal, clock.now())
        if under_way is None or not under_way.is_cut_off:
            return
        ProposedSeat.objects.filter(proposal=proposal, outcome=ASKED).update(decided_by=actor.id)
        audit.record(
            actor=actor, code="movements.plan_taken_on", at=when, lines=under_way.left
        )  # fmt: skip
        _put_off(actor, proposal)


def take_accepted(
    *, actor: Actor = SYSTEM, by: uuid.UUID | None, proposal: uuid.UUID, at: datetime | None = None
) -> None:
    """Do what somebody accepted, each line in a transaction of its own; what is done stays done.

    Whoever may no longer plan has accepted nothing: their lines are open again.
    """
    row, officer = Proposal.objects.get(pk=proposal), _officer(by)
    lines = ProposedSeat.objects.filter(proposal=row, outcome=ASKED, decided_by=by)
    if officer is None:
        with verb(actor):
            lines.update(outcome="", decided_by=None, decided_at=None)
        return
    _take_each(officer, row, lines, at)


def _put_off(actor: Actor, proposal: Proposal) -> None:
    Headway.objects.filter(proposal=proposal).update(at=clock.now())
    later("movements.take_accepted", proposal=proposal.pk, by=actor.id)


def _officer(by: uuid.UUID | None) -> Actor | None:
    """Who accepted, at a post from which they may plan today; None where they have none."""
    if by is None:
        return SYSTEM
    user, day = User.objects.filter(pk=by, is_active=True).first(), clock.today()
    if user is None:
        return None
    mine = standing(user, day)
    actors = [mine.actor, *(standing(user, day, post.key).actor for post in mine.others)]
    return next((one for one in actors if one.roles.intersection(PLANNERS)), None)


def _lock_all(lines: Iterable[ProposedSeat]) -> None:
    """Lock all that a few lines touch, in the one order, where one transaction holds them all."""
    rows = list(lines)
    cases = locks.lock_cases([row.case_id for row in rows])
    locks.lock_human_beings(cases)
    ends = {pk for row in rows for pk in (row.departure_id, row.before_id) if pk is not None}
    locks.lock_departures(ends)
    paying.hold_for(cases)


def _take_each(
    actor: Actor, proposal: Proposal, lines: "QuerySet[ProposedSeat]", at: datetime | None
) -> None:
    """Whoever gives a seat up goes first, then whoever takes another's, then whoever waits.

    A group that takes the seat of another waits for it; groups that want each other's go together.
    """
    rows = list(lines.order_by("place", "id"))
    refused: Refused = {}

    def take(*lines: ProposedSeat) -> bool:
        why = _take(actor, lines, at)
        Headway.objects.filter(proposal=proposal).update(at=clock.now())
        refused.update({line.pk: why for line in lines} if why else {})
        return why is None

    left = _in_turn([row for row in rows if row.kind != ADDED], take)
    left += [row for row in rows if row.kind == ADDED and not take(row)]
    for _turn in range(TRIES):
        left = [row for row in left if refused[row.pk].code not in errors.BUSY or not take(row)]
    for row in left:
        _give_up(actor, row, refused[row.pk])
    stale = len(left)
    with verb(actor, *PLANNERS):
        audit.record(
            actor=actor, code="movements.plan_accepted", at=at or clock.now(),
            taken=len(rows) - stale, stale=stale,
        )  # fmt: skip


def _in_turn(rows: Sequence[ProposedSeat], take: Callable[..., bool]) -> list[ProposedSeat]:
    """Who gives up a seat or takes another: as long as somebody moves, somebody else may follow."""
    left, before = list(rows), len(rows) + 1
    while left and len(left) < before:
        before = len(left)
        left = [row for row in left if not take(row)]
        if len(left) == before:
            gone = _exchanged(left, take)
            left = [row for row in left if row.pk not in gone]
    return left


def _exchanged(rows: Sequence[ProposedSeat], take: Callable[..., bool]) -> Collection[uuid.UUID]:
    """Who went over to seats that they gave up to each other."""
    gone: set[uuid.UUID] = set()
    lines = {row.pk: row for row in rows}
    moves = [
        Move(row.pk, row.before_id, row.departure_id)
        for row in rows
        if row.before_id is not None and row.departure_id is not None
    ]
    for ring in rings(moves):
        if gone.isdisjoint(ring) and take(*(lines[key] for key in ring)):
            gone |= set(ring)
    return gone


def _take(actor: Actor, lines: Sequence[ProposedSeat], at: datetime | None) -> Refusal | None:
    """Do what these lines propose, all of them or none, in one transaction; why it cannot be done.

    What another took on meanwhile is left to them.
    """
    try:
        with verb(actor, *PLANNERS), locks.briefly():
            when = at or clock.now()
            locks.lock_cases([line.case_id for line in lines])
            rows = _still_asked(actor, lines)
            if not rows:
                return None
            if len(rows) < len(lines):
                raise errors.stands_otherwise()
            _do(actor, rows, when)
            for row in rows:
                _decide(row, "TAKEN")
    except Refusal as refusal:
        return refusal
    return None


def _still_asked(actor: Actor, lines: Sequence[ProposedSeat]) -> list[ProposedSeat]:
    rows = ProposedSeat.objects.select_for_update(of=("self",)).filter(
        pk__in=[line.pk for line in lines], outcome=ASKED, decided_by=actor.id
    )
    return list(rows.select_related("case", "departure").order_by("id"))


def _do(actor: Actor, rows: Sequence[ProposedSeat], when: datetime) -> None:
    held = {
        one.case_id: one
        for one in Booking.objects.filter(case__in=[row.case_id for row in rows], ended_at=None)
    }
    for row in rows:
        here = held.get(row.case_id)
        if (here.departure_id if here else None) != row.before_id:
            raise errors.stands_otherwise()
    if len(rows) > 1:
        moves = [(held[row.case_id], row.departure) for row in rows if row.departure is not None]
        exchange_bookings(actor=actor, moves=moves, at=when)
        return
    row, here = rows[0], held.get(rows[0].case_id)
    if row.departure is None and here is not None:
        release_booking(actor=actor, booking=here, at=when)
    elif row.departure is not None and here is not None:
        move_booking(actor=actor, booking=here, departure=row.departure, at=when)
    elif row.departure is not None:
        book_group(actor=actor, case=row.case, departure=row.departure, at=when)


def _give_up(actor: Actor, line: ProposedSeat, refusal: Refusal) -> None:
    """Name a line that no longer stands, and why."""
    # Whoever opens the plan later may know less than who accepted: a gate names people.
    told = refusal if refusal.code in errors.NAME_NOBODY else errors.lacks_now()
    with verb(actor, *PLANNERS):
        for row in _still_asked(actor, [line]):
            _decide(row, "STALE", told.to_keep())


def _decide(row: ProposedSeat, outcome: str, why: str = "") -> None:
    row.outcome, row.stale = outcome, why
    row.save(update_fields=["outcome", "stale"])
