"""Judging again, so that lists and counts say what the table says."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.readiness import queries, turns
from rumbo.readiness.models import Standing
from rumbo.readiness.requirements import GATES

BATCH = 200
FIRST = 3


def judge_again(*, actor: Actor, case: Case, at: datetime | None = None) -> Standing:
    """Judge one case as it stands now, and keep the answer for the lists."""
    with verb(actor):
        return _judge([case], at or clock.now())[0]


def judge_these(*, actor: Actor, cases: Sequence[UUID], at: datetime | None = None) -> int:
    """Judge the cases that somebody names: after many were written at once."""
    return _in_batches(actor, cases, at or clock.now())


def judge_all(*, actor: Actor, at: datetime | None = None) -> int:
    """Judge every case before its departure: days pass, papers end, countries close."""
    keys = list(Case.objects.before_departure().order_by("id").values_list("id", flat=True))
    return _in_batches(actor, keys, at or clock.now())


def judge_changed(*, actor: Actor, at: datetime | None = None) -> int:
    """Judge the cases of which the journal tells something since they were last judged."""
    newest = (
        JournalEntry.objects.exclude(case_id=None)
        .values("case_id")
        .annotate(last=Max("number"))
        .values_list("case_id", "last")
    )
    floor = Standing.objects.aggregate(last=Max("last_entry"))["last"] or 0
    told = dict(newest.filter(number__gt=floor))
    never = Case.objects.before_departure().filter(standing=None)
    keys = set(never.values_list("id", flat=True))
    keys |= set(
        Case.objects.before_departure().filter(id__in=list(told)).values_list("id", flat=True)
    )
    return _in_batches(actor, sorted(keys), at or clock.now())


def _in_batches(actor: Actor, keys: Sequence[UUID], when: datetime) -> int:
    for start in range(0, len(keys), BATCH):
        with verb(actor):
            some = Case.objects.filter(id__in=keys[start : start + BATCH]).select_related("office")
            _judge(list(some.order_by("id")), when)
    return len(keys)


def _judge(cases: Sequence[Case], when: datetime) -> list[Standing]:
    last = JournalEntry.objects.aggregate(last=Max("number"))["last"] or 0
    judged = queries.effective_many(cases)
    rows = [_row(case, judged[case.id], when, last) for case in cases]
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=[
            "may_book", "may_confirm", "may_board", "missing", "first", "judged_at", "last_entry",
            "office", "occurred_at",
        ],
    )  # fmt: skip
    return rows


def _row(case: Case, standing: queries.CaseStanding, when: datetime, last: int) -> Standing:
    lacks = [
        lack
        for person in standing.people
        for lack in person.missing
        if lack.code != "GROUP_TOGETHER"
    ]
    named = dict.fromkeys(
        f"{lack.whose}:{'' if lack.code in turns.KEPT_BY else lack.code}"
        for lack in sorted(lacks, key=lambda lack: GATES.index(lack.gate))
    )
    return Standing(
        office_id=case.office_id,
        case=case,
        may_book=standing.may_book,
        may_confirm=standing.may_confirm,
        may_board=standing.may_board,
        missing=dict(Counter(lack.whose for lack in lacks)),
        first=list(named)[:FIRST],
        judged_at=when,
        occurred_at=when,
        last_entry=last,
    )
