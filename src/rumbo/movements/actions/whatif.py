"""Asking what would change, and working it out beside the desk: nothing is held and nobody moved."""

import time
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.rules import compartments_of
from rumbo.access.values import SYSTEM, Actor, Reader
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.later import later
from rumbo.movements import errors
from rumbo.movements.actions.proposals import EVERY, FURTHEST, PLANNERS, READS_AS
from rumbo.movements.models import Departure, WhatIf
from rumbo.movements.models.whatif import WORKING
from rumbo.movements.planning.errors import PlanRefused
from rumbo.movements.planning.planner import Progress
from rumbo.movements.values import WantedWhatIf
from rumbo.movements.whatif import measuring
from rumbo.movements.whatif.reading import World, world
from rumbo.movements.whatif.scenarios import Supposition, chosen, tried, weeks_of
from rumbo.readiness import actions as readiness

# A row that says nothing for three minutes was cut off (models): it says something every minute.
SIGN_OF_LIFE = 60.0
NOTHING_YET = Progress(0.0, 0.0, 0.0)


def ask_what_if(
    *, actor: Actor, office: Office, wanted: WantedWhatIf, at: datetime | None = None
) -> WhatIf:
    """Ask what would change in some days; it is worked out while everybody goes on working."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        if not wanted.first <= wanted.last or (wanted.last - wanted.first).days >= FURTHEST:
            raise errors.no_such_days(FURTHEST)
        row = WhatIf(
            id=wanted.id, office=office, first=wanted.first, last=wanted.last,
            offices=None if wanted.offices is None else sorted(wanted.offices, key=str),
            asked=wanted.asked, steps=len(chosen(wanted.asked)) + 1, by=actor.id, occurred_at=when,
        )  # fmt: skip
        row.save(force_insert=True)
        audit.record(
            actor=actor, code="movements.what_if_asked", at=when,
            first=f"{wanted.first:%d/%m/%Y}", last=f"{wanted.last:%d/%m/%Y}",
        )  # fmt: skip
        later("movements.look_what_if", what_if=row.pk)
    return row


def stop_what_if(*, actor: Actor, what_if: WhatIf) -> None:
    """End it with the scenarios that are finished; where nobody works on it, it ends at once."""
    with verb(actor, *PLANNERS):
        row, when = WhatIf.objects.select_for_update().get(pk=what_if.pk), clock.now()
        if not row.is_under_way or row.state == "STOPPING":
            return
        idle = row.state == "WAITING" or row.is_cut_off(when)
        row.state, row.ended_at = ("STOPPED", when) if idle else ("STOPPING", None)
        row.save(update_fields=["state", "ended_at"])
        audit.record(actor=actor, code="movements.what_if_stopped", at=when)


def look_what_if(*, actor: Actor = SYSTEM, what_if: uuid.UUID) -> WhatIf:
    """Read what stands once, try each supposition, and keep counts; nothing is locked meanwhile.

    Whoever stops it is heard twice a second: what was being tried is dropped, the rest is kept.
    """
    row = WhatIf.objects.get(pk=what_if)
    if row.state != "WAITING":
        return row
    watch = _Watch(row)
    try:
        _turn(actor, row, "READING", 0)
        readiness.judge_changed(actor=actor)
        days = (row.first, row.last)
        start = world(
            _reader(row), days, row.asked["way"], today=clock.today(), judged=watch.judged
        )
        row.told = {
            "scenarios": [],
            "counted": dict(start.counted),
            "asked": sum(party.people for party in start.question.parties),
            "more": [_supposed(bus) for bus in start.supposed_rows],
        }
        _try_each(actor, row, start, watch)
    except PlanRefused as refused:
        return _refuse(actor, row, _wrong(refused))
    except _Stopped:
        return _end(actor, row, "STOPPED")
    return _end(actor, row, "DONE")


def note_what_if_printed(*, actor: Actor, what_if: WhatIf) -> None:
    """Write down that the paper for donors left the desk."""
    with verb(actor, *PLANNERS):
        audit.record(
            actor=actor, code="movements.what_if_printed", at=clock.now(), what_if=what_if.pk
        )


class _Stopped(Exception):
    """Somebody stopped it."""


class _Watch:
    """Hears, twice a second, whether somebody stopped it; and writes now and then that it goes on."""

    def __init__(self, row: WhatIf) -> None:
        self.row, self.looked, self.wrote, self.goes_on = row, 0.0, time.monotonic(), True

    def __call__(self, progress: Progress) -> bool:
        """Whether a search goes on."""
        del progress
        now, ours = time.monotonic(), WhatIf.objects.filter(pk=self.row.pk, state__in=WORKING)
        if now - self.looked >= EVERY:
            self.looked, self.goes_on = now, ours.exists()
        if now - self.wrote >= SIGN_OF_LIFE:
            self.wrote = now
            ours.update(said_at=clock.now())
        return self.goes_on

    def judged(self, done: int, total: int) -> None:
        """Asked between two pairs while what stands is read."""
        del done, total
        self.require()

    def require(self) -> None:
        """Go no further where it was stopped."""
        if not self(NOTHING_YET):
            raise _Stopped


def _try_each(actor: Actor, row: WhatIf, start: World, watch: _Watch) -> None:
    """One scenario after the other; each is kept before the next begins."""
    found: list[dict[str, Any]] = row.told["scenarios"]
    for step, one in enumerate(chosen(row.asked), 1):
        _turn(actor, row, "TRYING", step)
        try:
            found.append(_told(one, start, row.asked, found, watch))
        except PlanRefused as refused:
            if not found:
                raise
            found.append({"code": one.code, "wrong": _wrong(refused)})


def _told(
    one: Supposition,
    start: World,
    asked: Mapping[str, Any],
    found: Sequence[dict[str, Any]],
    watch: _Watch,
) -> dict[str, Any]:
    """One column: its plan, or that of the base where it changes none, and its weeks.

    A search that was stopped says too little: its column is not kept.
    """
    supposed = tried(one, start, asked)
    if one.replans:
        plan = measuring.of_plan(supposed, measuring.planned(supposed, watch))
    else:
        plan = found[0]["plan"]
    watch.require()
    return {"code": one.code, "plan": plan, "weeks": measuring.of_weeks(weeks_of(supposed))}


def _supposed(bus: Departure) -> dict[str, Any]:
    """A departure that was only supposed, as whoever plans it begins with it."""
    return {
        "day": bus.date.isoformat(), "seats": bus.seats, "wheels": bus.wheelchair_places,
        "least": bus.min_passengers, "fixed": bus.fixed_cost, "seat": bus.seat_cost,
    }  # fmt: skip


def _reader(row: WhatIf) -> Reader:
    offices = None if row.offices is None else frozenset(row.offices)
    return Reader(row.by, READS_AS, compartments_of(READS_AS), offices)


def _turn(actor: Actor, row: WhatIf, state: str, step: int) -> None:
    """Say where it is, unless somebody stopped it meanwhile."""
    with verb(actor):
        row.state, row.step, row.said_at = state, step, clock.now()
        going = WhatIf.objects.filter(pk=row.pk, state__in=("WAITING", *WORKING))
        if not going.update(state=state, step=step, said_at=row.said_at, told=row.told):
            raise _Stopped


def _end(actor: Actor, row: WhatIf, state: str) -> WhatIf:
    """Keep what was found, whole or as far as it came."""
    with verb(actor):
        row.state, row.ended_at = state, clock.now()
        kept = len(row.told.get("scenarios", []))
        if state == "DONE":
            row.step = row.steps
            audit.record(actor=actor, code="movements.what_if_made", at=row.ended_at)
        else:
            audit.record(
                actor=actor, code="movements.what_if_kept", at=row.ended_at,
                kept=kept, left=row.steps - 1 - kept,
            )  # fmt: skip
        row.save(update_fields=["state", "step", "ended_at", "told"])
    return row


def _wrong(refused: PlanRefused) -> list[list[Any]]:
    return [[code, {k: str(v) for k, v in names.items()}] for _where, code, names in refused.faults]


def _refuse(actor: Actor, row: WhatIf, wrong: list[list[Any]]) -> WhatIf:
    with verb(actor):
        row.state, row.ended_at, row.wrong = "FAILED", clock.now(), wrong
        row.save(update_fields=["state", "ended_at", "wrong"])
        audit.record(actor=actor, code="movements.what_if_refused", at=row.ended_at)
    return row
