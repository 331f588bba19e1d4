"""Charts as small SVG pictures: direct labels, one accent, the rest grey, good on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

INK, SOFT, SEA, GREY, LINE = "#1c2422", "#46504d", "#09574a", "#b9beb9", "#e3e0d7"
FACE = "'Source Sans 3','Source Sans Pro',Inter,'Noto Sans',sans-serif"
WIDTH = 340
ROW = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: what it is, how long, what it says at its end, and if it is the point."""

    label: str
    length: float
    value: str
    accent: bool = False


def bars(rows: Sequence[Bar], alternative: str, *, whole: float = 1.0) -> str:
    """Return bars under their labels, so that long names keep their place on a phone.

    A bar is a part of its pale ground: the ground is everyone, or the largest of the rows.
    """
    parts = []
    for index, bar in enumerate(rows):
        top = index * ROW
        weight = ' font-weight="600"' if bar.accent else ""
        width = max(bar.length / whole * WIDTH, 1.5)
        parts.append(
            f'<text x="0" y="{top + 14}" font-size="14" fill="{INK}"{weight}>{escape(bar.label)}'
            f'</text><text x="{WIDTH}" y="{top + 14}" font-size="14" fill="{INK}"{weight}'
            f' text-anchor="end">{escape(bar.value)}</text>'
            f'<rect x="0" y="{top + 20}" width="{WIDTH}" height="6" fill="{LINE}"/>'
            f'<rect x="0" y="{top + 20}" width="{width:.1f}" height="6"'
            f' fill="{SEA if bar.accent else "#7b8581"}"/>'
        )
    return _picture(WIDTH, max(len(rows) * ROW, 8), parts, alternative)


@dataclass(frozen=True, slots=True)
class Split:
    """One row divided into parts of a whole; the first part is the point."""

    label: str
    shares: tuple[float, ...]
    value: str


TONES = (SEA, "#7b8581", "#a9b0ac", "#c9cdc9", "#dddfdb", LINE)


def splits(rows: Sequence[Split], alternative: str) -> str:
    """Return each row as one bar cut into its parts, told apart by tone and by order."""
    parts = []
    for index, row in enumerate(rows):
        top, left = index * ROW, 0.0
        parts.append(
            f'<text x="0" y="{top + 14}" font-size="14" fill="{INK}">{escape(row.label)}</text>'
            f'<text x="{WIDTH}" y="{top + 14}" font-size="13" fill="{INK}" text-anchor="end">'
            f"{escape(row.value)}</text>"
            f'<rect x="0" y="{top + 20}" width="{WIDTH}" height="8" fill="{LINE}"/>'
        )
        for place, share in enumerate(row.shares):
            tone = TONES[min(place, len(TONES) - 1)]
            parts.append(
                f'<rect x="{left:.1f}" y="{top + 20}" width="{max(share * WIDTH - 1, 0):.1f}"'
                f' height="8" fill="{tone}"/>'
            )
            left += share * WIDTH
    return _picture(WIDTH, max(len(rows) * ROW, 8), parts, alternative)


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a line: nothing where its count is withheld."""

    label: str
    value: int | None
    text: str


def line(points: Sequence[Point], alternative: str, width: int = 720) -> str:
    """Return a line by month with its points named; it breaks where a month is withheld."""
    height, foot, head = 210, 170, 30
    top = max((p.value or 0 for p in points), default=0) or 1
    step = (width - 60) / max(len(points) - 1, 1)
    places = [
        (30 + index * step, None if p.value is None else foot - (foot - head) * p.value / top)
        for index, p in enumerate(points)
    ]
    parts = [f'<line x1="0" x2="{width}" y1="{foot}" y2="{foot}" stroke="{LINE}"/>']
    for (x, y), (x2, y2) in pairwise(places):
        if y is not None and y2 is not None:
            parts.append(
                f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{SEA}"'
                ' stroke-width="2.5" stroke-linecap="round"/>'
            )
    best = max(points, key=lambda p: p.value or 0, default=None)
    every = max(1, len(points) // 14 + (len(points) > 14))
    for index, ((x, y), point) in enumerate(zip(places, points, strict=True)):
        named = index % every == 0 or point is best
        parts += _point(x, y, point, is_named=named, is_best=point is best, foot=foot)
    return _picture(width, height, parts, alternative)


def _point(
    x: float, y: float | None, point: Point, *, is_named: bool, is_best: bool, foot: int
) -> list[str]:
    parts = []
    if is_named:
        for offset, word in enumerate(point.label.split(" ")):
            parts.append(
                f'<text x="{x:.1f}" y="{foot + 18 + offset * 16}" font-size="13" fill="{SOFT}"'
                f' text-anchor="middle">{escape(word)}</text>'
            )
    if y is None:
        parts.append(
            f'<rect x="{x - 3:.1f}" y="{foot - 3}" width="6" height="6" fill="none"'
            f' stroke="{SOFT}"/>'
        )
        return parts
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 if is_best else 3.5}" fill="{SEA}"/>')
    if is_named:
        weight = ' font-weight="700"' if is_best else ""
        parts.append(
            f'<text x="{x:.1f}" y="{y - 10:.1f}" font-size="14" fill="{INK}" text-anchor="middle"'
            f' stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"{weight}>'
            f"{escape(point.text)}</text>"
        )
    return parts


def _picture(width: int, height: int, parts: Sequence[str], alternative: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label="{escape(alternative)}" font-family="{FACE}">{"".join(parts)}</svg>'
    )
