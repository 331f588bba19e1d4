"""The lists of the consular desk: requests, appointments, batches, and what has left the house."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.queries import offices_of
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed
from rumbo.common import clock, codes
from rumbo.documents import desk, queries, words
from rumbo.documents.pages import DESK, LOOK
from rumbo.network.models import Consulate
from rumbo.programmes import queries as programmes

CASE = _("Expediente")
DUE = (("tarde", _("Con retraso")), ("semana", _("En los próximos siete días")))


def _requests(reader: Reader, asked: Asked) -> Any:
    del asked
    return _known(queries.requests(reader), reader)


def _appointments(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = queries.requests(reader).exclude(appointment_at=None)
    return _known(rows.filter(appointment_at__gte=clock.now() - timedelta(days=1)), reader)


def _batches(reader: Reader, asked: Asked) -> Any:
    del asked
    known = None if knows_sealed(reader) else Q(requests__person__sealed=False)
    return queries.batches(reader).annotate(people=Count("requests", filter=known))


def _transfers(reader: Reader, asked: Asked) -> Any:
    del asked
    return _known(queries.transfers(reader), reader)


def _known(rows: Any, reader: Reader) -> Any:
    """A reserved file is protection's alone: its rows are on nobody else's list."""
    return rows if knows_sealed(reader) else rows.filter(person__sealed=False)


def _consulates(reader: Reader, rows: Rows) -> Choices:
    del reader
    if not isinstance(rows, QuerySet):
        return []
    found = set(rows.order_by().values_list("consulate", flat=True).distinct())
    return [(one.code, str(one)) for one in Consulate.objects.filter(code__in=found)]


def _offices(reader: Reader, rows: Rows) -> Choices:
    del rows
    return [(office.code, office.name) for office in offices_of(reader)]


def _programmes(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return [(one.code, str(one)) for one in programmes.every_programme()]


def _papers(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return codes.choices("document_type")


def _recipients(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return codes.choices("consent_recipient")


def _by_stand(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(sent_on=None) if code == "GATHERING" else rows.exclude(sent_on=None)


def _due(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    today = clock.today()
    if code == "tarde":
        return rows.filter(due_on__lt=today)
    return rows.filter(due_on__gte=today, due_on__lt=today + timedelta(days=7))


def _gone(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(handed_on=None) if code == "no" else rows.exclude(handed_on=None)


def _in_days(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(appointment_at__lt=clock.now() + timedelta(days=int(code)))


def _shown(rows: Sequence[Any], reader: Reader) -> Sequence[desk.Listed]:
    del reader
    return desk.listed(rows)


def _shown_transfers(rows: Sequence[Any], reader: Reader) -> Sequence[desk.Left]:
    del reader
    return [desk.left(row) for row in rows]


REQUESTS = Listing(
    name="documents:requests",
    file="solicitudes-consulares",
    readers=DESK,
    takers=DESK,
    rows=_requests,
    shown=_shown,
    filters=[
        Filter(
            word="estado",
            label=_("Cómo va"),
            choices=lambda _reader, _rows: [
                (code, words.STANDS[code]) for code in ("GATHERING", "SENT")
            ],
            takes=_by_stand,
        ),
        Filter(word="plazo", label=_("Plazo"), choices=lambda _reader, _rows: DUE, takes=_due),
        Filter(word="consulado", label=_("Consulado"), choices=_consulates, takes="consulate"),
        Filter(word="tipo", label=_("Documento"), choices=_papers, takes="type"),
        Filter(
            word="oficina", label=_("Oficina"), choices=_offices, takes="office__code", quiet=True
        ),
        Filter(
            word="programa",
            label=_("Programa"),
            choices=_programmes,
            takes="case__programme",
            quiet=True,
        ),
    ],
    orders=[
        Order(word="dia", label=_("Lo que corre prisa primero"), by=("due_on",)),
        Order(word="expediente", label=CASE, by=("case__number", "due_on")),
    ],
    columns=[
        Column(CASE, lambda one: one.row.case.number),
        Column(_("Documento"), lambda one: one.paper),
        Column(_("Consulado"), lambda one: one.consulate),
        Column(_("Cómo va"), lambda one: one.stands),
        Column(_("Falta reunir"), lambda one: len(one.wanted)),
        Column(_("Antes del"), lambda one: one.row.due_on),
    ],
)

CALENDAR = Listing(
    name="documents:calendar",
    file="citas-consulares",
    readers=DESK,
    takers=DESK,
    rows=_appointments,
    shown=_shown,
    filters=[
        Filter(
            word="plazo",
            label=_("Hasta cuándo"),
            choices=lambda _reader, _rows: [
                ("7", _("En los próximos siete días")),
                ("14", _("En dos semanas")),
            ],
            takes=_in_days,
        ),
        Filter(word="consulado", label=_("Consulado"), choices=_consulates, takes="consulate"),
    ],
    orders=[
        Order(word="cita", label=_("Por día y hora"), key=lambda row, _reader: row.appointment_at),
        Order(word="expediente", label=CASE, by=("case__number",)),
    ],
    columns=[
        Column(CASE, lambda one: one.row.case.number),
        Column(_("Cita"), lambda one: one.row.appointment_at),
        Column(_("Consulado"), lambda one: one.consulate),
        Column(_("Documento"), lambda one: one.paper),
        Column(_("Falta reunir"), lambda one: len(one.wanted)),
    ],
)

BATCHES = Listing(
    name="documents:batches",
    file="lotes-consulares",
    readers=DESK,
    takers=DESK,
    rows=_batches,
    filters=[
        Filter(
            word="entregado",
            label=_("¿Ya se entregó?"),
            choices=lambda _reader, _rows: [("no", _("No")), ("si", _("Sí"))],
            takes=_gone,
        ),
        Filter(word="consulado", label=_("Consulado"), choices=_consulates, takes="consulate"),
    ],
    orders=[
        Order(word="semana", label=_("Semana"), by=("-week",)),
        Order(word="consulado", label=_("Consulado"), by=("consulate", "-week")),
    ],
    columns=[
        Column(_("Consulado"), lambda one: one.consulate),
        Column(_("Semana del"), lambda one: one.week),
        Column(_("Solicitudes"), lambda one: one.people),
        Column(_("Entregado"), lambda one: one.handed_on),
    ],
)

TRANSFERS = Listing(
    name="documents:transfers",
    file="transferencias",
    readers=LOOK,
    takers=LOOK,
    rows=_transfers,
    shown=_shown_transfers,
    filters=[
        Filter(word="quien", label=_("Quién recibió"), choices=_recipients, takes="recipient"),
        Filter(
            word="como",
            label=_("Cómo salió"),
            choices=lambda _reader, _rows: list(words.TRANSFERS.items()),
            takes="kind",
        ),
    ],
    orders=[
        Order(word="dia", label=_("Lo último primero"), by=("-occurred_at",)),
        Order(word="expediente", label=CASE, by=("case__number", "-occurred_at")),
    ],
    columns=[
        Column(CASE, lambda one: one.row.case.number),
        Column(_("Día"), lambda one: one.row.occurred_at),
        Column(_("Quién recibió"), lambda one: one.to_whom),
        Column(_("Qué salió"), lambda one: one.fields),
        Column(_("Para qué"), lambda one: one.purpose),
        Column(_("Lo puede usar hasta"), lambda one: one.row.expires_on),
    ],
)
