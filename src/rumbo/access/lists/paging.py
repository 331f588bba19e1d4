"""Cuts a page out of a list: by key in the database, by the row it follows in Python."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from rumbo.access.lists.declared import Listing, Order
from rumbo.access.values import Reader
from rumbo.ui.tables import AFTER, BEFORE

# Every table of a list has this key.
KEY = "id"


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of one page, and the marks of the pages before and after it."""

    rows: Sequence[Any]
    before: str = ""
    after: str = ""


def columns_of(order: Order, *, down: bool) -> list[str]:
    """The columns of an order, turned round if asked, and the key that keeps ties apart."""
    names = [_turned(name) if down else name for name in order.by]
    return [*names, f"-{KEY}" if down else KEY]


def cut_rows(rows: "QuerySet[Any]", by: Sequence[str], query: QueryDict, size: int) -> Cut:
    """Cut by key: the columns sorted by and the id of the row at the edge, never an offset."""
    back = _values(rows, by, query.get(BEFORE, ""))
    after = _values(rows, by, query.get(AFTER, ""))
    backwards = back is not None
    way = [_turned(name) for name in by] if backwards else list(by)
    mark = back if backwards else after
    found = rows if mark is None else rows.filter(_beyond(way, mark))
    cut = list(found.order_by(*way)[: size + 1])
    more, cut = len(cut) > size, cut[:size]
    if backwards:
        cut.reverse()
    earlier = more if backwards else mark is not None
    later = True if backwards else more
    return Cut(
        cut,
        _mark(cut[0], by) if cut and earlier else "",
        _mark(cut[-1], by) if cut and later else "",
    )


def in_order(
    listing: Listing, rows: Sequence[Any], order: Order, reader: Reader, *, down: bool
) -> list[Any]:
    """Sort rows in Python; equal ones stay apart by their own mark."""
    if order.key is not None:
        key = order.key
        return sorted(rows, key=lambda row: (key(row, reader), listing.ident(row)), reverse=down)
    if order.arrange is not None:
        return order.arrange(list(rows))[:: -1 if down else 1]
    found = sorted(rows, key=listing.ident)
    for name in reversed(order.by):
        held = attrgetter(name.lstrip("-").replace("__", "."))
        found.sort(key=held, reverse=name.startswith("-") != down)
    return found


def cut_window(listing: Listing, rows: Sequence[Any], query: QueryDict) -> Cut:
    """Cut after or before a row; a row that left the list begins it anew."""
    if not listing.size:
        return Cut(rows)
    places = {listing.ident(row): at for at, row in enumerate(rows)}
    start = places.get(query.get(AFTER, ""), -1) + 1
    if (before := query.get(BEFORE, "")) in places:
        start = max(0, places[before] - listing.size)
    part = rows[start : start + listing.size]
    return Cut(
        part,
        listing.ident(rows[start]) if part and start > 0 else "",
        listing.ident(part[-1]) if start + listing.size < len(rows) else "",
    )


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(by: Sequence[str], values: Sequence[Any]) -> Q:
    """Whatever comes after these values in this order."""
    found, same = Q(pk__in=[]), Q()
    for name, value in zip(by, values, strict=True):
        field = name.removeprefix("-")
        found |= same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{field: value})
    return found


def _mark(row: Any, by: Sequence[str]) -> str:
    values = [attrgetter(name.removeprefix("-").replace("__", "."))(row) for name in by]
    told = json.dumps([v.isoformat() if isinstance(v, date) else str(v) for v in values])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _values(rows: "QuerySet[Any]", by: Sequence[str], text: str) -> list[Any] | None:
    """Read a page's mark; what nobody of ours wrote is the first page."""
    try:
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(told, list) or len(told) != len(by):
            return None
        pairs = zip(by, told, strict=True)
        return [_sound(_field(rows, name.removeprefix("-")), value) for name, value in pairs]
    except (binascii.Error, ValueError, TypeError, ValidationError, RecursionError):
        return None


def _sound(field: "Field[Any, Any]", told: object) -> Any:
    if not isinstance(told, str) or not (told.isprintable() and len(told) < 64):
        raise ValueError
    value = field.to_python(told)
    if value is None or (isinstance(value, datetime) and timezone.is_naive(value)):
        raise ValueError
    return value


def _field(rows: "QuerySet[Any]", path: str) -> "Field[Any, Any]":
    if path in rows.query.annotations:
        return rows.query.annotations[path].output_field
    model: Any = rows.model
    *way, last = path.split("__")
    for part in way:
        model = model._meta.get_field(part).related_model
    found = model._meta.get_field(last)
    if not isinstance(found, Field):
        raise TypeError(f"{path} is no column")
    return found
