"""The map of a report: places and countries of return as circles, the ways between as bands."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from rumbo.statistics.phrases import number
from rumbo.statistics.report.charts import INK, LINE, SEA, SOFT, picture, wide
from rumbo.statistics.report.naming import Curve, Stood, Wanted, long_of, stand
from rumbo.ui.land import Place, Point, View, country_path, land_path

ROOMY, TIGHT = (520, 372), (344, 330)
LAND, HOME = "#ebe8df", "#cfdcd5"
LARGEST, LEAST = 17.0, 3.5
WIDEST = 11.0
FLOWS = 14
ABOVE, WEST, EAST = 34, 0.06, 0.255
"""Room for names around the outermost points: pixels, and parts of the width."""
LARGE = 6
SMALLER = 1.1
SPAN = 10.0  # degrees that are shown at the least
# The part of the earth that is drawn: who returns beyond it is told in words.
FRAME = (-128.0, -56.0, -32.0, 51.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point: people where they are shown, nothing where they are withheld."""

    place: Place
    label: str
    people: int | None
    text: str
    kind: Literal["site", "home", "origin"] = "site"


@dataclass(frozen=True, slots=True)
class Flow:
    """People who went from one place to a country; the label names both ends."""

    start: Place
    end: Place
    people: int
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """The picture, and the labels for which it had no room."""

    svg: str
    unnamed: tuple[str, ...]


def on_the_map(place: Place) -> bool:
    """Whether a point lies in the part of the earth that is drawn."""
    west, south, east, north = FRAME
    return west < place.lon < east and south < place.lat < north


def flow_map(
    spots: Sequence[Spot],
    flows: Sequence[Flow],
    alternative: str,
    words: Sequence[str],
    *,
    size: tuple[int, int] = ROOMY,
) -> Map:
    """Return the map; `words` name, in this order, a place, a country of return and a way."""
    view = _view([spot.place for spot in spots], *size)
    most = max((spot.people or 0 for spot in spots if spot.kind != "origin"), default=0) or 1
    parts = [f'<path d="{land_path(view)}" fill="{LAND}" stroke="#fff" stroke-width="0.8"/>']
    parts += [
        f'<path d="{country_path(view, s.place.lon, s.place.lat)}" fill="{HOME}" stroke="#fff"'
        ' stroke-width="0.8"/>'
        for s in spots
        if s.kind == "home"
    ]
    drawn = list(_curves(view, flows))
    curves = [curve for _flow, curve in drawn]
    parts += [_band(curve) for curve in curves]
    # The large ones first, so that a small one beside them is seen upon them.
    ordered = sorted(spots, key=lambda s: (-(s.people or 0), s.label))
    part = min(view.width / ROOMY[0] * SMALLER, 1)
    circles = [(spot, *_pixel(view, spot), _radius(spot, most, part)) for spot in ordered]
    parts += [_circle(*one) for one in circles]
    named = circles
    if view.width < ROOMY[0]:
        # A small map names what is large; what else there is, its dots and the lists tell.
        sites = [spot for spot in ordered if spot.kind == "site"][LARGE:]
        named = [one for one in circles if one[0] not in sites]
    names, unnamed = _names(circles, named, curves, view)
    parts += names
    legend, foot = _legend(words, view)
    parts += legend
    told = [f"{spot.label}: {spot.text}" for spot in ordered]
    told += [f"{flow.label}: {number(flow.people)}" for flow, _curve in drawn]
    return Map(picture(view.width, foot, parts, alternative, told), tuple(unnamed))


def _view(places: Sequence[Place], width: int, height: int) -> View:
    """Show all points, with room at the edges for their names."""
    lats, lons = [p.lat for p in places], [p.lon for p in places]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(0.35, math.cos(math.radians(middle_lat)))
    tall = max(max(lats) - min(lats), SPAN)
    across = max((max(lons) - min(lons)) * squeeze, SPAN)
    scale = min((height - 2 * ABOVE) / tall, width * (1 - WEST - EAST) / across)
    return View(
        west=middle_lon - width * (1 - EAST + WEST) / (2 * squeeze * scale),
        north=middle_lat + height / (2 * scale),
        scale=scale,
        squeeze=squeeze,
        width=width,
        height=height,
    )


def _pixel(view: View, spot: Spot) -> Point:
    return view.pixel(spot.place.lon, spot.place.lat)


def _radius(spot: Spot, most: int, part: float) -> float:
    """Give people an area: four times as many are twice as wide; a small map has a part of it."""
    if spot.people is None or spot.kind == "origin":
        return LEAST + 1
    return max(LARGEST * part * math.sqrt(spot.people / most), LEAST)


