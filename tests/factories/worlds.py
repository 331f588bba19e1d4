"""What a played world looks like in one short text, to compare two of them."""

import hashlib
from collections import Counter
from typing import Any

from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.movements.models import Departure
from rumbo.registry.models import Person


def digest() -> str:
    """Names, numbers, stages, departures, and how often each thing happened."""
    told: list[Any] = [
        sorted(Case.objects.values_list("number", "stage")),
        [p.full_name for p in Person.objects.order_by("search_no")],
        sorted(Departure.objects.values_list("code", "status")),
        sorted(Counter(JournalEntry.objects.values_list("code", flat=True)).items()),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
