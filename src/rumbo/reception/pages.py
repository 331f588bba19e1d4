"""What reception offers to other pages: its panel of the case page, and what waits for its roles."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.reception import expecting, partnering, queries
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, Count, WorkItem

RECEIVE = ("reception", "reintegration")
READ = (*RECEIVE, "coordinator")
REFER = (*RECEIVE, "protection", "child_officer")
PARTNER = ("partner",)
PANEL_ROLES = (*READ, "counsellor", "protection", "child_officer", "movements")

PANELS = [
    Panel("reception", _("Llegada y recepción"), "reception:panel", frozenset(PANEL_ROLES), 70)
]


def arrivals(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Who comes today, one sentence for each departure that has people to attend."""
    del actor
    if not reader.roles.intersection(RECEIVE):
        return []
    items = []
    for bus in expecting.buses(reader, today):
        waiting = sum(1 for row in bus.rows if row.step not in {"done", "absent"})
        if waiting:
            sentence = ngettext(
                "%(centre)s: %(people)s persona de %(departure)s por recibir.",
                "%(centre)s: %(people)s personas de %(departure)s por recibir.",
                waiting,
            )
            told = {
                "centre": bus.centre.name,
                "people": waiting,
                "departure": bus.departure.code,
            }
            items.append(
                WorkItem(sentence % told, reverse("reception:board"), str(_("Recibir")), TODAY)
            )
    return items


def late_referrals(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The referrals on which nobody answered, or attended, in time."""
    del actor
    if not reader.roles.intersection(REFER):
        return []
    return [
        WorkItem(
            _("%(whom)s no ha respondido a una canalización.") % {"whom": row.to_whom}
            if row.status == "SENT"
            else _("%(whom)s no ha atendido todavía a quien se le canalizó.")
            % {"whom": row.to_whom},
            reverse("reception:referral", kwargs={"referral": row.pk}),
            str(_("Ver la canalización")),
            SOON,
            row.due_on,
        )
        for row in queries.overdue_referrals(reader, today)
    ]


def sent_to_partner(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """Who was sent to the reader's organisation and waits, by what they need: nobody's name."""
    del actor
    if not reader.roles.intersection(PARTNER):
        return []
    page = reverse("reception:partner")
    waiting = [row for row in partnering.referrals_to(reader, today) if row.is_open]
    answer, attend = (
        _("Le enviamos a una persona: %(need)s."),
        _("Espera que la atienda: %(need)s."),
    )
    items = [
        WorkItem(
            (answer if row.status == "SENT" else attend) % {"need": row.need_word},
            f"{page}#r-{row.pk}",
            _("Responder") if row.status == "SENT" else _("Anotar"),
            TODAY if row.due_on <= today else SOON,
            row.due_on,
        )
        for row in waiting
    ]
    sent = ngettext("persona que le enviamos", "personas que le enviamos", len(waiting))
    return [*items, Count(len(waiting), sent, page)]


def standing(reader: Reader, actor: Actor, today: date) -> list[Count]:
    """How many arrived today, and how many referrals wait."""
    del actor
    if not reader.roles.intersection(RECEIVE):
        return []
    here, waiting = len(queries.arrived_on(reader, today)), len(queries.open_referrals(reader))
    came = ngettext("llegó hoy", "llegaron hoy", here)
    opened = ngettext("canalización abierta", "canalizaciones abiertas", waiting)
    return [
        Count(here, came, reverse("reception:board")),
        Count(waiting, opened, reverse("reception:referrals")),
    ]


WORK = [arrivals, late_referrals, sent_to_partner]
COUNTS = [standing]
