"""Charts as small SVG pictures: direct labels, one accent, the rest grey, good on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from rumbo.statistics.phrases import number

INK, SOFT, SEA, GREY, LINE = "#1c2422", "#46504d", "#09574a", "#b9beb9", "#e3e0d7"
FACE = "'Source Sans 3','Source Sans Pro',Inter,'Noto Sans',sans-serif"
WIDTH = 340
ROW = 34
MIDDLE = "#8f9894"
# Steps of lightness, told apart in grey too, each with the ink that reads on it.
TONES = (SEA, MIDDLE, "#a6ada9", "#bcc3bf", "#d4d9d6", "#f0f1ef")
ON_TONE = ("#ffffff", INK, INK, INK, INK, INK)
LETTER = 0.52
"""How wide a letter is at the most common, as a part of the type's size."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: what it is, how long, what it says at its end, and if it is the point."""

    label: str
    length: float
    value: str
    accent: bool = False


def bars(rows: Sequence[Bar], alternative: str, *, whole: float = 1.0, width: int = WIDTH) -> str:
    """Return bars under their labels, so that long names keep their place on a phone.

    A bar is a part of its pale ground: the ground is everyone, or the largest of the rows.
    """
    parts = []
    for index, bar in enumerate(rows):
        top = index * ROW
        weight = ' font-weight="600"' if bar.accent else ""
        long = max(bar.length / whole * width, 1.5)
        parts.append(
            f'<text x="0" y="{top + 14}" font-size="14" fill="{INK}"{weight}>{escape(bar.label)}'
            f'</text><text x="{width}" y="{top + 14}" font-size="14" fill="{INK}"{weight}'
            f' text-anchor="end">{escape(bar.value)}</text>'
            f'<rect x="0" y="{top + 20}" width="{width}" height="6" fill="{LINE}"/>'
            f'<rect x="0" y="{top + 20}" width="{long:.1f}" height="6"'
            f' fill="{SEA if bar.accent else MIDDLE}"/>'
        )
    height = max(len(rows) * ROW, 8)
    return picture(width, height, parts, alternative, (f"{b.label}: {b.value}" for b in rows))


@dataclass(frozen=True, slots=True)
class Split:
    """One row divided into parts of a whole; the first part is the point.

    `shares` are parts of 1, `texts` what each part says of itself where it has the room.
    """

    label: str
    shares: tuple[float, ...]
    value: str
    texts: tuple[str, ...] = ()


def splits(rows: Sequence[Split], alternative: str, names: Sequence[str] = ()) -> str:
    """Return each row as one bar cut into its parts, told apart by lightness, order and label.

    `names` are the parts, in the order of the shares: they stand once above the bars.
    """
    parts, top = _legend(names, WIDTH) if names else ([], 0.0)
    for row in rows:
        left = 0.0
        parts.append(
            f'<text x="0" y="{top + 14:.0f}" font-size="14" fill="{INK}">{escape(row.label)}</text>'
            f'<text x="{WIDTH}" y="{top + 14:.0f}" font-size="13" fill="{SOFT}"'
            f' text-anchor="end">{escape(row.value)}</text>'
            f'<rect x="0" y="{top + 20:.0f}" width="{WIDTH}" height="17" fill="none"'
            f' stroke="{LINE}"/>'
        )
        for place, share in enumerate(row.shares):
            text = row.texts[place] if place < len(row.texts) else ""
            parts.append(_segment(left, top + 20, share * WIDTH, place, text))
            left += share * WIDTH
        top += 46
    told = (_told_split(row, names) for row in rows)
    return picture(WIDTH, max(round(top), 8), parts, alternative, told)


def _told_split(row: Split, names: Sequence[str]) -> str:
    """Tell each part by its name: who hears the numbers sees no tones and no legend."""
    if not row.texts:
        return f"{row.label}: {row.value}"
    if not names:
        return f"{row.label} ({row.value}): {', '.join(row.texts)}"
    told = (f"{name} {text}" for name, text in zip(names, row.texts, strict=True))
    return f"{row.label} ({row.value}): {', '.join(told)}"


