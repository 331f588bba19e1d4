"""The list of papers that ask for something."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.documents import pages
from rumbo.documents.pages import Line

KINDS = {
    "vence": _("Vence antes del viaje"),
    "alto": _("Decir al consulado que no siga"),
    "junta": _("Todavía no se entrega"),
    "tarda": _("El consulado no ha respondido"),
    "devolver": _("Original por devolver"),
}


def _lines(reader: Reader, asked: Asked) -> Any:
    del asked
    return pages.lines_of(reader, clock.today())


def _types(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {line.type for line in rows if line.type}
    return sorted((code, codes.label("document_type", code)) for code in found)


def _by_day(line: Line, reader: Reader) -> tuple[int, date]:
    del reader
    return line.item.order


def _by_case(line: Line, reader: Reader) -> str:
    del reader
    return line.case


PAPERS = Listing(
    name="documents:work",
    file="documentos",
    readers=("documents",),
    takers=("documents",),
    rows=_lines,
    filters=[
        Filter(
            word="que",
            label=_("Qué hace falta"),
            choices=lambda _reader, _rows: list(KINDS.items()),
            takes="kind",
        ),
        Filter(word="tipo", label=_("Documento"), choices=_types, takes="type"),
    ],
    orders=[
        Order(word="dia", label=_("Lo que corre prisa primero"), key=_by_day),
        Order(word="expediente", label=_("Expediente"), key=_by_case),
    ],
    ident=lambda line: f"{line.kind}-{line.key}",
    columns=[
        Column(_("Expediente"), lambda line: line.case),
        Column(_("Qué hace falta"), lambda line: KINDS[line.kind]),
        Column(_("Documento"), lambda line: codes.label("document_type", line.type)),
        Column(_("Antes del"), lambda line: line.item.due),
    ],
)
