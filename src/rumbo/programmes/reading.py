"""What the pages of one programme and of one way home show, gathered for one reader."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.network import queries as network
from rumbo.programmes import queries, shown
from rumbo.programmes.lists import serves
from rumbo.programmes.models import RETURN_KINDS, Programme
from rumbo.programmes.rules import Finding
from rumbo.ui.words import country, language, sentence_list

DECIDES = frozenset({"coordinator"})
STOPS = frozenset({"coordinator", "protection"})
# Where each thing that is missing is mended.
MENDED = {"programmes.no_request": "request", "programmes.no_agreement": "agreement"}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing between a programme and its opening: in words, whose turn, and where it is done."""

    what: str
    turn: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as it stands in the history of a way."""

    row: Finding
    where: str
    tag: tuple[str, str]
    term: str
    note: str
    source: str


def programme_context(row: Programme, reader: Reader) -> dict[str, Any]:
    """Everything the page of a programme shows."""
    today = clock.today()
    [one] = shown.programmes([row], today)
    decides = bool(reader.roles & DECIDES)
    return {
        "one": one,
        "decides": decides,
        "may_close": decides and queries.may_close(row.code, today),
        "about": _about(one),
        "gaps": _gaps(row, decides=decides) if one.standing in ("closed", "lapsed") else [],
        "requests": queries.requests_of(row.code),
        "agreements": [
            (shown.term_said(a.valid_from, a.valid_until), a.source) for a in one.agreements
        ],
        "openings": [
            (shown.term_said(o.valid_from, o.valid_until), o.reason) for o in one.openings
        ],
        "ways": _ways_of(row),
        "asks_ways": row.kind in RETURN_KINDS,
        "lines": queries.lines_for(row.code, today),
    }


def _about(one: shown.ShownProgramme) -> list[dict[str, object]]:
    lang = "en" if language() == "en" else "es"
    text = {name: getattr(one.row, f"{name}_{lang}") for name in ("who", "asks", "gives")}
    modes = sentence_list([codes.label("mode", mode) for mode in one.row.modes])
    return [
        {"label": _("Para quién es"), "value": text["who"]},
        {"label": _("Qué pide"), "value": text["asks"]},
        {"label": _("Qué da"), "value": text["gives"]},
        {"label": _("Trabaja en"), "value": one.hosts},
        {"label": _("Para personas de"), "value": one.origins},
        {"label": _("Cómo se viaja"), "value": modes},
        {"label": _("Organiza"), "value": one.row.organiser},
        {"label": _("Sistemas que atiende"), "value": "; ".join(str(s) for s in one.systems)},
    ]


def _gaps(row: Programme, *, decides: bool) -> list[Gap]:
    """What is missing for opening today, each with its turn; the coordinator opens what is whole."""
    turn = _("Le toca a %(role)s") % {"role": codes.label("turn", "coordinator")}
    found = []
    for lacking in queries.obstacles(row, clock.today()):
        name = MENDED.get(lacking.code, "")
        url = reverse(f"programmes:{name}", args=[row.code]) if name else ""
        url = url or reverse("programmes:countries")
        action = {"request": _("Anotar la solicitud formal"), "agreement": _("Anotar un acuerdo")}
        said = action.get(name, _("Ver los países"))
        found.append(Gap(lacking.sentence, turn, url if decides or not name else "", said))
    return found


def _ways_of(row: Programme) -> list[shown.Way]:
    """The ways of a programme's hosts and origins, with each area that stands apart."""
    every = queries.every_finding()
    mine = {
        (host, origin): found
        for (host, origin), found in every.items()
        if host in row.hosts and serves(row, origin)
    }
    missing: dict[tuple[str, str], list[Finding]] = {
        pair: [] for pair in queries.not_studied(row, clock.today()) if pair[1]
    }
    return shown.ways({**missing, **mine}, clock.today())


def country_context(host: str, origin: str, reader: Reader) -> dict[str, Any] | None:
    """Everything the page of one way home shows; None where there is no such way."""
    if host == origin or not network.are_countries(host, origin):
        return None
    today, rows = clock.today(), queries.findings_of(host, origin)
    areas = {one.code: one.name for one in network.departments_of(origin)}
    ways = [
        shown.way_of((host, origin), a, rows, areas, today) for a in shown.areas_of(rows, today)
    ]
    return {
        "host": host,
        "origin": origin,
        "from_name": country(host),
        "to_name": country(origin),
        "now": ways[0],
        "areas": ways[1:],
        "history": _history(rows, areas),
        "programmes": _programmes_of(host, origin),
        "decides": bool(reader.roles & DECIDES),
        "stops": bool(reader.roles & STOPS),
    }


def _history(rows: Sequence[Finding], areas: dict[str, str]) -> list[FindingRow]:
    return [
        FindingRow(
            row,
            areas.get(row.area, row.area) or _("Todo el país"),
            (shown.SHAPES[row.finding], codes.label("openness", row.finding)),
            shown.term_said(row.valid_from, row.valid_until),
            shown.note_of(row),
            shown.source_said(row.source),
        )
        for row in rows
    ]


def _programmes_of(host: str, origin: str) -> Collection[shown.ShownProgramme]:
    found = [
        row
        for row in queries.every_programme()
        if row.kind in RETURN_KINDS and host in row.hosts and serves(row, origin)
    ]
    return shown.programmes(found)