def _segment(left: float, top: float, width: float, place: int, text: str) -> str:
    tone = min(place, len(TONES) - 1)
    drawn = (
        f'<rect x="{left:.1f}" y="{top:.0f}" width="{max(width - 1, 0):.1f}" height="17"'
        f' fill="{TONES[tone]}"/>'
    )
    if text and width > wide(text, 12) + 6:
        drawn += (
            f'<text x="{left + 4:.1f}" y="{top + 12.5:.1f}" font-size="12"'
            f' fill="{ON_TONE[tone]}">{escape(text)}</text>'
        )
    return drawn


def _legend(names: Sequence[str], width: float) -> tuple[list[str], float]:
    """Return the names of the parts with a piece of their tone, in as many lines as they need."""
    parts, left, top = [], 0.0, 0.0
    for place, name in enumerate(names):
        long = wide(name, 12.5) + 30
        if left and left + long - 14 > width:
            left, top = 0.0, top + 18
        tone = TONES[min(place, len(TONES) - 1)]
        parts.append(
            f'<rect x="{left:.1f}" y="{top + 2:.0f}" width="11" height="11" fill="{tone}"'
            f' stroke="{MIDDLE}" stroke-width="0.6"/>'
            f'<text x="{left + 16:.1f}" y="{top + 12:.0f}" font-size="12.5" fill="{SOFT}">'
            f"{escape(name)}</text>"
        )
        left += long
    return parts, top + 26


@dataclass(frozen=True, slots=True)
class Ages:
    """One step of a pyramid: how many to the left and to the right; nothing where withheld."""

    label: str
    left: int | None
    right: int | None
    texts: tuple[str, str]


def pyramid(
    rows: Sequence[Ages], heads: tuple[str, str], alternative: str, *, width: int = WIDTH
) -> str:
    """Return two bars for each age, the first row at the foot; both sides have one measure."""
    step = 23
    gap = max((wide(row.label, 13) for row in rows), default=0) + 14
    half = (width - gap) / 2
    room = half - max((wide(t, 13) for row in rows for t in row.texts), default=0) - 6
    most = max((n or 0 for row in rows for n in (row.left, row.right)), default=0) or 1
    centre = width / 2
    parts = [
        f'<text x="{centre - gap / 2:.0f}" y="13" font-size="13" fill="{SOFT}"'
        f' text-anchor="end">{escape(heads[0])}</text>'
        f'<text x="{centre + gap / 2:.0f}" y="13" font-size="13" fill="{SOFT}">'
        f"{escape(heads[1])}</text>"
    ]
    for index, row in enumerate(reversed(rows)):
        top = 22 + index * step
        parts.append(
            f'<text x="{centre:.0f}" y="{top + 15}" font-size="13" fill="{INK}"'
            f' text-anchor="middle">{escape(row.label)}</text>'
        )
        sides = ((row.left, row.texts[0], -1, MIDDLE), (row.right, row.texts[1], 1, SEA))
        for people, text, way, tone in sides:
            long = 0 if people is None else max(people / most * room, 1 if people else 0)
            edge = centre + way * gap / 2
            start = edge - long if way < 0 else edge
            parts.append(
                f'<rect x="{start:.1f}" y="{top + 2}" width="{long:.1f}" height="16"'
                f' fill="{tone}"/><text x="{edge + way * (long + 5):.1f}" y="{top + 15}"'
                f' font-size="13" fill="{SOFT if people is None else INK}"'
                f' text-anchor="{"end" if way < 0 else "start"}">{escape(text)}</text>'
            )
    told = (f"{r.label}: {heads[0]} {r.texts[0]}, {heads[1]} {r.texts[1]}" for r in rows)
    return picture(width, 24 + len(rows) * step, parts, alternative, told)


