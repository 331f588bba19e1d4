"""What direct assistance offers to the case page and to the page of the day: to protection alone."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rumbo.access.values import Actor, Reader
from rumbo.assistance import queries
from rumbo.assistance.lists import FINANCE, FUND_READERS
from rumbo.ui.panels import Panel
from rumbo.ui.work import SOON, TODAY, Count, Tally, WorkItem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rumbo.assistance.models import Voucher

HELP = ("protection",)

PANELS = [
    Panel(
        room="assistance",
        title=gettext_lazy("Asistencia directa"),
        url_name="assistance:panel",
        roles=frozenset(HELP),
        order=23,
    )
]


def vouchers(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """Sums to approve that somebody else asked for, and sums to give: the most pressing of each.

    Both are counted with everything else of the day; the one that is shown is read where there is any.
    """
    if not reader.roles.intersection(HELP):
        return []
    rows = queries.vouchers_to_do(reader)
    asked = rows.filter(state="REQUESTED").exclude(by=actor.id)
    given = rows.filter(state="APPROVED")
    return [
        Tally(waiting.order_by(), partial(_first, waiting, today)) for waiting in (asked, given)
    ]


def _first(rows: "QuerySet[Voucher]", today: date, number: int) -> WorkItem | None:
    row = rows.first() if number else None
    if row is None:
        return None
    to_approve = row.state == "REQUESTED"
    due = queries.look_by(row) if to_approve else row.due_on
    late = due < today
    if to_approve:
        sentence = (
            _("%(number)s espera desde hace días que otra oficial vea su vale.")
            if late
            else _("%(number)s tiene un vale que espera el visto bueno de otra oficial.")
        )
    else:
        sentence = (
            _("%(number)s tiene un vale aprobado que no se ha entregado y ya venció.")
            if late
            else _("%(number)s tiene un vale aprobado por entregar.")
        )
    others = ngettext("Y %(more)s vale más.", "Y %(more)s vales más.", number - 1)
    return WorkItem(
        sentence=sentence % {"number": row.case.number},
        url=reverse("assistance:voucher", args=[row.case_id, row.pk]),
        action=_("Ver el vale") if to_approve else _("Entregarlo"),
        urgency=TODAY if due <= today else SOON,
        due=due,
        detail=others % {"more": number - 1} if number > 1 else "",
        case=row.case_id,
    )


def shared(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """Joint assessments that survivors let this office of origin see: the second look is its own."""
    del actor, today
    if not reader.roles.intersection(HELP):
        return []
    rows = queries.shared_with_me(reader)

    def say(number: int) -> WorkItem | None:
        row = rows.order_by("occurred_at").first() if number else None
        if row is None:
            return None
        return WorkItem(
            sentence=_("%(office)s pide su parte de una valoración conjunta del riesgo.")
            % {"office": row.office.name},
            url=reverse("assistance:shared", args=[row.pk]),
            action=_("Verla y concluir"),
            urgency=TODAY,
        )

    return [Tally(rows.order_by(), say)]


def fund_counts(reader: Reader, actor: Actor, today: date) -> list[Tally | Count]:
    """For finance, what is to be paid; for those who answer for the fund, its ledger."""
    del actor, today
    found: list[Tally | Count] = []
    if reader.roles.intersection(FINANCE):
        rows = queries.payments_seen(reader).filter(state="RESERVED")
        found.append(Tally(rows, _to_pay))
    if reader.roles.intersection(FUND_READERS):
        rows = queries.ledger_seen(reader).filter(kind="DELIVERED")
        found.append(Tally(rows, _delivered))
    return found


def _to_pay(number: int) -> Count:
    label = ngettext("vale por pagar", "vales por pagar", number)
    return Count(number, label, f"{reverse('assistance:payments')}?estado=RESERVED")


def _delivered(number: int) -> Count:
    label = ngettext("entrega del fondo de asistencia", "entregas del fondo de asistencia", number)
    return Count(number, label, reverse("assistance:fund"))


WORK = [vouchers, shared]
COUNTS = [fund_counts]
