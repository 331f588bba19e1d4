"""The lists of programmes and of the ways home: how each is narrowed, sorted and taken out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.programmes import queries, shown
from rumbo.ui import tables
from rumbo.ui.words import country

# Who answers for what is offered: no person stands on these pages.
READERS = ("coordinator", "protection", "finance", "dpo", "admin")
FROM = _("Desde")
TO = _("Se vuelve a")
HOW = _("Cómo está")
SINCE = _("Vale desde")


def _programmes(reader: Reader, asked: Asked) -> list[shown.ShownProgramme]:
    del reader, asked
    return shown.programmes(queries.every_programme())


def _working_in(rows: Sequence[Any], code: str, reader: Reader) -> list[Any]:
    del reader
    return [one for one in rows if code in one.row.hosts]


def _serving(rows: Sequence[Any], code: str, reader: Reader) -> list[Any]:
    del reader
    return [one for one in rows if serves(one.row, code)]


def serves(row: Any, origin: str) -> bool:
    """Whether a programme is for people of a country."""
    named = row.nationalities is None or origin in row.nationalities
    return named and origin not in row.excluded


def _hosts(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {code for one in rows for code in one.row.hosts}
    return sorted(((code, country(code)) for code in found), key=lambda pair: pair[1])


def _origins(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {code for one in rows for code in one.row.nationalities or ()}
    return sorted(((code, country(code)) for code in found), key=lambda pair: pair[1])


PROGRAMMES = Listing(
    name="programmes:programmes",
    file="programas",
    readers=READERS,
    takers=READERS,
    rows=_programmes,
    ident=lambda one: str(one.code),
    filters=[
        Filter(
            word="como",
            label=HOW,
            choices=lambda _reader, _rows: [
                (code, said) for code, (_shape, said) in shown.STATES.items()
            ],
            takes="standing",
        ),
        Filter(word="pais", label=FROM, choices=_hosts, takes=_working_in),
        Filter(word="origen", label=_("Para personas de"), choices=_origins, takes=_serving),
        Filter(
            word="tipo",
            label=_("Qué da"),
            choices=lambda _reader, _rows: list(shown.KINDS.items()),
            takes="row__kind",
        ),
    ],
    orders=[
        Order(word="orden", label=_("Como se proponen"), by=("order",)),
        Order(word="nombre", label=_("Nombre"), key=lambda one, _reader: one.name.casefold()),
        Order(
            word="acuerdo",
            label=_("El acuerdo que termina antes"),
            key=lambda one, _reader: one.agreed_until or date.max,
        ),
    ],
    columns=[
        Column(_("Código"), lambda one: one.code),
        Column(_("Programa"), lambda one: one.name),
        Column(_("Qué da"), lambda one: one.kind),
        Column(FROM, lambda one: one.hosts),
        Column(_("Para personas de"), lambda one: one.origins),
        Column(HOW, lambda one: one.tag[1]),
        Column(_("Acuerdo"), lambda one: one.agreed),
    ],
)


def _ways(reader: Reader, asked: Asked) -> list[shown.Way]:
    del reader, asked
    return shown.ways(queries.every_finding(), clock.today())


def _findings(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    return codes.choices("openness")


COUNTRIES = Listing(
    name="programmes:countries",
    file="paises",
    readers=READERS,
    takers=READERS,
    rows=_ways,
    ident=lambda one: str(one.ident),
    filters=[
        Filter(word="como", label=HOW, choices=_findings, takes="finding"),
        Filter(
            word="sale",
            label=FROM,
            choices=lambda _reader, rows: shown.hosts_in(rows),
            takes="host",
        ),
        Filter(
            word="vuelve",
            label=TO,
            choices=lambda _reader, rows: shown.origins_in(rows),
            takes="origin",
        ),
    ],
    orders=[
        Order(
            word="cerrado",
            label=_("Lo suspendido primero"),
            key=lambda one, _reader: (-shown.WEIGHT[one.finding], one.whence, one.where),
        ),
        Order(word="lugar", label=TO, key=lambda one, _reader: (one.where, one.whence)),
        Order(word="fecha", label=SINCE, by=("since",), back=_("Lo más reciente primero")),
    ],
    heads=[
        tables.Column(FROM),
        tables.Column(TO, sort="lugar"),
        tables.Column(HOW, sort="cerrado"),
        tables.Column(SINCE, sort="fecha"),
        tables.Column(_("Fuente")),
    ],
    columns=[
        Column(FROM, lambda one: one.whence),
        Column(TO, lambda one: one.where),
        Column(HOW, lambda one: one.tag[1]),
        Column(SINCE, lambda one: one.found.valid_from if one.found else ""),
        Column(_("Hasta"), lambda one: one.until),
        Column(_("Fuente"), lambda one: one.source),
        Column(_("Nota"), lambda one: one.note),
    ],
)
