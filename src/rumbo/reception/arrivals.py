"""The list of who comes on a day: what it is narrowed and sorted by, and what leaves in a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.queries import offices_of
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.reception import expecting
from rumbo.reception.expecting import Bus, Family, Row
from rumbo.reception.pages import READ

STEPS = {
    "wait": _("Todavía no viene"),
    "arrived": _("Por confirmar"),
    "kit": _("Falta el kit"),
    "money": _("Falta el dinero para el camino"),
    "next": _("Falta decir qué sigue"),
    "done": _("Con todo"),
    "absent": _("No llegó"),
}


@dataclass(frozen=True, slots=True)
class Coming:
    """One person who comes, with their family and their bus."""

    bus: Bus
    family: Family
    row: Row


def zone_for(reader: Reader) -> str:
    """The time zone of the reader's office; the programme's where they have several."""
    zones = {office.zone for office in offices_of(reader)}
    return zones.pop() if len(zones) == 1 else clock.DEFAULT_ZONE


def buses_of(comings: Sequence[Coming]) -> list[Bus]:
    """The buses of these people in their order, each with the whole families that are on it."""
    found: dict[tuple[object, str], Bus] = {}
    for one in comings:
        key = (one.bus.departure.pk, one.bus.centre.code)
        bus = found.setdefault(key, replace(one.bus, groups=[]))
        if one.family not in bus.groups:
            bus.groups.append(one.family)
    return list(found.values())


def day_in(text: str) -> str:
    """A day that is asked for; what is none asks for today."""
    day = clock.day_asked(text)
    return day.isoformat() if day else ""


def _coming(reader: Reader, asked: Asked) -> Any:
    told = asked.get("dia", "")
    day = date.fromisoformat(told) if told else clock.today(zone_for(reader))
    return [
        Coming(bus, family, row)
        for bus in expecting.buses(reader, day)
        for family in bus.groups
        for row in family.rows
    ]


def _departures(reader: Reader, rows: Sequence[Coming]) -> Choices:
    del reader
    return [(code, code) for code in sorted({one.bus.departure.code for one in rows})]


def _steps(reader: Reader, rows: Sequence[Coming]) -> Choices:
    del reader
    found = {one.row.step for one in rows}
    return [(code, word) for code, word in STEPS.items() if code in found]


def _by_hour(one: Coming, reader: Reader) -> tuple[datetime, str, int]:
    del reader
    return one.bus.planned_at, one.bus.departure.code, one.row.seat_no or 0


def _by_step(one: Coming, reader: Reader) -> int:
    del reader
    return list(STEPS).index(one.row.step)


ARRIVALS = Listing(
    name="reception:board",
    file="llegadas",
    readers=READ,
    takers=READ,
    size=0,
    rows=_coming,
    ident=lambda one: f"{one.bus.departure.pk}-{one.row.person_id}",
    filters=[
        Filter(word="dia", label=_("Día"), reads=day_in),
        Filter(word="salida", label=_("Salida"), choices=_departures, takes="bus__departure__code"),
        Filter(word="paso", label=_("Qué falta"), choices=_steps, takes="row__step"),
    ],
    orders=[
        Order(word="hora", label=_("Hora de llegada"), key=_by_hour),
        Order(word="paso", label=_("Qué falta"), key=_by_step),
    ],
    columns=[
        Column(_("Salida"), lambda one: one.bus.departure.code),
        Column(_("Centro"), lambda one: one.bus.centre.name),
        Column(
            _("Hora de llegada"),
            lambda one: one.bus.planned_at.astimezone(ZoneInfo(one.bus.centre.zone)),
        ),
        Column(_("Asiento"), lambda one: one.row.seat_no),
        Column(_("Qué falta"), lambda one: STEPS[one.row.step]),
    ],
)
