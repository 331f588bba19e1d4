"""What a played world looks like in one short text, to compare two of them."""

import hashlib
from collections import Counter
from typing import Any

from rumbo.access.models import User
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, Inquiry, Step, Task
from rumbo.movements.models import Departure
from rumbo.registry.models import Person


def digest() -> str:
    """Ids, names, numbers, stages, departures, who asked, and how often each thing happened."""
    told: list[Any] = [
        sorted(Case.objects.values_list("number", "stage", "id")),
        sorted(Step.objects.values_list("id", "to_stage")),
        sorted(Inquiry.objects.values_list("id", "wants", "outcome", "case_id")),
        sorted(Task.objects.values_list("id", "code")),
        sorted(User.objects.values_list("id", "username")),
        [(p.id, p.full_name) for p in Person.objects.order_by("search_no")],
        sorted(Departure.objects.values_list("code", "status")),
        sorted(Counter(JournalEntry.objects.values_list("code", flat=True)).items()),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
