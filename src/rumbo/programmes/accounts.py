"""The lines of money and their ledger as they are read: in words, by amounts, with no names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.network.rules import is_live
from rumbo.programmes import books
from rumbo.programmes.models import FundingLine, LineBalance, Posting
from rumbo.programmes.rules.money import KINDS, PURPOSES
from rumbo.ui import tables
from rumbo.ui.words import country, money, sentence_list

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MONEY = ("finance", "coordinator")
NEARLY = 90  # percent of a line that is promised: time to look for another
WIDE, LEAST = 1000, 4  # how wide the picture of a line is, and what can still be seen in it
KIND_WORDS: Mapping[str, "StrOrPromise"] = {
    "PLANNED": gettext_lazy("Planeado"),
    "COMMITTED": gettext_lazy("Comprometido"),
    "SPENT": gettext_lazy("Gastado"),
    "RELEASED": gettext_lazy("Liberado"),
}
PURPOSE_WORDS: Mapping[str, "StrOrPromise"] = {
    "SEAT": gettext_lazy("Lugares"),
    "VEHICLE": gettext_lazy("Vehículos"),
    "ESCORT": gettext_lazy("Lugares de quienes acompañan"),
    "KIT": gettext_lazy("Kits"),
    "FARE": gettext_lazy("Dinero para el camino"),
    "FEE": gettext_lazy("Derechos consulares"),
    "ADVANCE": gettext_lazy("Anticipos"),
    "VOUCHER": gettext_lazy("Vales de asistencia directa"),
}
STATES: Mapping[str, tuple[str, "StrOrPromise"]] = {
    "live": ("ok", gettext_lazy("Puede pagar")),
    "nearly": ("wait", gettext_lazy("Casi comprometida")),
    "full": ("stop", gettext_lazy("Ya no alcanza")),
    "over": ("note", gettext_lazy("Fuera de fechas")),
}


@dataclass(frozen=True)
class ShownLine:
    """One line as it stands on a day."""

    row: FundingLine
    balance: LineBalance
    day: date

    @property
    def code(self) -> str:
        """Its code, which never changes."""
        return self.row.code

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return str(self.row)

    @property
    def donor(self) -> str:
        """Who gives it."""
        return self.row.donor

    def _money(self, minor: int) -> Money:
        return Money(minor, self.row.currency)

    @property
    def amount(self) -> Money:
        """What it has in all."""
        return self._money(self.balance.amount)

    @property
    def planned(self) -> Money:
        """What is foreseen and not yet sure."""
        return self._money(self.balance.planned)

    @property
    def committed(self) -> Money:
        """What is promised."""
        return self._money(self.balance.committed)

    @property
    def spent(self) -> Money:
        """What is gone."""
        return self._money(self.balance.spent)

    @property
    def free(self) -> Money:
        """What is neither promised nor spent."""
        return self._money(self.balance.free)

    @property
    def percent(self) -> int:
        """How much of it is promised or spent."""
        taken = self.balance.amount - self.balance.free
        return round(100 * taken / self.balance.amount) if self.balance.amount else 0

    @property
    def standing(self) -> str:
        """Whether it may pay: alive, nearly promised away, empty, or not of this day."""
        if not is_live(self.row.valid_from, self.row.valid_until, self.day):
            return "over"
        if self.balance.free <= 0:
            return "full"
        return "nearly" if self.percent >= NEARLY else "live"

    @property
    def tag(self) -> tuple[str, "StrOrPromise"]:
        """Its standing as shape and word."""
        return STATES[self.standing]

    @property
    def picture(self) -> list[dict[str, object]]:
        """Spent, committed and planned one after another, each where it begins and how wide it is."""
        found, at = [], 0
        for name, minor in (
            ("spent", self.balance.spent),
            ("committed", self.balance.committed),
            ("planned", self.balance.planned),
        ):
            wide = round(WIDE * minor / self.balance.amount) if self.balance.amount else 0
            wide = min(max(wide, LEAST if minor else 0), WIDE - at)
            found.append({"name": name, "x": at, "width": wide})
            at += wide
        return found

    @property
    def earmarks(self) -> str:
        """For whom it may pay, said."""
        row = self.row
        whom = _("Para todas las nacionalidades")
        if row.nationalities is not None:
            whom = sentence_list([country(code) for code in row.nationalities])
        told = [whom, sentence_list(row.programmes)]
        if row.min_vulnerability:
            told.append(_("vulnerabilidad %(least)s o más") % {"least": row.min_vulnerability})
        if row.pays_fixed:
            told.append(_("paga también vehículos"))
        return " · ".join(told)


def line_on(row: FundingLine, day: date) -> ShownLine:
    """One line as it stands on a day."""
    return ShownLine(row, books.balances()[row.code], day)


def _lines(reader: Reader, asked: Asked) -> list[ShownLine]:
    del reader, asked
    today, held = clock.today(), books.balances()
    return [ShownLine(row, held[row.code], today) for row in FundingLine.objects.all()]


def _donors(reader: Reader, rows: Rows) -> Choices:
    del reader
    return [(donor, donor) for donor in sorted({one.donor for one in rows})]


LINES = Listing(
    name="programmes:lines",
    file="lineas-de-fondos",
    readers=MONEY,
    takers=MONEY,
    rows=_lines,
    ident=lambda one: str(one.code),
    filters=[
        Filter(
            word="como",
            label=gettext_lazy("Cómo está"),
            choices=lambda _reader, _rows: [(code, said) for code, (_s, said) in STATES.items()],
            takes="standing",
        ),
        Filter(word="donante", label=gettext_lazy("Donante"), choices=_donors, takes="donor"),
    ],
    orders=[
        Order(
            word="llena",
            label=gettext_lazy("La más comprometida primero"),
            key=lambda one, _reader: (one.standing == "over", -one.percent, one.name),
        ),
        Order(
            word="nombre",
            label=gettext_lazy("Nombre"),
            key=lambda one, _reader: one.name.casefold(),
        ),
        Order(
            word="libre",
            label=gettext_lazy("La que más tiene libre primero"),
            key=lambda one, _reader: -one.free.minor,
        ),
    ],
    columns=[
        Column(gettext_lazy("Código"), lambda one: one.code),
        Column(gettext_lazy("Línea de fondos"), lambda one: one.name),
        Column(gettext_lazy("Donante"), lambda one: one.donor),
        Column(gettext_lazy("Tiene"), lambda one: one.amount.amount),
        Column(gettext_lazy("Gastado"), lambda one: one.spent.amount),
        Column(gettext_lazy("Comprometido"), lambda one: one.committed.amount),
        Column(gettext_lazy("Planeado"), lambda one: one.planned.amount),
        Column(gettext_lazy("Libre"), lambda one: one.free.amount),
        Column(gettext_lazy("Moneda"), lambda one: one.row.currency),
        Column(gettext_lazy("Desde"), lambda one: one.row.valid_from),
        Column(gettext_lazy("Hasta"), lambda one: one.row.valid_until or ""),
    ],
)


@dataclass(frozen=True, slots=True)
class ShownPosting:
    """One posting in words."""

    row: Posting
    line: str
    kind: "StrOrPromise"
    out_of: "StrOrPromise"
    purpose: "StrOrPromise"
    amount: Money
    rate: str

    @property
    def day(self) -> date:
        """The day on which it happened, where its office is."""
        return clock.day_of(self.row.occurred_at, self.row.office.zone)


def _postings(reader: Reader, asked: Asked) -> Any:
    del asked
    return Posting.objects.visible_to(reader).select_related("line", "office")


def postings_shown(rows: Sequence[Posting], reader: Reader) -> list[ShownPosting]:
    """Put postings into words."""
    del reader
    return [
        ShownPosting(
            row,
            str(row.line),
            KIND_WORDS[row.kind],
            KIND_WORDS.get(row.taken_from, ""),
            PURPOSE_WORDS[row.purpose],
            Money(row.amount_minor, row.line.currency),
            _rate(row),
        )
        for row in rows
    ]


def _rate(row: Posting) -> str:
    """The money in which it was paid, and the rate of the day, where the line's is another."""
    if row.original_currency == row.line.currency:
        return ""
    return _("%(original)s a %(rate)s el %(day)s") % {
        "original": money(row.original),
        "rate": f"{row.rate.normalize():f}",
        "day": row.rate_day.strftime("%d/%m/%Y"),
    }


