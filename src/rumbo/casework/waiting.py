"""The waiting list as a list of the house: in the published order, whatever else it is sorted by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.casework import queries
from rumbo.casework.listing import NEAR, grouped, site_names
from rumbo.casework.pages import LIST_READERS
from rumbo.casework.queries import STAGES, Waiting
from rumbo.casework.ready import STATES
from rumbo.common import clock, codes
from rumbo.programmes.rules import priority_rule
from rumbo.ui import tables
from rumbo.ui.words import country

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 25
GROUPS = ("ruta", "listo")
NEARNESS: "Mapping[str, StrOrPromise]" = {
    "READY": _("Listos para viajar"),
    "NEARLY": _("Casi listos"),
    "NOT_YET": _("Todavía no"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One that waits, with the reasons that the reader may read."""

    row: Waiting
    why: str


def _waiting(reader: Reader, asked: Asked) -> Any:
    del asked
    return queries.waiting(reader, clock.today())


def _told(rows: Sequence[Waiting], reader: Reader) -> list[Told]:
    lang = codes.active_language()
    return [Told(row, " ".join(row.standing.sentences(lang, reader.compartments))) for row in rows]


def _countries(reader: Reader, rows: Sequence[Waiting]) -> Choices:
    del reader
    found = sorted({row.country for row in rows if row.country}, key=country)
    return [(code, country(code)) for code in found]


def _sites(reader: Reader, rows: Sequence[Waiting]) -> Choices:
    del reader
    names = site_names()
    found = sorted({row.site for row in rows}, key=lambda code: names.get(code, code))
    return [(code, names.get(code, code)) for code in found]


def _stages(reader: Reader, rows: Sequence[Waiting]) -> Choices:
    del reader
    found = {row.stage for row in rows}
    return [(code, codes.label("stage", code)) for code in STAGES if code in found]


WAITING = Listing(
    name="casework:waiting",
    file="espera",
    readers=LIST_READERS,
    takers=LIST_READERS,
    size=PAGE,
    rows=_waiting,
    shown=_told,
    ident=lambda row: str(row.case),
    filters=[
        Filter(word="pais", label=_("Vuelven a"), choices=_countries, takes="country"),
        Filter(word="sitio", label=_("Esperan en"), choices=_sites, takes="site"),
        Filter(word="etapa", label=_("Etapa"), choices=_stages, takes="stage"),
        Filter(
            word="listo",
            label=_("Qué tan cerca"),
            choices=lambda _reader, _rows: [(code, NEARNESS[code]) for code in STATES],
            takes="ready__state",
        ),
    ],
    orders=[
        Order(word="regla", label=_("La regla publicada"), by=("position",)),
        Order(word="ruta", label=_("Por ruta"), arrange=lambda rows: grouped(rows, "ruta")),
        Order(word="listo", label=_("Por cercanía"), arrange=lambda rows: grouped(rows, "listo")),
        Order(word="dias", label=_("Días de espera"), by=("-days", "position")),
        Order(word="expediente", label=_("Expediente"), by=("number",)),
    ],
    heads=[
        tables.Column(_("Lugar"), sort="regla", numeric=True),
        tables.Column(_("Persona o familia")),
        tables.Column(_("Por qué está aquí")),
        tables.Column(_("Días de espera"), sort="dias"),
        tables.Column(_("Etapa y lo que falta")),
    ],
    columns=[
        Column(_("Lugar"), lambda one: one.row.position),
        Column(_("Expediente"), lambda one: one.row.number),
        Column(_("Personas"), lambda one: one.row.people),
        Column(_("Vuelven a"), lambda one: country(one.row.country)),
        Column(_("Esperan en"), lambda one: one.row.site),
        Column(_("Etapa"), lambda one: codes.label("stage", one.row.stage)),
        Column(_("Días de espera"), lambda one: one.row.days),
        Column(
            _("Prioridad"), lambda one: priority_rule().bands[one.row.band][codes.active_language()]
        ),
        Column(_("Por qué está aquí"), lambda one: one.why),
        Column(_("Qué tan cerca"), lambda one: NEAR[one.row.ready.state][1]),
    ],
)
