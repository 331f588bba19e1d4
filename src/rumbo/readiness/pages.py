"""What readiness offers to the case page and to the desk."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Actor, Reader
from rumbo.casework.lookup import name_for
from rumbo.casework.models import Override
from rumbo.readiness import turns
from rumbo.ui.panels import Panel
from rumbo.ui.work import TODAY, Count, Tally, WorkItem

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


def waiting(reader: Reader) -> QuerySet[Override]:
    """The requests to set a row aside that wait for somebody else's name."""
    rows: QuerySet[Override] = Override.objects.visible_to(reader).filter(
        confirmed_by=None, ended_at=None
    )
    return rows.exclude(asked_by=reader.user_id) if reader.user_id else rows


def waiting_overrides(reader: Reader) -> list[Override]:
    """The requests to set a row aside that wait for a second name, oldest first."""
    rows = waiting(reader).select_related("case", "person")
    return list(rows.order_by("occurred_at", "id"))


def overrides(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Say which requests wait for this reader's second name."""
    del actor, today  # they wait until somebody answers
    if not reader.roles.intersection(turns.CONFIRM):
        return []
    return [
        WorkItem(
            sentence=gettext(
                "%(name)s: alguien pidió dejar de lado un requisito y falta otra firma."
            )
            % {"name": name_for(row.person, reader)},
            url=reverse("readiness:confirm", kwargs={"override": row.pk}),
            action=_("Leer el motivo"),
            urgency=TODAY,
        )
        for row in waiting_overrides(reader)
    ]


def standing(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """How many requests wait for a second name."""
    del actor, today
    if not reader.roles.intersection(turns.CONFIRM):
        return []
    return [Tally(waiting(reader), _number)]


def _number(number: int) -> Count:
    label = ngettext("espera una segunda firma", "esperan una segunda firma", number)
    return Count(number, label, reverse("readiness:overrides"))


WORK = [overrides]
COUNTS = [standing]
