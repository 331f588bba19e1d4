"""What stands now, read from the database: why files wait, and which consulates are late."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Case as Choice

from rumbo.casework.models import Case, EligibilityDecision
from rumbo.casework.queries.waiting import STAGES
from rumbo.casework.rules import OVER
from rumbo.documents.models import ConsularRequest
from rumbo.readiness.queries.standing import WITH_THE_SEAT
from rumbo.registry.models import GroupMember
from rumbo.statistics.queries.scope import these

READY, UNJUDGED = "READY", "UNJUDGED"
Offices = frozenset[uuid.UUID] | None


def waiting(cases: "QuerySet[Any]") -> "QuerySet[Any]":
    """Keep the files that wait: found eligible by two people, and not yet with a seat."""
    decided = EligibilityDecision.objects.filter(
        case=OuterRef("pk"), revoked_at=None, eligible=True, countersigned_at__isnull=False
    )
    return cases.filter(Exists(decided), stage__in=STAGES)


def lacks_first(code: str) -> Q:
    """The files whose first gap is of this turn, as they were last judged; READY lack only a seat."""
    if code == UNJUDGED:
        return Q(standing=None)
    seat = Q(standing__first__len=0)
    for turn in sorted(WITH_THE_SEAT):
        seat |= Q(standing__first__0__startswith=f"{turn}:")
    if code == READY:
        return Q(standing__isnull=False) & seat
    return Q(standing__first__0__startswith=f"{code}:")


def reasons(offices: Offices, programme: str) -> Mapping[str, int]:
    """How many files wait, by whose turn their first gap is."""
    rows = waiting(_of(Case.objects.all(), offices, programme, "programme")).order_by()
    none = When(standing__isnull=True, then=Value(value=True))
    unjudged = Choice(none, default=Value(value=False), output_field=BooleanField())
    told = rows.values_list(F("standing__first__0"), unjudged).annotate(n=Count("pk"))
    found: Counter[str] = Counter()
    for first, is_unjudged, files in told:
        found[UNJUDGED if is_unjudged else _turn(first)] += files
    return found


def _turn(first: str | None) -> str:
    whose = (first or "").partition(":")[0]
    return READY if not whose or whose in WITH_THE_SEAT else whose


def papers(
    offices: Offices, programme: str, today: date
) -> list[tuple[str, int, int, date | None]]:
    """By consulate: requests that wait for an answer, those past their time, and since which day.

    The open ones are read first, and then whose files go on: asked at once, the database would look
    at everybody who ever registered.
    """
    rows = ConsularRequest.objects.filter(answered_on=None, stopped_at=None)
    rows = _of(rows, offices, programme, "case__programme").order_by()
    told = list(rows.values_list("person_id", "consulate", "due_on"))
    members = GroupMember.objects.filter(
        person__in=these({person for person, _consulate, _due in told}), left_at=None
    ).exclude(group__case__stage__in=OVER)
    going_on = set(members.values_list("person_id", flat=True))
    waits: dict[str, list[date]] = defaultdict(list)
    for person, consulate, due in told:
        if person in going_on:
            waits[consulate].append(due)
    found = []
    for consulate, days in waits.items():
        late = [day for day in days if day < today]
        found.append((consulate, len(days), len(late), min(late, default=None)))
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _of(rows: Any, offices: Offices, programme: str, column: str) -> Any:
    if offices is not None:
        rows = rows.filter(office_id__in=offices)
    return rows.filter(**{column: programme}) if programme else rows
