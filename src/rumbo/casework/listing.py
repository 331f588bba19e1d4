"""The waiting list narrowed, cut into pages and put into words for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework import words
from rumbo.casework.models import SideExit
from rumbo.casework.queries import STAGES, Waiting, WaitingPage, Wanted
from rumbo.casework.shown import group_name
from rumbo.common import codes
from rumbo.network import files
from rumbo.programmes.rules import priority_rule
from rumbo.ui.words import country

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 25
# More needs than this are said as a number.
NEEDS = 3
_STATES = {"A": "wait", "B": "note", "C": "note"}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One row as it is read."""

    row: Waiting
    name: str
    where: str
    band: str
    state: str
    reasons: tuple[str, ...]
    changed: "StrOrPromise"
    stage: str
    needs: Sequence[str]
    more: int
    hold: SideExit | None
    longest: int


def site_names() -> Mapping[str, str]:
    """What people call each site."""
    return {row["code"]: row["name"] for row in files.rows("sites")}


def narrowed(rows: Sequence[Waiting], query: Mapping[str, str]) -> tuple[Wanted, list[Waiting]]:
    """Keep what the reader filters by; a place in the list stays the place among all."""
    wanted = Wanted(query.get("pais", ""), query.get("sitio", ""), query.get("etapa", ""))
    return wanted, [row for row in rows if wanted.takes(row)]


def window(rows: Sequence[Waiting], query: Mapping[str, str]) -> tuple[Sequence[Waiting], str, str]:
    """Cut a page after or before a case; a case that left the list begins it anew."""
    places = {str(row.case): at for at, row in enumerate(rows)}
    start = places.get(query.get("desde", ""), -1) + 1
    if (before := query.get("antes", "")) in places:
        start = max(0, places[before] - PAGE)
    part = rows[start : start + PAGE]
    previous = str(rows[start].case) if part and start > 0 else ""
    following = str(part[-1].case) if start + PAGE < len(rows) else ""
    return part, previous, following


def offered(rows: Sequence[Waiting]) -> tuple[list[tuple[str, str]], ...]:
    """What the list can be narrowed to: countries, sites and stages that occur in it."""
    names = site_names()
    countries = sorted({row.country for row in rows if row.country}, key=country)
    sites = sorted({row.site for row in rows}, key=lambda code: names.get(code, code))
    stages = [code for code in STAGES if any(row.stage == code for row in rows)]
    return (
        [(code, country(code)) for code in countries],
        [(code, names.get(code, code)) for code in sites],
        [(code, codes.label("stage", code)) for code in stages],
    )


def rows_of(
    pages: Sequence[WaitingPage], everyone: Sequence[Waiting], reader: Reader, *, knows: bool
) -> list[WaitingRow]:
    """Put the rows of a page into words; a reason that is not the reader's stays neutral."""
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    names, bands = site_names(), priority_rule().bands
    longest = max((row.days for row in everyone), default=0)
    return [
        WaitingRow(
            row=page.row,
            name=group_name(page.people, knows=knows),
            where=_("de %(site)s a %(country)s")
            % {
                "site": names.get(page.row.site, page.row.site),
                "country": country(page.row.country),
            },
            band=bands[page.row.band][lang],
            state=_STATES[page.row.band],
            reasons=page.row.standing.sentences(lang, reader.compartments),
            changed=_changed(page),
            stage=codes.label("stage", page.row.stage),
            needs=_needs(page),
            more=max(0, len(_all_needs(page)) - NEEDS),
            hold=page.hold,
            longest=longest,
        )
        for page in pages
    ]


def _changed(page: WaitingPage) -> str:
    if not page.row.changed:
        return ""
    if page.change is None:
        return _("Se cambió a mano; el motivo lo ve quien lo atiende.")
    return _("Se cambió a mano: %(why)s") % {"why": page.change.why}


def _all_needs(page: WaitingPage) -> list[str]:
    return list(dict.fromkeys(words.task_sentence(task.code) for task in page.tasks))


def _needs(page: WaitingPage) -> list[str]:
    return _all_needs(page)[:NEEDS]
