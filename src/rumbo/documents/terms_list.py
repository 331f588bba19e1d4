"""The list of what each consulate asks for: since when, by whose word, and whether it confirmed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.documents import queries, terms, words
from rumbo.documents.pages import DESK
from rumbo.ui import words as said

COUNTRY = gettext_lazy("País")
PAPER = gettext_lazy("Documento")
STATES = (("si", gettext_lazy("Confirmado")), ("no", gettext_lazy("Sin confirmar")))


@dataclass(frozen=True, slots=True)
class ShownTerms:
    """One entry in words."""

    entry: terms.Terms
    whose: str
    paper: str
    items: str
    is_ahead: bool

    @property
    def code(self) -> str:
        """The name of the entry."""
        return self.entry.name

    @property
    def country(self) -> str:
        """The country's code."""
        return self.entry.country

    @property
    def document(self) -> str:
        """The code of the paper."""
        return self.entry.document

    @property
    def confirmed(self) -> str:
        """Whether the consulate confirmed it, as the list is narrowed by it."""
        return "si" if self.entry.is_verified else "no"

    @property
    def asks_of(self) -> str:
        """What a new entry about the same paper begins with, as an address carries it."""
        country, document, consulate = self.entry.about
        return urlencode({"country": country, "document": document, "consulate": consulate})


def shown(entry: terms.Terms, today: date) -> ShownTerms:
    """Put an entry into words."""
    named = queries.consulate_named(entry.consulate) if entry.consulate else None
    whose = said.country(entry.country) if entry.country else _("Cualquier país")
    paper = codes.label("document_type", entry.document) if entry.document else _("Cualquiera")
    items = _in_a_row([terms.item(code) for code in entry.items])
    return ShownTerms(entry, str(named) if named else whose, paper, items, entry.since > today)


def _in_a_row(items: Sequence[str]) -> str:
    """Things whose own words hold commas, one after another as one sentence."""
    return "; ".join(
        item if place == 0 else item[:1].lower() + item[1:] for place, item in enumerate(items)
    )


def _rows(reader: Reader, asked: Asked) -> list[ShownTerms]:
    del reader, asked  # reference data: nobody stands in it
    today = clock.today()
    return [shown(entry, today) for entry in terms.in_force(today)]


def _countries(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {row.country for row in rows if row.country}
    return sorted(((code, said.country(code)) for code in found), key=lambda pair: pair[1])


def _papers(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {row.document for row in rows if row.document}
    return sorted((code, codes.label("document_type", code)) for code in found)


def _by_whose(row: ShownTerms, reader: Reader) -> tuple[bool, str, str, date]:
    del reader
    return (not row.country, row.whose, row.paper, row.entry.since)


def _by_day(row: ShownTerms, reader: Reader) -> Any:
    del reader
    return row.entry.since


TERMS = Listing(
    name="documents:terms",
    file="requisitos-consulares",
    readers=DESK,
    takers=DESK,
    rows=_rows,
    ident=lambda row: row.code,
    filters=[
        Filter(word="pais", label=COUNTRY, choices=_countries, takes="country"),
        Filter(word="tipo", label=PAPER, choices=_papers, takes="document"),
        Filter(
            word="confirmado",
            label=gettext_lazy("¿Lo confirmó el consulado?"),
            choices=lambda _reader, _rows: STATES,
            takes="confirmed",
        ),
    ],
    orders=[
        Order(word="pais", label=gettext_lazy("Por país"), key=_by_whose),
        Order(word="desde", label=gettext_lazy("Por el día desde que vale"), key=_by_day),
    ],
    columns=[
        Column(gettext_lazy("Consulado"), lambda row: row.whose),
        Column(PAPER, lambda row: row.paper),
        Column(gettext_lazy("Qué pide"), lambda row: row.items),
        Column(gettext_lazy("Derechos"), lambda row: str(row.entry.fee or "")),
        Column(gettext_lazy("Cómo se pide"), lambda row: words.APPOINTMENTS[row.entry.appointment]),
        Column(gettext_lazy("Vale desde"), lambda row: row.entry.since),
        Column(gettext_lazy("Confirmado"), lambda row: dict(STATES)[row.confirmed]),
        Column(gettext_lazy("Fuente"), lambda row: row.entry.told_by),
    ],
)
