"""The lists behind the numbers: files, departures, referrals, calls and children, for those who may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.movements import words as road
from rumbo.movements.models import BookedSeat, Departure
from rumbo.reception.models import Arrival, Referral
from rumbo.statistics.dashboards import extracted, names
from rumbo.statistics.dashboards.narrowing import day, moments, period, programme_read, whose
from rumbo.statistics.queries import behind, children, now
from rumbo.statistics.queries.scope import asked_to_return
from rumbo.statistics.rules import HAS_LEFT
from rumbo.ui import tables, words

SEES = ("coordinator",)
WATCH = ("coordinator", "protection", "child_officer")
CASE = _("Expediente")


def _rows_of(panel: str, *without: str) -> Callable[[Reader, Any], Choices]:
    def choices(reader: Reader, rows: Any) -> Choices:
        del reader, rows
        return [(code, label) for code, label in names.ROWS[panel].items() if code not in without]

    return choices


def _turns(reader: Reader, rows: Any) -> Choices:
    del reader, rows
    return [*names.ROWS[names.REASONS].items(), *codes.choices("turn")]


def _files(reader: Reader, asked: Asked) -> Any:
    """All that asked to return, or those that waited when a day was over."""
    rows = asked_to_return(Case.objects.visible_to(reader)).select_related("office")
    return behind.waiting_on(rows, date.fromisoformat(asked["dia"])) if "dia" in asked else rows


def _reached(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return behind.reached(rows, code)


def _waited(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return behind.waited(now.waiting(rows), code, clock.today())


def _lacks(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return now.waiting(rows).filter(now.lacks_first(code))


def stage_of(case: Case) -> str:
    """Where a file stands on the way, or how it left it."""
    for name in ("stage", "side_exit"):
        if case.stage in dict(codes.choices(name)):
            return codes.label(name, case.stage)
    return case.stage


FILES = Listing(
    name="statistics:files",
    file="expedientes-contados",
    readers=SEES,
    takers=SEES,
    rows=_files,
    filters=[
        *period("requested_on"),
        Filter(word="dia", label=_("Esperaban el"), reads=day),
        Filter(word="paso", label=_("Llegó hasta"), choices=_rows_of(names.FUNNEL), takes=_reached),
        Filter(word="espera", label=_("Espera"), choices=_rows_of(names.WAITING), takes=_waited),
        Filter(word="turno", label=_("Primero le falta"), choices=_turns, takes=_lacks),
        *whose("programme"),
    ],
    orders=[
        Order(
            word="fecha",
            label=_("Pidió ayuda hace más tiempo"),
            back=_("Pidió ayuda hace menos tiempo"),
            by=("requested_on",),
        ),
        Order(word="numero", label=CASE, by=("number",)),
    ],
    heads=[
        tables.Column(CASE, sort="numero"),
        tables.Column(_("Pidió ayuda"), sort="fecha"),
        tables.Column(_("Dónde está")),
        tables.Column(_("Programa")),
        tables.Column(_("Oficina")),
    ],
    columns=[
        Column(CASE, lambda case: case.number),
        Column(_("Pidió ayuda"), lambda case: case.requested_on),
        Column(_("Dónde está"), stage_of),
        Column(_("Programa"), lambda case: case.programme),
        Column(_("Oficina"), lambda case: case.office.name),
    ],
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A departure that left, with who held a seat, who travelled and who was not there."""

    departure: Departure
    held: int
    travelled: int
    absent: int


def _departed(reader: Reader, asked: Asked) -> Any:
    rows = Departure.objects.visible_to(reader).filter(status__in=HAS_LEFT)
    return behind.of_programme(rows.select_related("office"), asked.get("programa", ""))


def _units(rows: Sequence[Any], reader: Reader) -> list[Unit]:
    """Put departures with who was on them: of the programme that was asked for, where one was."""
    del reader
    programme = next((row.of for row in rows), "")
    counted = behind.on_board([row.pk for row in rows], programme)
    return [Unit(row, *counted.get(row.pk, (0, 0, 0))) for row in rows]


