"""Programmes and findings in words: where each stands, what is missing, and whose turn it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.common import clock, codes
from rumbo.network.models import Department
from rumbo.network.rules import is_live
from rumbo.programmes import queries
from rumbo.programmes.models import Agreement, Opening, Programme
from rumbo.programmes.rules import Finding, strictest
from rumbo.ui.words import country, day_table, language, sentence_list

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: Mapping[str, "StrOrPromise"] = {
    "RETURN": gettext_lazy("Retorno"),
    "JOINT": gettext_lazy("Retorno conjunto"),
    "ASSISTANCE": gettext_lazy("Asistencia directa"),
    "RECEPTION": gettext_lazy("Recepción"),
    "SERVICE": gettext_lazy("Servicio"),
    "ACTIVITY": gettext_lazy("Actividades"),
    "REFERRAL": gettext_lazy("Canalización"),
}
# The sixteen systems of the founding documents, by number.
SYSTEMS: Mapping[int, "StrOrPromise"] = {
    1: gettext_lazy("Retorno voluntario asistido de personas de fuera de la región"),
    2: gettext_lazy("Fondo de la Conferencia Regional sobre Migración"),
    3: gettext_lazy("Retornos de las caravanas"),
    4: gettext_lazy("Retornos de quienes desisten de los MPP"),
    5: gettext_lazy("Programa Temporal de Retornos Voluntarios"),
    6: gettext_lazy("Informe público del programa"),
    7: gettext_lazy("Aumento de solicitudes de 2025"),
    8: gettext_lazy("Documentos de viaje"),
    9: gettext_lazy("Niñas, niños y adolescentes no acompañados"),
    10: gettext_lazy("Asistencia directa a víctimas de trata y de secuestro"),
    11: gettext_lazy("Puntos de recepción de Repatriación Humana"),
    12: gettext_lazy("Mostrador de tarifas para migrantes"),
    13: gettext_lazy("Capacitación y campañas de información"),
    14: gettext_lazy("Continuidad escolar y validación de estudios"),
    15: gettext_lazy("Voluntariedad, seguridad y confidencialidad"),
    16: gettext_lazy("Apoyo a instituciones aliadas, estudios y eventos"),
}
STATES: Mapping[str, tuple[str, "StrOrPromise"]] = {
    "open": ("ok", gettext_lazy("Abierto")),
    "lapsed": ("stop", gettext_lazy("Sin acuerdo vigente")),
    "coming": ("note", gettext_lazy("Abre más adelante")),
    "closed": ("wait", gettext_lazy("Cerrado")),
}
# Which finding stands first in the list: what is shut, then what nobody studied.
WEIGHT = {"SUSPENDED": 3, "CASE_BY_CASE": 2, "": 1, "OPEN": 0}
# The shape that stands beside each finding.
SHAPES = {"OPEN": "ok", "CASE_BY_CASE": "wait", "SUSPENDED": "stop", "": "note"}


@dataclass(frozen=True)
class ShownProgramme:
    """One programme as it is read on a day."""

    row: Programme
    openings: Sequence[Opening]
    agreements: Sequence[Agreement]
    is_open: bool
    day: date

    @property
    def code(self) -> str:
        """Its code, which never changes."""
        return self.row.code

    @property
    def order(self) -> int:
        """Where it stands among the others."""
        return self.row.order

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return str(self.row)

    @property
    def kind(self) -> "StrOrPromise":
        """What sort of help it gives."""
        return KINDS.get(self.row.kind, self.row.kind)

    @property
    def hosts(self) -> str:
        """The countries from which it works."""
        return sentence_list([country(code) for code in self.row.hosts])

    @property
    def origins(self) -> str:
        """The countries of those it serves."""
        if self.row.nationalities is not None:
            return sentence_list([country(code) for code in self.row.nationalities])
        if self.row.excluded:
            shut = sentence_list([country(code) for code in self.row.excluded])
            return _("Todos, menos %(countries)s") % {"countries": shut}
        return _("Todos")

    @property
    def systems(self) -> list["StrOrPromise"]:
        """The systems that it serves, by name."""
        return [SYSTEMS.get(number, str(number)) for number in self.row.systems]

    @cached_property
    def standing(self) -> str:
        """Whether it takes people: open, open without an agreement, to open, or closed."""
        if self.is_open:
            return "open"
        if any(_covers(row, self.day) for row in self.openings):
            return "lapsed"
        return "coming" if any(row.valid_from > self.day for row in self.openings) else "closed"

    @property
    def tag(self) -> tuple[str, "StrOrPromise"]:
        """The shape and the word of its standing."""
        return STATES[self.standing]

    @property
    def since(self) -> date | None:
        """Since when it stands so: open since, opens on, closed on."""
        days = [row.valid_from for row in self.openings if _covers(row, self.day)]
        if self.standing == "coming":
            days = [row.valid_from for row in self.openings if row.valid_from > self.day]
        if self.standing == "closed":
            ends = [row.valid_until for row in self.openings if row.valid_until]
            return max(ends, default=None)
        return min(days, default=None)

    @property
    def ends(self) -> date | None:
        """The last day on which it takes people, where one is set."""
        live = [row.valid_until for row in self.openings if _covers(row, self.day)]
        return max((end for end in live if end), default=None) if None not in live else None

    @property
    def agreed_until(self) -> date | None:
        """Until when the agreement that covers the day holds."""
        ends = [row.valid_until for row in self.agreements if _covers(row, self.day)]
        return max((end for end in ends if end), default=None)

    @property
    def agreed(self) -> str:
        """The term of its agreement, in words."""
        live = [row for row in self.agreements if _covers(row, self.day)]
        return term_said(live[0].valid_from, live[0].valid_until) if live else _("Ninguno vigente")

    @property
    def closed_because(self) -> str:
        """Why it closed, where it stands closed."""
        ended = [row for row in self.openings if row.valid_until]
        last = max(ended, key=lambda row: row.valid_until or row.valid_from, default=None)
        return last.reason if last is not None and self.standing == "closed" else ""


@dataclass(frozen=True)
class Way:
    """The return from a host to an origin, or to one area of it, as it stands on a day."""

    host: str
    origin: str
    area: str
    area_name: str
    found: Finding | None
    note: str

    @property
    def ident(self) -> str:
        """What tells one way from another."""
        return f"{self.host}-{self.origin}-{self.area}"

    @property
    def finding(self) -> str:
        """The code of what rules; empty where nobody studied it."""
        return self.found.finding if self.found else ""

    @property
    def tag(self) -> tuple[str, str]:
        """The shape and the word of what rules."""
        word = codes.label("openness", self.finding) if self.finding else _("Sin estudio vigente")
        return SHAPES[self.finding], word

    @property
    def where(self) -> str:
        """The place to which one goes back."""
        return f"{self.area_name}, {country(self.origin)}" if self.area else country(self.origin)

    @property
    def whence(self) -> str:
        """The country from which one goes back."""
        return country(self.host)

    @property
    def since(self) -> date:
        """Since when it stands so; the oldest day where nobody studied it."""
        return self.found.valid_from if self.found else date.min

    @property
    def until(self) -> date | None:
        """Until when, where an end is set."""
        return self.found.valid_until if self.found else None

    @property
    def source(self) -> str:
        """Where the finding comes from."""
        return source_said(self.found.source) if self.found else ""


def term_said(since: date, until: date | None) -> str:
    """From when until when, in words."""
    if until is None:
        return _("Desde el %(since)s, sin fecha final") % {"since": day_table(since)}
    return _("Del %(since)s al %(until)s") % {
        "since": day_table(since),
        "until": day_table(until),
    }


def programmes(rows: Iterable[Programme], day: date | None = None) -> list[ShownProgramme]:
    """Put programmes into words; what belongs to them is read at once."""
    today = day or clock.today()
    found = list(rows)
    held = queries.terms_of([row.code for row in found])
    opened = queries.open_codes(today)
    return [
        ShownProgramme(
            row, held.openings[row.code], held.agreements[row.code], row.code in opened, today
        )
        for row in found
    ]


def ways(rows: Mapping[tuple[str, str], Sequence[Finding]], day: date) -> list[Way]:
    """Every host and origin that was ever studied, and each area that has a finding of its own."""
    names = dict(
        Department.objects.filter(
            pk__in={row.area for found in rows.values() for row in found if row.area}
        ).values_list("code", "name")
    )
    return [
        way_of(pair, area, found, names, day)
        for pair, found in sorted(rows.items())
        for area in areas_of(found, day)
    ]


def suspended(rows: Mapping[tuple[str, str], Sequence[Finding]], day: date) -> int:
    """How many ways, and areas of them, are suspended on a day: as many as their list shows."""
    return sum(
        way_of(pair, area, found, {}, day).finding == "SUSPENDED"
        for pair, found in rows.items()
        for area in areas_of(found, day)
    )


def areas_of(rows: Iterable[Finding], day: date) -> list[str]:
    """The whole country first, then each area that a finding of its own rules on a day."""
    live = {row.area for row in rows if is_live(row.valid_from, row.valid_until, day)}
    return ["", *sorted(live - {""})]


def source_said(source: str) -> str:
    """Where something comes from; what the reference data only supposes is said so."""
    return source.replace("modelled", _("supuesto de los datos de referencia"))


def way_of(
    pair: tuple[str, str], area: str, rows: Sequence[Finding], names: Mapping[str, str], day: date
) -> Way:
    """One way as it stands on a day; for a whole country, what its areas have apart stays apart."""
    mine = rows if area else [row for row in rows if not row.area]
    found = strictest(mine, area, day)
    return Way(*pair, area, names.get(area, area), found, note_of(found))


def note_of(found: Finding | None) -> str:
    """What was noted beside a finding, in the reader's language where it was written in both."""
    if found is None:
        return ""
    own, other = (found.note_en, found.note_es)[:: 1 if language() == "en" else -1]
    return own or other


def hosts_in(found: Collection[Way]) -> list[tuple[str, str]]:
    """The hosts that occur in a list of ways, by name."""
    return sorted({(one.host, country(one.host)) for one in found}, key=lambda pair: pair[1])


def origins_in(found: Collection[Way]) -> list[tuple[str, str]]:
    """The origins that occur in a list of ways, by name."""
    return sorted({(one.origin, country(one.origin)) for one in found}, key=lambda pair: pair[1])


def _covers(row: Opening | Agreement, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or row.valid_until >= day)
