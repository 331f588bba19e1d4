"""The list of departures of some weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.movements import queries, shown, words
from rumbo.movements.shown import Card
from rumbo.network.models import Route
from rumbo.ui.words import local

READERS = (
    "movements", "coordinator", "field", "reception", "counsellor", "protection", "child_officer",
)  # fmt: skip
TAKERS = tuple(role for role in READERS if role != "field")


def first_monday(text: str) -> str:
    """The first Monday that the board shows: of the week asked for, or of this one."""
    day = clock.day_asked(text) or clock.today()
    return shown.weeks_from(day)[0].start.isoformat()


def _cards(reader: Reader, asked: Asked) -> Any:
    """Cards of all of them: how many come to a centre is not told by those that are looked at."""
    start = date.fromisoformat(asked["desde"])
    end = start + timedelta(days=7 * shown.WEEKS - 1)
    found = queries.departures_between(reader, start, end)
    found = [one for one in found if one.status != "CANCELLED"]
    return shown.cards(found, queries.fills(found))


def _routes(reader: Reader, rows: Sequence[Card]) -> Choices:
    del reader
    found = Route.objects.filter(code__in={card.departure.route for card in rows})
    return sorted(((route.code, str(route)) for route in found), key=lambda pair: pair[1])


def _modes(reader: Reader, rows: Sequence[Card]) -> Choices:
    del reader
    return [(code, codes.label("mode", code)) for code in sorted({c.departure.mode for c in rows})]


def _states(reader: Reader, rows: Sequence[Card]) -> Choices:
    del reader
    found = {card.departure.status for card in rows}
    return [(code, word) for code, word in words.STATUS.items() if code in found]


DEPARTURES = Listing(
    name="movements:board",
    file="salidas",
    readers=READERS,
    takers=TAKERS,
    size=0,
    rows=_cards,
    ident=lambda card: str(card.departure.pk),
    filters=[
        Filter(word="desde", label=_("Semana"), reads=first_monday),
        Filter(word="ruta", label=_("Ruta"), choices=_routes, takes="departure__route"),
        Filter(word="medio", label=_("Medio"), choices=_modes, takes="departure__mode"),
        Filter(word="estado", label=_("Estado"), choices=_states, takes="departure__status"),
    ],
    orders=[
        Order(word="dia", label=_("Día de salida"), by=("departure__leaves_at",)),
        Order(word="ruta", label=_("Ruta"), by=("departure__route", "departure__leaves_at")),
        Order(word="libres", label=_("Con más lugares libres"), by=("-fill__free",)),
    ],
    columns=[
        Column(_("Salida"), lambda card: card.departure.code),
        Column(_("Sale"), lambda card: local(card.departure.leaves_at)),
        Column(_("Ruta"), lambda card: card.departure.route),
        Column(_("Medio"), lambda card: codes.label("mode", card.departure.mode)),
        Column(_("Destino"), lambda card: card.destination),
        Column(_("Estado"), lambda card: words.status(card.departure.status)),
        Column(_("Lugares"), lambda card: card.departure.seats),
        Column(_("Libres"), lambda card: card.fill.free),
        Column(_("Personas"), lambda card: card.fill.people),
        Column(_("Acompañantes"), lambda card: card.escorts),
    ],
)
