"""The waiting list: who has a decision and no seat, in the published order, with the reasons."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from rumbo.access.values import Reader
from rumbo.casework.models import Case, PriorityFact, RankChange, SideExit, Stay, Task
from rumbo.casework.ready import NOT_YET, Ready, readiness_of
from rumbo.casework.standing import Fact, Member, standing_of
from rumbo.programmes.rules import Standing, priority_rule
from rumbo.registry.models import GroupMember, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

STAGES = ("ELIGIBILITY", "DECLARATION", "DOCUMENTS", "MEDICAL", "TRAVEL_READY")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits: its place, and all that is known without opening a name."""

    case: uuid.UUID
    number: str
    stage: str
    site: str
    country: str
    position: int
    standing: Standing
    band: str
    people: int
    days: int
    changed: bool
    ready: Ready


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One row as it is shown: with its people, what is open, and what was changed by hand."""

    row: Waiting
    people: Sequence[Person]
    tasks: Sequence[Task]
    hold: SideExit | None
    change: RankChange | None
    ready: Ready | None


class _Row(NamedTuple):
    id: uuid.UUID
    number: str
    group: uuid.UUID
    stage: str
    site: str
    requested_on: date


def waiting(reader: Reader, day: date, among: Collection[uuid.UUID] | None = None) -> list[Waiting]:
    """Everyone who waits in a reader's offices, in the published order (domain.md 2.3).

    With `among`, only these cases: their order is the same, their places are counted among them.

    The order looks at every compartment; what a reader may read of the reasons is asked of each
    standing when it is shown. A place changed by hand counts as if it were of that class.
    """
    cases = [case for case in _cases(reader) if among is None or case.id in among]
    judged = readiness_of(reader, [case.id for case in cases])
    members = _members(reader)
    facts = _facts(day)
    losing = _losing_shelter(day)
    changes = dict(
        RankChange.objects.filter(ended_at=None).values_list("case_id", "priority_class")
    )
    bands = {c.number: c.band for c in priority_rule().classes}
    found = []
    for case in cases:
        people = members.get(case.group, ())
        if not people:
            continue
        standing = standing_of(
            case.requested_on, people, facts.get(case.id, ()), day, losing_shelter=case.id in losing
        )
        number = changes.get(case.id, standing.number)
        found.append(((number, standing.tie_date, case.number), case, people, standing, number))
    found.sort(key=lambda item: item[0])
    return [
        Waiting(
            case=case.id,
            number=case.number,
            stage=case.stage,
            site=case.site,
            country=people[0].country,
            position=place,
            standing=standing,
            band=bands[number],
            people=len(people),
            days=max(0, (day - case.requested_on).days),
            changed=case.id in changes,
            ready=judged.get(case.id, Ready(NOT_YET)),
        )
        for place, (_, case, people, standing, number) in enumerate(found, 1)
    ]


def opened(reader: Reader, rows: Sequence[Waiting]) -> list[WaitingPage]:
    """Open the names, tasks, pauses and reasons of the few rows that are shown."""
    ids = [row.case for row in rows]
    people: dict[uuid.UUID, list[Person]] = defaultdict(list)
    members = GroupMember.objects.visible_to(reader).filter(group__case__in=ids, left_at=None)
    for member in members.order_by("position").select_related("person", "group__case"):
        people[member.group.case.pk].append(member.person)
    tasks = _by_case(Task.objects.visible_to(reader).open().filter(case__in=ids), "due_on")
    holds = _by_case(SideExit.objects.visible_to(reader).filter(
        case__in=ids, kind="ON_HOLD", ended_at=None
    ), "occurred_at")  # fmt: skip
    changes = _by_case(
        RankChange.objects.visible_to(reader).filter(case__in=ids, ended_at=None), "occurred_at"
    )
    judged = readiness_of(reader, ids, in_words=True)
    return [
        WaitingPage(
            row=row,
            people=people[row.case],
            tasks=tasks[row.case],
            hold=next(iter(holds[row.case]), None),
            change=next(iter(changes[row.case]), None),
            ready=judged.get(row.case),
        )
        for row in rows
    ]


def waiting_cases(reader: Reader) -> "QuerySet[Case]":
    """The cases that wait for a seat: decided by two, and not yet with one."""
    rows: QuerySet[Case] = Case.objects.visible_to(reader).filter(
        stage__in=STAGES,
        decisions__revoked_at=None,
        decisions__eligible=True,
        decisions__countersigned_at__isnull=False,
    )
    return rows


def _cases(reader: Reader) -> list[_Row]:
    rows = waiting_cases(reader)
    names = ("id", "number", "group_id", "stage", "site", "requested_on")
    return [_Row(*values) for values in rows.values_list(*names)]


def _members(reader: Reader) -> Mapping[uuid.UUID, list[Member]]:
    found: dict[uuid.UUID, list[Member]] = defaultdict(list)
    groups = waiting_cases(reader).values("group_id")
    rows = GroupMember.objects.filter(group__in=groups, left_at=None).order_by("position")
    names = (
        "group_id", "person_id", "person__birth_date", "person__return_country",
        "person__origin_country",
    )  # fmt: skip
    for group, person, born, to, origin in rows.values_list(*names):
        found[group].append(Member(person, born, to or origin))
    return found


def _facts(day: date) -> Mapping[uuid.UUID, list[Fact]]:
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    rows = PriorityFact.objects.filter(ended_at=None, counts_from__lte=day, case__stage__in=STAGES)
    for case, person, code, until in rows.values_list("case_id", "person_id", "code", "until"):
        found[case].append(Fact(person, code, until))
    return found


def _losing_shelter(day: date) -> frozenset[uuid.UUID]:
    rows = Stay.objects.filter(ended_at=None, case__stage__in=STAGES)
    told = rows.values_list("case_id", "kind", "until")
    return frozenset(
        case for case, kind, until in told if kind == "STREET" or (until and (until - day).days < 4)
    )


def _by_case(rows: Any, order: str) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows.order_by(order):
        found[row.case_id].append(row)
    return found
