"""Joins what every room has for somebody today into one ordered list and one row of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as Many
from django.db.models import IntegerField, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from rumbo.access.doors import opens
from rumbo.access.values import Actor, Reader
from rumbo.desk.collecting import offered
from rumbo.desk.reserving import without_links
from rumbo.ui.work import HARM, SOON, TODAY, WHEN_FREE, Count, More, Tally, WorkItem

HEADINGS = {
    HARM: _("No puede esperar"),
    TODAY: _("Para hoy"),
    SOON: _("Pronto"),
    WHEN_FREE: _("Cuando haya un rato"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `total` is exact, whatever number of rows is shown."""

    heading: object
    items: Sequence[WorkItem]
    total: int
    rest_url: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The day of somebody: things to do under their headings, and exact numbers with their lists."""

    work: list[Section]
    counts: list[Count]


def gather(reader: Reader, actor: Actor, today: date) -> Today:
    """Ask every room once; what leads where one may not go is left out."""
    shown = _told(reader, actor, today)
    items = [one for one in shown if isinstance(one, WorkItem) and opens(one.url, reader.roles)]
    counts: dict[str, Count] = {}
    for one in shown:
        if isinstance(one, Count) and opens(one.url, reader.roles):
            counts.setdefault(f"{one.url} {one.label}", one)
    more = [one for one in shown if isinstance(one, More) and opens(one.url, reader.roles)]
    mine = without_links(sorted(items, key=lambda item: item.order), reader, today)
    sections = [_section(urgency, mine, more) for urgency in HEADINGS]
    return Today([one for one in sections if one.total], list(counts.values()))


def _told(reader: Reader, actor: Actor, today: date) -> list[object]:
    """What every room says, once the tallies among it are counted."""
    told: list[object] = []
    for provider in [*offered("WORK"), *offered("COUNTS")]:
        if callable(provider):
            told += provider(reader, actor, today)
    tallies = [one for one in told if isinstance(one, Tally)]
    numbers = dict(zip(map(id, tallies), _numbers(tallies), strict=True))
    return [one.say(numbers[id(one)]) if isinstance(one, Tally) else one for one in told]


def _section(urgency: int, items: Sequence[WorkItem], more: Sequence[More]) -> Section:
    own = [item for item in items if item.urgency == urgency]
    rest = [one for one in more if one.urgency == urgency and one.number > 0]
    total = len(own) + sum(one.number for one in rest)
    return Section(HEADINGS[urgency], own, total, rest[0].url if rest else "")


def _numbers(tallies: Sequence[Tally]) -> list[int]:
    """Count many lists in one query: a union of counts, each with its place."""
    parts: list[QuerySet[Any, tuple[int, int]]] = [
        tally.rows.order_by()
        .annotate(tally_place=Value(place, IntegerField()))
        .values("tally_place")
        .annotate(number=Many("pk", distinct=True))
        .values_list("tally_place", "number")
        for place, tally in enumerate(tallies)
    ]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    found: dict[int, int] = dict(iter(rows))
    return [found.get(place, 0) for place in range(len(parts))]
