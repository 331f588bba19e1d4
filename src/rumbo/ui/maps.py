"""Draws a small map of a person's way home as SVG on the server: pale land, one line, places named."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from rumbo.ui import words

LAND = Path(__file__).parent / "data" / "land.json"
EARTH_KM = 6371.0088
LEAST_SPAN = 3.0  # degrees of latitude shown at least: a coast or a border stays in sight
LETTER = 6.3  # pixels of a letter at 12 px, for keeping names apart
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A point that is named: degrees north, degrees east, and what people call it."""

    lat: float
    lon: float
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """A window on the earth: flat, true to shape at its middle latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def pixel(self, lon: float, lat: float) -> Point:
        """Give the pixel of a point."""
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        east = self.west + self.width / (self.squeeze * self.scale)
        return self.west, self.north - self.height / self.scale, east, self.north


def distance_km(a: Place, b: Place) -> float:
    """Give the great-circle distance in kilometres (haversine, mean radius)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    square = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(square)))


def view_of(points: Sequence[Place], width: int, height: int) -> View:
    """Choose the window that shows all points with room for their names."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(0.35, math.cos(math.radians(middle_lat)))
    tall = max((max(lats) - min(lats)) * 1.6, LEAST_SPAN)
    wide = (max(lons) - min(lons)) * squeeze * 1.5
    scale = min(height / tall, width / wide if wide else math.inf)
    return View(
        west=middle_lon - width / (2 * squeeze * scale),
        north=middle_lat + height / (2 * scale),
        scale=scale,
        squeeze=squeeze,
        width=width,
        height=height,
    )


@lru_cache(maxsize=1)
def _land() -> dict[str, list[list[Point]]]:
    """Read the shipped land once: rings of (lon, lat) for the near map and for the world."""
    raw = json.loads(LAND.read_text(encoding="utf-8"))
    return {name: _unpack(raw[name], raw["unit"]) for name in ("near", "world")}


def _unpack(packed: dict[str, Any], unit: float) -> list[list[Point]]:
    arcs: list[list[Point]] = []
    for steps in packed["arcs"]:
        x = y = 0
        arc: list[Point] = []
        for at in range(0, len(steps), 2):
            x, y = x + steps[at], y + steps[at + 1]
            arc.append((x * unit, y * unit))
        arcs.append(arc)
    rings = []
    for ring in packed["rings"]:
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        rings.append(points)
    return rings


def _near_enough(view: View) -> bool:
    west, south, east, north = view.edges
    return west > -130 and east < -30 and south > -57 and north < 52


def _clip_side(points: list[Point], axis: int, limit: float, *, below: bool) -> list[Point]:
    """Cut a ring along one side of the window (Sutherland-Hodgman)."""
    kept: list[Point] = []
    for index, now in enumerate(points):
        before = points[index - 1]
        in_now = (now[axis] <= limit) == below
        in_before = (before[axis] <= limit) == below
        if in_now != in_before:
            part = (limit - before[axis]) / (now[axis] - before[axis])
            x, y = (before[at] + part * (now[at] - before[at]) for at in (0, 1))
            kept.append((x, y))
        if in_now:
            kept.append(now)
    return kept


def _ring_path(ring: list[Point], view: View, step: float) -> str:
    """Write one ring as a path inside the window, dropping steps (pixels) no eye would see."""
    pixels: list[Point] = []
    for lon, lat in ring:
        x, y = view.pixel(lon, lat)
        if not pixels or abs(x - pixels[-1][0]) + abs(y - pixels[-1][1]) >= step:
            pixels.append((x, y))
    for axis, size in ((0, view.width), (1, view.height)):
        pixels = _clip_side(pixels, axis, -4.0, below=False) if pixels else pixels
        pixels = _clip_side(pixels, axis, size + 4.0, below=True) if pixels else pixels
    if len(pixels) < 3:
        return ""
    places = 1 if step < 1 else 0
    return "M" + "L".join(f"{x:.{places}f} {y:.{places}f}" for x, y in pixels) + "Z"


def _land_path(view: View) -> str:
    near = _near_enough(view)
    rings, step = _land()["near" if near else "world"], 0.9 if near else 2.2
    west, south, east, north = view.edges
    paths = []
    for ring in rings:
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        if min(lons) < east and max(lons) > west and min(lats) < north and max(lats) > south:
            paths.append(_ring_path(ring, view, step))
    return "".join(paths)


def _leg_path(a: Place, b: Place, view: View) -> str:
    """Draw one leg: the great circle when far, a slight bow when near."""
    (x1, y1), (x2, y2) = view.pixel(a.lon, a.lat), view.pixel(b.lon, b.lat)
    if distance_km(a, b) < 2500 or abs(a.lon - b.lon) > 180:
        bow = 0.12
        middle_x, middle_y = (x1 + x2) / 2 + (y2 - y1) * bow, (y1 + y2) / 2 - (x2 - x1) * bow
        if x2 < x1:
            middle_x, middle_y = x1 + x2 - middle_x, y1 + y2 - middle_y
        return f"M{x1:.1f} {y1:.1f}Q{middle_x:.1f} {middle_y:.1f} {x2:.1f} {y2:.1f}"
    points = (view.pixel(*_between(a, b, step / 32)) for step in range(33))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _between(a: Place, b: Place, part: float) -> Point:
    """Give the point of the great circle that far along, as (lon, lat)."""
    angle = distance_km(a, b) / EARTH_KM
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    f = math.sin((1 - part) * angle) / math.sin(angle)
    g = math.sin(part * angle) / math.sin(angle)
    x = f * math.cos(lat_a) * math.cos(lon_a) + g * math.cos(lat_b) * math.cos(lon_b)
    y = f * math.cos(lat_a) * math.sin(lon_a) + g * math.cos(lat_b) * math.sin(lon_b)
    z = f * math.sin(lat_a) + g * math.sin(lat_b)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


Box = tuple[float, float, float, float]


def _apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def _name_spots(pixels: list[Point], labels: list[str], view: View) -> list[Point]:
    """Choose for each name the first spot around its point that covers nothing."""
    taken: list[Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y in pixels]
    spots: list[Point] = []
    for (x, y), label in zip(pixels, labels, strict=True):
        long = len(label) * LETTER
        options = [
            (x - long / 2, y + 22),
            (x - long / 2, y - 12),
            (x + 11, y + 4),
            (x - long - 11, y + 4),
            (x - long / 2, y + 38),
            (x - long / 2, y - 28),
        ]
        for left, base in options:
            left = min(max(left, 5.0), view.width - long - 5)  # noqa: PLW2901
            box = (left - 2, base - 12, left + long + 2, base + 4)
            fits = box[1] >= 0 and box[3] <= view.height
            if fits and all(_apart(box, other) for other in taken):
                break
        taken.append(box)
        spots.append((left, base))
    return spots


def way_map(points: Sequence[Place], width: int = 340, height: int = 170) -> SafeString:
    """Draw the way through the points, first to last, with a sentence for who cannot see it.

    Gives an empty string for fewer than two different points. Colours come from the page's classes.
    """
    places = [p for at, p in enumerate(points) if at == 0 or p != points[at - 1]]
    if len(places) < 2:
        return SafeString("")
    return _drawn(tuple(places), width, height, words.language())


@lru_cache(maxsize=256)
def _drawn(places: tuple[Place, ...], width: int, height: int, _language: str) -> SafeString:
    view = view_of(places, width, height)
    pixels = [view.pixel(p.lon, p.lat) for p in places]
    spots = _name_spots(pixels, [p.label for p in places], view)
    legs = "".join(_leg_path(a, b, view) for a, b in pairwise(places))
    kinds = ["from", *["via"] * (len(places) - 2), "to"]
    radius = {"from": 5, "via": 3.5, "to": 6}
    dots = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        [
            (kind, round(x, 1), round(y, 1), radius[kind])
            for kind, (x, y) in zip(kinds, pixels, strict=True)
        ],
    )
    names = format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        [(round(x, 1), round(y, 1), p.label) for (x, y), p in zip(spots, places, strict=True)],
    )
    return format_html(
        '<svg class="way" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="land" d="{}"/><path class="path" d="{}"/>{}{}</svg>',
        *(width, height, _alternative(places), _land_path(view), legs, dots, names),
    )


def _alternative(places: tuple[Place, ...]) -> str:
    straight = words.distance(distance_km(places[0], places[-1]))
    if len(places) == 2:
        sentence = gettext("Mapa: de %(start)s a %(end)s hay %(distance)s en línea recta.")
    else:
        sentence = gettext(
            "Mapa: de %(start)s a %(end)s por %(via)s; en línea recta hay %(distance)s."
        )
    return sentence % {
        "start": places[0].label,
        "end": places[-1].label,
        "via": words.sentence_list([p.label for p in places[1:-1]]),
        "distance": straight,
    }
