"""Opens a list for a reader: what was asked, one page of it, and everything that stands around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.lists import asking, paging
from rumbo.access.lists.declared import Asked, Listing, Order, Rows
from rumbo.access.middleware import PersonalRequest
from rumbo.access.values import Reader
from rumbo.ui import spreadsheets, tables, words

# Counts are exact up to here (house.md 7).
COUNTED = 10_000
# What marks a view as the page of a list, so that a test finds every list.
LISTING = "listing"
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that matches what a reader asked, before it is cut into pages."""

    rows: Rows
    asked: Asked
    order: Order
    down: bool
    form: forms.Form

    @property
    def word(self) -> str:
        """The order as it stands in the address."""
        return f"-{self.order.word}" if self.down else self.order.word


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list as its template shows it; `found` is all that matches, uncut."""

    rows: Sequence[Any]
    total: int
    is_exact: bool
    is_filtered: bool
    asked: Asked
    form: forms.Form
    heads: Sequence[tables.Head]
    pager: tables.Pager
    clear: str
    order: str
    found: Rows


def page_of(listing: Listing) -> Callable[[View], View]:
    """Mark a view as the page of a list: read only, for the list's readers; a 404 for others."""

    def decorate(view: View) -> View:
        setattr(view, LISTING, listing)
        return require_GET(for_roles(*listing.readers)(view))

    return decorate


def find(listing: Listing, reader: Reader, query: QueryDict) -> Found:
    """Narrow a list to what was asked and say in which order it is read."""
    written = asking.written_in(listing, query)
    everything: Rows = listing.rows(reader, written)
    offer = asking.offered(listing, reader, everything)
    asked = {**written, **asking.chosen_in(offer, query)}
    rows = asking.narrowed(listing, everything, asked, reader)
    orders = asking.orders_for(listing, rows)
    order, down = asking.sorting(listing, query, orders)
    word = f"-{order.word}" if down else order.word
    form = asking.with_orders(asking.form_of(listing, offer, asked, word), orders, word)
    return Found(rows, asked, order, down, form)


def opened(listing: Listing, request: PersonalRequest) -> Page:
    """Open one page of a list."""
    reader, query = request.reader, request.GET
    found = find(listing, reader, query)
    cut, total = _cut(listing, found, reader, query)
    picked = {one.word for one in listing.filters if one.choices is not None}
    return Page(
        rows=listing.shown(cut.rows, reader),
        total=min(total, COUNTED),
        is_exact=total <= COUNTED,
        is_filtered=bool(picked & found.asked.keys()),
        asked=found.asked,
        form=found.form,
        heads=tables.heads(query, listing.heads, listing.first),
        pager=_pager(listing, request, cut, total),
        clear=_clear(listing, found),
        order=found.word,
        found=found.rows,
    )


def sorted_rows(listing: Listing, found: Found, reader: Reader) -> Rows:
    """All that matches, in its order."""
    if isinstance(found.rows, QuerySet) and found.order.key is None:
        by = paging.columns_of(found.order, down=found.down)
        return found.rows.order_by(*by)
    return paging.in_order(listing, list(found.rows), found.order, reader, down=found.down)


def _cut(
    listing: Listing, found: Found, reader: Reader, query: QueryDict
) -> tuple[paging.Cut, int]:
    rows = found.rows
    if isinstance(rows, QuerySet) and found.order.key is None and listing.size:
        by = paging.columns_of(found.order, down=found.down)
        total = rows.order_by()[: COUNTED + 1].count()
        return paging.cut_rows(rows, by, query, listing.size), total
    whole = list(sorted_rows(listing, found, reader))
    return paging.cut_window(listing, whole, query), len(whole)


def _pager(listing: Listing, request: PersonalRequest, cut: paging.Cut, total: int) -> tables.Pager:
    query, away = request.GET, {tables.AFTER: "", tables.BEFORE: ""}
    links = {
        kind.upper(): f"{reverse(listing.name)}export.{kind}{_kept(listing, query)}"
        for kind in spreadsheets.TYPES
        if request.reader.roles.intersection(listing.takers)
    }
    before = tables.address(query, **{**away, tables.BEFORE: cut.before}) if cut.before else ""
    after = tables.address(query, **{**away, tables.AFTER: cut.after}) if cut.after else ""
    return tables.Pager(_sentence(len(cut.rows), total), before, after, links)


def _kept(listing: Listing, query: QueryDict) -> str:
    """What the address of a file keeps: the filters of this list and its order, no page."""
    words = {one.word for one in listing.filters} | {tables.SORT}
    told = tables.address(query, **{word: "" for word in query if word not in words})
    return told if told != "?" else ""


def _clear(listing: Listing, found: Found) -> str:
    """The list without its filters; a day or a number that was written stays."""
    kept = QueryDict(mutable=True)
    for one in listing.filters:
        if one.choices is None and one.word in found.asked:
            kept[one.word] = found.asked[one.word]
    return f"{reverse(listing.name)}?{kept.urlencode()}" if kept else reverse(listing.name)


def _sentence(here: int, total: int) -> str:
    if total > COUNTED:
        return _("%(here)s de más de %(total)s") % {
            "here": words.whole(here),
            "total": words.whole(COUNTED),
        }
    return _("%(here)s de %(total)s") % {"here": words.whole(here), "total": words.whole(total)}
