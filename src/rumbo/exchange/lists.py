"""The lists of rows that wait for somebody: what is wrong in them, or whom they resemble."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import FloatField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.common import codes
from rumbo.exchange import queries
from rumbo.exchange.actions.settling import CORRECTORS
from rumbo.exchange.intake.words import sentence
from rumbo.exchange.models import IntakeRow
from rumbo.registry.models import Person
from rumbo.registry.rules import reasons
from rumbo.ui import tables
from rumbo.ui.words import local

ROW, OFFICE = _("Fila"), _("Oficina")


def _offices(reader: Reader, rows: Any) -> Choices:
    del reader
    found = rows.order_by().values_list("office__code", "office__name").distinct()
    return sorted(found, key=lambda pair: pair[1])


def _harm(rows: Any, code: str, reader: Reader) -> Any:
    del code, reader
    return rows.filter(urgent=True)


OF_OFFICE = Filter(word="oficina", label=OFFICE, choices=_offices, takes="office__code")
OF_HARM = Filter(
    word="peligro",
    label=_("Peligro"),
    choices=lambda _reader, _rows: [("1", _("Avisa de un peligro"))],
    takes=_harm,
)
FIRST = Order(word="prisa", label=_("Lo que avisa de un peligro primero"), by=("-urgent",))
BY_ROW = Order(word="fila", label=ROW, by=("sheet__read_at", "number"))
BY_OFFICE = Order(word="oficina", label=OFFICE, by=("office__code", "number"))


def _of_harm(one: Any) -> str:
    return codes.label("yes_no", "YES" if one.row.urgent else "NO")


COMMON = (
    Column(ROW, lambda one: one.row.number),
    Column(_("Hoja leída"), lambda one: local(one.row.sheet.read_at)),
    Column(OFFICE, lambda one: one.row.office.name),
    Column(_("Avisa de un peligro"), _of_harm),
)


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row to mend, and what is wrong in it: columns and reasons, never values."""

    row: IntakeRow
    wrong: str


def _to_correct(reader: Reader, asked: Asked) -> Any:
    del asked
    return queries.to_correct(reader).select_related("office", "sheet")


def _faulty(rows: Sequence[IntakeRow], reader: Reader) -> list[Faulty]:
    del reader
    language = get_language() or "es"
    return [Faulty(row, queries.what_is_wrong(row, language)) for row in rows]


def _faults(reader: Reader, rows: Any) -> Choices:
    del reader
    kinds = rows.order_by().values_list("faults", flat=True).distinct()
    found = {fault["code"] for faults in kinds for fault in faults}
    return sorted(((code, sentence(code)) for code in found), key=lambda pair: pair[1])


def _with_fault(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(faults__contains=[{"code": code}])


CORRECTIONS = Listing(
    name="exchange:corrections",
    file="correcciones",
    readers=CORRECTORS,
    takers=CORRECTORS,
    rows=_to_correct,
    shown=_faulty,
    filters=[
        OF_OFFICE,
        Filter(word="falta", label=_("Qué pasa"), choices=_faults, takes=_with_fault),
        OF_HARM,
    ],
    orders=[FIRST, BY_ROW, BY_OFFICE],
    heads=[
        tables.Column(ROW, sort="fila", numeric=True),
        tables.Column(OFFICE, sort="oficina"),
        tables.Column(_("Qué pasa")),
        tables.Column(""),
    ],
    columns=[*COMMON, Column(_("Qué pasa"), lambda one: one.wrong)],
)


@dataclass(frozen=True, slots=True)
class Alike:
    """A row that resembles somebody: how much and why, as far as the reader may know."""

    row: IntakeRow
    why: str
    percent: str


def alike(row: IntakeRow, *, masked: bool) -> Alike:
    """How alike and why; of somebody masked only what tells no date, place or number."""
    said = reasons.sayable(row.reasons) if masked else tuple(row.reasons)
    why = reasons.words(said, get_language() or "es")
    return Alike(row, why, "" if masked else row.percent)


def _lookalikes(reader: Reader, asked: Asked) -> Any:
    del asked
    likeness = Coalesce("probability", Value(0.0), output_field=FloatField())
    rows = queries.lookalikes(reader).annotate(likeness=likeness)
    return rows.select_related("office", "sheet")


def _alike(rows: Sequence[IntakeRow], reader: Reader) -> list[Alike]:
    ids = [row.resembles_id for row in rows if row.resembles_id]
    people = Person.objects.visible_to(reader).filter(pk__in=ids)
    seen = set(people.values_list("pk", flat=True))
    return [alike(row, masked=row.resembles_id not in seen) for row in rows]


LOOKALIKES = Listing(
    name="exchange:lookalikes",
    file="filas-parecidas",
    readers=CORRECTORS,
    takers=CORRECTORS,
    rows=_lookalikes,
    shown=_alike,
    filters=[OF_OFFICE, OF_HARM],
    orders=[
        Order(word="parecido", label=_("Los más probables primero"), by=("-urgent", "-likeness")),
        BY_ROW,
        BY_OFFICE,
    ],
    heads=[
        tables.Column(ROW, sort="fila", numeric=True),
        tables.Column(OFFICE, sort="oficina"),
        tables.Column(_("Por qué")),
        tables.Column(_("Parecido"), numeric=True),
        tables.Column(""),
    ],
    columns=[
        *COMMON,
        Column(_("Por qué"), lambda one: one.why),
        Column(_("Parecido"), lambda one: one.percent),
    ],
)
