"""Joins what every room has for somebody today into one ordered list and one row of numbers."""

from datetime import date
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Actor, Reader
from rumbo.desk.collecting import offered, opens
from rumbo.ui.work import HARM, SOON, TODAY, WHEN_FREE, Count, WorkItem

HEADINGS = {
    HARM: _("No puede esperar"),
    TODAY: _("Para hoy"),
    SOON: _("Para mañana"),
    WHEN_FREE: _("Cuando haya un rato"),
}


def work(reader: Reader, actor: Actor, today: date) -> list[tuple[object, list[WorkItem]]]:
    """The things to do under their headings; what leads where one may not go is left out."""
    found: dict[tuple[str, str], WorkItem] = {}
    for provider in offered("WORK"):
        if callable(provider):
            for item in provider(reader, actor, today):
                found.setdefault((str(item.sentence), item.url), item)
    mine = sorted((i for i in found.values() if opens(i.url, reader.roles)), key=lambda i: i.order)
    return [
        (HEADINGS.get(urgency, HEADINGS[SOON]), list(items))
        for urgency, items in groupby(mine, key=lambda i: i.urgency)
    ]


def counts(reader: Reader, actor: Actor, today: date) -> list[Count]:
    """The exact numbers of a reader, each with its list."""
    found: list[Count] = []
    for provider in offered("COUNTS"):
        if callable(provider):
            found += provider(reader, actor, today)
    return [count for count in found if opens(count.url, reader.roles)]
