"""What the exchange offers to the page of the day: rows to mend and rows to look at."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.exchange import queries
from rumbo.exchange.actions.settling import CORRECTORS
from rumbo.ui.work import HARM, SOON, WHEN_FREE, Count, Tally, WorkItem

LOOK_FIRST = ("protection", "child_officer", "registrar")


def rows_waiting(reader: Reader, _actor: Actor, _today: date) -> list[Tally]:
    """One sentence for each list that is not empty."""
    if not reader.roles.intersection(CORRECTORS):
        return []
    found = [Tally(queries.to_correct(reader), _wrong), Tally(queries.lookalikes(reader), _alike)]
    return [*_warnings(reader), *found]


def _warnings(reader: Reader) -> list[Tally]:
    """What rows warn of is nobody's task yet: it stands first until somebody has looked."""
    if not reader.roles.intersection(LOOK_FIRST):
        return []
    return [
        Tally(queries.to_correct(reader).filter(urgent=True), _warned_wrong),
        Tally(queries.lookalikes(reader).filter(urgent=True), _warned_alike),
    ]


def _warned_wrong(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "Una fila por corregir avisa de un peligro.",
        "%(count)s filas por corregir avisan de un peligro.",
        number,
    ) % {"count": number}
    return WorkItem(sentence, reverse("exchange:corrections"), _("Mirar hoy"), HARM)


def _warned_alike(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "Una fila que se parece a alguien avisa de un peligro.",
        "%(count)s filas que se parecen a alguien avisan de un peligro.",
        number,
    ) % {"count": number}
    return WorkItem(sentence, reverse("exchange:lookalikes"), _("Mirar hoy"), HARM)


def _wrong(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "Hay una fila de una hoja por corregir.",
        "Hay %(count)s filas de hojas por corregir.",
        number,
    ) % {"count": number}
    return WorkItem(sentence, reverse("exchange:corrections"), _("Corregir"), SOON)


def _alike(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "Una fila de una hoja se parece a alguien ya registrado.",
        "%(count)s filas de hojas se parecen a alguien ya registrado.",
        number,
    ) % {"count": number}
    return WorkItem(sentence, reverse("exchange:lookalikes"), _("Mirar"), WHEN_FREE)


def standing(reader: Reader, _actor: Actor, _today: date) -> list[Tally]:
    """The exact numbers of rows that wait."""
    if not reader.roles.intersection(CORRECTORS):
        return []
    return [Tally(queries.to_correct(reader), _rows)]


def _rows(number: int) -> Count:
    label = ngettext("fila por corregir", "filas por corregir", number)
    return Count(number, label, reverse("exchange:corrections"))


WORK = [rows_waiting]
COUNTS = [standing]
