"""What the registry offers to the page of the day: pairs to look at, and requests to answer."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.registry import joined, queries
from rumbo.ui.work import SOON, WHEN_FREE, Tally, WorkItem

DECIDE = ("registrar", "counsellor", "protection", "child_officer")
ANSWER = ("coordinator", "protection", "dpo")


def duplicates(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """How many pairs of registrations wait for somebody to look at them."""
    del actor, today
    if not reader.roles.intersection(DECIDE):
        return []
    return [Tally(joined.decidable(reader), _alike)]


def _alike(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "%(number)s par de registros puede ser la misma persona.",
        "%(number)s pares de registros pueden ser la misma persona.",
        number,
    )
    return WorkItem(
        sentence=sentence % {"number": number},
        url=reverse("registry:duplicates"),
        action=_("Compararlos"),
        urgency=WHEN_FREE,
    )


def requests(reader: Reader, actor: Actor, today: date) -> list[Tally]:
    """How many requests to open a file wait for an answer."""
    del actor, today
    if not reader.roles.intersection(ANSWER):
        return []
    return [Tally(queries.waiting_requests(reader), _asked)]


def _asked(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "%(number)s solicitud de otra oficina para ver un registro espera respuesta.",
        "%(number)s solicitudes de otras oficinas para ver un registro esperan respuesta.",
        number,
    )
    return WorkItem(
        sentence=sentence % {"number": number},
        url=reverse("registry:requests"),
        action=_("Responder"),
        urgency=SOON,
    )


WORK = [duplicates, requests]
