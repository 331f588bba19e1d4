"""What the journal and the read log tell about somebody, for pages that show it."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from rumbo.audit.models import JournalEntry, Reading


def timeline(
    case: uuid.UUID,
    people: Collection[uuid.UUID],
    compartments: Collection[str],
    *,
    most: int = 200,
) -> list[JournalEntry]:
    """What happened in a case and to its people, newest first, in the compartments one may see."""
    # Two indexed reads and a merge: an OR over both columns would read the whole journal.
    rows = JournalEntry.objects.filter(compartment__in=list(compartments)).order_by("-number")
    found = {
        row.number: row
        for part in (
            rows.filter(case_id=case)[:most],
            rows.filter(person_id__in=list(people))[:most],
        )
        for row in part
    }
    newest = sorted(found.values(), key=lambda row: (row.occurred_at, row.number), reverse=True)
    return newest[:most]


def readings_since(moment: datetime) -> QuerySet[Reading]:
    """Every opening of a page about a person from a moment on, for whoever watches over reading."""
    return Reading.objects.filter(at__gte=moment)


def readings_of(people: Collection[uuid.UUID], *, most: int = 500) -> list[Reading]:
    """Who opened the pages of these people, newest first."""
    return list(Reading.objects.filter(person_id__in=list(people)).order_by("-number")[:most])


def first_entry() -> JournalEntry | None:
    """The first thing that happened in this house: no other database begins at that moment."""
    return JournalEntry.objects.order_by("number").first()
