"""The list of calls after the return."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed, name_order
from rumbo.common import clock
from rumbo.followup import queries
from rumbo.followup.pages import CALL
from rumbo.followup.queries import ToCall
from rumbo.ui import words


def _to_call(reader: Reader, asked: Asked) -> Any:
    """Whom protection reserved is called by nobody who may not know them."""
    del asked
    found = queries.to_call(reader, clock.today())
    return [one for one in found if knows_sealed(reader) or not one.arrival.person.sealed]


def _tried(rows: Sequence[ToCall], code: str, reader: Reader) -> list[ToCall]:
    del reader
    return [one for one in rows if bool(one.attempts) == (code == "ya")]


def _languages(reader: Reader, rows: Rows) -> Choices:
    del reader
    found = {one.arrival.person.language for one in rows}
    return sorted((code, words.language_name(code)) for code in found if code)


def _by_end(one: ToCall, reader: Reader) -> date:
    del reader
    return one.last_day


def _by_arrival(one: ToCall, reader: Reader) -> datetime:
    del reader
    return one.arrival.occurred_at


def _by_name(one: ToCall, reader: Reader) -> tuple[int, str]:
    return name_order(one.arrival.person, reader)


CALLS = Listing(
    name="followup:calls",
    file="llamadas",
    readers=CALL,
    takers=CALL,
    rows=_to_call,
    filters=[
        Filter(
            word="intentos",
            label=_("Intentos"),
            choices=lambda _reader, _rows: [
                ("no", _("Sin intentos todavía")),
                ("ya", _("Con algún intento")),
            ],
            takes=_tried,
        ),
        Filter(
            word="idioma", label=_("Idioma"), choices=_languages, takes="arrival__person__language"
        ),
    ],
    orders=[
        Order(word="plazo", label=_("A más tardar"), key=_by_end),
        Order(word="llegada", label=_("Llegada"), key=_by_arrival),
        Order(word="nombre", label=_("Nombre"), key=_by_name),
    ],
    ident=lambda one: str(one.arrival.pk),
    columns=[
        Column(_("Expediente"), lambda one: one.arrival.case.number),
        Column(_("Llegada"), lambda one: queries.day_of(one.arrival.occurred_at)),
        Column(_("A más tardar"), lambda one: one.last_day),
        Column(_("Intentos"), lambda one: len(one.attempts)),
        Column(_("Idioma"), lambda one: words.language_name(one.arrival.person.language)),
    ],
)
