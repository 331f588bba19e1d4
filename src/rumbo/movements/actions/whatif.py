"""Asking what would change, and working it out beside the desk: nothing is held and nobody moved."""

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
from rumbo.movements.actions.proposals import FURTHEST, PLANNERS, READS_AS
from rumbo.movements.models import Departure, WhatIf
from rumbo.movements.planning.errors import PlanRefused
from rumbo.movements.values import WantedWhatIf
from rumbo.movements.whatif import measuring
from rumbo.movements.whatif.reading import World, world
from rumbo.movements.whatif.scenarios import Supposition, chosen, tried, weeks_of
from rumbo.readiness import actions as readiness


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


def look_what_if(*, actor: Actor = SYSTEM, what_if: uuid.UUID) -> WhatIf:
    """Read what stands once, try each supposition, and keep counts; nothing is locked meanwhile."""
    row = WhatIf.objects.get(pk=what_if)
    if row.state != "WAITING":
        return row
    _turn(actor, row, "READING", 0)
    readiness.judge_changed(actor=actor)
    days = (row.first, row.last)
    start = world(_reader(row), days, row.asked["way"], today=clock.today())
    found: list[dict[str, Any]] = []
    for step, one in enumerate(chosen(row.asked), 1):
        _turn(actor, row, "TRYING", step)
        try:
            found.append(_told(one, start, row.asked, found))
        except PlanRefused as refused:
            wrong = _wrong(refused)
            if not found:
                return _refuse(actor, row, wrong)
            found.append({"code": one.code, "wrong": wrong})
    with verb(actor):
        row.state, row.step, row.ended_at = "DONE", row.steps, clock.now()
        row.told = {
            "scenarios": found,
            "counted": dict(start.counted),
            "asked": sum(party.people for party in start.question.parties),
            "more": [_supposed(bus) for bus in start.supposed_rows],
        }
        row.save(update_fields=["state", "step", "ended_at", "told"])
        audit.record(actor=actor, code="movements.what_if_made", at=row.ended_at)
    return row


def note_what_if_printed(*, actor: Actor, what_if: WhatIf) -> None:
    """Write down that the paper for donors left the desk."""
    with verb(actor, *PLANNERS):
        audit.record(
            actor=actor, code="movements.what_if_printed", at=clock.now(), what_if=what_if.pk
        )


def _told(
    one: Supposition, start: World, asked: Mapping[str, Any], found: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """One column: its plan, or that of the base where it changes none, and its weeks."""
    supposed = tried(one, start, asked)
    if one.replans:
        plan = measuring.of_plan(supposed, measuring.planned(supposed))
    else:
        plan = found[0]["plan"]
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
    with verb(actor):
        row.state, row.step, row.said_at = state, step, clock.now()
        row.save(update_fields=["state", "step", "said_at"])


def _wrong(refused: PlanRefused) -> list[list[Any]]:
    return [[code, {k: str(v) for k, v in names.items()}] for _where, code, names in refused.faults]


def _refuse(actor: Actor, row: WhatIf, wrong: list[list[Any]]) -> WhatIf:
    with verb(actor):
        row.state, row.ended_at, row.wrong = "FAILED", clock.now(), wrong
        row.save(update_fields=["state", "ended_at", "wrong"])
        audit.record(actor=actor, code="movements.what_if_refused", at=row.ended_at)
    return row
