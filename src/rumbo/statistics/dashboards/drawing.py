"""Draws a panel as a picture to take away: its finding, its bars with their figures, base and cut-off."""

import textwrap
from html import escape

from rumbo.statistics.dashboards.values import Panel
from rumbo.ui.words import whole

INK, SOFT, SEA, GREY, GROUND, WARM, RED = (
    "#1c2422", "#46504d", "#09574a", "#7b8581", "#e3e0d7", "#8a5a00", "#9b1c1c",
)  # fmt: skip
FACE = "'Source Sans 3','Source Sans Pro',Inter,'Noto Sans',sans-serif"
WIDTH, EDGE, ROW = 720, 24, 46
LETTERS, SMALL, LABEL = 74, 104, 52
TONES = {"stop": RED, "wait": WARM}


def picture(panel: Panel, below: str) -> str:
    """Give a panel as SVG; `below` says period, filters and as of when. A state is said in words too."""
    parts: list[str] = []
    top = _written(parts, EDGE + 6, panel.title, size=22, letters=54, weight=700)
    top = _written(parts, top + 4, panel.finding, size=17, letters=LETTERS) + 6
    for line in panel.lines:
        words = " · ".join(filter(None, (whole(line.part), line.words)))
        label, *more = textwrap.wrap(line.label, LABEL)
        parts.append(_text(EDGE, top + 16, label, 15, INK))
        parts.append(_text(WIDTH - EDGE, top + 16, words, 15, INK, anchor="end", weight=600))
        for row in more:
            top += 20
            parts.append(_text(EDGE, top + 16, row, 15, INK))
        parts.append(_bar(top + 24, 1, GROUND))
        share = min(line.part / line.base, 1) if line.base else 0
        if share:
            parts.append(_bar(top + 24, share, TONES.get(line.state, SEA)))
        if line.told:
            parts.append(_text(EDGE, top + 47, line.told, 13, SOFT))
        top += ROW + (16 if line.told else 0)
    for said in (panel.note, below):
        top = _written(parts, top + 4, said, size=12, letters=SMALL, tone=SOFT)
    height = top + EDGE
    alternative = escape(f"{panel.title}. {panel.finding}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" aria-label="{alternative}" font-family="{FACE}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>'
    )


def _written(
    parts: list[str], top: int, words: str, *, size: int, letters: int, weight: int = 400,
    tone: str = INK,
) -> int:  # fmt: skip
    """Write words on as many rows as they need; give where the next may begin."""
    for row in textwrap.wrap(words, letters):
        parts.append(_text(EDGE, top + size, row, size, tone, weight=weight))
        top += round(size * 1.45)
    return top


def _text(
    x: int, y: int, words: str, size: int, tone: str, *, anchor: str = "start", weight: int = 400
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{tone}" font-weight="{weight}"'
        f' text-anchor="{anchor}">{escape(words)}</text>'
    )


def _bar(y: int, share: float, tone: str) -> str:
    width = max((WIDTH - 2 * EDGE) * share, 2)
    return f'<rect x="{EDGE}" y="{y}" width="{width:.1f}" height="8" rx="4" fill="{tone}"/>'
