"""What access offers to the page of the day: emergency accesses to review, what is late first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access import rules
from rumbo.access.emergencies import state_of, what
from rumbo.access.models import BreakGlass
from rumbo.access.values import Actor, Reader
from rumbo.ui import words
from rumbo.ui.work import HARM, TODAY, Count, WorkItem

MOST = 20


def emergencies(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """Each emergency access that waits for a second person, from the minute it was opened."""
    del today
    if not rules.watches(reader.roles, everywhere=reader.offices is None):
        return []
    rows = BreakGlass.objects.visible_to(reader).waiting()
    if actor.id is not None:
        rows = rows.exclude(by=actor.id)
    found = list(rows.order_by("occurred_at", "id")[:MOST])
    items: list[WorkItem | Count] = [_item(row) for row in found]
    number = len(found) if len(found) < MOST else rows.count()
    url = reverse("access:emergencies")
    label = ngettext(
        "acceso de emergencia por revisar", "accesos de emergencia por revisar", number
    )
    return [*items, Count(number, label, url)]


def _item(row: BreakGlass) -> WorkItem:
    late = state_of(row) == "late"
    detail = _("El plazo venció: %(when)s.") if late else _("Hay plazo hasta: %(when)s.")
    return WorkItem(
        sentence=_("Se abrió por emergencia «%(what)s» del expediente %(number)s: falta revisarlo.")
        % {"what": what(row.compartment), "number": row.number},
        url=reverse("access:emergency", args=[row.pk]),
        action=_("Leer y revisar"),
        urgency=HARM if late else TODAY,
        due=words.as_day(row.review_by),
        detail=detail % {"when": words.moment(row.review_by)},
    )


WORK = [emergencies]
