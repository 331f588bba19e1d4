"""The lists of work: what each is narrowed and sorted by, and what leaves of it in a file."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.casework import queries, shown, words
from rumbo.casework.lookup import knows_sealed, name_order, reserved_among
from rumbo.casework.pages import FRONT, MEETERS, WORKERS
from rumbo.common import clock, codes
from rumbo.ui.words import local

WEEK = timedelta(days=7)
DAY = _("Para qué día")
CASE = _("Expediente")
NAME = _("Nombre")
YES = ("1", _("Sí"))
DUE = (
    ("tarde", _("Con retraso")),
    ("hoy", _("Para hoy")),
    ("semana", _("En los próximos siete días")),
)


def by_name(row: Any, reader: Reader) -> tuple[int, str]:
    """Sort by whom a row is about, as far as the reader may know it."""
    return name_order(row.person, reader)


def due(rows: Any, code: str, reader: Reader) -> Any:
    """Keep what is late, for today, or for the week that begins today."""
    del reader
    today = clock.today()
    if code == "tarde":
        return rows.filter(due_on__lt=today)
    if code == "hoy":
        return rows.filter(due_on=today)
    return rows.filter(due_on__gte=today, due_on__lt=today + WEEK)


def followed(rows: Any, code: str, reader: Reader) -> Any:
    """Keep the cases that the reader follows."""
    del code
    return rows.filter(case__in=queries.followed_by(reader))


def codes_in(rows: Any, field: str) -> list[str]:
    """The codes that occur in a list: it is narrowed to no other."""
    return sorted(set(rows.order_by().values_list(field, flat=True)))


def _tasks(reader: Reader, asked: Asked) -> Any:
    del asked
    return queries.open_tasks(reader)


def _task_codes(reader: Reader, rows: Rows) -> Choices:
    del reader
    said = [(code, words.task_sentence(code)) for code in codes_in(rows, "code")]
    return sorted(said, key=lambda pair: pair[1])


def _shown_tasks(rows: Sequence[Any], reader: Reader) -> Sequence[shown.ShownTask]:
    today, knows = clock.today(), knows_sealed(reader)
    reserved = set() if knows else reserved_among(row.case_id for row in rows)
    return [shown.task(row, today, knows=knows, reserved=reserved) for row in rows]


TASKS = Listing(
    name="casework:tasks",
    file="tareas",
    readers=WORKERS,
    takers=[role for role in WORKERS if role != "field"],
    rows=_tasks,
    shown=_shown_tasks,
    filters=[
        Filter(
            word="mias",
            label=_("De quién"),
            every=_("Todas las de mi función"),
            choices=lambda _reader, _rows: [("1", _("De los expedientes que sigo"))],
            takes=followed,
        ),
        Filter(word="que", label=_("Qué tarea"), choices=_task_codes, takes="code"),
        Filter(word="plazo", label=_("Plazo"), choices=lambda _reader, _rows: DUE, takes=due),
    ],
    orders=[
        Order(word="prisa", label=_("Lo urgente primero"), by=("-urgent", "due_on")),
        Order(word="dia", label=_("Lo que vence antes"), by=("due_on",)),
        Order(word="expediente", label=CASE, by=("case__number", "due_on")),
        Order(word="nombre", label=NAME, key=by_name),
    ],
    columns=[
        Column(CASE, lambda one: one.row.case.number),
        Column(_("Tarea"), lambda one: one.sentence),
        Column(_("Función"), lambda one: codes.label("role", one.row.role)),
        Column(DAY, lambda one: one.row.due_on),
        Column(_("Plazo"), lambda one: one.when),
    ],
)


def _contacts(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = queries.contacts_due(reader, clock.today())
    return rows if knows_sealed(reader) else rows.filter(person__sealed=False)


def _abouts(reader: Reader, rows: Rows) -> Choices:
    del reader
    return [(code, words.ABOUT.get(code, code)) for code in codes_in(rows, "about")]


def _channels(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = codes_in(rows, "person__contact_channel")
    return [(code, codes.label("channel", code)) for code in found if code]


def _shown_contacts(rows: Sequence[Any], reader: Reader) -> Sequence[shown.ShownContact]:
    today, knows = clock.today(), reader.sees("protection")
    unsafe = queries.unsafe_ways([row.person_id for row in rows])
    return [shown.contact(row, today, unsafe.get(row.person_id, ()), knows=knows) for row in rows]


CONTACTS = Listing(
    name="casework:contacts",
    file="avisos",
    readers=FRONT,
    takers=FRONT,
    rows=_contacts,
    shown=_shown_contacts,
    filters=[
        Filter(word="que", label=_("De qué"), choices=_abouts, takes="about"),
        Filter(word="medio", label=_("Pidió"), choices=_channels, takes="person__contact_channel"),
        Filter(word="plazo", label=_("Plazo"), choices=lambda _reader, _rows: DUE[:2], takes=due),
    ],
    orders=[
        Order(word="dia", label=_("Lo que vence antes"), by=("due_on",)),
        Order(word="expediente", label=CASE, by=("case__number", "due_on")),
        Order(word="nombre", label=NAME, key=by_name),
    ],
    columns=[
        Column(CASE, lambda one: one.row.case.number),
        Column(_("De qué"), lambda one: one.about),
        Column(_("Pidió"), lambda one: one.channel),
        Column(DAY, lambda one: one.row.due_on),
        Column(_("Intentos"), lambda one: len(one.tries)),
        Column(_("Último intento"), lambda one: one.last),
    ],
)


def monday(text: str) -> str:
    """The Monday of the week of a day; of this week where none is said."""
    day = clock.day_asked(text) or clock.today()
    return (day - timedelta(days=day.weekday())).isoformat()


def _appointments(reader: Reader, asked: Asked) -> Any:
    start = timezone.make_aware(datetime.combine(date.fromisoformat(asked["desde"]), time.min))
    rows = queries.appointments_between(reader, start, start + WEEK)
    return rows if knows_sealed(reader) else rows.filter(person__sealed=False)


def _met(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(outcome="" if code == "falta" else code)


def _own(rows: Any, code: str, reader: Reader) -> Any:
    del code
    return rows.filter(user=reader.user_id)


def _meetings(rows: Sequence[Any], reader: Reader) -> Sequence[shown.Meeting]:
    del reader
    now = clock.now()
    return [shown.meeting(row, now) for row in rows]


APPOINTMENTS = Listing(
    name="casework:calendar",
    file="citas",
    readers=(*MEETERS, "registrar", "coordinator"),
    takers=(*MEETERS, "registrar", "coordinator"),
    size=0,
    rows=_appointments,
    shown=_meetings,
    filters=[
        Filter(word="desde", label=_("Semana"), reads=monday),
        Filter(
            word="con",
            label=_("Quién atiende"),
            choices=lambda _reader, _rows: [(c, codes.label("role", c)) for c in MEETERS],
            takes="role",
        ),
        Filter(
            word="mias",
            label=_("De quién"),
            every=_("De todo el equipo"),
            choices=lambda _reader, _rows: [("1", _("Solo las mías"))],
            takes=_own,
        ),
        Filter(
            word="resultado",
            label=_("Cómo terminó"),
            choices=lambda _reader, _rows: [("falta", _("Por atender")), *words.MET.items()],
            takes=_met,
        ),
    ],
    orders=[
        Order(word="hora", label=_("Hora"), by=("starts_at",)),
        Order(word="quien", label=_("Quién atiende"), by=("role", "starts_at")),
        Order(word="expediente", label=CASE, by=("case__number", "starts_at")),
    ],
    columns=[
        Column(CASE, lambda one: one.row.case.number),
        Column(_("Día y hora"), lambda one: local(one.row.starts_at)),
        Column(_("Minutos"), lambda one: one.row.minutes),
        Column(_("Para qué"), lambda one: one.about),
        Column(_("Quién atiende"), lambda one: codes.label("role", one.row.role)),
        Column(_("Cómo terminó"), lambda one: one.outcome),
    ],
)