@dataclass(frozen=True, slots=True)
class Column:
    """One month of columns: its parts from the foot up; no parts where it is withheld."""

    label: str
    parts: tuple[int, ...] | None
    text: str


def columns(
    rows: Sequence[Column], series: Sequence[str], alternative: str, *, width: int = 720
) -> str:
    """Return a column for each row, cut by series; `series` says what the parts are.

    A withheld one is an empty box with a broken edge, which no zero is.
    """
    parts, top = _legend(series, width) if len(series) > 1 else ([], 0.0)
    head, foot = top + 20, top + 96
    most = max((sum(row.parts or ()) for row in rows), default=0) or 1
    step = min(width / max(len(rows), 1), 96)
    thick = min(step * 0.66, 52)
    longest = max((wide(row.text, 13) for row in rows if row.parts is not None), default=0)
    every = int((longest + 4) // step) + 1
    labelled = int(max(wide(w, 12.5) + 6 for row in rows for w in row.label.split()) // step) + 1
    best = max(rows, key=lambda row: sum(row.parts or ()), default=None)
    for index, row in enumerate(rows):
        centre = index * step + step / 2
        is_named = index % every == 0 or row is best
        parts += _column(row, (centre, thick), (head, foot), most, is_named=is_named)
        if index % labelled == 0:
            parts += _words(row.label.split(" "), centre, foot + 16)
    parts.append(f'<line x1="0" x2="{width}" y1="{foot}" y2="{foot}" stroke="{MIDDLE}"/>')
    told = (_told_column(row, series) for row in rows)
    return picture(width, round(foot) + 38, parts, alternative, told)


def _told_column(row: Column, series: Sequence[str]) -> str:
    """Tell a month with the parts it is drawn in; a part of nobody is not drawn."""
    if row.parts is None or len(series) < 2:
        return f"{row.label}: {row.text}"
    drawn = zip(series, row.parts, strict=False)
    told = ", ".join(f"{name} {number(people)}" for name, people in drawn if people)
    return f"{row.label}: {row.text}" + (f" ({told})" if told else "")


def _column(
    row: Column, at: tuple[float, float], span: tuple[float, float], most: int, *, is_named: bool
) -> list[str]:
    (centre, thick), (head, foot) = at, span
    left = centre - thick / 2
    if row.parts is None:
        return [
            f'<rect x="{left:.1f}" y="{foot - 16:.1f}" width="{thick:.1f}" height="16"'
            f' fill="none" stroke="{SOFT}" stroke-dasharray="3 3"/>'
        ]
    drawn, low = [], foot
    for place, people in enumerate(row.parts):
        tall = (foot - head) * people / most
        low -= tall
        tone = TONES[min(place, len(TONES) - 1)]
        drawn.append(
            f'<rect x="{left:.1f}" y="{low:.1f}" width="{thick:.1f}"'
            f' height="{max(tall - (0.8 if place else 0), 0):.1f}" fill="{tone}"/>'
        )
    if is_named:
        drawn.append(
            f'<text x="{centre:.1f}" y="{low - 6:.1f}" font-size="13" fill="{INK}"'
            f' text-anchor="middle">{escape(row.text)}</text>'
        )
    return drawn


def _words(words: Sequence[str], x: float, y: float) -> list[str]:
    """Write words under one another, around one line."""
    return [
        f'<text x="{x:.1f}" y="{y + offset * 15:.1f}" font-size="12.5" fill="{SOFT}"'
        f' text-anchor="middle">{escape(word)}</text>'
        for offset, word in enumerate(words)
    ]


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a line: nothing where its count is withheld; `before` is a year earlier."""

    label: str
    value: int | None
    text: str
    before: int | None = None


def line(
    points: Sequence[Point], alternative: str, width: int = 720, names: tuple[str, str] = ("", "")
) -> str:
    """Return a line by month with its points named; it breaks where a month is withheld.

    Where the year before is known it is drawn behind, thin and broken; `names` tell the two apart.
    """
    height, foot, head = 210, 170, 40
    top = max((n for p in points for n in (p.value or 0, p.before or 0)), default=0) or 1
    step = (width - 60) / max(len(points) - 1, 1)
    across = [30 + index * step for index in range(len(points))]

    def places(values: Iterable[int | None]) -> list[tuple[float, float | None]]:
        tall = (foot - head) / top
        drawn = (None if n is None else foot - tall * n for n in values)
        return list(zip(across, drawn, strict=True))

    now = places(p.value for p in points)
    parts = [f'<line x1="0" x2="{width}" y1="{foot}" y2="{foot}" stroke="{LINE}"/>']
    if any(p.before is not None for p in points):
        parts += _key(names)
    then = places(p.before for p in points)
    parts += _strokes(then, f'stroke="{MIDDLE}" stroke-width="2" stroke-dasharray="5 4"')
    parts += _strokes(now, f'stroke="{SEA}" stroke-width="2.5" stroke-linecap="round"')
    best = max(points, key=lambda p: p.value or 0, default=None)
    drawn = (p.text for p in points if p.value is not None)
    said = (*drawn, *(word for p in points for word in p.label.split()))
    every = int((max(map(len, said), default=0) * 14 * LETTER + 6) // step) + 1 if step else 1
    start = points.index(best) % every if best else 0
    for index, ((x, y), point) in enumerate(zip(now, points, strict=True)):
        named = index % every == start
        parts += _point(x, y, point, is_named=named, is_best=point is best, foot=foot)
    told = (_told_point(p, names) for p in points)
    return picture(width, height, parts, alternative, told)


def _told_point(point: Point, names: tuple[str, str]) -> str:
    if point.before is None:
        return f"{point.label}: {point.text}"
    now, then = names
    return f"{point.label}: {now} {point.text}, {then} {number(point.before)}"


def _key(names: tuple[str, str]) -> list[str]:
    second = 30 + wide(names[0], 12.5) + 24
    return [
        f'<line x1="0" x2="22" y1="8" y2="8" stroke="{SEA}" stroke-width="2.5"/>'
        f'<text x="28" y="12" font-size="12.5" fill="{SOFT}">{escape(names[0])}</text>'
        f'<line x1="{second:.0f}" x2="{second + 22:.0f}" y1="8" y2="8" stroke="{MIDDLE}"'
        f' stroke-width="2" stroke-dasharray="5 4"/><text x="{second + 28:.0f}" y="12"'
        f' font-size="12.5" fill="{SOFT}">{escape(names[1])}</text>'
    ]


def _strokes(places: Sequence[tuple[float, float | None]], look: str) -> list[str]:
    return [
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {look}/>'
        for (x, y), (x2, y2) in pairwise(places)
        if y is not None and y2 is not None
    ]


def _point(
    x: float, y: float | None, point: Point, *, is_named: bool, is_best: bool, foot: int
) -> list[str]:
    parts = _words(point.label.split(" "), x, foot + 18) if is_named else []
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


def half(tall: Sequence[float]) -> int:
    """Return after how many pieces a second column begins, for both to be about as long."""
    places = range(1, len(tall) + 1)
    return min(places, key=lambda at: abs(sum(tall[:at]) - sum(tall[at:])), default=0)


def wide(text: str, size: float) -> float:
    """Return about how wide a text is at a size."""
    return len(text) * size * LETTER


def picture(
    width: int, height: int, parts: Iterable[str], alternative: str, told: Iterable[str] = ()
) -> str:
    """Return the picture with its text alternative, and with what it shows told one by one."""
    rows = "; ".join(told)
    desc = f"<desc>{escape(rows)}.</desc>" if rows else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label="{escape(alternative)}" font-family="{FACE}">'
        f"<title>{escape(alternative)}</title>{desc}{''.join(parts)}</svg>"
    )
