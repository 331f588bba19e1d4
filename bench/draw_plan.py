"""Draws what bin/bench plan printed: the proven gap of each run, ours beside the whole model.

bench/draw_plan.py TABLE.md PICTURE.svg   (TABLE.md holds the rows that bin/bench plan prints)
"""

import sys
from pathlib import Path

WIDTH, HEIGHT, LEFT, FOOT, TOP = 760, 360, 60, 50, 50
MOST = 3.0  # percent at the top of the picture
HOW = {"plan": ("#09574a", "Rumbo"), "whole": ("#c98a24", "the whole model, HiGHS")}
INK = 'font-family="sans-serif" font-size="13" fill="#1c2422"'


def main() -> None:
    """Read the table, write the picture."""
    rows = _rows(Path(sys.argv[1]).read_text("utf-8"))
    Path(sys.argv[2]).write_text(_picture(rows), "utf-8")


def _rows(table: str) -> list[tuple[int, str, float]]:
    """People, how, and the gap in percent, of each run."""
    found = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) > 5 and cells[2] in HOW:
            found.append((int(cells[0]), cells[2], float(cells[4].rstrip("%"))))
    return found


def _picture(rows: list[tuple[int, str, float]]) -> str:
    sizes = sorted({people for people, _, _ in rows})
    step = (WIDTH - LEFT - 20) / len(sizes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Proven gap of each run, in percent: ours beside the whole model</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf7"/>',
    ]
    for percent in (0, 1, 2, 3):
        y = _y(percent)
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - 20}" stroke="#e3e0d7"/>')
        parts.append(f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end" {INK}>{percent}%</text>')
    for n, people in enumerate(sizes):
        middle = LEFT + step * (n + 0.5)
        parts.append(
            f'<text x="{middle}" y="{HEIGHT - 18}" text-anchor="middle" {INK}>{people:,} people</text>'
        )
        for side, (how, (colour, _)) in enumerate(HOW.items()):
            parts += _dots(rows, people, how, middle + (side * 2 - 1) * step * 0.17, colour)
    for n, (colour, name) in enumerate(HOW.values()):
        x = LEFT + n * 120
        parts.append(f'<circle cx="{x + 6}" cy="22" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="26" {INK}>{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _dots(
    rows: list[tuple[int, str, float]], people: int, how: str, x: float, colour: str
) -> list[str]:
    gaps = sorted(gap for size, way, gap in rows if (size, way) == (people, how))
    return [
        f'<circle cx="{x + (n - (len(gaps) - 1) / 2) * 13:.1f}" cy="{_y(gap)}" r="5" fill="{colour}">'
        f"<title>{gap:.2f}%</title></circle>"
        for n, gap in enumerate(gaps)
    ]


def _y(percent: float) -> float:
    return round(HEIGHT - FOOT - min(percent, MOST) / MOST * (HEIGHT - FOOT - TOP), 1)


if __name__ == "__main__":
    main()
