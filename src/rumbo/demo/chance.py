"""Chance that repeats itself: the same seed gives the same world, drawn part by part."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A source of chance with a name; parts of the world draw from forks of their own.

    What one part draws never shifts what another draws.
    """

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.random = Random(seed)  # noqa: S311 - a world to look at, no secret

    def fork(self, name: object) -> "Chance":
        """Give the source of one part."""
        return Chance(f"{self.seed}/{name}")

    def happens(self, share: float) -> bool:
        """Say whether something of this share happens now."""
        return self.random.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        """Choose one of several."""
        return choices[int(self.random.random() * len(choices))]

    def weighted(self, weights: Mapping[str, float]) -> str:
        """Choose by weight."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def between(self, first: int, last: int) -> int:
        """Give a whole number from first to last."""
        return first + int(self.random.random() * (last - first + 1))

    def digits(self, count: int) -> str:
        """Give so many digits."""
        return str(int(self.random.random() * 10**count)).zfill(count)

    def strokes(self) -> str:
        """Draw a signature: a few lines to and fro."""
        points = [
            (10 + 14 * n + self.between(-5, 5), 30 + self.between(-18, 18))
            for n in range(self.between(9, 16))
        ]
        return "M" + "L".join(f"{x} {y}" for x, y in points)
