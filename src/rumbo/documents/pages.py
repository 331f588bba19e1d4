"""What documents offers to the case page and to the day of those who work on papers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Actor, Reader
from rumbo.casework.lookup import name_for
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.documents import queries
from rumbo.documents.models import ConsularRequest
from rumbo.ui import words
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, Count, Tally, WorkItem

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
# The consular desk: who works at it, and who answers for what leaves the house.
DESK = ("documents", "child_officer", "coordinator")
LOOK = ("documents", "coordinator", "protection")
EXPLAIN = ("protection",)
# Who writes down what a consulate said that it asks for.
WRITE_TERMS = ("documents", "coordinator")
# Whoever talks over permissions with people is told what stops when one is taken back.
SIGN = ("registrar", "counsellor", "protection", "child_officer")
UPLOAD = ("documents", "registrar", "counsellor", "protection", "child_officer", "movements")
# Whoever keeps the papers, and who answers for the office: nobody else takes a copy away.
DESTROY = ("documents", "coordinator")
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


@dataclass(frozen=True, slots=True)
class Line:
    """One paper that asks for something: what kind of thing, of which file, and what to do."""

    kind: str
    key: UUID
    case: str
    type: str
    item: WorkItem


def lines_of(reader: Reader, day: date) -> list[Line]:
    """Say what papers ask of somebody today: what runs out, what is late, what goes back."""
    return [*_stopped(reader), *_runs_out(reader, day), *_late(reader, day), *_to_return(reader)]


def _runs_out(reader: Reader, day: date) -> list[Line]:
    sentence = gettext("El documento de %(name)s vence el %(ends)s y viaja el %(travel)s.")
    return [
        Line(
            "vence",
            one.person.id,
            one.case.number,
            "",
            WorkItem(
                sentence=sentence
                % {
                    "name": name_for(one.person, reader, one.case.number),
                    "ends": words.day_table(one.lasts),
                    "travel": words.day_table(one.travel),
                },
                url=_panel(one.case),
                action=_("Ver qué documento hace falta"),
                due=one.travel,
                urgency=TODAY if (one.travel - day).days <= 3 else SOON,
            ),
        )
        for one in queries.runs_out(reader, day)
    ]


def _late(reader: Reader, day: date) -> list[Line]:
    silent = gettext("El consulado no ha respondido sobre %(type)s de %(name)s.")
    unsent = gettext("Todavía no se entrega al consulado la solicitud de %(type)s de %(name)s.")
    return [
        Line(
            "tarda" if one.sent_on else "junta",
            one.id,
            one.case.number,
            one.type,
            WorkItem(
                sentence=(silent if one.sent_on else unsent) % _of(one, reader),
                url=_request(one),
                action=_("Preguntar al consulado") if one.sent_on else _("Ver qué falta"),
                due=one.due_on,
                case=one.case_id,
            ),
        )
        for one in queries.overdue_requests(reader, day)
    ]


def _stopped(reader: Reader) -> list[Line]:
    sentence = gettext("Diga hoy al consulado que no siga con %(type)s de %(name)s.")
    return [
        Line(
            "alto",
            one.id,
            one.case.number,
            one.type,
            WorkItem(
                sentence=sentence % _of(one, reader),
                url=_request(one),
                action=_("Ver qué se envió"),
                urgency=TODAY,
                due=clock.day_of(one.stopped_at) if one.stopped_at else None,
                case=one.case_id,
            ),
        )
        for one in queries.to_be_told(reader)
    ]


def _of(one: ConsularRequest, reader: Reader) -> dict[str, str]:
    return {
        "type": codes.label("document_type", one.type).lower(),
        "name": name_for(one.person, reader, one.case.number),
    }


def _request(one: ConsularRequest) -> str:
    return reverse("documents:asked", kwargs={"asked": one.pk})


def _to_return(reader: Reader) -> list[Line]:
    sentence = gettext("El expediente de %(name)s terminó y aquí sigue su original: %(type)s.")
    papers = list(queries.originals_to_return(reader))
    numbers = queries.numbers_of({paper.person_id for paper in papers})
    return [
        Line(
            "devolver",
            paper.id,
            numbers.get(paper.person_id, ""),
            paper.type,
            WorkItem(
                sentence=sentence
                % {
                    "name": name_for(paper.person, reader, numbers.get(paper.person_id, "")),
                    "type": codes.label("document_type", paper.type).lower(),
                },
                url=reverse("documents:custody", kwargs={"document": paper.pk}),
                action=_("Devolver el original"),
            ),
        )
        for paper in papers
    ]


def _panel(case: Case) -> str:
    return reverse("documents:panel", kwargs={"case": case.pk})


def work(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The same lines for the page of the day, for those whose lists they are."""
    del actor
    if not reader.roles & LISTS:
        return []
    return [line.item for line in lines_of(reader, today)[:SHOWN]]


def counts(reader: Reader, actor: Actor, today: date) -> list[Count | Tally]:
    """How many papers run out, wait for an answer, or go back: each leads to the list."""
    del actor
    if not reader.roles & LISTS:
        return []
    ending = len(queries.runs_out(reader, today))
    label = ngettext("vence antes del viaje", "vencen antes del viaje", ending)
    return [
        Count(ending, label, reverse("documents:work")),
        Tally(queries.overdue_requests(reader, today), _unanswered),
        Tally(queries.originals_to_return(reader), _originals),
        Tally(queries.requests(reader), _asked),
    ]


def _unanswered(number: int) -> Count:
    label = ngettext("solicitud sin respuesta", "solicitudes sin respuesta", number)
    return Count(number, label, reverse("documents:work"))


def _asked(number: int) -> Count:
    label = ngettext("solicitud a consulados", "solicitudes a consulados", number)
    return Count(number, label, reverse("documents:requests"))


def _originals(number: int) -> Count:
    label = ngettext("original por devolver", "originales por devolver", number)
    return Count(number, label, reverse("documents:work"))


WORK = [work]
COUNTS = [counts]
