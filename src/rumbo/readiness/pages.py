"""What readiness offers to the case page and to the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Reader
from rumbo.casework.models import Override
from rumbo.readiness import turns
from rumbo.ui.panels import Count, Panel, Work, WorkItem

READ = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "coordinator",
)  # fmt: skip

PANELS = [
    Panel(
        room="readiness",
        title=_("Qué falta"),
        url_name="readiness:panel",
        roles=frozenset(READ),
        order=5,
    )
]


def waiting_overrides(reader: Reader) -> list[Override]:
    """The requests to set a row aside that wait for a second name, oldest first."""
    rows = Override.objects.visible_to(reader).filter(confirmed_by=None, ended_at=None)
    others = rows.exclude(asked_by=reader.user_id) if reader.user_id else rows
    return list(others.select_related("case", "person").order_by("occurred_at", "id"))


def work_of(reader: Reader, day: date) -> list[WorkItem]:
    """Say which requests wait for this reader's second name."""
    del day  # they wait until somebody answers
    return [
        WorkItem(
            sentence=gettext(
                "%(name)s: alguien pidió dejar de lado un requisito y falta otra firma."
            )
            % {"name": row.person.full_name},
            url=reverse("readiness:confirm", kwargs={"override": row.pk}),
            action=_("Leer el motivo"),
        )
        for row in waiting_overrides(reader)
    ]


WORK = [Work(room="readiness", roles=frozenset(turns.CONFIRM), items=work_of)]
COUNTS = [
    Count(
        room="readiness",
        label=_("esperan una segunda firma"),
        url_name="readiness:overrides",
        roles=frozenset(turns.CONFIRM),
        count=lambda reader, _day: len(waiting_overrides(reader)),
    )
]
