"""Cash advances as they are read: in whose hand, for what, and what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.models import Grant
from rumbo.access.queries import names_of
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.programmes.models import Advance, AdvanceItem, ExchangeRate
from rumbo.programmes.rules.money import HOLDS_CASH
from rumbo.ui import tables, words

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

READERS = ("finance", "coordinator", "field", "reception")
KINDS = (("ESCORT", _("Escolta")), ("CENTRE", _("Centro de recepción")))
STATES: "dict[str, tuple[str, StrOrPromise]]" = {
    "open": ("wait", _("Por comprobar")),
    "ready": ("note", _("Comprobado, por cerrar")),
    "closed": ("ok", _("Cerrado")),
    "lost": ("stop", _("Cerrado sin comprobar todo")),
}


@dataclass(frozen=True, slots=True)
class ShownAdvance:
    """One advance in words: who holds it is one of ours, and nobody else is named."""

    row: Advance
    holder: str
    kind: "StrOrPromise"

    @property
    def standing(self) -> str:
        """Whether it is open, accounted for, or closed."""
        if self.row.closed_at is not None:
            return "lost" if self.row.open.minor else "closed"
        return "open" if self.row.open.minor else "ready"

    @property
    def tag(self) -> "tuple[str, StrOrPromise]":
        """Its standing as shape and word."""
        return STATES[self.standing]

    @property
    def day(self) -> date:
        """The day on which it was given, where its office is."""
        return clock.day_of(self.row.occurred_at, self.row.office.zone)

    @property
    def open_said(self) -> str:
        """What nobody has accounted for yet, in its money: the words of the bar."""
        return words.money(self.row.open)

    @property
    def done(self) -> int:
        """What is accounted for, in minor units: the part of the bar."""
        return self.row.receipts_minor + self.row.returned_minor


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One receipt or return in words."""

    row: AdvanceItem
    by: str

    @property
    def counted(self) -> Money | None:
        """What it counts for in the advance's money, where that is another."""
        if self.row.currency == self.row.advance.currency:
            return None
        return Money(self.row.counted_minor, self.row.advance.currency)


def shown(rows: Sequence[Advance], reader: Reader) -> list[ShownAdvance]:
    """Put advances into words."""
    del reader
    names = names_of({row.holder for row in rows})
    kinds = dict(KINDS)
    return [ShownAdvance(row, names.get(row.holder, ""), kinds[row.kind]) for row in rows]


def advances() -> "QuerySet[Advance]":
    """Every advance with its line and its office: whoever reads narrows it to what they may see."""
    return Advance.objects.select_related("line", "office")


def item_of(row: Advance, item: UUID) -> AdvanceItem | None:
    """One receipt or return of an advance, if it is that advance's."""
    found: AdvanceItem | None = row.items.filter(pk=item).first()
    return found


def items_of(row: Advance) -> list[ShownItem]:
    """The receipts and returns of an advance, the oldest first."""
    items = list(row.items.select_related("advance").order_by("on", "recorded_at", "id"))
    names = names_of({item.by for item in items})
    return [ShownItem(item, names.get(item.by, "")) for item in items]


def holders(reader: Reader, day: date) -> list[Grant]:
    """Who may be given cash: whoever escorts or receives at one of the reader's offices."""
    rows = Grant.objects.live_on(day).filter(role__in=HOLDS_CASH, user__is_active=True)
    if reader.offices is not None:
        rows = rows.filter(Q(office=None) | Q(office_id__in=reader.offices))
    return list(rows.select_related("user", "office").order_by("office__name", "user__username"))


def currencies(day: date) -> list[str]:
    """The money of a day: dollars, and every one of which the rate is known."""
    rows = ExchangeRate.objects.live_on(day).order_by().values_list("currency", flat=True)
    return ["USD", *sorted(set(rows) - {"USD"})]


def _advances(reader: Reader, asked: Asked) -> Any:
    del asked
    return Advance.objects.visible_to(reader).select_related("line", "office")


def _in_state(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    closed = (
        rows.exclude(closed_at=None) if code in {"closed", "lost"} else rows.filter(closed_at=None)
    )
    keep = [row.pk for row in closed if bool(row.open.minor) == (code in {"open", "lost"})]
    return rows.filter(pk__in=keep)


def _lines(reader: Reader, rows: Any) -> Choices:
    del reader
    found = {row.line_id: str(row.line) for row in rows}
    return sorted(found.items(), key=lambda pair: pair[1])


def _states(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return [(code, said) for code, (_shape, said) in STATES.items()]


ADVANCES = Listing(
    name="programmes:advances",
    file="anticipos",
    readers=READERS,
    takers=("finance", "coordinator"),
    rows=_advances,
    shown=shown,
    filters=[
        Filter(word="como", label=_("Cómo está"), choices=_states, takes=_in_state),
        Filter(word="linea", label=_("Línea de fondos"), choices=_lines, takes="line"),
        Filter(
            word="quien",
            label=_("En manos de"),
            choices=lambda _reader, _rows: list(KINDS),
            takes="kind",
        ),
    ],
    orders=[
        Order(word="dia", label=_("Lo más reciente primero"), by=("-occurred_at",)),
        Order(word="antiguo", label=_("Lo más antiguo primero"), by=("occurred_at",)),
        Order(word="importe", label=_("El importe mayor primero"), by=("-line_minor",)),
    ],
    heads=[
        tables.Column(_("Anticipo")),
        tables.Column(_("En manos de")),
        tables.Column(_("Día"), sort="dia"),
        tables.Column(_("Entregado"), sort="importe", numeric=True),
        tables.Column(_("Por comprobar"), numeric=True),
        tables.Column(_("Cómo está")),
    ],
    columns=[
        Column(_("Anticipo"), lambda one: one.row.number),
        Column(_("Línea de fondos"), lambda one: one.row.line_id),
        Column(_("Día"), lambda one: one.day),
        Column(_("Entregado"), lambda one: one.row.given.amount),
        Column(_("Recibos"), lambda one: one.row.receipts.amount),
        Column(_("Devuelto"), lambda one: one.row.returned.amount),
        Column(_("Por comprobar"), lambda one: one.row.open.amount),
        Column(_("Moneda"), lambda one: one.row.currency),
        Column(_("Cómo está"), lambda one: one.tag[1]),
    ],
)
