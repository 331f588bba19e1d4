"""What programmes offer to the page of the day: agreements that end, and where things stand."""

from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.programmes import queries, shown
from rumbo.programmes.models import Advance
from rumbo.programmes.rules.money import HOLDS_CASH, READS_THE_LEDGER
from rumbo.ui import words
from rumbo.ui.work import SOON, Count, Tally, WorkItem

ASKED = frozenset({"coordinator", "protection"})
# So long before an agreement ends somebody must begin to talk about the next.
AHEAD = timedelta(days=60)
_ACCOUNTED = F("receipts_minor") + F("returned_minor")


def ending(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """How many agreements end soon that no other follows, as one sentence."""
    del actor
    if "coordinator" not in reader.roles:
        return []
    return [Tally(queries.agreements_ending(today, today + AHEAD), _ends)]


def _ends(number: int) -> WorkItem | None:
    sentence = ngettext(
        "%(number)s acuerdo termina en menos de 60 días y ninguno le sigue: después nadie viaja.",
        "%(number)s acuerdos terminan en menos de 60 días y ninguno les sigue:"
        " después nadie viaja.",
        number,
    )
    if not number:
        return None
    return WorkItem(
        sentence % {"number": words.whole(number)},
        f"{reverse('programmes:programmes')}?orden=acuerdo",
        _("Ver los programas"),
        SOON,
    )


def standing(reader: Reader, actor: Actor, today: date) -> list[Count | Tally]:
    """How many programmes are open, and how many ways home are suspended."""
    del actor
    if not reader.roles & ASKED:
        return []
    tally = Tally(queries.open_programmes(today), _open)
    if "coordinator" not in reader.roles:
        return [tally]
    shut = shown.suspended(queries.every_finding(), today)
    page = f"{reverse('programmes:countries')}?como=SUSPENDED"
    ways = ngettext("camino suspendido", "caminos suspendidos", shut)
    return [tally, Count(shut, ways, page)]


def _open(number: int) -> Count:
    page = f"{reverse('programmes:programmes')}?como=open"
    return Count(number, ngettext("programa abierto", "programas abiertos", number), page)


def cash_held(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """What somebody still has in hand to account for, in one sentence."""
    del actor, today
    if not reader.roles & HOLDS_CASH:
        return []
    rows = Advance.objects.visible_to(reader).filter(closed_at=None)
    return [Tally(rows.filter(amount_minor__gt=_ACCOUNTED), _held)]


def _held(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "Tiene %(number)s anticipo por comprobar.",
        "Tiene %(number)s anticipos por comprobar.",
        number,
    )
    page = f"{reverse('programmes:advances')}?como=open"
    return WorkItem(sentence % {"number": words.whole(number)}, page, _("Anotar los recibos"), SOON)


def cash_to_close(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """Advances that are accounted for, and wait for the second person."""
    del actor, today
    if not reader.roles & READS_THE_LEDGER:
        return []
    rows = Advance.objects.visible_to(reader).filter(closed_at=None)
    return [Tally(rows.filter(amount_minor=_ACCOUNTED), _to_close)]


def _to_close(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "%(number)s anticipo está comprobado: falta que otra persona lo cierre.",
        "%(number)s anticipos están comprobados: falta que otra persona los cierre.",
        number,
    )
    page = f"{reverse('programmes:advances')}?como=ready"
    return WorkItem(sentence % {"number": words.whole(number)}, page, _("Ver los anticipos"), SOON)


WORK = [ending, cash_held, cash_to_close]
COUNTS = [standing]
