"""Which points and ways the map of a report shows, and what it says of those it cannot show."""

from collections.abc import Iterator, Sequence
from typing import Literal

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.phrases import number, percent, say
from rumbo.statistics.report import places
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.flows import TIGHT, Flow, Spot, flow_map, on_the_map
from rumbo.statistics.report.panels import Panel, known_of
from rumbo.ui.land import Place

HOST, HOME = "country_of_registration", "country_of_return"
OF = {"site": "site", "home": HOME, "origin": HOST}


def map_panel(contents: Contents) -> Panel:
    """Return the map of places and countries of return, drawn from the figures of this edition."""
    lang, title = contents.lang, say("cover_map", contents.lang)
    spots, off = _spots(contents)
    if not spots:
        hidden = any(f.suppressed for f in contents.table("site"))
        return Panel(title, say("finding_withheld" if hidden else "finding_none", lang), "", "")
    finding = _finding(contents)
    words = [say(name, lang) for name in ("map_site", "map_home", "map_way")]
    flows, alternative = list(_flows(contents)), f"{title}. {finding}".strip()
    drawn = flow_map(spots, flows, alternative, words)
    narrow = flow_map(spots, flows, alternative, words, size=TIGHT)
    notes = [say("map_note", lang)]
    if any(f.suppressed for f in _ways(contents)):
        notes.append(say("map_hidden", lang))
    for name, left in (("map_unnamed", drawn.unnamed), ("map_off", off)):
        if left:
            notes.append(say(name, lang, names=", ".join(left)))
    return Panel(title, finding, " ".join(notes), drawn.svg, narrow.svg)


def _spots(contents: Contents) -> tuple[list[Spot], list[str]]:
    """Return the points that can be drawn, and in words those that lie nowhere on the map."""
    spots: list[Spot] = []
    off: list[str] = []
    homes = {f.row for f in contents.table("country_of_return") if f.count != 0}
    kinds: list[Literal["site", "home", "origin"]] = ["site", "home"]
    if not contents.table("site_by_country_of_return"):
        kinds.append("origin")
    for kind in kinds:
        for figure in contents.table(OF[kind]):
            if figure.count == 0 or (kind == "origin" and figure.row in homes):
                continue
            spot = _spot(contents, kind, figure)
            if isinstance(spot, Spot):
                spots.append(spot)
            elif kind != "origin":
                off.append(spot)
    return spots, off


def _spot(
    contents: Contents, kind: Literal["site", "home", "origin"], figure: Figure
) -> Spot | str:
    lang = contents.lang
    place = places.site(figure.row) if kind == "site" else places.country(figure.row)
    label = codes.label(OF[kind], figure.row, lang)
    text = say("withheld", lang) if figure.count is None else number(figure.count)
    if place is None or not on_the_map(place):
        return f"{label} {text}"
    if kind == "origin":
        label = say("map_origin", lang, name=label)
    return Spot(place=place, label=label, people=figure.count, text=text, kind=kind)


def _ways(contents: Contents) -> list[Figure]:
    """Return the figures that ways are drawn from."""
    by_site = contents.table("site_by_country_of_return")
    return by_site or contents.table("country_of_return_by_country_of_registration")


def _flows(contents: Contents) -> Iterator[Flow]:
    """Yield the ways: from each place where that may be told, else from each country."""
    lang = contents.lang
    for figure in _ways(contents):
        start = places.country(figure.column or "")
        end = places.country(figure.row)
        names = [codes.label(HOST, figure.column or "", lang), codes.label(HOME, figure.row, lang)]
        if figure.table == "site_by_country_of_return":
            start, end = places.site(figure.row), start
            names = [codes.label("site", figure.row, lang), names[0]]
        if figure.count and start is not None and end is not None and _both_drawn((start, end)):
            label = say("map_flow", lang, start=names[0], end=names[1])
            yield Flow(start, end, figure.count, label)


def _both_drawn(ends: Sequence[Place]) -> bool:
    return all(on_the_map(end) for end in ends)


def _finding(contents: Contents) -> str:
    lang = contents.lang
    site = known_of(contents.table("site"))[:1]
    home = known_of(contents.table("country_of_return"))[:1]
    if not site or not home:
        return ""
    return say(
        "finding_map",
        lang,
        site=codes.label("site", site[0].row, lang),
        share=percent(site[0].share or 0, lang),
        home=codes.label("country_of_return", home[0].row, lang),
        other=percent(home[0].share or 0, lang),
    )
