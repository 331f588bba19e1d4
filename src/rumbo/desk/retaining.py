"""The files past their months: how each ended, since when, and what was decided of it. Nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.casework import retention
from rumbo.casework.models import Case, Retention
from rumbo.casework.rules import ERASED_AFTER
from rumbo.common import clock
from rumbo.desk import keeping
from rumbo.desk.roles import WATCH
from rumbo.desk.watching import counting
from rumbo.ui import tables
from rumbo.ui.words import local

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATES: "dict[str, StrOrPromise]" = {
    "open": _("por decidir"),
    "erase": _("se borra pasados siete días"),
    "kept": _("se conserva"),
    "erased": _("borrado"),
}
SHAPES = {"open": "wait", "erase": "stop", "kept": "ok", "erased": ""}


@dataclass(frozen=True, slots=True)
class Due:
    """One file past its months."""

    row: Case
    ended: str
    state: str
    until: date | None
    decision: Retention | None

    @property
    def said(self) -> str:
        """What stands of it."""
        return str(STATES[self.state])

    @property
    def shape(self) -> str:
        """The state of its tag."""
        return SHAPES[self.state]

    @property
    def erased_from(self) -> date | None:
        """From which day on the nightly clean-up takes it, where that was decided."""
        if self.decision is None:
            return None
        return clock.day_of(self.decision.occurred_at) + timedelta(days=ERASED_AFTER)


def _rows(reader: Reader, asked: Asked) -> Any:
    del asked
    live = Retention.objects.visible_to(counting(reader)).filter(ended_at=None)
    rows = keeping.past(reader, clock.today()).select_related("office")
    return rows.prefetch_related(Prefetch("retentions", queryset=live, to_attr="retained"))


def shown(rows: Sequence[Any], reader: Reader) -> list[Due]:
    """Put files into words."""
    del reader
    today = clock.today()
    return [_due(row, next(iter(row.retained), None), today) for row in rows]


def _due(row: Case, decision: Retention | None, today: date) -> Due:
    return Due(
        row,
        keeping.ended(row.stage),
        state_of(decision, today),
        decision.until if decision else None,
        decision,
    )


def state_of(decision: Retention | None, today: date) -> str:
    """What stands of a file: nothing, to be erased, kept until a day, or erased."""
    if decision is None or (decision.until is not None and decision.until < today):
        return "open"
    if decision.until is not None:
        return "kept"
    return "erased" if decision.erased_at else "erase"


def _in_state(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    today = clock.today()
    if code == "open":
        return rows.exclude(retention.decided(today))
    live = Q(retentions__ended_at=None)
    if code == "kept":
        return rows.filter(live, retentions__until__gte=today)
    return rows.filter(
        live, retentions__decision="ERASE", retentions__erased_at__isnull=code == "erase"
    )


def _states(reader: Reader, rows: object) -> Choices:
    del reader, rows
    return list(STATES.items())


def _ends(reader: Reader, rows: object) -> Choices:
    del reader, rows
    return [(stage, keeping.ended(stage)) for stage in retention.schedule()]


KEPT = Listing(
    name="desk:kept",
    file="plazos-vencidos",
    readers=WATCH,
    takers=WATCH,
    rows=_rows,
    shown=shown,
    filters=[
        Filter(word="como", label=_("Qué se decidió"), choices=_states, takes=_in_state),
        Filter(word="fin", label=_("Cómo terminó"), choices=_ends, takes="stage"),
    ],
    orders=[
        Order(word="antes", label=_("El que terminó antes"), by=("stage_since", "id")),
        Order(word="numero", label=_("Por número"), by=("number",)),
    ],
    heads=[
        tables.Column(_("Expediente"), sort="numero"),
        tables.Column(_("Oficina")),
        tables.Column(_("Cómo terminó")),
        tables.Column(_("Terminó"), sort="antes"),
        tables.Column(_("Qué se decidió")),
    ],
    columns=[
        Column(_("Expediente"), lambda one: one.row.number),
        Column(_("Oficina"), lambda one: one.row.office.name),
        Column(_("Cómo terminó"), lambda one: one.ended),
        Column(_("Terminó"), lambda one: local(one.row.stage_since)),
        Column(_("Qué se decidió"), lambda one: one.said),
        Column(_("Hasta"), lambda one: one.until),
    ],
)
