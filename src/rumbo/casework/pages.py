"""What casework offers to the case page and to each role's home."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rumbo.access.values import Actor, Reader
from rumbo.casework import queries, words
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, Count, Tally, WorkItem

# Who follows people while they wait, and may know how to reach them.
FRONT = ("registrar", "counsellor", "protection", "child_officer", "coordinator")
if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS = (*FRONT, "health", "documents", "movements", "field", "reception", "reintegration")
LIST_READERS = (*FRONT, "movements", "documents", "health")
DECIDERS = ("counsellor", "protection", "coordinator")
CONFIRMERS = ("protection", "coordinator")
PARTERS = ("counsellor", "protection", "child_officer", "coordinator")
MEETERS = ("counsellor", "protection", "child_officer")
RANKERS = ("coordinator", "protection")
SHOWN = 20

PANELS = [
    Panel("casework", gettext_lazy("Contacto"), "casework:panel_contact", frozenset(FRONT), 5),
]
TASKS = words.TASKS


def holds_to_review(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The pauses whose day to be looked at again has come."""
    del actor
    if not reader.roles.intersection(FRONT):
        return []
    return [
        WorkItem(
            sentence=_("%(number)s está en pausa y hoy toca volver a verlo.")
            % {"number": row.case.number},
            url=reverse("casework:release", kwargs={"case": row.case_id}),
            action=_("Ver si puede seguir"),
            urgency=TODAY if row.review_on == today else SOON,
            due=row.review_on,
        )
        for row in queries.holds_to_review(reader, today)[:SHOWN]
    ]


def list_counts(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """Open tasks, people to be told and cases that wait, each a link to its list."""
    del actor
    found = []
    if reader.roles.intersection(WORKERS):
        found.append(_tally(queries.open_tasks(reader), _tasks, "tasks"))
    if reader.roles.intersection(FRONT):
        due = queries.contacts_due(reader, today)
        found.append(_tally(due, _contacts, "contacts"))
    if reader.roles.intersection(LIST_READERS):
        found.append(_tally(queries.waiting_cases(reader), _waiting, "waiting"))
    return found


def _tasks(number: int) -> str:
    return ngettext("tarea abierta", "tareas abiertas", number)


def _contacts(number: int) -> str:
    return ngettext("aviso por dar", "avisos por dar", number)


def _waiting(number: int) -> str:
    return ngettext("grupo espera lugar", "grupos esperan lugar", number)


def _tally(rows: QuerySet[Any], label: "Callable[[int], str]", page: str) -> Tally:
    return Tally(rows, lambda number: Count(number, label(number), reverse(f"casework:{page}")))


WORK = [holds_to_review]
COUNTS = [list_counts]