def _with(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return behind.departed_with(rows, code)


def _priced(rows: Any, code: str, reader: Reader) -> Any:
    del code, reader
    return behind.priced(behind.departed_with(rows, "TRAVELLED"))


DEPARTED = Listing(
    name="statistics:departed",
    file="salidas-contadas",
    readers=SEES,
    takers=SEES,
    rows=_departed,
    shown=_units,
    filters=[
        *period("date"),
        Filter(word="como", label=_("Con"), choices=_rows_of(names.DEPARTURES), takes=_with),
        Filter(
            word="medio",
            label=_("Medio"),
            choices=lambda _reader, _rows: codes.choices("mode"),
            takes="mode",
        ),
        Filter(
            word="libro",
            label=_("En el libro"),
            choices=lambda _reader, _rows: [("si", _("Con costo apuntado"))],
            takes=_priced,
        ),
        Filter(word="programa", label=_("Programa"), reads=programme_read),
        *whose(""),
    ],
    orders=[
        Order(word="dia", label=_("Día de salida"), back=_("Las últimas primero"), by=("date",)),
        Order(word="salida", label=_("Salida"), by=("code",)),
    ],
    default="-dia",
    heads=[
        tables.Column(_("Salida"), sort="salida"),
        tables.Column(_("Día"), sort="dia"),
        tables.Column(_("Medio")),
        tables.Column(_("Estado")),
        tables.Column(_("Lugares"), numeric=True),
        tables.Column(_("Viajaron"), numeric=True),
        tables.Column(_("No llegaron"), numeric=True),
    ],
    columns=[
        Column(_("Salida"), lambda one: one.departure.code),
        Column(_("Día"), lambda one: one.departure.date),
        Column(_("Medio"), lambda one: codes.label("mode", one.departure.mode)),
        Column(_("Estado"), lambda one: road.status(one.departure.status)),
        Column(_("Lugares"), lambda one: one.departure.seats),
        Column(_("Viajaron"), lambda one: one.travelled),
        Column(_("No llegaron"), lambda one: one.absent),
    ],
)


def _referred(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = Referral.objects.visible_to(reader)
    return rows.select_related("case", "office", "organisation")


def _stands(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return behind.referred(rows, code, clock.today())


REFERRED = Listing(
    name="statistics:referred",
    file="canalizaciones-contadas",
    readers=SEES,
    takers=SEES,
    rows=_referred,
    filters=[
        *moments("occurred_at"),
        Filter(word="como", label=_("Cómo va"), choices=_rows_of(names.REFERRALS), takes=_stands),
        *whose("case__programme"),
    ],
    orders=[
        Order(word="plazo", label=_("A más tardar"), by=("attend_by",)),
        Order(word="dia", label=_("Hecha hace más tiempo"), by=("occurred_at",)),
    ],
    heads=[
        tables.Column(CASE),
        tables.Column(_("Institución")),
        tables.Column(_("Hecha"), sort="dia"),
        tables.Column(_("A más tardar"), sort="plazo"),
        tables.Column(_("Estado")),
    ],
    columns=[
        Column(CASE, lambda row: row.case.number),
        Column(_("Institución"), lambda row: row.to_whom),
        Column(_("Hecha"), lambda row: clock.day_of(row.occurred_at)),
        Column(_("A más tardar"), lambda row: row.attend_by),
        Column(_("Estado"), lambda row: row.status_word),
    ],
)


def _arrived(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = Arrival.objects.visible_to(reader).live()
    return behind.to_survey(rows, clock.today()).select_related("case", "office", "call")


def _answered(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return behind.answered(rows, code, clock.today())


def _call(row: Arrival) -> str:
    outcome = behind.outcome_of(row)
    found = names.ROWS[names.CALLS].get(outcome)
    return str(found) if found else say("Sin respuesta todavía")


CALLED = Listing(
    name="statistics:called",
    file="encuesta-contada",
    readers=SEES,
    takers=SEES,
    rows=_arrived,
    filters=[
        *moments("occurred_at"),
        Filter(word="como", label=_("Qué resultó"), choices=_rows_of(names.CALLS), takes=_answered),
        *whose("case__programme"),
    ],
    orders=[
        Order(word="llegada", label=_("Llegada"), by=("occurred_at",)),
        Order(word="expediente", label=CASE, by=("case__number", "occurred_at")),
    ],
    heads=[
        tables.Column(CASE, sort="expediente"),
        tables.Column(_("Llegada"), sort="llegada"),
        tables.Column(_("Qué resultó")),
        tables.Column(_("Oficina")),
    ],
    columns=[
        Column(CASE, lambda row: row.case.number),
        Column(_("Llegada"), lambda row: clock.day_of(row.occurred_at)),
        Column(_("Qué resultó"), _call),
        Column(_("Oficina"), lambda row: row.office.name),
    ],
)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A seat on which a child travelled alone, and what of the way is not written down."""

    seat: BookedSeat
    lacks: str


LACKS = {
    "DETERMINED": (Q(determined=False), _("Determinación a favor del retorno")),
    "ESCORTED": (Q(escorted=False), _("Acompañante")),
    "GIVEN": (Q(given=False), _("Acta de entrega al salir")),
    "TAKEN": (Q(taken=False, came=True), _("Acta de entrega al llegar")),
}


def _children(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = children.alone(BookedSeat.objects.visible_to(reader))
    return rows.select_related("booking__case", "departure", "office")


def _lacking(rows: Sequence[Any], reader: Reader) -> list[Lacking]:
    """What is missing is protection's to read; whoever coordinates is told how many things."""
    found = []
    for row in rows:
        lacks = [str(label) for code, (_q, label) in LACKS.items() if _is_missing(row, code)]
        told = words.sentence_list(lacks) if reader.sees("protection") else str(len(lacks))
        found.append(Lacking(row, told if lacks else say("Nada")))
    return found


def _is_missing(row: Any, code: str) -> bool:
    if code == "TAKEN":
        return row.came and not row.taken
    return not getattr(row, dict(extracted.CHILDREN)[code])


def _lack(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(LACKS[code][0])


def _way(rows: Any, code: str, reader: Reader) -> Any:
    """Keep the ways that are whole, those that lack something, or those that have one thing."""
    del reader
    if code == "LACKING":
        return rows.filter(children.LACKS)
    if code == "WHOLE":
        return rows.exclude(children.LACKS)
    mark = "taken" if code == "TAKEN" else dict(extracted.CHILDREN)[code]
    return rows.filter(**{mark: True}, **({"came": True} if code == "TAKEN" else {}))


def _ways(reader: Reader, rows: Any) -> Choices:
    """Offer what is written down to protection alone: what is not would say what is missing."""
    del rows
    known = names.ROWS[names.CHILDREN].items()
    told = reader.sees("protection")
    return [(code, label) for code, label in known if told or code in names.WAYS]


def _what_may_lack(reader: Reader, rows: Any) -> Choices:
    """Offer it to protection alone: a list that answers says what is missing."""
    del rows
    told = reader.sees("protection")
    return [(code, label) for code, (_q, label) in LACKS.items()] if told else []


CHILDREN = Listing(
    name="statistics:children",
    file="camino-de-ninez",
    readers=WATCH,
    takers=WATCH,
    rows=_children,
    shown=_lacking,
    filters=[
        *period("departure__date"),
        Filter(word="camino", label=_("El camino"), choices=_ways, takes=_way),
        Filter(
            word="falta",
            label=_("Qué falta"),
            choices=_what_may_lack,
            takes=_lack,
        ),
        *whose("booking__case__programme"),
    ],
    orders=[
        Order(word="dia", label=_("Día de salida"), by=("departure__date",)),
        Order(word="expediente", label=CASE, by=("booking__case__number", "departure__date")),
    ],
    default="-dia",
    heads=[
        tables.Column(CASE, sort="expediente"),
        tables.Column(_("Salida")),
        tables.Column(_("Día"), sort="dia"),
        tables.Column(_("Lo que falta")),
        tables.Column(_("Oficina")),
    ],
    columns=[
        Column(CASE, lambda one: one.seat.booking.case.number),
        Column(_("Salida"), lambda one: one.seat.departure.code),
        Column(_("Día"), lambda one: one.seat.departure.date),
        Column(_("Lo que falta"), lambda one: one.lacks),
        Column(_("Oficina"), lambda one: one.seat.office.name),
    ],
)
