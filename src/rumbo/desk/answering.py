"""The page of the day of those who answer: whom to call, who comes, who waits for whom, how many."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.casework.models import Inquiry, InquiryVisit
from rumbo.casework.rules import ANSWER
from rumbo.common import codes
from rumbo.desk.inquiring import asked, slip_of, standing
from rumbo.ui import words
from rumbo.ui.work import HARM, TODAY, Count, Tally, WorkItem

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 40
# Who rings back; whoever else answers only sees those sent to them.
CALLERS = frozenset({"outreach", "registrar"})


def _list(query: str) -> str:
    return f"{reverse('desk:inquiries')}?{query}"


def _of(inquiry: Inquiry) -> str:
    return reverse("desk:inquiry", kwargs={"inquiry": inquiry.pk})


def called(inquiry: Inquiry) -> str:
    """How to call somebody who asked: their name, or the slip they hold."""
    return inquiry.known("name") or _("La ficha %(slip)s") % {"slip": slip_of(inquiry.pk)}


def to_attend(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Somebody who asked was sent to the reader's role, today."""
    del actor, today
    if not reader.roles.intersection(ANSWER):
        return []
    rows = Inquiry.objects.visible_to(reader).open().filter(attends__in=reader.roles)
    return [
        WorkItem(
            sentence=_("%(who)s pidió información y espera a: %(role)s.")
            % {"who": called(row), "role": codes.label("role", row.attends)},
            url=_of(row),
            action=_("Ver quién es"),
            urgency=HARM if row.urgent else TODAY,
            due=row.asked_on,
        )
        for row in rows.order_by("occurred_at")[:MOST]
    ]


def to_call(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """How many people asked to be called, as one sentence."""
    del actor
    if not reader.roles & CALLERS:
        return []

    def say(number: int) -> WorkItem | None:
        if not number:
            return None
        sentence = ngettext(
            "%(number)s persona pidió información y espera que se le llame.",
            "%(number)s personas pidieron información y esperan que se les llame.",
            number,
        )
        return WorkItem(
            sentence=sentence % {"number": words.whole(number)},
            url=_list("esta=llamar&orden=fecha"),
            action=_("Ver a quién llamar"),
            urgency=TODAY,
            due=today,
        )

    return [Tally(standing(asked(reader), "llamar", reader), say)]


def visits(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Who comes today, and of whom nobody said yet whether they came."""
    del actor
    if not reader.roles.intersection(ANSWER):
        return []
    rows = InquiryVisit.objects.visible_to(reader).filter(
        outcome="", cancelled_at=None, starts_at__lt=_midnight(today + timedelta(days=1))
    )
    if "outreach" not in reader.roles:
        rows = rows.filter(role__in=reader.roles)
    found = rows.select_related("inquiry").order_by("starts_at")[:MOST]
    return [_visit(row, today) for row in found]


def _visit(row: InquiryVisit, today: date) -> WorkItem:
    told = {"who": called(row.inquiry), "time": words.clock_time(row.starts_at)}
    is_today = row.starts_at >= _midnight(today)
    if is_today:
        sentence = _("%(who)s, que pidió información, tiene cita a las %(time)s.") % told
    else:
        day = {"day": words.day_near(row.starts_at)}
        sentence = _("%(who)s tenía cita (%(day)s): falta decir si vino.") % {**told, **day}
    return WorkItem(
        sentence=sentence,
        url=_of(row.inquiry),
        action=_("Abrir la solicitud"),
        urgency=TODAY,
        due=words.as_day(row.starts_at),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def numbers(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """Exact numbers for those whose work is to answer."""
    del actor
    if not reader.roles & CALLERS:
        return []
    rows = asked(reader)
    told = (
        (rows.filter(asked_on=today), "cuando=hoy", _of_today),
        (
            rows.filter(asked_on__gte=today - timedelta(days=6)),
            "cuando=semana",
            _of_the_week,
        ),
        (standing(rows, "cita", reader), "esta=cita", _with_visit),
        (
            standing(rows, "registradas", reader).filter(asked_on__gte=today - timedelta(days=29)),
            "cuando=mes&esta=registradas",
            _registered,
        ),
    )
    return [_tally(some, query, label) for some, query, label in told]


def _of_today(number: int) -> str:
    return ngettext("solicitud de hoy", "solicitudes de hoy", number)


def _of_the_week(number: int) -> str:
    return ngettext("solicitud en siete días", "solicitudes en siete días", number)


def _with_visit(_number: int) -> str:
    return _("con cita por delante")


def _registered(number: int) -> str:
    return ngettext(
        "preguntó en treinta días y se registró",
        "preguntaron en treinta días y se registraron",
        number,
    )


def _tally(rows: Any, query: str, label: "Callable[[int], str]") -> Tally:
    def say(number: int) -> Count:
        return Count(number, label(number), _list(query))

    return Tally(rows, say)


WORK = [to_attend, to_call, visits, numbers]