def _curves(view: View, flows: Sequence[Flow]) -> Iterator[tuple[Flow, Curve]]:
    """Yield the largest ways, with where each begins, bends and ends, and how wide it is."""
    drawn = sorted(flows, key=lambda flow: -flow.people)[:FLOWS]
    most = drawn[0].people if drawn else 1
    for flow in drawn:
        x1, y1 = view.pixel(flow.start.lon, flow.start.lat)
        x2, y2 = view.pixel(flow.end.lon, flow.end.lat)
        if math.hypot(x2 - x1, y2 - y1) < 4:
            continue
        # Bowed towards the north, as the great circle is.
        bow = -0.16 if x2 > x1 else 0.16
        bend = ((x1 + x2) / 2 - (y2 - y1) * bow, (y1 + y2) / 2 + (x2 - x1) * bow)
        yield flow, ((x1, y1), bend, (x2, y2), max(WIDEST * flow.people / most, 1.0))


def _band(curve: Curve) -> str:
    (x1, y1), (cx, cy), (x2, y2), thick = curve
    return (
        f'<path d="M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" fill="none"'
        f' stroke="{SEA}" stroke-opacity="0.38" stroke-width="{thick:.1f}"'
        ' stroke-linecap="round"/>'
    )


def _circle(spot: Spot, x: float, y: float, radius: float) -> str:
    look = f'fill="{SOFT}" fill-opacity="0.82" stroke="#fff" stroke-width="1.2"'
    if spot.kind == "home":
        look = f'fill="{SEA}" stroke="#fff" stroke-width="1.6"'
    if spot.kind == "origin":
        look = f'fill="#fff" stroke="{SEA}" stroke-width="2"'
    if spot.people is None:
        look = f'fill="#fff" stroke="{SOFT}" stroke-width="1.2" stroke-dasharray="2 2"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {look}/>'


Circle = tuple[Spot, float, float, float]


def _names(
    circles: Sequence[Circle], named: Sequence[Circle], curves: Sequence[Curve], view: View
) -> tuple[list[str], list[str]]:
    """Name circles where a name covers nothing; countries choose first, then the largest.

    Gives the names as they are drawn, and the words of those for which there is no room.
    """
    ordered = sorted(named, key=lambda one: one[0].kind == "site")
    texts = [f"{spot.label} {spot.text}" for spot, *_at in ordered]
    most = max((spot.people or 0 for spot, *_at in ordered), default=0) or 1
    wanted = [
        Wanted((x, y, radius), long_of(text, _size(spot)), _missed(spot, most))
        for text, (spot, x, y, radius) in zip(texts, ordered, strict=True)
    ]
    rounds = [(x, y, radius) for _spot, x, y, radius in circles]
    found = stand(wanted, rounds, curves, (view.width, view.height))
    drawn = [_name(one[0], stood) for one, stood in zip(ordered, found, strict=True) if stood]
    return drawn, [text for text, stood in zip(texts, found, strict=True) if stood is None]


def _missed(spot: Spot, most: int) -> float:
    """How much a name would be missed: a country's more than any place's, and of many more."""
    return (spot.people or 0) / most + (spot.kind != "site")


def _size(spot: Spot) -> float:
    return 13.0 if spot.kind == "site" else 14.5


def _name(spot: Spot, stood: Stood) -> str:
    left, top = stood.box[:2]
    leader = ""
    if stood.line is not None:
        (x1, y1), (x2, y2) = stood.line
        ends = f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        # Pale around, so that it is seen on a circle and on a band too.
        leader = (
            f'{ends} stroke="#fff" stroke-width="2.6"/>{ends} stroke="{SOFT}" stroke-width="0.9"/>'
        )
    weight = "" if spot.kind == "site" else ' font-weight="600"'
    return (
        f'{leader}<text x="{left:.1f}" y="{top + 12.5:.1f}" font-size="{_size(spot):g}"'
        f' fill="{INK}"{weight} stroke="#fff" stroke-width="3.5" stroke-linejoin="round"'
        f' paint-order="stroke">{escape(spot.label)}'
        f' <tspan font-weight="700">{escape(spot.text)}</tspan></text>'
    )


def _legend(words: Sequence[str], view: View) -> tuple[list[str], int]:
    """Return what the signs mean, in as many lines as it needs, and where it ends."""
    signs = (
        f'<circle cx="7" cy="-4" r="5.5" fill="{SOFT}"/>',
        f'<circle cx="7" cy="-4" r="5.5" fill="{SEA}"/>',
        f'<rect x="0" y="-7.5" width="14" height="7" fill="{SEA}" fill-opacity="0.38"/>',
    )
    parts = [
        f'<line x1="0" x2="{view.width}" y1="{view.height + 2}" y2="{view.height + 2}"'
        f' stroke="{LINE}"/>'
    ]
    left, foot = 0.0, view.height + 20
    for sign, word in zip(signs, words, strict=True):
        long = wide(word, 12.5) + 36
        if left and left + long - 16 > view.width:
            left, foot = 0.0, foot + 19
        parts.append(
            f'<g transform="translate({left:.1f} {foot})">{sign}<text x="20" y="0"'
            f' font-size="12.5" fill="{SOFT}">{escape(word)}</text></g>'
        )
        left += long
    return parts, foot + 8
