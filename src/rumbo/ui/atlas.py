"""Makes data/land.json from Natural Earth (public domain), once: python -m rumbo.ui.atlas FOLDER.

FOLDER is the npm package world-atlas. Run time needs only the small file that this writes.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "data" / "land.json"
UNIT = 0.01
Point = tuple[float, float]
# west, south, east, north; the Americas from Canada's border to the Cape, where most ways lie
NEAR = (-130.0, -57.0, -30.0, 52.0)
WORLD = (-180.0, -60.0, 180.0, 84.0)


def decode(atlas: dict[str, Any]) -> list[list[Point]]:
    """Give the arcs of a quantised TopoJSON as longitudes and latitudes."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for packed in atlas["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in packed:
            x, y = x + step_x, y + step_y
            arc.append((x * kx + dx, y * ky + dy))
        arcs.append(arc)
    return arcs


def _away(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return math.hypot(px - ax, py - ay)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def simplify(arc: list[Point], tolerance: float) -> list[Point]:
    """Drop points close to the line (Douglas-Peucker); ends stay, so that borders meet."""
    keep = {0, len(arc) - 1}
    open_parts = [(0, len(arc) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, at = 0.0, 0
        for index in range(first + 1, last):
            away = _away(arc[index], arc[first], arc[last])
            if away > far:
                far, at = away, index
        if far > tolerance:
            keep.add(at)
            open_parts += [(first, at), (at, last)]
    return [arc[index] for index in sorted(keep)]


def _rings(atlas: dict[str, Any]) -> list[list[int]]:
    rings: list[list[int]] = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings += [ring for polygon in polygons for ring in polygon]
    return rings


def _box(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _worth(box: tuple[float, float, float, float], frame: tuple[float, ...], least: float) -> bool:
    west, south, east, north = box
    inside = west < frame[2] and east > frame[0] and south < frame[3] and north > frame[1]
    across_the_date_line = east - west > 300  # Fiji: drawn flat it would be a line round the world
    return inside and not across_the_date_line and (east - west) + (north - south) >= least


def pack(
    atlas: dict[str, Any], *, frame: tuple[float, ...], tolerance: float, least: float
) -> dict[str, Any]:
    """Keep the rings of a frame, simplify their arcs and write them as small whole steps."""
    arcs = decode(atlas)
    rings = [
        ring
        for ring in _rings(atlas)
        if _worth(_box([p for a in ring for p in arcs[a if a >= 0 else ~a]]), frame, least)
    ]
    used = sorted({a if a >= 0 else ~a for ring in rings for a in ring})
    number = {old: new for new, old in enumerate(used)}
    packed = []
    for old in used:
        x = y = 0
        steps: list[int] = []
        for lon, lat in simplify(arcs[old], tolerance):
            new_x, new_y = round(lon / UNIT), round(lat / UNIT)
            steps += [new_x - x, new_y - y]
            x, y = new_x, new_y
        packed.append(steps)
    renumbered = [[number[a] if a >= 0 else ~number[~a] for a in ring] for ring in rings]
    return {"frame": frame, "arcs": packed, "rings": renumbered}


def main(folder: Path) -> None:
    """Write the two maps: the Americas in some detail, the world coarsely."""
    near = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    world = json.loads((folder / "countries-110m.json").read_text(encoding="utf-8"))
    land = {
        "source": "Natural Earth, public domain; npm world-atlas 2.0.2 (ISC)",
        "unit": UNIT,
        "near": pack(near, frame=NEAR, tolerance=0.03, least=0.12),
        "world": pack(world, frame=WORLD, tolerance=0.15, least=1.5),
    }
    TARGET.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
