"""Who asked, who registered, who waited and which steps were taken, person by person and case by case."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from rumbo.casework.models import Case, EligibilityDecision, Step
from rumbo.casework.queries.waiting import STAGES
from rumbo.common import clock
from rumbo.registry.models import GroupMember, Person
from rumbo.statistics.queries.scope import asked_to_return, these


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A registered person and one of the cases they were in; without a case, they only registered."""

    person: uuid.UUID
    registered: date
    site: str
    office: uuid.UUID
    received_only: bool
    how_heard: str = ""
    case: uuid.UUID | None = None
    requested: date | None = None
    programme: str = ""
    asked_office: uuid.UUID | None = None
    direct: bool = False
    first: bool = True
    several: bool = False


class Span(NamedTuple):
    """From a day on, until another on which it no longer held; None: it still holds."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether it held when a day was over."""
        return self.since <= day and (self.until is None or day < self.until)


class Stood(NamedTuple):
    """A step, and how long the case stood where it led."""

    case: uuid.UUID
    office: uuid.UUID
    from_stage: str
    to_stage: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Some days in which so many people of a case had a decision and no seat."""

    case: uuid.UUID
    office: uuid.UUID
    programme: str
    requested: date
    span: Span
    people: int


def asking(people: Collection[uuid.UUID]) -> Iterator[Asking]:
    """Tell of these people when and where they registered, and what they asked for."""
    rows = GroupMember.objects.filter(person__in=these(people), group__case__isnull=False)
    names = (
        "person_id", "group__case__pk", "group__case__requested_on", "group__case__programme",
        "office_id", "group__case__direct_arrival__pk",
    )  # fmt: skip
    asked: dict[uuid.UUID, list[tuple[uuid.UUID, date, str, uuid.UUID, bool]]] = defaultdict(list)
    for person, case, on, programme, office, direct in rows.order_by("id").values_list(*names):
        asked[person].append((case, on, programme, office, direct is not None))
    told = Person.objects.filter(pk__in=these(people))
    for person, at, site, office, source, heard in told.values_list(
        "pk", "occurred_at", "site", "office_id", "source", "profile__how_heard"
    ):
        mine = Asking(
            person=person,
            registered=clock.day_of(at),
            site=site,
            office=office,
            received_only=source == "ARRIVAL",
            how_heard=heard or "",
        )
        yield from _each(mine, asked.get(person, []))


def _each(
    mine: Asking, asked: Sequence[tuple[uuid.UUID, date, str, uuid.UUID, bool]]
) -> Iterator[Asking]:
    if not asked:
        yield mine
    for place, (case, on, programme, office, direct) in enumerate(asked):
        yield replace(
            mine,
            case=case,
            requested=on,
            programme=programme,
            asked_office=office,
            direct=direct,
            first=place == 0,
            several=len(asked) > 1,
        )


def stood(cases: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Stood]]:
    """Each step of these cases in their order, with the days until the next one."""
    rows = Step.objects.filter(case__in=these(cases)).order_by("occurred_at", "recorded_at", "id")
    names = ("case_id", "office_id", "from_stage", "to_stage", "occurred_at")
    found: dict[uuid.UUID, list[Stood]] = defaultdict(list)
    for case, office, before, after, at in rows.values_list(*names):
        day, steps = clock.day_of(at), found[case]
        if steps:
            last = steps[-1]
            steps[-1] = last._replace(span=Span(last.span.since, day))
        steps.append(Stood(case, office, before, after, Span(day, None)))
    return found


def waits(
    cases: Collection[uuid.UUID], steps: Mapping[uuid.UUID, Sequence[Stood]]
) -> Iterator[Wait]:
    """The days in which each of these cases waited, and for how many people."""
    decided = _decided(cases)
    members = _members(decided)
    files = asked_to_return(Case.objects.filter(pk__in=these(decided)))
    for case, programme, on in files.values_list("pk", "programme", "requested_on"):
        standing = [s.span for s in steps.get(case, ()) if s.to_stage in STAGES]
        for office, span, people in _waited(standing, decided[case], members.get(case, [])):
            yield Wait(
                case=case,
                office=office,
                programme=programme,
                requested=on,
                span=span,
                people=people,
            )


def _decided(cases: Collection[uuid.UUID]) -> dict[uuid.UUID, list[tuple[uuid.UUID, Span]]]:
    rows = EligibilityDecision.objects.filter(
        case__in=these(cases), eligible=True, countersigned_at__isnull=False
    )
    names = ("case_id", "office_id", "countersigned_at", "revoked_at")
    found: dict[uuid.UUID, list[tuple[uuid.UUID, Span]]] = defaultdict(list)
    for case, office, since, until in rows.order_by("countersigned_at", "id").values_list(*names):
        last = None if until is None else clock.day_of(until)
        if since is not None:
            found[case].append((office, Span(clock.day_of(since), last)))
    return found


def _members(cases: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Span]]:
    rows = GroupMember.objects.filter(group__case__in=these(cases))
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for case, since, until in rows.values_list("group__case__pk", "occurred_at", "left_at"):
        last = None if until is None else clock.day_of(until)
        found[case].append(Span(clock.day_of(since), last))
    return found


def _waited(
    standing: Sequence[Span], decided: Sequence[tuple[uuid.UUID, Span]], members: Sequence[Span]
) -> Iterator[tuple[uuid.UUID, Span, int]]:
    """Cut the time at every change; keep the pieces in which the case waited with somebody in it."""
    every = [*standing, *(span for _office, span in decided), *members]
    turns = sorted({day for span in every for day in span if day is not None})
    ends: list[date | None] = [*turns[1:], None]
    for since, until in zip(turns, ends, strict=True):
        office = next((office for office, span in decided if span.holds(since)), None)
        people = sum(span.holds(since) for span in members)
        if office is not None and people and any(span.holds(since) for span in standing):
            yield office, Span(since, until), people
