"""Asking for a plan, and looking for it beside the desk."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.rules import compartments_of
from rumbo.access.values import SYSTEM, Actor, Reader
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.later import later
from rumbo.movements import errors
from rumbo.movements.models import Headway, Proposal, ProposedSeat
from rumbo.movements.planning.errors import PlanRefused
from rumbo.movements.planning.planner import Progress, Search
from rumbo.movements.proposal import asking, comparing
from rumbo.movements.proposal.keeping import keep_limit, late_and_yielding
from rumbo.movements.values import WantedPlan
from rumbo.readiness import actions as readiness

PLANNERS = ("movements", "coordinator")
READS_AS = frozenset({"movements"})
FURTHEST, MOST_SECONDS = 92, 600
EVERY = 0.5  # seconds


def ask_plan(
    *, actor: Actor, office: Office, wanted: WantedPlan, at: datetime | None = None
) -> Proposal:
    """Ask for a plan of some days; it is looked for while everybody goes on working."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        first, last = wanted.first, wanted.last
        if not first <= last or (last - first).days >= FURTHEST:
            raise errors.no_such_days(FURTHEST)
        offices = wanted.offices
        row = Proposal(
            id=wanted.id, office=office, first=first, last=last, may_move=wanted.may_move,
            offices=None if offices is None else sorted(offices, key=str),
            seconds=max(1, min(wanted.seconds, MOST_SECONDS)), by=actor.id, occurred_at=when,
        )  # fmt: skip
        row.save(force_insert=True)
        Headway.objects.create(proposal=row)
        audit.record(
            actor=actor, code="movements.plan_asked", at=when,
            first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}",
        )  # fmt: skip
        later("movements.look_for_plan", proposal=row.pk)
    return row


def stop_plan(*, actor: Actor, proposal: Proposal) -> None:
    """End a search with the best plan found so far."""
    with verb(actor, *PLANNERS):
        Headway.objects.filter(proposal=proposal).update(stop_asked=True)
        audit.record(actor=actor, code="movements.plan_stopped", at=clock.now())


def look_for_plan(*, actor: Actor = SYSTEM, proposal: uuid.UUID) -> Proposal:
    """Read what stands, search, and write the lines; nothing is locked while it searches."""
    row = Proposal.objects.get(pk=proposal)
    if row.state != "WAITING":
        return row
    _turn(actor, row, "READING")
    # Whoever became ready a minute ago is asked about too.
    readiness.judge_changed(actor=actor)
    try:
        question = asking.read(
            _reader(row), row.first, row.last, today=clock.today(), may_move=row.may_move,
            judged=lambda done, total: _head(row, judged=done, to_judge=total),
        )  # fmt: skip
        _turn(actor, row, "SEARCHING")
        search = Search(
            question.instance, float(row.seconds), told=_Watch(row),
            allowed=question.allowed,
        ).run()  # fmt: skip
        seated = keep_limit(search.best, *late_and_yielding(question))
    except PlanRefused as refused:
        return _refuse(actor, row, refused)
    _write(actor, row, question, search, seated)
    return row


def _reader(row: Proposal) -> Reader:
    offices = None if row.offices is None else frozenset(row.offices)
    return Reader(row.by, READS_AS, compartments_of(READS_AS), offices)


def _turn(actor: Actor, row: Proposal, state: str) -> None:
    with verb(actor):
        row.state = state
        row.save(update_fields=["state"])


def _head(row: Proposal, **told: float) -> None:
    """Write how far it is."""
    Headway.objects.filter(proposal=row.pk).update(at=clock.now(), **told)


def _was_stopped(row: Proposal) -> bool:
    return Headway.objects.filter(proposal=row.pk, stop_asked=True).exists()


class _Watch:
    """Writes down how far a search is, twice a second, and says whether it goes on."""

    def __init__(self, row: Proposal) -> None:
        self.row, self.said, self.goes_on = row, -1.0, True

    def __call__(self, progress: Progress) -> bool:
        if progress.seconds - self.said >= EVERY:
            self.said = progress.seconds
            best, bound = progress.objective, progress.bound
            _head(self.row, seconds=progress.seconds, best=best, bound=bound)
            self.goes_on = not _was_stopped(self.row)
        return self.goes_on


def _refuse(actor: Actor, row: Proposal, refused: PlanRefused) -> Proposal:
    with verb(actor):
        row.state, row.ended_at = "FAILED", clock.now()
        row.wrong = [
            [code, {k: str(v) for k, v in names.items()}] for _where, code, names in refused.faults
        ]
        row.save(update_fields=["state", "ended_at", "wrong"])
        audit.record(actor=actor, code="movements.plan_refused", at=row.ended_at)
    return row


def _write(
    actor: Actor,
    row: Proposal,
    question: asking.Question,
    search: Search,
    seated: Sequence[int],
) -> None:
    """Keep the lines and the numbers of a finished search, at once or not at all."""
    plans = {
        "plan": search.best,
        **search.lists,
        "stands": comparing.standing(question, search.problem),
    }
    with verb(actor):
        when = clock.now()
        ProposedSeat.objects.bulk_create(
            _seat(row, question, line, when) for line in comparing.lines(question, search.best)
        )
        row.state, row.ended_at = "STOPPED" if _was_stopped(row) else "DONE", when
        row.told = comparing.told(question, plans, len(seated))
        row.save(update_fields=["state", "ended_at", "told"])
        done = search.progress
        Headway.objects.filter(proposal=row).update(
            at=when, seconds=done.seconds, best=done.objective, bound=done.bound
        )
        audit.record(actor=actor, code="movements.plan_made", at=when)


def _seat(
    row: Proposal, question: asking.Question, line: comparing.Line, when: datetime
) -> ProposedSeat:
    party, held = line.party, line.party.booking
    return ProposedSeat(
        id=new_id(),
        office_id=party.case.office_id,
        proposal=row,
        case=party.case,
        departure=None if line.to is None else question.departures[line.to],
        before=None if held is None else held.departure,
        kind=line.kind,
        place=party.waiting.position if party.waiting else 0,
        people=party.people,
        days=party.waiting.days if party.waiting else 0,
        code=line.code,
        facts=dict(line.facts),
        ahead=line.ahead,
        occurred_at=when,
    )
