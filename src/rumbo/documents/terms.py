"""What each consulate asks for, read from its dated file: an entry once used is only followed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from rumbo.common.codes import active_language
from rumbo.common.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one consulate, or every consulate of a country, asks for one document.

    None says that it is not known; `ticket_first` true is the paradox: the paper wants a seat.
    """

    name: str
    country: str
    document: str
    consulate: str
    since: date
    until: date | None
    items: tuple[str, ...]
    photos: int | None
    fee: Money | None
    fee_free_under: int | None
    ticket_first: bool | None
    appointment: str
    usual_days: int | None
    valid_days: int | None
    source: str
    is_verified: bool
    verify: Mapping[str, str]

    @property
    def note(self) -> str:
        """What somebody should confirm before relying on it; empty once it was confirmed."""
        return "" if self.is_verified else self.verify.get(active_language(), self.verify["es"])


def terms_for(country: str, document: str, consulate: str, day: date) -> Terms:
    """Give what holds on a day: the consulate's own entry, its country's, or the one for any."""
    live = [t for t in _entries() if t.since <= day and (t.until is None or day <= t.until)]
    fit = [
        t
        for t in live
        if t.country in {country, ""}
        and t.document in {document, ""}
        and t.consulate in {consulate, ""}
    ]
    return max(fit, key=lambda t: (bool(t.consulate), bool(t.country), bool(t.document), t.since))


def terms_named(name: str) -> Terms | None:
    """Give the entry under which something was asked, whatever holds today."""
    return next((t for t in _entries() if t.name == name), None)


def usual_days(terms: Terms) -> timedelta:
    """By when an answer is expected (domain.md 7 gives no figure for most)."""
    return timedelta(days=terms.usual_days or int(_file()["usual_days"]))


def kept_for(purpose: str) -> timedelta:
    """For how long a recipient may use what it was told for a purpose (modelled)."""
    return timedelta(days=int(_file()["keeps"][purpose]))


def item(code: str) -> str:
    """Name a thing that a consulate wants, in the reader's language."""
    words = _file()["items"].get(code, {})
    return str(words.get(active_language()) or words.get("es") or code)


def item_codes() -> tuple[str, ...]:
    """List everything that a consulate may want."""
    return tuple(_file()["items"])


@cache
def _file() -> Mapping[str, Any]:
    found = resources.files("rumbo.documents").joinpath("data/consular.json")
    read: Mapping[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return read


@cache
def _entries() -> tuple[Terms, ...]:
    return tuple(_terms(row) for row in _file()["entries"])


def _terms(row: Mapping[str, Any]) -> Terms:
    fee, until = row["fee"], row["valid_until"]
    return Terms(
        name=f"{row['code']} {row['valid_from']}",
        country=row["country"],
        document=row["document"],
        consulate=row["consulate"],
        since=date.fromisoformat(row["valid_from"]),
        until=date.fromisoformat(until) if until else None,
        items=tuple(row["items"]),
        photos=row["photos"],
        fee=Money.of(fee["amount"], fee["currency"]) if fee else None,
        fee_free_under=row["fee_free_under"],
        ticket_first=row["ticket_first"],
        appointment=row["appointment"],
        usual_days=row["usual_days"],
        valid_days=row["valid_days"],
        source=row["source"],
        is_verified=row["verified"],
        verify=row["verify"],
    )
