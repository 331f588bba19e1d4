"""The weeks as a picture: who waits, as a band with its middle, beside the middle of the base."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.ui import words

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, FOOT = 38, 312, 12, 122
EVERY = 13


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its word."""

    at: float
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the picture needs, as numbers: the words around it are the page's."""

    band: str
    middle: str
    base: str
    weeks: list[Tick]
    people: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    foot: int = FOOT


def top_of(series: Sequence[Sequence[int]]) -> int:
    """A round number that every one of these stays under."""
    most, step = max((max(row) for row in series if row), default=0), 1
    while step * 10 < most:
        step *= 10
    return max(4, next((n * step for n in (1, 2, 4, 6, 8, 10) if n * step >= most), most))


def chart(waiting: Sequence[Sequence[int]], base: Sequence[int], top: int) -> Chart:
    """Draw a band (lowest, middle, highest) on a scale that every picture shares."""
    low, middle, high = waiting
    last = max(1, len(middle) - 1)

    def across(week: int) -> float:
        return round(LEFT + (RIGHT - LEFT) * week / last, 1)

    def up(people: float) -> float:
        return round(FOOT - (FOOT - TOP) * people / top, 1)

    def line(row: Sequence[int]) -> str:
        return " ".join(f"{across(n)},{up(people)}" for n, people in enumerate(row))

    back = " ".join(f"{across(n)},{up(low[n])}" for n in range(len(low) - 1, -1, -1))
    return Chart(
        band=f"{line(high)} {back}",
        middle=line(middle),
        base=line(base),
        weeks=[Tick(across(n), str(n)) for n in range(0, last + 1, EVERY)],
        people=[Tick(up(n), words.whole(n)) for n in (0, top // 2, top)],
    )
