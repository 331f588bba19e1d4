"""Agreed fares as they are read: which holds on a day, what it is in dollars, and their list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.network.rules import is_live
from rumbo.programmes import books
from rumbo.programmes.models import Fare
from rumbo.programmes.rules.money import changed
from rumbo.ui import tables

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

READERS = ("finance", "coordinator", "movements")
WHOSE: "dict[str, StrOrPromise]" = {
    "PASSENGER": _("Quien viaja"),
    "ESCORT": _("Regreso de quien acompaña"),
}
STATES: "dict[str, tuple[str, StrOrPromise]]" = {
    "now": ("ok", _("Vale hoy")),
    "soon": ("note", _("Todavía no")),
    "over": ("note", _("Terminó")),
    "replaced": ("note", _("Otra tomó su lugar")),
}


@dataclass(frozen=True, slots=True)
class ShownFare:
    """One fare in words."""

    row: Fare
    day: date

    @property
    def standing(self) -> str:
        """Whether it holds today, not yet, or no more."""
        if self.row.replaced_at is not None:
            return "replaced"
        if is_live(self.row.valid_from, self.row.valid_until, self.day):
            return "now"
        return "soon" if self.row.valid_from > self.day else "over"

    @property
    def tag(self) -> "tuple[str, StrOrPromise]":
        """Its standing as shape and word."""
        return STATES[self.standing]

    @property
    def carrier(self) -> str:
        """With whom it was agreed."""
        return self.row.carrier

    @property
    def origin(self) -> str:
        """From which airport."""
        return self.row.origin_id

    @property
    def destination(self) -> str:
        """To which."""
        return self.row.destination_id

    @property
    def whose(self) -> str:
        """For whom."""
        return self.row.whose

    @property
    def whose_words(self) -> "StrOrPromise":
        """For whom, said."""
        return WHOSE[self.row.whose]


def between(airports: Collection[str]) -> Sequence[Fare]:
    """The fares that were agreed between some airports and say something still, or again."""
    rows = Fare.objects.holding().filter(origin__in=airports, destination__in=airports)
    return list(rows.select_related("origin", "destination").order_by("valid_from"))


def in_dollars(fare: Money, day: date) -> Money | None:
    """What a fare is in dollars at the rate of a day; None where nobody wrote that rate down."""
    try:
        rate = books.rate_on(fare.currency, "USD", day)
    except Refusal:
        return None
    return changed(fare, "USD", rate)


def by_codes(codes: Collection[str]) -> Sequence[Fare]:
    """The fares with these codes, whatever became of them, in the order of the codes."""
    found = Fare.objects.select_related("origin", "destination").in_bulk(list(codes))
    return [found[code] for code in codes if code in found]


def carriers() -> list[str]:
    """With whom fares were agreed, by name."""
    rows = Fare.objects.order_by("carrier").values_list("carrier", flat=True)
    return list(rows.distinct())


def _rows(reader: Reader, asked: Asked) -> list[ShownFare]:
    del reader, asked  # reference data: nobody stands in it
    today = clock.today()
    return [ShownFare(row, today) for row in Fare.objects.select_related("origin", "destination")]


def _carriers(reader: Reader, rows: Rows) -> Choices:
    del reader
    return sorted({(row.carrier, row.carrier) for row in rows})


def _origins(reader: Reader, rows: Rows) -> Choices:
    del reader
    return sorted({(row.origin, str(row.row.origin)) for row in rows}, key=lambda pair: pair[1])


def _destinations(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {(row.destination, str(row.row.destination)) for row in rows}
    return sorted(found, key=lambda pair: pair[1])


def _by_way(one: ShownFare, reader: Reader) -> Any:
    del reader
    row = one.row
    return (str(row.origin), str(row.destination), row.carrier, row.whose, row.valid_from)


FARES = Listing(
    name="programmes:fares",
    file="tarifas",
    readers=READERS,
    takers=READERS,
    rows=_rows,
    ident=lambda one: str(one.row.code),
    filters=[
        Filter(
            word="como",
            label=_("Cómo está"),
            choices=lambda _reader, _rows: [(code, said) for code, (_s, said) in STATES.items()],
            takes="standing",
        ),
        Filter(word="aerolinea", label=_("Aerolínea"), choices=_carriers, takes="carrier"),
        Filter(word="de", label=_("De"), choices=_origins, takes="origin"),
        Filter(word="a", label=_("A"), choices=_destinations, takes="destination"),
        Filter(
            word="para",
            label=_("Para quién"),
            choices=lambda _reader, _rows: list(WHOSE.items()),
            takes="whose",
        ),
    ],
    orders=[
        Order(word="camino", label=_("Por el camino"), key=_by_way),
        Order(
            word="desde",
            label=_("Por el día desde que vale"),
            key=lambda one, _reader: one.row.valid_from,
            back=_("Lo más reciente primero"),
        ),
        Order(
            word="importe",
            label=_("Por el importe"),
            key=lambda one, _reader: (one.row.currency, one.row.amount_minor),
            back=_("El importe mayor primero"),
        ),
    ],
    heads=[
        tables.Column(_("Vuelo"), sort="camino"),
        tables.Column(_("Para quién")),
        tables.Column(_("Tarifa"), sort="importe", numeric=True),
        tables.Column(_("Vale"), sort="desde"),
        tables.Column(_("Cómo está")),
        tables.Column(_("Acuerdo")),
    ],
    columns=[
        Column(_("Aerolínea"), lambda one: one.carrier),
        Column(_("De"), lambda one: one.origin),
        Column(_("A"), lambda one: one.destination),
        Column(_("Para quién"), lambda one: one.whose_words),
        Column(_("Tarifa"), lambda one: one.row.fare.amount),
        Column(_("Moneda"), lambda one: one.row.currency),
        Column(_("Vale desde"), lambda one: one.row.valid_from),
        Column(_("Vale hasta"), lambda one: one.row.valid_until or ""),
        Column(_("Cómo está"), lambda one: one.tag[1]),
        Column(_("Acuerdo"), lambda one: one.row.source),
    ],
)
