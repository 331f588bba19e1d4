"""Who stands in the sheet twice, or in the registry already: suspicions for a human, no more."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from rumbo.registry.rules import frequencies as names
from rumbo.registry.rules import keys, likeness
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.frequencies import Frequencies
from rumbo.registry.rules.weights import STANDARD

SUSPECTED: Final = 0.5  # probability from which a human is asked
_SMALLEST = 1_000  # people among whom a likeness is judged, however short the sheet
_LONGEST_LIST = 500  # rows under one key that are still compared


@dataclass(frozen=True, slots=True)
class Known:
    """Someone in the registry who may be the person: `ref` is whatever the caller knows them by."""

    ref: Hashable
    features: Features


@dataclass(frozen=True, slots=True)
class Match:
    """A suspicion: the earlier row of the sheet (its place) or a known person, and why."""

    place: int | None
    ref: Hashable
    probability: float
    reasons: tuple[str, ...]


Candidates = Callable[[Sequence[Features]], Sequence[Sequence[Known]]]
"""For each person asked, those of the registry who share a key with them."""


def within(people: Sequence[Features], suspected: float = SUSPECTED) -> list[list[Match]]:
    """Find for each person the earlier ones of the sheet who seem the same, likeliest first."""
    found: list[list[Match]] = [[] for _ in people]
    pairs = sorted(_pairs(people))
    if not pairs:
        return found
    earlier, later = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    compared = likeness.Comparison(Deck(people), later, earlier, names.learn(people), STANDARD)
    probabilities = compared.probabilities(max(len(people), _SMALLEST))
    for at in np.flatnonzero(probabilities >= suspected).tolist():
        reasons = tuple(compared.reasons(at))
        match = Match(int(earlier[at]), None, float(probabilities[at]), reasons)
        found[int(later[at])].append(match)
    return [sorted(matches, key=lambda m: -m.probability) for matches in found]


def _pairs(people: Sequence[Features]) -> set[tuple[int, int]]:
    """Pair those who share a key, the earlier first."""
    filed: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for key in keys.query_keys(person) if person.precision == "age" else keys.keys_of(person):
            filed[key].append(place)
    return {
        pair
        for places in filed.values()
        if 1 < len(places) <= _LONGEST_LIST
        for pair in combinations(places, 2)
    }


def registered(
    people: Sequence[Features],
    known: Sequence[Sequence[Known]],
    *,
    population: int,
    frequencies: Frequencies | None = None,
    suspected: float = SUSPECTED,
) -> list[list[Match]]:
    """Find for each person those of the registry who seem the same, likeliest first."""
    found: list[list[Match]] = []
    for person, candidates in zip(people, known, strict=True):
        scores = likeness.score(
            person,
            [c.features for c in candidates],
            population=population,
            frequencies=frequencies,
        )
        matches = [
            Match(None, candidate.ref, score.probability, score.reasons)
            for candidate, score in zip(candidates, scores, strict=True)
            if score.probability >= suspected
        ]
        found.append(sorted(matches, key=lambda m: -m.probability))
    return found
