"""From a file of people to a file of pairs: keys find, comparisons weigh, Splink learns and judges."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from rumbo.common.rubbish import uncollected
from rumbo.registry.matching import reading, writing
from rumbo.registry.matching.errors import MatchRefused
from rumbo.registry.matching.hands import hands, in_turn
from rumbo.registry.matching.pairs import Shared
from rumbo.registry.matching.reading import People
from rumbo.registry.matching.weighing import Portion, Weighed, weigh
from rumbo.registry.matching.writing import Pairs
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.frequencies import Frequencies, counted
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
    with uncollected():
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
    deck = Deck(people.told)
    frequencies = _shares_of(deck)
    shared = Shared(deck)

    def compared(people: range) -> Portion:
        met = shared.pairs(people)
        compared = Comparison(deck, met.left, met.right, frequencies, LEARNED, dates=met.dates)
        return weigh(compared, met.left, met.right, population=shared.number)

    weighed = Weighed()
    portions = shared.portions()
    for people_of, portion in zip(portions, in_turn(compared, portions, many=hands()), strict=True):
        weighed.keep(portion)
        if progress is not None:
            progress(people_of.stop / shared.number)
    found = weighed.judged(spark=spark)
    sure = found.probabilities >= threshold
    return Pairs(found.left[sure], found.right[sure], found.probabilities[sure])


def _shares_of(deck: Deck) -> Frequencies:
    return counted(
        met=len(deck),
        given=deck.given_written.met(),
        surnames=deck.surnames_written.met(),
        places=deck.met(deck.places),
        nationalities=deck.met(deck.nationalities),
    )


def has_engine() -> bool:
    """Whether the extra `linkage` is there."""
    return bool(find_spec("splink") and find_spec("duckdb"))
