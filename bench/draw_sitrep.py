"""Draws what bin/bench sitrep printed: all tables of the report, from the extract and live.

bench/draw_sitrep.py PRINTED.txt PICTURE.svg   (seconds on a scale of tens: each line is ten times more)
"""

import math
import re
import sys
from pathlib import Path

WIDTH, HEIGHT, LEFT, FOOT, TOP = 760, 360, 70, 50, 50
LEAST, MOST = 0.05, 1000.0  # seconds at the foot and at the top of the picture
HOW = {
    "extract": ("#09574a", "from the extract"),
    "live": ("#c98a24", "live PostgreSQL"),
    "grouped": ("#8f948f", "live, without joining the rows"),
}
INK = 'font-family="sans-serif" font-size="13" fill="#1c2422"'
BAR = 46


def main() -> None:
    """Read what was printed, write the picture."""
    rows = _rows(Path(sys.argv[1]).read_text("utf-8"))
    Path(sys.argv[2]).write_text(_picture(rows), "utf-8")


def _rows(printed: str) -> dict[int, dict[str, float]]:
    """Seconds by cases and by how."""
    found: dict[int, dict[str, float]] = {}
    cases = 0
    for line in printed.splitlines():
        if told := re.match(r"## ([\d,]+) cases", line):
            cases = int(told[1].replace(",", ""))
        elif told := re.match(r"live PostgreSQL: ([\d.]+) s", line):
            found.setdefault(cases, {})["live"] = float(told[1])
            if part := re.search(r" and ([\d.]+) s to group", line):
                found[cases]["grouped"] = float(part[1])
        elif told := re.match(r"all tables from the extract: ([\d.]+) s", line):
            found.setdefault(cases, {})["extract"] = float(told[1])
    return found


def _picture(rows: dict[int, dict[str, float]]) -> str:
    step = (WIDTH - LEFT - 20) / max(1, len(rows))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Seconds for all tables of the report, from the extract and live</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf7"/>',
    ]
    for seconds in (0.1, 1, 10, 100, 1000):
        y = _y(seconds)
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - 20}" stroke="#e3e0d7"/>')
        parts.append(f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end" {INK}>{seconds:g} s</text>')
    for n, (cases, told) in enumerate(sorted(rows.items())):
        middle = LEFT + step * (n + 0.5)
        parts.append(
            f'<text x="{middle:.1f}" y="{HEIGHT - 18}" text-anchor="middle" {INK}>{cases:,} cases</text>'
        )
        for side, how in enumerate(HOW):
            parts += _bar(told.get(how), middle + (side - 1) * (BAR + 6) - BAR / 2, HOW[how][0])
    x = LEFT
    for colour, name in HOW.values():
        parts.append(f'<rect x="{x}" y="16" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="26" {INK}>{name}</text>')
        x += 40 + 8 * len(name)
    return "\n".join([*parts, "</svg>", ""])


def _bar(seconds: float | None, x: float, colour: str) -> list[str]:
    if seconds is None:
        return []
    y = _y(seconds)
    return [
        f'<rect x="{x:.1f}" y="{y}" width="{BAR}" height="{HEIGHT - FOOT - y:.1f}" fill="{colour}"/>',
        f'<text x="{x + BAR / 2:.1f}" y="{y - 6}" text-anchor="middle" {INK}>{seconds:.3g} s</text>',
    ]


def _y(seconds: float) -> float:
    share = math.log10(max(seconds, LEAST) / LEAST) / math.log10(MOST / LEAST)
    return round(HEIGHT - FOOT - share * (HEIGHT - FOOT - TOP), 1)


if __name__ == "__main__":
    main()
