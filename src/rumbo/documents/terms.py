"""What each consulate asks for, each entry with its dates: one once used is only followed.

Entries come from a dated file, and from whoever asked a consulate and wrote down what it said: the
newest that rules on a day is followed, and a desk's own word goes before the file's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from rumbo.common.codes import active_language
from rumbo.common.money import Money
from rumbo.documents.models import ConsularTerms

NEVER = datetime.min.replace(tzinfo=UTC)


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
    written_at: datetime = NEVER

    @property
    def note(self) -> str:
        """What somebody should confirm before relying on it; empty once it was confirmed."""
        if self.is_verified:
            return ""
        if not self.verify:
            return _("Falta que el consulado lo confirme.")
        return self.verify.get(active_language(), self.verify["es"])

    @property
    def told_by(self) -> str:
        """Whose word it is, for a reader; what a desk wrote down is shown as it was written."""
        said = _file()["sources"].get(self.source, {})
        return str(said.get(active_language()) or said.get("es") or self.source)

    @property
    def about(self) -> tuple[str, str, str]:
        """What it speaks of: the country, the paper and the consulate; empty is any."""
        return self.country, self.document, self.consulate

    @property
    def is_ours(self) -> bool:
        """Whether a desk wrote it down, and not the file."""
        return self.written_at is not NEVER


def terms_for(country: str, document: str, consulate: str, day: date) -> Terms:
    """Give what holds on a day: the consulate's own entry, its country's, or the one for any."""
    fit = [
        t
        for t in [*_entries(), *_written(country, document)]
        if _holds(t, day)
        and t.country in {country, ""}
        and t.document in {document, ""}
        and t.consulate in {consulate, ""}
    ]
    return max(fit, key=_rank)


def terms_named(name: str) -> Terms | None:
    """Give the entry under which something was asked, whatever holds today."""
    found = next((t for t in _entries() if t.name == name), None)
    if found is not None:
        return found
    row = ConsularTerms.objects.filter(code=name).first()
    return _of_row(row) if row is not None else None


def in_force(day: date) -> list[Terms]:
    """List what rules on a day for each paper of each consulate, and what will rule from a later one."""
    every = sorted([*_entries(), *map(_of_row, ConsularTerms.objects.all())], key=_rank)
    ruling = {t.about: t for t in every if _holds(t, day)}
    ahead = [t for t in every if t.since > day]
    return sorted([*ruling.values(), *ahead], key=lambda t: (not t.country, t.about, t.since))


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


def _holds(terms: Terms, day: date) -> bool:
    return terms.since <= day and (terms.until is None or day <= terms.until)


def _rank(terms: Terms) -> tuple[bool, bool, bool, date, datetime]:
    """The narrowest goes before, then the newest; of one day what was written down last."""
    narrow = (bool(terms.consulate), bool(terms.country), bool(terms.document))
    return (*narrow, terms.since, terms.written_at)


@cache
def _file() -> Mapping[str, Any]:
    found = resources.files("rumbo.documents").joinpath("data/consular.json")
    read: Mapping[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return read


@cache
def _entries() -> tuple[Terms, ...]:
    return tuple(_terms(row) for row in _file()["entries"])


def _written(country: str, document: str) -> list[Terms]:
    rows = ConsularTerms.objects.filter(country=country, document=document)
    return [_of_row(row) for row in rows]


def _of_row(row: ConsularTerms) -> Terms:
    return Terms(
        name=row.code,
        country=row.country,
        document=row.document,
        consulate=row.consulate,
        since=row.valid_from,
        until=row.valid_until,
        items=tuple(row.items),
        photos=row.photos,
        fee=row.fee,
        fee_free_under=row.fee_free_under,
        ticket_first="TICKET" in row.items,
        appointment=row.appointment,
        usual_days=row.usual_days,
        valid_days=row.valid_days,
        source=row.source,
        is_verified=row.verified,
        verify={},
        written_at=row.recorded_at,
    )


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
