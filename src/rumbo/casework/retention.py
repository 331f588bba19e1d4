"""How long files are kept, as this installation says, and what stands of those past their time."""

from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from rumbo.casework.models import Retention
from rumbo.casework.rules import kept_since
from rumbo.common.clock import start_of

ASKED = "ASKED"


def schedule() -> dict[str, int]:
    """The months that a file is kept, by how it ended."""
    found: dict[str, int] = settings.KEPT_MONTHS
    return {stage: months for stage, months in found.items() if stage != ASKED}


def asked_months() -> int:
    """The months that the name of somebody who asked for information is kept."""
    return int(settings.KEPT_MONTHS[ASKED])


def asked_before(today: date) -> date:
    """The first day of asking whose names are still kept."""
    return kept_since(ASKED, today, asked_months())


def past(today: date) -> Q:
    """The files that ended so long ago that nothing but a decision keeps them."""
    found = Q()
    for stage, months in schedule().items():
        found |= Q(stage=stage, stage_since__lt=start_of(kept_since(stage, today, months)))
    return found


def decided(today: date) -> Exists:
    """Whether a decision holds for a file: to be erased, or kept until a day that has not come."""
    rows = Retention.objects.filter(case=OuterRef("pk"), ended_at=None)
    return Exists(rows.filter(Q(decision="ERASE") | Q(until__gte=today)))
