"""The stations of the way in plain Python, written without looking at how they are counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from rumbo.casework.models import Case, EligibilityDecision, Inquiry, Step
from rumbo.casework.rules import WAY
from rumbo.common import clock
from rumbo.registry.models import GroupMember
from rumbo.statistics.dashboards.values import Asked
from rumbo.statistics.rules import FUNNEL

CODES = [code for code, _stage in FUNNEL]
PLACE = {code: WAY.index(stage) for code, stage in FUNNEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Of some people who asked together: on which day they reached which station."""

    asked: int
    registered: int
    days: dict[str, date]


def mine(rows: Any, asked: Asked, programme: str = "programme") -> list[Any]:
    """The rows of the offices and the programme that were asked for, in plain Python."""
    found = list(rows)
    if asked.offices is not None:
        found = [row for row in found if row.office_id in asked.offices]
    if asked.programme and programme:
        of = [row.case if programme == "case" else row for row in found]
        found = [
            row for row, case in zip(found, of, strict=True) if case.programme == asked.programme
        ]
    return found


def inside(day: date, asked: Asked) -> bool:
    return asked.since <= day <= asked.until


def days_of(case: Case, until: date = date.max) -> dict[str, date]:
    """The first day at each station or further on, of what had happened when a day was over."""
    seen = [
        (WAY.index(step.to_stage), clock.day_of(step.occurred_at))
        for step in Step.objects.filter(case=case)
        if step.to_stage in WAY
    ]
    signed = EligibilityDecision.objects.filter(case=case, eligible=True)
    moments = [one.countersigned_at for one in signed if one.countersigned_at is not None]
    seen += [(PLACE["ELIGIBLE"], clock.day_of(at)) for at in moments]
    found = {}
    for code in CODES[1:]:
        there = [day for place, day in seen if place >= PLACE[code] and day <= until]
        if there:
            found[code] = min(there)
    return found


def did_ask(case: Case) -> bool:
    """Who was received without having travelled with us asked for no return."""
    return not hasattr(case, "direct_arrival")


def funnel_plainly(asked: Asked) -> dict[str, tuple[int, int, float | None]]:
    """Of the dashboard, by station: people, files, and the median of days from the one before."""
    came = [
        Came(
            asked=(size := GroupMember.objects.filter(group=case.group, left_at=None).count()),
            registered=size,
            days={"INQUIRY": case.requested_on, **days_of(case)},
        )
        for case in mine(Case.objects.all(), asked)
        if did_ask(case) and inside(case.requested_on, asked)
    ]
    told: dict[str, tuple[int, int, float | None]] = {}
    before = "INQUIRY"
    for code in CODES:
        reached = [one for one in came if code in one.days]
        took = [(o.days[code] - o.days[before]).days for o in reached if before in o.days]
        middle = float(median(took)) if took and code != "INQUIRY" else None
        told[code] = (sum(one.registered for one in reached), len(reached), middle)
        before = code
    return told


def page_plainly(asked: Asked) -> dict[str, tuple[int, int]]:
    """Of the page of its own, by station: people and groups, as known when the period was over."""
    came = [*_files(asked), *_without_file(asked)]
    told = {"INQUIRY": (sum(one.asked for one in came), len(came))}
    for code in CODES[1:]:
        reached = [one for one in came if code in one.days]
        told[code] = (sum(one.registered for one in reached), len(reached))
    return told


def _files(asked: Asked) -> Iterator[Came]:
    for case in mine(Case.objects.all(), asked):
        inquiries = list(Inquiry.objects.filter(case=case))
        first = min((one.asked_on for one in inquiries), default=case.requested_on)
        if did_ask(case) and inside(first, asked):
            size = sum(
                _is_in(one, asked.until) for one in GroupMember.objects.filter(group=case.group)
            )
            most = max((one.people for one in inquiries), default=0)
            yield Came(asked=max(size, most), registered=size, days=days_of(case, asked.until))


def _without_file(asked: Asked) -> Iterator[Came]:
    for one in mine(Inquiry.objects.filter(case=None, asked_before=False), asked):
        if inside(one.asked_on, asked):
            yield Came(asked=one.people, registered=0, days={})


def _is_in(member: GroupMember, day: date) -> bool:
    """Whether somebody was of the group when a day was over."""
    left = member.left_at
    return clock.day_of(member.occurred_at) <= day and (left is None or clock.day_of(left) > day)
