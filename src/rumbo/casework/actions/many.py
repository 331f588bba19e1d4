"""Moving many cases at once: the same table, steps, journal and history as one by one."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, rules
from rumbo.casework.models import Case, SideExit, Step
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.many import fresh, insert_many

TAKE = """
UPDATE casework_case AS c SET stage = n.stage, stage_since = n.at, version = c.version + 1
FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[]) AS n (id, stage, at) WHERE c.id = n.id
"""


class NewMove(NamedTuple):
    """One case, where it goes and when."""

    case: Case
    to: str
    at: datetime


def move_many(*, actor: Actor, moves: Sequence[NewMove]) -> None:
    """Take many cases on; each at most once a call, and one move that is not allowed refuses all.

    Nobody is put on the road or made to arrive by the thousand: those verbs ask what protects each.
    """
    with verb(actor):
        for new in moves:
            if new.to in rules.ON_THE_ROAD or not rules.may_move(new.case.stage, new.to):
                raise errors.not_that_way(new.case.stage, new.to)
        if moves:
            _write(actor, moves)
    for new in moves:
        new.case.stage, new.case.stage_since = new.to, new.at
        new.case.version += 1


def withdraw_many(*, actor: Actor, moves: Sequence[NewMove]) -> None:
    """Let many groups go that hold no seat; no reason is asked."""
    with verb(actor):
        move_many(actor=actor, moves=[NewMove(case, "WITHDRAWN", at) for case, _to, at in moves])
        insert_many(
            [
                SideExit(
                    id=new_id(),
                    office_id=case.office_id,
                    case=case,
                    kind="WITHDRAWN",
                    by=actor.id,
                    occurred_at=at,
                )
                for case, _to, at in moves
            ]
        )
        insert_many(
            [
                audit.entry(actor=actor, code="casework.withdrawn", at=at, case=case.id)
                for case, _to, at in moves
            ]
        )


def _write(actor: Actor, moves: Sequence[NewMove]) -> None:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE, [[m.case.id for m in moves], [m.to for m in moves], [m.at for m in moves]]
        )
    insert_many(
        [
            fresh(
                Step,
                id=new_id(),
                office_id=case.office_id,
                case_id=case.pk,
                from_stage=case.stage,
                to_stage=to,
                by=actor.id,
                occurred_at=at,
                recorded_at=now,
            )
            for case, to, at in moves
        ]
    )
    insert_many(
        [
            audit.entry(actor=actor, code="casework.moved", at=at, case=case.id, to=f"stage:{to}")
            for case, to, at in moves
        ]
    )
