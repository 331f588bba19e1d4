"""Draws a small map of a person's way home as SVG on the server: pale land, one line, places named."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from rumbo.ui import words
from rumbo.ui.land import EARTH_KM, LAND, Place, Point, View, distance_km, land_path, view_of

__all__ = ["LAND", "Place", "distance_km", "view_of", "way_map"]

LETTER = 6.3  # pixels of a letter at 12 px, for keeping names apart


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
        *(width, height, _alternative(places), land_path(view), legs, dots, names),
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
