"""The two lists of the fund: its ledger, and what finance sees: payee, amount, reference, state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.assistance import queries, words
from rumbo.assistance.models import FundEntry, Payment
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.ui import tables

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FUND_READERS = ("protection", "coordinator")
FINANCE = ("finance",)
SIZES = (("100", _("Hasta 100")), ("500", _("De 100 a 500")), ("mas", _("Más de 500")))
_BOUNDS = {"100": (0, 100_00), "500": (100_00, 500_00), "mas": (500_00, None)}


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """One payment as finance sees it, and nothing else of it."""

    reference: str
    payee: "StrOrPromise"
    amount: Money
    state: "StrOrPromise"
    shape: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One line of the ledger: what moved, how much, and under which reference."""

    row: FundEntry
    kind: "StrOrPromise"
    amount: Money
    reference: str


def payee_of(row: Payment) -> "StrOrPromise":
    """Who is paid, or that the name is reserved."""
    return row.payee or words.NEUTRAL


def _payments(reader: Reader, asked: Asked) -> Any:
    del asked
    return queries.payments_seen(reader)


def _shown_payments(rows: Sequence[Payment], reader: Reader) -> list[ShownPayment]:
    del reader
    return [
        ShownPayment(
            row.reference,
            payee_of(row),
            row.amount,
            words.PAYMENTS[row.state],
            words.PAYMENT_SHAPES.get(row.state, ""),
        )
        for row in rows
    ]


def _states(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return list(words.PAYMENTS.items())


def _sized(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    low, high = _BOUNDS[code]
    found = rows.filter(amount_minor__gt=low)
    return found if high is None else found.filter(amount_minor__lte=high)


def _reference(text: str) -> str:
    """A reference as it may be typed; anything else is dropped."""
    word = text.strip().upper()[:16]
    return word if word.startswith("AD-") and word.replace("-", "").isalnum() else ""


PAYMENTS = Listing(
    name="assistance:payments",
    file="pagos-fondo",
    readers=FINANCE,
    takers=FINANCE,
    rows=_payments,
    shown=_shown_payments,
    filters=[
        Filter(word="estado", label=_("Estado"), choices=_states, takes="state"),
        Filter(
            word="importe",
            label=_("Importe"),
            choices=lambda _reader, _rows: list(SIZES),
            takes=_sized,
        ),
        Filter(word="referencia", label=_("Referencia"), reads=_reference, takes="reference"),
    ],
    orders=[
        Order(word="llegada", label=_("Como llegaron"), by=("-recorded_at",)),
        Order(word="importe", label=_("El importe mayor primero"), by=("-amount_minor",)),
        Order(word="referencia", label=_("Referencia"), by=("reference",)),
        Order(word="estado", label=_("Estado"), by=("state", "-recorded_at")),
        Order(
            word="pago", label=_("A quién"), key=lambda one, _reader: str(payee_of(one)).casefold()
        ),
    ],
    heads=[
        tables.Column(_("Referencia"), sort="referencia"),
        tables.Column(_("A quién"), sort="pago"),
        tables.Column(_("Importe"), sort="importe", numeric=True),
        tables.Column(_("Estado"), sort="estado"),
    ],
    columns=[
        Column(_("Referencia"), lambda one: one.reference),
        Column(_("A quién"), lambda one: one.payee),
        Column(_("Importe"), lambda one: one.amount.amount),
        Column(_("Moneda"), lambda one: one.amount.currency),
        Column(_("Estado"), lambda one: one.state),
    ],
)


def _ledger(reader: Reader, asked: Asked) -> Any:
    del asked
    return queries.ledger_seen(reader)


def _shown_entries(rows: Sequence[FundEntry], reader: Reader) -> list[ShownEntry]:
    del reader
    return [
        ShownEntry(row, words.LINES[row.kind], row.amount, row.payment.reference) for row in rows
    ]


def _kinds(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return list(words.LINES.items())


def _offices(reader: Reader, rows: Any) -> Choices:
    del reader
    found = rows.order_by().values_list("office__code", "office__name").distinct()
    return sorted(found, key=lambda pair: str(pair[1]))


LEDGER = Listing(
    name="assistance:fund",
    file="libro-fondo",
    readers=FUND_READERS,
    takers=FUND_READERS,
    rows=_ledger,
    shown=_shown_entries,
    filters=[
        Filter(word="que", label=_("Qué pasó"), choices=_kinds, takes="kind"),
        Filter(word="oficina", label=_("Oficina"), choices=_offices, takes="office__code"),
        Filter(
            word="referencia", label=_("Referencia"), reads=_reference, takes="payment__reference"
        ),
    ],
    orders=[
        Order(word="dia", label=_("Lo más reciente primero"), by=("-occurred_at", "-recorded_at")),
        Order(word="importe", label=_("El importe mayor primero"), by=("-amount_minor",)),
        Order(word="referencia", label=_("Referencia"), by=("payment__reference", "occurred_at")),
    ],
    columns=[
        Column(_("Día"), lambda one: clock.day_of(one.row.occurred_at, one.row.office.zone)),
        Column(_("Referencia"), lambda one: one.reference),
        Column(_("Qué pasó"), lambda one: one.kind),
        Column(_("Importe"), lambda one: one.amount.amount),
        Column(_("Moneda"), lambda one: one.amount.currency),
    ],
)
