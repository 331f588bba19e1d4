"""The list of emergency accesses: for who reviews them, and each one's own for who opened them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rumbo.access import queries, rules
from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.models import BreakGlass
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.ui import tables
from rumbo.ui.words import local

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

READERS = ("dpo", *rules.MAY_BREAK)
STATES: "dict[str, StrOrPromise]" = {
    "late": _("Revisión vencida"),
    "waiting": _("Por revisar"),
    "JUSTIFIED": _("Justificado"),
    "NOT_JUSTIFIED": _("No justificado"),
}
_COLOURS = {"late": "stop", "waiting": "wait", "JUSTIFIED": "ok", "NOT_JUSTIFIED": "stop"}
OPENED: "dict[str, StrOrPromise]" = {"bio": _("El expediente de otra oficina")}


@dataclass(frozen=True, slots=True)
class Emergency:
    """One emergency access in words: what was opened, by whom, and how its review stands."""

    row: BreakGlass
    what: str
    who: str
    role: str
    state: str
    is_live: bool

    @property
    def said(self) -> "StrOrPromise":
        """How its review stands."""
        return STATES[self.state]

    @property
    def colour(self) -> str:
        """The state of its tag."""
        return _COLOURS[self.state]


def what(compartment: str) -> str:
    """What an emergency access opened, in words."""
    return str(OPENED.get(compartment) or codes.label("compartment", compartment))


def state_of(row: BreakGlass) -> str:
    """How the review of an emergency access stands now."""
    if row.reviewed_at is not None:
        return str(row.finding)
    return "late" if row.review_by <= clock.now() else "waiting"


def shown(rows: Sequence[BreakGlass], reader: Reader) -> list[Emergency]:
    """Put emergency accesses into words."""
    del reader
    names, now = queries.names_of({row.by for row in rows}), clock.now()
    return [
        Emergency(
            row,
            what(row.compartment),
            names.get(row.by, ""),
            codes.label("role", row.role),
            state_of(row),
            row.is_live_at(now),
        )
        for row in rows
    ]


def _rows(reader: Reader, asked: Asked) -> QuerySet[BreakGlass]:
    del asked
    return BreakGlass.objects.visible_to(reader).select_related("office")


def _in_state(rows: QuerySet[BreakGlass], code: str, reader: Reader) -> QuerySet[BreakGlass]:
    del reader
    if code in rules.FINDINGS:
        return rows.filter(finding=code)
    waiting, day_ago = rows.filter(reviewed_at=None), clock.now() - rules.REVIEWED_WITHIN
    if code == "late":
        return waiting.filter(occurred_at__lte=day_ago)
    return waiting.filter(occurred_at__gt=day_ago)


def _states(reader: Reader, rows: object) -> Choices:
    del reader, rows
    return list(STATES.items())


def _compartments(reader: Reader, rows: object) -> Choices:
    del reader, rows
    return [(code, what(code)) for code in rules.BREAKABLE]


EMERGENCIES = Listing(
    name="access:emergencies",
    file="accesos-de-emergencia",
    readers=READERS,
    takers=("dpo", "protection"),
    rows=_rows,
    shown=shown,
    filters=[
        Filter(word="estado", label=_("Revisión"), choices=_states, takes=_in_state),
        Filter(word="que", label=_("Qué se abrió"), choices=_compartments, takes="compartment"),
    ],
    orders=[
        Order(word="cuando", label=_("El más reciente primero"), by=("-occurred_at",)),
        Order(word="expediente", label=_("Expediente"), by=("number", "-occurred_at")),
    ],
    heads=[
        tables.Column(_("Expediente"), sort="expediente"),
        tables.Column(_("Qué se abrió")),
        tables.Column(_("Quién")),
        tables.Column(_("Cuándo"), sort="cuando"),
        tables.Column(_("Revisión")),
    ],
    columns=[
        Column(_("Expediente"), lambda one: one.row.number),
        Column(_("Qué se abrió"), lambda one: one.what),
        Column(_("Quién"), lambda one: one.who),
        Column(_("Función"), lambda one: one.role),
        Column(_("Cuándo"), lambda one: local(one.row.occurred_at)),
        Column(_("Hasta"), lambda one: local(one.row.closed_at or one.row.until)),
        Column(_("Revisión"), lambda one: one.said),
    ],
)
