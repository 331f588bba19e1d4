"""What programmes offer to the page of the day: agreements that end, and where things stand."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.access.values import Actor, Reader
from rumbo.programmes import queries, shown
from rumbo.ui import words
from rumbo.ui.work import SOON, TODAY, Count, Tally, WorkItem

ASKED = frozenset({"coordinator", "protection"})
# So long before an agreement ends somebody must begin to talk about the next.
AHEAD = timedelta(days=60)
NEAR = timedelta(days=14)


def ending(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The agreements that end soon and that no other follows."""
    del actor
    if "coordinator" not in reader.roles:
        return []
    sentence = _("El acuerdo de %(programme)s termina el %(day)s: después nadie puede viajar.")
    return [
        WorkItem(
            sentence % {"programme": row.programme, "day": words.day_table(end)},
            reverse("programmes:programme", args=[row.programme_id]),
            _("Ver el programa"),
            TODAY if end <= today + NEAR else SOON,
            due=end,
        )
        for row in queries.agreements_ending(today, today + AHEAD)
        if (end := row.valid_until) is not None
    ]


def standing(reader: Reader, actor: Actor, today: date) -> list[Count | Tally]:
    """How many programmes are open, and how many ways home are suspended."""
    del actor
    if not reader.roles & ASKED:
        return []
    shut = shown.suspended(queries.every_finding(), today)
    return [
        Tally(queries.open_programmes(today), _open),
        Count(shut, _("caminos suspendidos"), f"{reverse('programmes:countries')}?como=SUSPENDED"),
    ]


def _open(number: int) -> Count:
    page = f"{reverse('programmes:programmes')}?como=open"
    return Count(number, _("programas abiertos"), page)


WORK = [ending]
COUNTS = [standing]
