"""What stands now, read from the database: why files wait, and which consulates are late."""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
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
from rumbo.statistics.queries.scope import asked_to_return

# Of the requests that wait (a query of person, consulate and day) those whose files go on.
_LATE = """
    WITH waiting (person, consulate, due) AS MATERIALIZED ({waiting}),
    going_on AS (
        SELECT consulate, due FROM waiting CROSS JOIN LATERAL (
            SELECT 1 FROM registry_groupmember member
            JOIN casework_case file ON file.group_id = member.group_id
            WHERE member.person_id = waiting.person AND member.left_at IS NULL
            AND file.stage <> ALL(%s) LIMIT 1
        ) AS file
    )
    SELECT consulate, count(*), count(*) FILTER (WHERE due < %s), min(due) FILTER (WHERE due < %s)
    FROM going_on GROUP BY consulate
"""
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
    asked = asked_to_return(Case.objects.all())
    rows = waiting(_of(asked, offices, programme, "programme")).order_by()
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

    The open ones are read first, and then one by one whether their files go on: asked otherwise, the
    database would look at everybody who ever registered.
    """
    rows = ConsularRequest.objects.filter(answered_on=None, stopped_at=None)
    rows = _of(rows, offices, programme, "case__programme").order_by()
    query, asked = rows.values_list("person_id", "consulate", "due_on").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_LATE.format(waiting=query), [*asked, list(OVER), today, today])
        found = cursor.fetchall()
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _of(rows: Any, offices: Offices, programme: str, column: str) -> Any:
    if offices is not None:
        rows = rows.filter(office_id__in=offices)
    return rows.filter(**{column: programme}) if programme else rows
