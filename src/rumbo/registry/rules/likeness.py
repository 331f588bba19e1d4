"""How likely two files are one person: token-aligned Fellegi-Sunter weights, and why in words."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rumbo.registry.rules import comparing
from rumbo.registry.rules import weights as w
from rumbo.registry.rules.comparing import Names
from rumbo.registry.rules.deck import Deck, Ints
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.frequencies import Frequencies, shipped
from rumbo.registry.rules.weights import STANDARD, Floats, Weights

POPULATION = 100_000  # people in the registry, where the caller does not say
_WORTH_REASONS = 0.001
_OTHER_DATES = (w.DATE_YEAR_OFF, w.DATE_ONLY_YEAR, w.DATE_OTHER, w.AGE_OTHER)
_KIN_AT_MOST = 0.1  # probability for two who share all but the given names: twins are commoner


@dataclass(frozen=True, slots=True)
class Likeness:
    """One comparison: `probability` of being one person, `bits` of evidence, codes of reasons.

    The words of the codes, ES and EN, are in data/likeness_reasons.csv (`reasons.words`).
    """

    probability: float
    bits: float
    reasons: tuple[str, ...] = ()


def score(
    query: Features,
    candidates: Sequence[Features],
    *,
    population: int = POPULATION,
    frequencies: Frequencies | None = None,
    weights: Weights = STANDARD,
) -> list[Likeness]:
    """Compare one person with each candidate: a list in the order of `candidates`.

    Reasons are given from a probability of 1%.
    """
    return score_readings(
        [query], candidates, population=population, frequencies=frequencies, weights=weights
    )


def score_readings(
    readings: Sequence[Features],
    candidates: Sequence[Features],
    *,
    population: int = POPULATION,
    frequencies: Frequencies | None = None,
    weights: Weights = STANDARD,
) -> list[Likeness]:
    """Compare one person, told in one or several readings, with each candidate, in their order.

    Each candidate is given the reading that fits best; of two that fit alike the first.
    """
    deck = Deck([*readings, *candidates], asked=readings)
    asked, told = np.arange(len(readings)), np.arange(len(readings), len(deck))
    left, right = np.repeat(asked, len(told)), np.tile(told, len(asked))
    compared = Comparison(deck, left, right, frequencies or shipped(), weights)
    found = compared.probabilities(population).reshape(len(asked), len(told))
    best = found.argmax(axis=0) * len(told) + np.arange(len(told))
    return compared.likenesses(population, best)


class Comparison:
    """Many pairs of one deck compared at once: `left` and `right` are places in the deck.

    `dates` are the levels of their birth dates, where somebody compared these before.
    """

    def __init__(
        self,
        deck: Deck,
        left: Ints,
        right: Ints,
        frequencies: Frequencies,
        weights: Weights,
        *,
        dates: Ints | None = None,
    ) -> None:
        self.weights = weights
        told_given = _told(deck, "given", frequencies)
        told_surname = _told(deck, "surname", frequencies)
        self.given = comparing.names(deck, deck.given[left], deck.given[right], told_given, weights)
        self.surnames = comparing.names(
            deck, deck.surnames[left], deck.surnames[right], told_surname, weights
        )
        self.dates = comparing.dates(deck, left, right) if dates is None else dates
        self.documents = comparing.documents(deck, left, right)
        self.sexes = comparing.equal(deck.sexes, left, right)
        self.places = comparing.equal(deck.places, left, right)
        self.nationalities = comparing.equal(deck.nationalities, left, right)
        self.mothers = comparing.parents(deck, deck.mothers, left, right)
        self.fathers = comparing.parents(deck, deck.fathers, left, right)
        self.strangers = (self.given.agreeing == 0) & (self.given.differing > 0)
        self.kin = self.strangers & (self.surnames.agreeing >= 1) & (self.surnames.differing == 0)
        self.name_bits = self._names()
        self.families = np.zeros(len(left), dtype=bool)  # known after `read_families`
        self._deck, self._left, self._right = deck, left, right
        self._told_of_both = _commoner(told_given, told_surname)
        self.bits = self.name_bits + self._facts() + self._origin(deck, left, frequencies)

    def read_across(self) -> None:
        """Weigh given names against surnames where none agrees: booths exchange the two columns."""
        nothing = (self.given.agreeing == 0) & (self.surnames.agreeing == 0)
        at = np.flatnonzero(nothing & (self.given.differing > 0) & (self.surnames.differing > 0))
        if not len(at):
            return
        deck, told = self._deck, self._told_of_both
        left, right = self._left[at], self._right[at]
        one = comparing.names(deck, deck.given[left], deck.surnames[right], told, self.weights)
        other = comparing.names(deck, deck.surnames[left], deck.given[right], told, self.weights)
        better = np.maximum(one.bits + other.bits + self.weights.columns - self.name_bits[at], 0)
        self.name_bits[at] += better
        self.bits[at] += better

    def read_families(self) -> None:
        """Take surnames and parents for one fact where the birth dates differ: a family.

        Taken for facts apart they would make one person of brothers and sisters called alike.
        """
        surnames = (self.surnames.agreeing >= 1) & (self.surnames.differing == 0)
        shared = self.mothers + self.fathers
        self.families = np.isin(self.dates, _OTHER_DATES) & surnames & (shared >= 1)
        self.bits -= self.families * np.maximum(shared, 0) * self.weights.parent_same

    def probabilities(self, population: int) -> Floats:
        """Turn the bits into probabilities among `population` registered people."""
        prior = math.log2(self.weights.duplicates / max(population, 2))
        against = np.clip(-(self.bits * self.weights.scale + self.weights.lift + prior), -60, 60)
        found = np.asarray(1 / (1 + np.exp2(against)), dtype=np.float64)
        papers = np.isin(self.documents, (w.DOC_SAME, w.DOC_SLIP))
        found[self.kin & ~papers] = np.minimum(found[self.kin & ~papers], _KIN_AT_MOST)
        return found

    def likenesses(self, population: int, pairs: Ints | None = None) -> list[Likeness]:
        """Give the probability, bits and, where it is not hopeless, reasons of pairs, or of all."""
        places = np.arange(len(self.bits)) if pairs is None else pairs
        found = self.probabilities(population)[places].tolist()
        told = zip(places.tolist(), found, self.bits[places].tolist(), strict=True)
        return [
            Likeness(p, bits, tuple(self.reasons(at)) if p >= _WORTH_REASONS else ())
            for at, p, bits in told
        ]

    def reasons(self, at: int) -> Iterator[str]:
        """Say in codes what pair `at` rests on, the most telling first."""
        yield from _DOCUMENTS.get(int(self.documents[at]), ())
        yield from _DATES.get(int(self.dates[at]), ())
        yield from _name_reasons(self.given, at, "GIVEN_NAMES", "GIVEN_NAME_MISSING")
        yield from _name_reasons(self.surnames, at, "SURNAMES", "SURNAME_MISSING")
        for column, same, other in (
            (self.mothers, "SAME_MOTHER", "MOTHER_DIFFERS"),
            (self.fathers, "SAME_FATHER", "FATHER_DIFFERS"),
            (self.places, "SAME_PLACE", "PLACE_DIFFERS"),
            (self.nationalities, "", "NATIONALITY_DIFFERS"),
            (self.sexes, "", "SEX_DIFFERS"),
        ):
            code = {1: same, -1: other}.get(int(column[at]), "")
            if code:
                yield code

    def _names(self) -> Floats:
        """Weigh the names; brothers and twins share all but the given names."""
        weights = self.weights
        stricter = weights.other_given - weights.other_surname
        return np.asarray(
            self.given.bits
            + self.given.differing * stricter
            + self.surnames.bits
            + self.strangers * weights.all_given_differ
            + self.kin * weights.siblings,
            dtype=np.float64,
        )

    def _facts(self) -> Floats:
        weights = self.weights
        parents = [
            np.select([c == 1, c == -1], [weights.parent_same, weights.parent_other], 0.0)
            for c in (self.mothers, self.fathers)
        ]
        sex = np.select(
            [self.sexes == 1, self.sexes == -1], [weights.sex_same, weights.sex_other], 0.0
        )
        dates = np.array(weights.dates)[self.dates]
        documents = np.array(weights.documents)[self.documents]
        return np.asarray(dates + documents + sex + parents[0] + parents[1], dtype=np.float64)

    def _origin(self, deck: Deck, left: Ints, frequencies: Frequencies) -> Floats:
        """Weigh place and nationality together: who shares a department shares a country."""
        weights = self.weights
        place = _shares(deck, deck.places[left], frequencies.place_share)
        nation = _shares(deck, deck.nationalities[left], frequencies.nationality_share)
        found = np.select(
            [
                self.nationalities == -1,
                self.places == 1,
                (self.places == -1) & (self.nationalities == 1),
                self.places == -1,
                self.nationalities == 1,
            ],
            [
                np.full(len(left), weights.nationality_other),
                np.log2(weights.place_kept / place),
                weights.place_other - np.log2(nation),
                np.full(len(left), weights.place_other),
                -np.log2(nation),
            ],
            0.0,
        )
        return np.asarray(found, dtype=np.float64)


_DOCUMENTS = {
    w.DOC_SAME: ("SAME_DOCUMENT",),
    w.DOC_SLIP: ("DOCUMENT_ONE_DIGIT",),
    w.DOC_OTHER: ("DOCUMENT_DIFFERS",),
}
_DATES = {
    w.DATE_SAME: ("SAME_BIRTH_DATE",),
    w.MONTH_SAME: ("AGE_FITS",),
    w.DATE_EXCHANGED: ("DAY_MONTH_EXCHANGED",),
    w.DATE_DAY_OFF: ("BIRTH_DATE_NEARLY",),
    w.DATE_MONTH_OFF: ("BIRTH_DATE_NEARLY",),
    w.DATE_YEAR_NEAR: ("BIRTH_YEAR_NEARLY",),
    w.DATE_YEAR_OFF: ("BIRTH_YEAR_NEARLY",),
    w.DATE_ONLY_YEAR: ("BIRTH_DATE_DIFFERS",),
    w.DATE_OTHER: ("BIRTH_DATE_DIFFERS",),
    w.AGE_SAME: ("AGE_FITS",),
    w.AGE_ONE_OFF: ("AGE_FITS",),
    w.AGE_TWO_OFF: ("AGE_FITS",),
    w.AGE_OTHER: ("BIRTH_DATE_DIFFERS",),
}


def _name_reasons(names: Names, at: int, kind: str, missing: str) -> Iterator[str]:
    levels = set(names.levels[at].tolist())
    if w.OTHER in levels:
        yield f"{kind}_DIFFER"
    elif w.NEARLY in levels or w.INITIAL in levels:
        yield f"{kind}_NEARLY"
    elif w.SOUNDS in levels:
        yield f"{kind}_SOUND_ALIKE"
    elif w.SAME in levels:
        yield f"SAME_{kind}"
    if names.swapped[at]:
        yield f"{kind}_SWAPPED"
    if w.ABSENT in levels:
        yield missing


def _shares(deck: Deck, facts: Ints, share: Callable[[str], float]) -> Floats:
    """Look the share of each different fact up once."""
    different, where = np.unique(facts, return_inverse=True)
    found = np.array([share(deck.facts[number]) for number in different.tolist()])
    return np.asarray(found[where], dtype=np.float64)


def _commoner(given: Floats, surname: Floats) -> Floats:
    """Give what agreement on each word tells in the column where it is commoner; 0 is not there."""
    return np.where((given > 0) & (surname > 0), np.minimum(given, surname), given + surname)


def _told(deck: Deck, kind: str, frequencies: Frequencies) -> Floats:
    """Give the bits that agreement on each word of the deck tells; reckoned once for a deck."""
    known = deck.told.get((kind, id(frequencies)))
    if known is not None:
        return known
    used = np.unique(deck.given if kind == "given" else deck.surnames)
    told = np.zeros(len(deck.words))
    for number in used.tolist():
        told[number] = frequencies.name_bits(kind, deck.words[number])
    deck.told[kind, id(frequencies)] = told
    return told
