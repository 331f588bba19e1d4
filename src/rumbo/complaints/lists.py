"""The list of complaints: how it is narrowed and sorted, and what leaves of it in a file."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.complaints import rules, words
from rumbo.complaints.models import Complaint
from rumbo.complaints.shown import shown
from rumbo.ui import tables
from rumbo.ui.words import local


def _rows(reader: Reader, asked: Asked) -> QuerySet[Complaint]:
    del asked
    rows: QuerySet[Complaint] = Complaint.objects.visible_to(reader).select_related("office")
    return rows


def in_state(rows: QuerySet[Complaint], code: str, reader: Reader) -> QuerySet[Complaint]:
    """Keep the complaints that stand as a code says, now."""
    del reader
    if code == "answered":
        return rows.exclude(closed_at=None)
    now, waiting = clock.now(), rows.filter(closed_at=None)
    late = Q(answer_by__lte=now) | Q(acknowledged_at=None, acknowledge_by__lte=now)
    if code == "late":
        return waiting.filter(late)
    return waiting.exclude(late).filter(acknowledged_at__isnull=code == "new")


def _states(reader: Reader, rows: object) -> Choices:
    del reader, rows
    return list(words.STATES.items())


def _kinds(reader: Reader, rows: object) -> Choices:
    del reader, rows
    return list(words.SHORT.items())


COMPLAINTS = Listing(
    name="complaints:complaints",
    file="quejas",
    readers=(rules.HEARS,),
    takers=(rules.HEARS,),
    rows=_rows,
    shown=shown,
    filters=[
        Filter(word="como", label=_("Cómo está"), choices=_states, takes=in_state),
        Filter(word="tipo", label=_("Qué es"), choices=_kinds, takes="kind"),
    ],
    orders=[
        Order(word="plazo", label=_("El plazo que vence antes"), by=("answer_by", "id")),
        Order(word="cuando", label=_("La más reciente primero"), by=("-occurred_at", "id")),
    ],
    heads=[
        tables.Column(_("Queja")),
        tables.Column(_("Qué es")),
        tables.Column(_("Oficina")),
        tables.Column(_("Recibida"), sort="cuando"),
        tables.Column(_("Se responde antes del"), sort="plazo"),
        tables.Column(_("Cómo está")),
    ],
    columns=[
        Column(_("Queja"), lambda one: one.row.number),
        Column(_("Qué es"), lambda one: one.kind),
        Column(_("Oficina"), lambda one: one.row.office.name),
        Column(_("Recibida"), lambda one: local(one.row.occurred_at)),
        Column(_("Se responde antes del"), lambda one: local(one.row.answer_by)),
        Column(_("Cómo está"), lambda one: one.said),
        Column(_("Qué resultó"), lambda one: one.outcome),
    ],
)
