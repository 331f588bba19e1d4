"""Where the names on a map stand: on no band, on no circle, on no line to another name."""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

Point = tuple[float, float]
Line = tuple[Point, Point]
Box = tuple[float, float, float, float]
Curve = tuple[Point, Point, Point, float]
"""Where a band begins, bends and ends, and how wide it is."""
Round = tuple[float, float, float]
"""The middle of a circle, and its radius."""
TALL = 16.0
LETTERS = (3.0, 15.5)
"""From where to where, in the height of a name, its letters reach."""
NEAR = 4.0
AWAY = (NEAR, 10.0, 18.0, 28.0, 40.0, 54.0, 70.0, 88.0, 108.0, 132.0, 160.0)
"""How far a name may be from the rim of its circle; any but the first has a line to it."""
AROUND = (
    0, 180, 270, 90, 315, 45, 225, 135, 338, 23, 203, 158, 300, 60, 240, 120, 285, 75, 255, 105, 80, 100,
)  # fmt: skip
"""Where around its circle, in degrees from the east towards the south; the first are liked best."""
EDGE = 2.0
GAP = 2.0
CELL = 2.0
TRIES = 240
"""How many names are placed in all tries together."""
CROSSING = 4.0
"""What two pixels of a line on a band cost; twice as many to go farther cost one."""
DOUBTED = 24.0
"""What it costs to stand nearer to another circle than to one's own."""
UNNAMED = 200.0
"""What a name costs that stands nowhere; as much more as it is missed."""
# Letters of the report's type in bold by how wide they are, as parts of its size; all others, 0.58.
WIDTHS = {
    letter: wide
    for letters, wide in (
        (" ", 0.2), ("ijlI.,:;'|·", 0.31), ("frt()-/!", 0.4), ("sczJ", 0.48),
        ("0123456789aegkvxyL", 0.55), ("DGHKNOQRU", 0.69), ("mwMW%@", 0.87),
    )
    for letter in letters
}  # fmt: skip
WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class Wanted:
    """A circle that is to be named, how wide its name is, and how much it would be missed."""

    at: Round
    long: float
    missed: float = 0.0


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a name stands, what that costs, and the line to it where it is far from its circle."""

    box: Box
    reach: Box
    cost: float
    line: Line | None = None


@dataclass(slots=True)
class Bands:
    """The part of a picture that bands cover, as rows of small cells."""

    rows: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, curve: Curve) -> None:
        """Cover what a band covers, and a little around it."""
        thick = curve[3] / 2 + 1
        for x, y in along(curve):
            for row in _cells(y - thick, y + thick):
                self.rows[row].update(_cells(x - thick, x + thick))

    def cover(self, box: Box) -> bool:
        """Whether a band passes where a name would stand."""
        left, top, right, foot = box
        columns = _cells(left, right)
        return any(
            row in self.rows and not self.rows[row].isdisjoint(columns) for row in _cells(top, foot)
        )


def _cells(first: float, last: float) -> range:
    return range(math.floor(first / CELL), math.floor(last / CELL) + 1)


def along(curve: Curve) -> Iterator[Point]:
    """Yield points along a band, about two pixels from each other."""
    (x1, y1), (cx, cy), (x2, y2), _thick = curve
    steps = max(round((math.hypot(cx - x1, cy - y1) + math.hypot(x2 - cx, y2 - cy)) / CELL), 1)
    for step in range(steps + 1):
        t = step / steps
        yield (
            (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2,
            (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2,
        )


def long_of(text: str, size: float) -> float:
    """Return how wide a text is at a size: at the most, as if all of it were bold."""
    plain = unicodedata.normalize("NFKD", text)
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return size * sum(WIDTHS.get(letter, WIDTH) for letter in letters)


def stand(
    wanted: Sequence[Wanted], circles: Sequence[Round], curves: Sequence[Curve], size: Point
) -> list[Stood | None]:
    """Place each name where it covers nothing and nothing covers it; the first choose first.

    `circles` are all that are drawn, `size` the width and height of the picture. A line to a name
    passes no other circle, name or line; bands only where it must. Nothing stands for a name for
    which there is no room. Whoever found the worst place chooses first in another try.
    """
    bands = Bands()
    for curve in curves:
        bands.add(curve)
    options = [sorted(_free(one, bands, circles, size), key=_cost) for one in wanted]
    unnamed = [UNNAMED * (1 + one.missed) for one in wanted]
    order = list(range(len(wanted)))
    best, least = [], math.inf
    for _try in range(max(TRIES // max(len(order), 1), 4)):
        found = _placed(options, order)
        costs = [stood.cost if stood else lost for stood, lost in zip(found, unnamed, strict=True)]
        if sum(costs) < least:
            best, least = found, sum(costs)
        if len(order) < 2:
            break
        worst = max(order[1:], key=lambda one: costs[one])
        order = [worst, *(one for one in order if one != worst)]
    return best


def _placed(options: Sequence[Sequence[Stood]], order: Sequence[int]) -> list[Stood | None]:
    """Give each name the best of its places that is free of those who chose before it."""
    taken: list[Stood] = []
    found: list[Stood | None] = [None] * len(options)
    for place in order:
        free = (one for one in options[place] if all(_is_free(one, other) for other in taken))
        best = next(free, None)
        found[place] = best
        if best is not None:
            taken.append(best)
    return found


def _is_free(one: Stood, other: Stood) -> bool:
    """Whether neither a name nor a line stands on another name or line."""
    if apart(one.reach, other.reach):
        return True
    if not apart(one.box, other.box):
        return False
    if any(line is not None and meets(line, box) for line, box in
           ((one.line, other.box), (other.line, one.box))):  # fmt: skip
        return False
    return one.line is None or other.line is None or not _cross(one.line, other.line)


def _cost(stood: Stood) -> float:
    return stood.cost


def _free(one: Wanted, bands: Bands, circles: Sequence[Round], size: Point) -> Iterator[Stood]:
    """Yield where a name may stand as far as all that is drawn without names goes."""
    x, y, radius = one.at
    # A circle that lies on its own cannot be gone round.
    others = [c for c in circles if math.hypot(c[0] - x, c[1] - y) > c[2] + radius]
    for stood in _options(one):
        left, top, right, foot = stood.box
        inked = (left, top + LETTERS[0] - 1, right, top + LETTERS[1])
        is_inside = (
            left >= EDGE and top >= EDGE and right <= size[0] - EDGE and foot <= size[1] - EDGE
        )
        if (
            is_inside
            and not bands.cover(inked)
            and not any(touches(stood.box, circle) for circle in circles)
            and not any(_passes(stood.line, circle) for circle in others)
        ):
            cost = stood.cost + CROSSING * sum(map(bands.cover, _steps(stood.line)))
            if stood.line is None and any(
                _gap(stood.box, circle) < _gap(stood.box, one.at) for circle in others
            ):
                cost += DOUBTED
            yield replace(stood, cost=cost)


def _options(one: Wanted) -> Iterator[Stood]:
    """Yield where a name may stand, with what it costs: far is worse, and so is an odd side."""
    x, y, radius = one.at
    for away in AWAY:
        for liked, degrees in enumerate(AROUND):
            across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            at_x, at_y = x + (radius + away) * across, y + (radius + away) * down
            left = at_x - one.long * _side(across)
            top = at_y - TALL * _side(down)
            box = (left, top, left + one.long, top + TALL)
            line = None if away == NEAR else _line(one.at, box)
            yield Stood(box, _reach(box, line), away / 2 + liked / 5, line)


def _reach(box: Box, line: Line | None) -> Box:
    """The box of a name with its line, and a little around it."""
    xs = [box[0], box[2], *(x for x, _y in line or ())]
    ys = [box[1], box[3], *(y for _x, y in line or ())]
    return min(xs) - GAP, min(ys) - GAP, max(xs) + GAP, max(ys) + GAP


def _side(part: float) -> float:
    """Which part of a name lies before the point at which it hangs."""
    return min(max(0.5 - part, 0.0), 1.0)


def _line(at: Round, box: Box) -> Line:
    """From the rim of a circle to just before the letters of its name."""
    x, y, radius = at
    left, top, right, foot = box[0], box[1] + LETTERS[0], box[2], box[1] + LETTERS[1]
    near_x, near_y = min(max(x, left), right), min(max(y, top), foot)
    far = math.hypot(near_x - x, near_y - y) or 1
    rim, end = min(radius / far, 1), max(1 - GAP / far, 0)
    return (
        (x + (near_x - x) * rim, y + (near_y - y) * rim),
        (x + (near_x - x) * end, y + (near_y - y) * end),
    )


def _steps(line: Line | None) -> Iterator[Box]:
    """Yield small boxes along a line to a name, short of its circle."""
    if line is None:
        return
    (x1, y1), (x2, y2) = line
    many = max(round(math.hypot(x2 - x1, y2 - y1) / CELL), 1)
    for step in range(many + 1):
        x, y = x1 + (x2 - x1) * step / many, y1 + (y2 - y1) * step / many
        yield x - 1, y - 1, x + 1, y + 1


def _passes(line: Line | None, circle: Round) -> bool:
    """Whether a line passes a circle, or nearly."""
    return line is not None and distance(line, circle[:2]) < circle[2] + 1


def distance(line: Line, point: Point) -> float:
    """How far a point is from a line between two points."""
    (x1, y1), (x2, y2) = line
    across, down = x2 - x1, y2 - y1
    long = across * across + down * down
    t = ((point[0] - x1) * across + (point[1] - y1) * down) / long if long else 0.0
    t = min(max(t, 0.0), 1.0)
    return math.hypot(x1 + t * across - point[0], y1 + t * down - point[1])


def meets(line: Line, box: Box) -> bool:
    """Whether a line passes a box."""
    left, top, right, foot = box
    edges = ((left, top), (right, top), (right, foot), (left, foot))
    if any(left < x < right and top < y < foot for x, y in line):
        return True
    return any(_cross(line, (edges[n - 1], edges[n]), 0.0) for n in range(4))


def _cross(one: Line, other: Line, near: float = 2.0) -> bool:
    """Whether two lines cross, or come as near to each other as this."""
    if (
        _turn(*one, other[0]) * _turn(*one, other[1])
        < 0
        > (_turn(*other, one[0]) * _turn(*other, one[1]))
    ):
        return True
    return near > 0 and any(
        distance(line, point) < near
        for line, ends in ((one, other), (other, one))
        for point in ends
    )


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def apart(a: Box, b: Box) -> bool:
    """Whether two boxes have nothing in common."""
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def touches(box: Box, circle: Round) -> bool:
    """Whether a box lies on a circle."""
    (left, top, right, foot), (x, y, r) = box, circle
    return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - foot)) < r


def _gap(box: Box, circle: Round) -> float:
    """How far the letters of a name are from the rim of a circle."""
    left, top, right, _foot = box
    x, y, r = circle
    high, low = top + LETTERS[0], top + LETTERS[1]
    return math.hypot(max(left - x, 0, x - right), max(high - y, 0, y - low)) - r
