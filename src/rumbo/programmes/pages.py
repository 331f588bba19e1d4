"""What programmes offer to the page of the day: agreements that end, and where things stand."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.access.values import Actor, Reader
from rumbo.common import clock
from rumbo.programmes import queries, shown
from rumbo.ui import words
from rumbo.ui.work import SOON, TODAY, Count, WorkItem

ASKED = frozenset({"coordinator", "protection"})
# So long before an agreement ends somebody must begin to talk about the next.
AHEAD = timedelta(days=60)
NEAR = timedelta(days=14)


def standing(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """Agreements that end soon, how many programmes are open and how many ways are suspended."""
    del actor
    if not reader.roles & ASKED:
        return []
    shut = sum(way.finding == "SUSPENDED" for way in shown.ways(queries.every_finding(), today))
    counts = [
        Count(
            len(queries.open_codes(today)),
            _("programas abiertos"),
            f"{reverse('programmes:programmes')}?como=open",
        ),
        Count(
            shut,
            _("caminos suspendidos"),
            f"{reverse('programmes:countries')}?como=SUSPENDED",
        ),
    ]
    return [*_ending(reader, today), *counts]


def _ending(reader: Reader, today: date) -> list[WorkItem]:
    if "coordinator" not in reader.roles:
        return []
    found = []
    for one in shown.programmes(queries.every_programme(), today):
        end = one.agreed_until
        if one.standing != "open" or end is None or end > today + AHEAD:
            continue
        if queries.agreement_on(one.code, end + timedelta(days=1)) is not None:
            continue
        sentence = _("El acuerdo de %(programme)s termina el %(day)s: después nadie puede viajar.")
        found.append(
            WorkItem(
                sentence % {"programme": one.name, "day": words.day_table(end)},
                reverse("programmes:programme", args=[one.code]),
                _("Ver el programa"),
                TODAY if end <= clock.today() + NEAR else SOON,
                due=end,
            )
        )
    return found


WORK = [standing]
