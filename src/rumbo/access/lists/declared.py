"""What a list is, declared: its rows, what it is narrowed and sorted by, what leaves in a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Reader
from rumbo.ui import tables

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = QuerySet[Any] | Sequence[Any]
Asked = Mapping[str, str]
Choices = Sequence[tuple[str, "StrOrPromise"]]
PAGE = 50
EVERY = _("Todo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One thing a list is narrowed by; its word and its codes stand in the address, never a name.

    `takes` is the field that holds the code, or how rows are narrowed; empty where `rows` was
    given the code already. `reads` stands in place of choices where anything may be written (a
    day, a number of a file): it gives a sound word, or nothing. A `quiet` one is asked by links of
    other pages alone.
    """

    word: str
    label: "StrOrPromise"
    choices: Callable[[Reader, Any], Choices] | None = None
    takes: str | Callable[[Any, str, Reader], Any] = ""
    reads: Callable[[str], str] = str
    every: "StrOrPromise" = EVERY
    quiet: bool = False

    def narrow(self, rows: Rows, code: str, reader: Reader) -> Rows:
        """Keep the rows that have a code."""
        if not isinstance(self.takes, str):
            found: Rows = self.takes(rows, code, reader)
            return found
        if not self.takes:
            return rows
        if isinstance(rows, QuerySet):
            return rows.filter(**{self.takes: code})
        held = attrgetter(self.takes.replace("__", "."))
        return [row for row in rows if str(held(row)) == code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One way to sort: by columns, or in Python where what sorts is sealed.

    What is sealed has no order in the database: it is opened and sorted only where the list is
    short (house.md 7), and whoever may not read a name may not learn its place either. `arrange`
    orders rows already in Python where each one's place depends on all. `back` names the same order
    turned round, where that is of use.
    """

    word: str
    label: "StrOrPromise"
    by: tuple[str, ...] = ()
    key: Callable[[Any, Reader], Any] | None = None
    arrange: Callable[[list[Any]], list[Any]] | None = None
    back: "StrOrPromise" = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its head, and what it holds of a row as it is shown.

    No name, telephone or free text about a person leaves by this door: the number of the file does.
    """

    head: "StrOrPromise"
    cell: Callable[[Any], object]


def as_they_are(rows: Sequence[Any], reader: Reader) -> Sequence[Any]:
    """Show rows that need nothing else read."""
    del reader
    return rows


def by_id(row: Any) -> str:
    """Tell rows of a table apart."""
    return str(row.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of the house: `name` is the address of its page and its name in the journal.

    `rows` gives what a reader may see, and nothing else; `shown` puts a few of them into words,
    for the page and for the file alike. The first order holds where none is asked, `default` says
    otherwise. `size` 0 shows a list whole, where its own stretch of days bounds it.
    """

    name: str
    file: str
    readers: Sequence[str]
    takers: Sequence[str]
    rows: Callable[[Reader, Asked], Any]
    columns: Sequence[Column]
    filters: Sequence[Filter]
    orders: Sequence[Order]
    shown: Callable[[Any, Reader], Sequence[Any]] = as_they_are
    heads: Sequence[tables.Column] = ()
    ident: Callable[[Any], str] = by_id
    default: str = ""
    size: int = PAGE

    @property
    def first(self) -> str:
        """The order of whoever asked for none."""
        return self.default or self.orders[0].word

    def order(self, word: str) -> Order:
        """The order of a word that is one of ours."""
        return next(one for one in self.orders if one.word == word)
