"""Where on a flat picture a point of the earth lies, and the pale land around it; needs no Django."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

LAND = Path(__file__).parent / "data" / "land.json"
EARTH_KM = 6371.0088
LEAST_SPAN = 3.0  # degrees of latitude shown at least: a coast or a border stays in sight
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
def rings() -> dict[str, list[list[Point]]]:
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


def ring_path(ring: list[Point], view: View, step: float) -> str:
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


def land_path(view: View) -> str:
    """Write the land inside the window as one path, borders included."""
    step = _step(view)
    return "".join(ring_path(ring, view, step) for ring in _seen(view))


def country_path(view: View, lon: float, lat: float) -> str:
    """Write the piece of land that holds a point: a country's main land; empty where none does."""
    step = _step(view)
    return "".join(ring_path(ring, view, step) for ring in _seen(view) if _holds(ring, lon, lat))


def _step(view: View) -> float:
    return 0.9 if _near_enough(view) else 2.2


def _seen(view: View) -> Iterator[list[Point]]:
    west, south, east, north = view.edges
    for ring in rings()["near" if _near_enough(view) else "world"]:
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        if min(lons) < east and max(lons) > west and min(lats) < north and max(lats) > south:
            yield ring


def _holds(ring: list[Point], lon: float, lat: float) -> bool:
    """Whether a line from the point to the east leaves the ring once more than it enters it."""
    inside = False
    for index, (x, y) in enumerate(ring):
        x2, y2 = ring[index - 1]
        if (y > lat) != (y2 > lat) and lon < (x2 - x) * (lat - y) / (y2 - y) + x:
            inside = not inside
    return inside
