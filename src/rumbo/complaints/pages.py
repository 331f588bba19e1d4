"""What complaints offer to the page of the day: what waits, and what nobody can hear."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.complaints import queries, rules
from rumbo.complaints.models import Complaint
from rumbo.complaints.shown import Shown, shown
from rumbo.ui import words
from rumbo.ui.work import HARM, SOON, TODAY, Count, WorkItem

MOST = 20


def waiting(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """Each complaint without an answer, what is late first."""
    del actor, today
    if rules.HEARS not in reader.roles:
        return []
    rows = Complaint.objects.visible_to(reader).open()
    found = shown(list(rows.order_by("answer_by", "id")[:MOST]), reader)
    number = len(found) if len(found) < MOST else rows.count()
    page = reverse("complaints:complaints")
    label = ngettext("queja sin respuesta", "quejas sin respuesta", number)
    return [*map(_item, found), Count(number, label, page)]


def _item(one: Shown) -> WorkItem:
    row = one.row
    new = row.acknowledged_at is None
    due = row.acknowledge_by if new else row.answer_by
    said = (
        _("%(kind)s %(number)s: falta acusar recibo.")
        if new
        else _("%(kind)s %(number)s: falta responder.")
    )
    late = one.state == "late"
    detail = _("El plazo venció: %(when)s.") if late else _("Hay plazo hasta: %(when)s.")
    return WorkItem(
        sentence=said % {"kind": one.kind, "number": row.number},
        url=reverse("complaints:complaint", args=[row.pk]),
        action=_("Leer"),
        urgency=HARM if late or row.kind == rules.ABUSE else TODAY if new else SOON,
        due=words.as_day(due),
        detail=detail % {"when": words.moment(due)},
    )


def unheard(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Tell who administers and who protects data that somebody waits and nobody can hear."""
    del actor
    if not reader.roles & {"admin", "dpo"}:
        return []
    number = queries.unheard(today)
    if not number:
        return []
    said = ngettext(
        "Hay %(number)s queja que ningún punto focal puede leer: nombre a otra persona.",
        "Hay %(number)s quejas que ningún punto focal puede leer: nombre a otra persona.",
        number,
    )
    page = reverse("desk:team") if "admin" in reader.roles else reverse("desk:watch")
    return [WorkItem(said % {"number": number}, page, _("Ver el equipo"), HARM)]


WORK = [waiting, unheard]
