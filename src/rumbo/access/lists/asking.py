"""What a reader asks of a list, made sound, and the form in which it is asked again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.lists.declared import Asked, Choices, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.ui import tables

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Sealed columns are opened and sorted up to here (house.md 7).
OPENED = 2_000
ORDER = gettext_lazy("Orden")


def written_in(listing: Listing, query: Mapping[str, str]) -> dict[str, str]:
    """Read what may be written freely: each filter makes its own word sound, or drops it."""
    free = [one for one in listing.filters if one.choices is None]
    found = {one.word: one.reads(query.get(one.word, "")) for one in free}
    return {word: code for word, code in found.items() if code}


def offered(listing: Listing, reader: Reader, rows: Rows) -> dict[str, Choices]:
    """What each filter offers to a reader; only this is taken."""
    return {
        one.word: [(str(code), label) for code, label in one.choices(reader, rows)]
        for one in listing.filters
        if one.choices is not None
    }


def chosen_in(offer: Mapping[str, Choices], query: Mapping[str, str]) -> dict[str, str]:
    """Read the codes that are offered; any other is as if it had not been asked."""
    return {
        word: query[word]
        for word, choices in offer.items()
        if query.get(word) and query[word] in {code for code, _label in choices}
    }


def narrowed(listing: Listing, rows: Rows, asked: Asked, reader: Reader) -> Rows:
    """Keep the rows that have every code that was asked for."""
    for one in listing.filters:
        if asked.get(one.word):
            rows = one.narrow(rows, asked[one.word], reader)
    return rows


def orders_for(listing: Listing, rows: Rows) -> list[Order]:
    """The orders that this list can be put in: what is sealed sorts only while it is short."""
    sealed = any(one.key is not None for one in listing.orders)
    short = sealed and isinstance(rows, QuerySet) and not rows.order_by()[OPENED:].exists()
    return [
        one for one in listing.orders if one.key is None or not isinstance(rows, QuerySet) or short
    ]


def sorting(listing: Listing, query: QueryDict, orders: list[Order]) -> tuple[Order, bool]:
    """Which order is asked for, and whether downwards."""
    known = [tables.Column(one.label, sort=one.word) for one in orders]
    word, down = tables.sorted_by(query, known, listing.first)
    return listing.order(word), down


def form_of(listing: Listing, offer: Mapping[str, Choices], asked: Asked, order: str) -> forms.Form:
    """The form above the list: each filter, then the order; what is written freely is carried."""
    form = forms.Form({**asked, tables.SORT: order})
    for one in listing.filters:
        if one.choices is None or one.quiet:
            form.fields[one.word] = forms.CharField(required=False, widget=forms.HiddenInput)
        elif len(offer[one.word]):
            form.fields[one.word] = forms.ChoiceField(
                label=one.label, required=False, choices=[("", one.every), *offer[one.word]]
            )
    return form


def with_orders(form: forms.Form, orders: list[Order], asked: str) -> forms.Form:
    """Add the choice of order, last: each order, the other way where it has a name or is asked."""
    choices: list[tuple[str, StrOrPromise]] = []
    for one in orders:
        choices.append((one.word, one.label))
        if one.back or asked == f"-{one.word}":
            turned = one.back or _("%(order)s (orden inverso)") % {"order": one.label}
            choices.append((f"-{one.word}", turned))
    form.fields[tables.SORT] = forms.ChoiceField(label=ORDER, required=False, choices=choices)
    return form
