"""The list of where flights may be changed: for whom, with what, since when, by whose word."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.network import queries as network
from rumbo.network.models import TransitRule
from rumbo.ui import words

READERS = ("movements", "coordinator", "documents")
ANSWERS = (("si", gettext_lazy("Se puede")), ("no", gettext_lazy("No se puede")))


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule in words."""

    rule: TransitRule
    where: str
    whose: str
    paper: str

    @property
    def country(self) -> str:
        """The code of the country."""
        return str(self.rule.country_id)

    @property
    def answer(self) -> str:
        """Whether one may, as the list is narrowed by it."""
        return "si" if self.rule.allowed else "no"

    @property
    def since(self) -> date:
        """The day from which it holds."""
        return self.rule.valid_from


def _rows(reader: Reader, asked: Asked) -> list[ShownRule]:
    del reader, asked  # reference data: nobody stands in it
    return [
        ShownRule(
            rule,
            words.country(rule.country_id),
            words.country(rule.nationality_id) if rule.nationality_id else _("Cualquiera"),
            codes.label("document_type", rule.document) if rule.document else _("Cualquiera"),
        )
        for rule in network.known_transit(clock.today())
    ]


def _countries(reader: Reader, rows: Rows) -> Choices:
    del reader
    return sorted({(row.country, row.where) for row in rows}, key=lambda pair: pair[1])


def _by_country(row: ShownRule, reader: Reader) -> Any:
    del reader
    return (row.where, row.whose, row.paper, row.since)


def _by_day(row: ShownRule, reader: Reader) -> Any:
    del reader
    return row.since


TRANSIT = Listing(
    name="movements:transit",
    file="escalas",
    readers=READERS,
    takers=READERS,
    rows=_rows,
    ident=lambda row: str(row.rule.code),
    filters=[
        Filter(word="pais", label=gettext_lazy("País"), choices=_countries, takes="country"),
        Filter(
            word="escala",
            label=gettext_lazy("¿Se puede hacer escala?"),
            choices=lambda _reader, _rows: ANSWERS,
            takes="answer",
        ),
    ],
    orders=[
        Order(word="pais", label=gettext_lazy("Por país"), key=_by_country),
        Order(word="desde", label=gettext_lazy("Por el día desde que vale"), key=_by_day),
    ],
    columns=[
        Column(gettext_lazy("País de la escala"), lambda row: row.where),
        Column(gettext_lazy("Nacionalidad"), lambda row: row.whose),
        Column(gettext_lazy("Documento"), lambda row: row.paper),
        Column(gettext_lazy("¿Se puede hacer escala?"), lambda row: dict(ANSWERS)[row.answer]),
        Column(gettext_lazy("Qué pide"), lambda row: row.rule.needs),
        Column(gettext_lazy("Vale desde"), lambda row: row.since),
        Column(gettext_lazy("Fuente"), lambda row: row.rule.source),
    ],
)
