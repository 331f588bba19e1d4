"""Opening a case: what one group asks for gets a number and a first step."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import rules
from rumbo.casework.actions.inquiries import carry_on
from rumbo.casework.models import Case, Inquiry, NumberSeries, Step
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.many import fresh, insert_many
from rumbo.registry.models import TravelGroup

OPENERS = (
    "registrar", "counsellor", "reception", "outreach", "child_officer", "protection",
    "coordinator",
)  # fmt: skip


class NewCase(NamedTuple):
    """A case to open: for which group, at which site, asked on which day."""

    group: TravelGroup
    site: str
    requested_on: date
    at: datetime
    urgent: bool = False
    asked_at: datetime | None = None
    stage: str = "REGISTRATION"
    programme: str = ""


def open_case(  # noqa: PLR0913
    *,
    actor: Actor,
    office: Office,
    group: TravelGroup,
    site: str,
    requested_on: date | None = None,
    at: datetime | None = None,
    urgent: bool = False,
    inquiry: Inquiry | None = None,
) -> Case:
    """Open the case of one group; an inquiry that led to it is carried on, not counted again."""
    when = at or clock.now()
    asked_at = inquiry.occurred_at if inquiry is not None else None
    asked_on = requested_on or clock.day_of(when, office.zone)
    new = NewCase(group, site, asked_on, when, urgent, asked_at)
    with verb(actor, *OPENERS):
        case = open_many(actor=actor, office=office, cases=[new])[0]
        if inquiry is not None:
            carry_on(actor=actor, inquiry=inquiry, case=case, at=when)
    return case


def open_received(
    *,
    actor: Actor,
    office: Office,
    group: TravelGroup,
    site: str,
    programme: str = "",
    at: datetime | None = None,
) -> Case:
    """Open the file of people who are received without having travelled with us: after arrival."""
    with verb(actor, "reception"):
        when = at or clock.now()
        day = clock.day_of(when, office.zone)
        new = NewCase(group, site, day, when, stage="POST_ARRIVAL", programme=programme)
        return open_many(actor=actor, office=office, cases=[new])[0]


def open_many(*, actor: Actor, office: Office, cases: Sequence[NewCase]) -> list[Case]:
    """Open many cases with the same rules, steps and journal as one."""
    with verb(actor, *OPENERS):
        numbers = _allot(office.code, Counter(c.requested_on.year for c in cases))
        rows, steps, journal = [], [], []
        for new in cases:
            times = {"office": office, "occurred_at": new.at, "recorded_at": clock.now()}
            case = Case(
                id=new_id(),
                number=numbers[new.requested_on.year].pop(0),
                group=new.group,
                site=new.site,
                stage=new.stage,
                programme=new.programme,
                requested_on=new.requested_on,
                stage_since=new.at,
                urgent=new.urgent,
                **times,
            )
            rows.append(case)
            steps += _first_steps(case, new, actor, times)
            journal.append(
                audit.entry(actor=actor, code="casework.opened", at=new.at, case=case.id)
            )
        for made in (rows, steps, journal):
            insert_many(made)
    return rows


def _first_steps(case: Case, new: NewCase, actor: Actor, times: dict[str, Any]) -> list[Step]:
    """Registration begins the way, or ends the time since somebody first asked."""
    at = {"case_id": case.pk, "office_id": case.office_id, "recorded_at": times["recorded_at"]}
    registered = fresh(Step, id=new_id(), to_stage=new.stage, by=actor.id, occurred_at=new.at, **at)
    if new.asked_at is None:
        return [registered]
    registered.from_stage = "INQUIRY"
    asked = fresh(
        Step, id=new_id(), to_stage="INQUIRY", by=actor.id, occurred_at=new.asked_at, **at
    )
    return [asked, registered]


def _allot(prefix: str, wanted: Counter[int]) -> dict[int, list[str]]:
    """Take the next numbers of a booth's series, a year at a time, in order."""
    numbers: dict[int, list[str]] = {}
    for year, count in sorted(wanted.items()):
        NumberSeries.objects.get_or_create(prefix=prefix, year=year)
        series = NumberSeries.objects.select_for_update().get(prefix=prefix, year=year)
        first = series.last + 1
        NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + count)
        numbers[year] = [rules.case_number(prefix, year, n) for n in range(first, first + count)]
    return numbers
