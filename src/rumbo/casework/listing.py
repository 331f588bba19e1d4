"""The waiting list grouped and put into words for one reader."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework import words
from rumbo.casework.models import SideExit
from rumbo.casework.queries import Waiting, WaitingPage
from rumbo.casework.ready import NEARLY, NOT_YET, READY, STATES, Gap, Ready
from rumbo.casework.shown import group_name
from rumbo.common import clock, codes
from rumbo.network import files
from rumbo.programmes.rules import priority_rule
from rumbo.ui.words import country, day_table

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# More needs than this are said as a number.
NEEDS = 3
TOLD_WHY = frozenset({"counsellor", "coordinator", "protection", "child_officer"})
GAPS = 2
# How near to travelling: the state of its tag, and its word.
NEAR: Mapping[str, tuple[str, "StrOrPromise"]] = {
    READY: ("ok", gettext_lazy("lista para viajar")),
    NEARLY: ("note", gettext_lazy("casi lista: puede apartar lugar")),
    NOT_YET: ("wait", gettext_lazy("todavía no está lista")),
}
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
    ready: "Ready | None"
    near: tuple[str, "StrOrPromise"]
    gaps: Sequence[Gap]
    needs: Sequence[str]
    more: int
    paused: str
    longest: int
    heading: "StrOrPromise" = ""


def site_names() -> Mapping[str, str]:
    """What people call each site."""
    return {row["code"]: row["name"] for row in files.rows("sites")}


def grouped(rows: Sequence[Waiting], by: str) -> list[Waiting]:
    """Put the rows of one route, or equally near to travelling, together; inside, by their place.

    Groups stand in the order of their first row; who is ready stands before who is not.
    """
    if by == "listo":
        return sorted(rows, key=lambda row: STATES.index(row.ready.state))
    if by != "ruta":
        return list(rows)
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        first.setdefault((row.site, row.country), row.position)
    return sorted(rows, key=lambda row: first[row.site, row.country])


def rows_of(
    pages: Sequence[WaitingPage],
    everyone: Sequence[Waiting],
    reader: Reader,
    *,
    knows: bool,
    by: str = "",
) -> list[WaitingRow]:
    """Put the rows of a page into words; a reason that is not the reader's stays neutral."""
    found = _rows(pages, everyone, reader, knows=knows)
    totals = Counter(_group(row, by) for row in everyone)
    before: StrOrPromise = ""
    marked = []
    for one in found:
        key = _group(one.row, by)
        heading = _heading(key, totals[key]) if key and key != before else ""
        marked.append(replace(one, heading=heading))
        before = key
    return marked


def _group(row: Waiting, by: str) -> str:
    if by == "listo":
        return str(NEAR[row.ready.state][1])
    return _where(row) if by == "ruta" else ""


def _heading(key: str, total: int) -> str:
    sentence = ngettext("%(group)s · %(total)s grupo", "%(group)s · %(total)s grupos", total)
    return sentence % {"group": f"{key[:1].upper()}{key[1:]}", "total": total}


def _where(row: Waiting) -> str:
    site = site_names().get(row.site, row.site)
    return _("de %(site)s a %(country)s") % {"site": site, "country": country(row.country)}


def _rows(
    pages: Sequence[WaitingPage], everyone: Sequence[Waiting], reader: Reader, *, knows: bool
) -> list[WaitingRow]:
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    bands = priority_rule().bands
    longest = max((row.days for row in everyone), default=0)
    return [
        WaitingRow(
            row=page.row,
            name=group_name(page.people, knows=knows),
            where=_where(page.row),
            band=bands[page.row.band][lang],
            state=_STATES[page.row.band],
            reasons=page.row.standing.sentences(lang, reader.compartments),
            changed=_changed(page, reader),
            stage=codes.label("stage", page.row.stage),
            ready=page.ready,
            near=NEAR[page.row.ready.state],
            gaps=page.ready.gaps[:GAPS] if page.ready else (),
            needs=_needs(page),
            more=max(0, len(_all_needs(page)) - NEEDS),
            paused=_paused(page.hold),
            longest=longest,
        )
        for page in pages
    ]


def _paused(hold: SideExit | None) -> str:
    """Until when and why a case rests, with the reason as its code says it."""
    if hold is None:
        return ""
    why = codes.label("hold_reason", hold.reason) if hold.reason else _("sin motivo anotado")
    if hold.review_on is None:
        return _("En pausa, sin fecha de revisión: %(why)s") % {"why": why}
    day = day_table(hold.review_on)
    if hold.review_on < clock.today():
        return _("En pausa, por revisar desde el %(day)s: %(why)s") % {"day": day, "why": why}
    return _("En pausa hasta el %(day)s: %(why)s") % {"day": day, "why": why}


def _changed(page: WaitingPage, reader: Reader) -> str:
    """That somebody changed it; why is free text about a person, and not for whoever books seats."""
    if not page.row.changed:
        return ""
    if page.change is None or not reader.roles & TOLD_WHY:
        return _("Se cambió a mano; el motivo lo ve quien lo atiende.")
    return _("Se cambió a mano: %(why)s") % {"why": page.change.why}


def _all_needs(page: WaitingPage) -> list[str]:
    return list(dict.fromkeys(words.task_sentence(task.code) for task in page.tasks))


def _needs(page: WaitingPage) -> list[str]:
    return _all_needs(page)[:NEEDS]
