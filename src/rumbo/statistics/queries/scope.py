"""Whose rows a report counts: a reader's offices; no compartment, for no row leaves the report."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Func, QuerySet, UUIDField, Value

from rumbo.access.models import Office
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.common.clock import DEFAULT_ZONE
from rumbo.network.models import ReceptionCentre, Site
from rumbo.programmes.models import Programme

Rows = QuerySet[Any, Any]


class _Unnested(Func):
    """The ids of an array as rows."""

    template = "(SELECT unnest(%(expressions)s))"


class DayOf(Func):
    """The day of a moment where the programme counts its days: `clock.day_of` in the database."""

    template = f"(%(expressions)s AT TIME ZONE '{DEFAULT_ZONE}')::date"
    output_field = DateField()


class EighteenBefore(Func):
    """The last birthday of whoever is eighteen on a day."""

    template = "(%(expressions)s - interval '18 years')::date"
    output_field = DateField()


def these(ids: Iterable[uuid.UUID]) -> Func:
    """Give ids for `__in` as one value: thousands of places in a query take longer than its answer."""
    return _Unnested(Value([*ids], output_field=ArrayField(UUIDField())))


def narrowed(reader: Reader, office: Office | None) -> Reader:
    """The same reader at one of their offices alone; one that is not theirs leaves nothing."""
    if office is None:
        return reader
    is_theirs = reader.offices is None or office.pk in reader.offices
    return replace(reader, offices=frozenset({office.pk} if is_theirs else ()))


def offices_of(reader: Reader) -> QuerySet[Office]:
    """The offices whose figures a reader may have."""
    rows = Office.objects.order_by("name")
    return rows if reader.offices is None else rows.filter(pk__in=reader.offices)


def within(rows: Rows, reader: Reader) -> Rows:
    """Keep the rows of the reader's offices; without a compartment the figures are whole."""
    return rows if reader.offices is None else rows.filter(office_id__in=reader.offices)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local_day(moment: datetime, zone: str) -> date:
    """The day it was there."""
    return clock.day_of(moment, zone or DEFAULT_ZONE)


def asked_to_return(rows: Rows, case: str = "") -> Rows:
    """Leave out who was received without having travelled with us; `case` is the way to the file.

    They asked for no return, so no count of who asked, waited or came how far has them: they are
    counted apart.
    """
    return rows.filter(**{f"{case}direct_arrival": None})


def streams() -> dict[str, str]:
    """The stream of each programme that has one."""
    return dict(Programme.objects.exclude(stream="").values_list("code", "stream"))


def sites() -> dict[str, tuple[str, str]]:
    """Name and country of each place where people are registered."""
    rows = Site.objects.values_list("code", "name", "country_id")
    return {code: (name, country) for code, name, country in rows}


def centre_zones() -> dict[str, str]:
    """The time zone of each place where people are received."""
    return dict(ReceptionCentre.objects.values_list("code", "zone"))
