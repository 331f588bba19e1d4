"""What documents offers to the case page and to the day of those who work on papers."""

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Actor, Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.documents import queries
from rumbo.ui import words
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, Count, Tally, WorkItem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

READ = (
    "documents",
    "registrar",
    "counsellor",
    "protection",
    "child_officer",
    "movements",
    "coordinator",
)
WRITE = ("documents", "registrar", "child_officer")
HOLD = (*WRITE, "movements")
CHECK = ("documents", "registrar", "protection")
FAMILY = (*WRITE, "protection")
TELL = ("documents", "movements", "coordinator")
ASK = ("documents", "child_officer")
UPLOAD = ("documents", "registrar", "counsellor", "protection", "child_officer", "movements")
LISTS = frozenset({"documents"})
SHOWN = 20

PANELS = [
    Panel(
        room="documents",
        title=_("Documentos"),
        url_name="documents:panel",
        roles=frozenset(READ),
        order=40,
    )
]


def work_of(reader: Reader, day: date) -> list[WorkItem]:
    """Say what papers ask of somebody today: what runs out, what is late, what goes back."""
    return [*_runs_out(reader, day), *_late(reader, day), *_to_return(reader)]


def _runs_out(reader: Reader, day: date) -> list[WorkItem]:
    return [
        WorkItem(
            sentence=gettext("El documento de %(name)s vence el %(ends)s y viaja el %(travel)s.")
            % {
                "name": one.person.full_name,
                "ends": words.day_table(one.lasts),
                "travel": words.day_table(one.travel),
            },
            url=_panel(one.case),
            action=_("Ver qué documento hace falta"),
            due=one.travel,
            urgency=TODAY if (one.travel - day).days <= 3 else SOON,
        )
        for one in queries.runs_out(reader, day)
    ]


def _late(reader: Reader, day: date) -> list[WorkItem]:
    return [
        WorkItem(
            sentence=gettext("El consulado no ha respondido sobre %(type)s de %(name)s.")
            % {
                "type": codes.label("document_type", one.type).lower(),
                "name": one.person.full_name,
            },
            url=_panel(one.case),
            action=_("Preguntar al consulado"),
            due=one.due_on,
        )
        for one in queries.overdue_requests(reader, day)
    ]


def _to_return(reader: Reader) -> list[WorkItem]:
    return [
        WorkItem(
            sentence=gettext(
                "El expediente de %(name)s terminó y aquí sigue su original: %(type)s."
            )
            % {
                "name": paper.person.full_name,
                "type": codes.label("document_type", paper.type).lower(),
            },
            url=reverse("documents:custody", kwargs={"document": paper.pk}),
            action=_("Devolver el original"),
        )
        for paper in queries.originals_to_return(reader)
    ]


def _panel(case: Case) -> str:
    return reverse("documents:panel", kwargs={"case": case.pk})


def work(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The same lines for the page of the day, for those whose lists they are."""
    del actor
    return work_of(reader, today)[:SHOWN] if reader.roles & LISTS else []


def counts(reader: Reader, actor: Actor, today: date) -> list[Count | Tally]:
    """How many papers run out, wait for an answer, or go back: each leads to the list."""
    del actor
    if not reader.roles & LISTS:
        return []
    return [
        _count(len(queries.runs_out(reader, today)), _("vencen antes del viaje")),
        Tally(
            queries.overdue_requests(reader, today),
            lambda number: _count(number, _("solicitudes sin respuesta")),
        ),
        Tally(
            queries.originals_to_return(reader),
            lambda number: _count(number, _("originales por devolver")),
        ),
    ]


def _count(number: int, label: "StrOrPromise") -> Count:
    return Count(number, label, reverse("documents:work"))


WORK = [work]
COUNTS = [counts]
