"""What movements offers to the case page, and to the page of the day of who sends and who goes along."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.values import Actor, Reader
from rumbo.casework.lookup import knows_sealed, reserved_among
from rumbo.movements import handling
from rumbo.movements.models import Departure
from rumbo.ui import words
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, WorkItem

PANEL_ROLES = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "field", "reception", "coordinator",
)  # fmt: skip
# Who works at the consular desk, and shows a consulate the seat that it wants to see.
PAPERS = ("documents", "child_officer")
PANELS = [Panel("movements", gettext_lazy("Viaje"), "movements:panel", frozenset(PANEL_ROLES), 60)]
HOLDERS = frozenset({"movements", "documents"})
AT_DOOR = frozenset({"movements", "field"})
ENDINGS = {
    "BOARDING": gettext_lazy("Salida %(code)s: nadie viaja en ella; queda cancelarla."),
    "ARRIVED": gettext_lazy("Salida %(code)s: llegó; queda cerrarla."),
}
SOON_GONE = timedelta(days=2)  # so long before it is given back is a held seat work of the day
AHEAD = timedelta(days=7)  # so long before it leaves is a departure work of the day


def departures(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The departures in hand, each with its next act: the list, the door, the road, the end."""
    del actor
    if not reader.roles & AT_DOOR:
        return []
    rows = handling.in_hand(reader, today, today + AHEAD)
    plans, held = "movements" in reader.roles, handling.how_many_unlisted(rows)
    return [item for row in rows if (item := _next_act(row, held, today, plans=plans))]


def _next_act(
    row: Departure, held: Mapping[UUID, int], today: date, *, plans: bool
) -> WorkItem | None:
    """What is to be done with one departure; nothing where it is another role's turn."""
    if row.status == "DEPARTED":
        return _on_the_road(row, today)
    if row.status == "BOARDING" and row.pk in held:
        return _at_the_door(row, today)
    ending = ENDINGS.get(row.status)
    if plans and ending is not None:
        return _to_end(row, str(ending))
    return _to_list(row, today) if plans and held.get(row.pk) else None


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


def _to_end(row: Departure, sentence: str) -> WorkItem:
    told = sentence % {"code": row.code}
    return WorkItem(told, _of("departure", row), _("Ver la salida"), SOON, row.date)


def _to_list(row: Departure, today: date) -> WorkItem:
    sentence = _("Salida %(code)s, %(day)s: falta cerrar la lista de pasajeros.")
    told = {"code": row.code, "day": words.day_near(row.date)}
    urgency = TODAY if row.date <= today + timedelta(days=1) else SOON
    return WorkItem(sentence % told, _of("departure", row), _("Ver la salida"), urgency, row.date)


def provisional(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The seats that are given back in the next days unless somebody makes them firm.

    A consulate may be about to give the paper for which they are held: nobody loses one unseen.
    """
    del actor
    if not reader.roles & HOLDERS:
        return []
    rows = handling.provisional_until(reader, today, today + SOON_GONE)
    hidden = set() if knows_sealed(reader) else reserved_among([row.case_id for row in rows])
    sentence = _(
        "Expediente %(case)s: su lugar provisional en %(code)s se libera después de este día."
    )
    return [
        WorkItem(
            sentence % {"case": row.case.number, "code": row.departure.code},
            reverse("movements:held", kwargs={"case": row.case_id}),
            _("Ver el lugar apartado"),
            TODAY if row.provisional_until == today else SOON,
            row.provisional_until,
            case=row.case_id,
        )
        for row in rows
        if row.case_id not in hidden
    ]


# Where what falls to a role is done, by the code of the task.
CASE_TASK_PAGES = {"PLAN_REVIEW": "movements:answer_review"}
WORK = [departures, provisional]