def _line_codes(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return [(row.code, str(row)) for row in FundingLine.objects.order_by("code")]


def _offices(reader: Reader, rows: Any) -> Choices:
    del reader
    found = rows.order_by().values_list("office__code", "office__name").distinct()
    return sorted(found, key=lambda pair: str(pair[1]))


def _reference(text: str) -> str:
    """A departure's code or a receipt's number as it may be typed; anything else is dropped."""
    word = text.strip().upper()[:40]
    return word if word.replace("-", "").isalnum() and word.isascii() else ""


LEDGER = Listing(
    name="programmes:ledger",
    file="libro-de-fondos",
    readers=MONEY,
    takers=MONEY,
    rows=_postings,
    shown=postings_shown,
    filters=[
        Filter(
            word="linea",
            label=gettext_lazy("Línea de fondos"),
            choices=_line_codes,
            takes="line",
        ),
        Filter(
            word="que",
            label=gettext_lazy("Qué pasó"),
            choices=lambda _reader, _rows: [(code, KIND_WORDS[code]) for code in KINDS],
            takes="kind",
        ),
        Filter(
            word="para",
            label=gettext_lazy("Para qué"),
            choices=lambda _reader, _rows: [(code, PURPOSE_WORDS[code]) for code in PURPOSES],
            takes="purpose",
        ),
        Filter(
            word="oficina", label=gettext_lazy("Oficina"), choices=_offices, takes="office__code"
        ),
        Filter(
            word="referencia",
            label=gettext_lazy("Salida o recibo"),
            reads=_reference,
            takes="reference",
        ),
    ],
    orders=[
        Order(
            word="dia",
            label=gettext_lazy("Lo más reciente primero"),
            by=("-occurred_at", "-recorded_at"),
        ),
        Order(
            word="importe",
            label=gettext_lazy("El importe mayor primero"),
            by=("-amount_minor", "-occurred_at"),
        ),
        Order(
            word="referencia",
            label=gettext_lazy("Salida o recibo"),
            by=("reference", "-occurred_at"),
        ),
    ],
    heads=[
        tables.Column(gettext_lazy("Día"), sort="dia"),
        tables.Column(gettext_lazy("Qué pasó")),
        tables.Column(gettext_lazy("Para qué")),
        tables.Column(gettext_lazy("Salida o recibo"), sort="referencia"),
        tables.Column(gettext_lazy("Importe"), sort="importe", numeric=True),
    ],
    columns=[
        Column(gettext_lazy("Día"), lambda one: one.day),
        Column(gettext_lazy("Línea de fondos"), lambda one: one.row.line_id),
        Column(gettext_lazy("Qué pasó"), lambda one: one.kind),
        Column(gettext_lazy("Antes"), lambda one: one.out_of),
        Column(gettext_lazy("Para qué"), lambda one: one.purpose),
        Column(gettext_lazy("Salida o recibo"), lambda one: one.row.reference),
        Column(gettext_lazy("Importe"), lambda one: one.amount.amount),
        Column(gettext_lazy("Moneda"), lambda one: one.amount.currency),
        Column(gettext_lazy("Importe pagado"), lambda one: one.row.original.amount),
        Column(gettext_lazy("Moneda en que se pagó"), lambda one: one.row.original_currency),
        Column(gettext_lazy("Tipo de cambio"), lambda one: one.row.rate),
        Column(gettext_lazy("Día del tipo de cambio"), lambda one: one.row.rate_day),
        Column(gettext_lazy("Oficina"), lambda one: one.row.office.name),
    ],
)
