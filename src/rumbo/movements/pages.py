"""What movements offers to the case page, and to the page of the day of who sends and who goes along."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.values import Actor, Reader
from rumbo.movements import handling
from rumbo.movements.models import Departure
from rumbo.ui import words
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, WorkItem

PANEL_ROLES = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "field", "reception", "coordinator",
)  # fmt: skip
PANELS = [Panel("movements", gettext_lazy("Viaje"), "movements:panel", frozenset(PANEL_ROLES), 60)]
AT_DOOR = frozenset({"movements", "field"})
AHEAD = timedelta(days=7)  # so long before it leaves is a departure work of the day


def departures(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The departures in hand, each with its next act: the list, the door, the road, the end."""
    del actor
    if not reader.roles & AT_DOOR:
        return []
    rows = handling.in_hand(reader, today, today + AHEAD)
    plans = "movements" in reader.roles
    unlisted = handling.how_many_unlisted(rows) if plans else {}
    items = []
    for row in rows:
        say = SAYS.get(row.status)
        if say is not None:
            items.append(say(row, today))
        elif plans and row.status == "ARRIVED":
            items.append(_to_close(row, today))
        elif unlisted.get(row.pk):
            items.append(_to_list(row, today))
    return items


def _of(name: str, row: Departure) -> str:
    return reverse(f"movements:{name}", kwargs={"departure": row.pk})


def _at_the_door(row: Departure, today: date) -> WorkItem:
    sentence = _("Salida %(code)s, %(day)s: se está pasando lista.")
    told = {"code": row.code, "day": words.day_near(row.date)}
    return WorkItem(sentence % told, _of("roll", row), _("Pasar lista"), TODAY, today)


def _on_the_road(row: Departure, today: date) -> WorkItem:
    ahead = next((stop for stop in row.stops.all() if stop.reached_at is None), None)
    sentence = _("Salida %(code)s: va en camino.")
    if ahead is not None:
        sentence = _("Salida %(code)s: va en camino; sigue %(place)s.")
    told = {"code": row.code, "place": ahead.name if ahead else ""}
    return WorkItem(sentence % told, _of("road", row), _("Ver el camino"), TODAY, today)


def _to_close(row: Departure, today: date) -> WorkItem:
    del today
    sentence = _("Salida %(code)s: llegó; queda cerrarla.") % {"code": row.code}
    return WorkItem(sentence, _of("departure", row), _("Ver la salida"), SOON, row.date)


def _to_list(row: Departure, today: date) -> WorkItem:
    sentence = _("Salida %(code)s, %(day)s: falta cerrar la lista de pasajeros.")
    told = {"code": row.code, "day": words.day_near(row.date)}
    urgency = TODAY if row.date <= today + timedelta(days=1) else SOON
    return WorkItem(sentence % told, _of("departure", row), _("Ver la salida"), urgency, row.date)


SAYS: dict[str, Callable[[Departure, date], WorkItem]] = {
    "BOARDING": _at_the_door,
    "DEPARTED": _on_the_road,
}
WORK = [departures]
