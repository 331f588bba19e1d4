"""From a file of people to a file of pairs: keys find, comparisons weigh, Splink learns and judges."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from rumbo.registry.matching import reading, writing
from rumbo.registry.matching.errors import MatchRefused
from rumbo.registry.matching.pairs import Shared
from rumbo.registry.matching.reading import People
from rumbo.registry.matching.weighing import Weighed
from rumbo.registry.matching.writing import Pairs
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.frequencies import learn
from rumbo.registry.rules.likeness import Comparison
from rumbo.registry.rules.weights import LEARNED

Progress = Callable[[float], None]
THRESHOLD = 0.9


def match(
    people: Path,
    out: Path,
    *,
    threshold: float = THRESHOLD,
    progress: Progress | None = None,
    spark: str = "",
) -> int:
    """Write the pairs of a file that are one person with at least `threshold`; say how many.

    With `spark`, a cluster's address, what was compared is learnt and judged there.
    """
    if not has_engine():
        raise MatchRefused(people.name, "no_linkage")
    if spark and not find_spec("pyspark"):
        raise MatchRefused(people.name, "no_spark")
    read = reading.load(people)
    found = linked(read, threshold=threshold, progress=progress, spark=spark)
    writing.write(out, read.ids, found)
    return len(found.probabilities)


def linked(
    people: People,
    *,
    threshold: float = THRESHOLD,
    progress: Progress | None = None,
    spark: str = "",
) -> Pairs:
    """Find the pairs of people who are one person with at least `threshold`."""
    frequencies = learn(people.told)
    deck = Deck(people.told)
    shared = Shared(people.told, deck)
    weighed = Weighed(shared.number)
    for left, right in shared.chunks():
        if len(left):
            weighed.add(Comparison(deck, left, right, frequencies, LEARNED), left, right)
        if progress is not None:
            progress(float(left.max(initial=0)) / shared.number)
    found = weighed.judged(spark=spark)
    sure = found.probabilities >= threshold
    return Pairs(found.left[sure], found.right[sure], found.probabilities[sure])


def has_engine() -> bool:
    """Whether the extra `linkage` is there."""
    return bool(find_spec("splink") and find_spec("duckdb"))
