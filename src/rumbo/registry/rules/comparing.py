"""How two files stand to each other, field by field: levels first, weights after."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rumbo.registry.rules import weights as w
from rumbo.registry.rules.deck import WIDTH, Deck, Ints
from rumbo.registry.rules.weights import Floats, Weights

Bools = npt.NDArray[np.bool_]

_ORDERS = list(permutations(range(WIDTH)))
_LEFT_OUT = -30.0
_SAME_KIND_OF_DOCUMENT = 6
_SLIP_NEEDS = 7


@dataclass(frozen=True, slots=True)
class Names:
    """The best alignment of one kind of name: its bits and what it rests on (arrays of pairs)."""

    bits: Floats
    levels: Ints  # (pairs, WIDTH), in the order of the left person
    swapped: Bools
    agreeing: Ints  # how many names agree, exactly or nearly
    differing: Ints


def names(deck: Deck, left: Ints, right: Ints, told: Floats, weights: Weights) -> Names:
    """Align the names of pairs, whichever way round, and weigh them.

    `left` and `right` are (pairs, WIDTH) word numbers, `told` the bits each word tells.
    """
    one, other = np.ascontiguousarray(left.T), np.ascontiguousarray(right.T)
    # Each name of the one against each of the other, a row of pairs for each two.
    levels = deck.relate(np.repeat(one, WIDTH, axis=0), np.tile(other, (WIDTH, 1)))
    agreed = np.minimum(np.repeat(told[one], WIDTH, axis=0), np.tile(told[other], (WIDTH, 1)))
    bits = _bits(levels, agreed, weights)
    missing = levels == w.ABSENT
    crossing = ~missing & (levels != w.BOTH_ABSENT)
    crossing[:: WIDTH + 1] = False
    bits += crossing * weights.swapped_name
    bits += missing * _LEFT_OUT  # never two names left out instead of compared
    totals = np.stack([bits[a] + bits[WIDTH + b] + bits[2 * WIDTH + c] for a, b, c in _ORDERS])
    best = totals.argmax(axis=0)
    fewer = np.abs((one > 0).sum(axis=0) - (other > 0).sum(axis=0))
    rows = (np.array(_ORDERS)[best] + WIDTH * np.arange(WIDTH)).T
    pairs = np.arange(len(left))
    chosen = levels[rows, pairs]
    agreeing = (chosen >= w.SAME) & (chosen <= w.NEARLY)
    return Names(
        bits=totals[best, pairs] - fewer * _LEFT_OUT,
        levels=np.ascontiguousarray(chosen.T),
        swapped=(crossing[rows, pairs] & agreeing).any(axis=0),
        agreeing=agreeing.sum(axis=0),
        differing=(chosen == w.OTHER).sum(axis=0),
    )


def _bits(levels: Ints, told: Floats, weights: Weights) -> Floats:
    """Turn levels into bits; `told` is how much full agreement on the commoner word tells."""
    plain = dict.fromkeys(range(w.OTHER + 1), 0.0) | {
        w.SAME: -0.2,
        w.SOUNDS: -weights.sounds_less,
        w.INITIAL: weights.initial,
        w.ABSENT: weights.missing_name,
        w.OTHER: weights.other_surname,
    }
    found = np.array(list(plain.values()))[levels]
    whole = (levels == w.SAME) | (levels == w.SOUNDS)
    found[whole] += told[whole]
    nearly = levels == w.NEARLY
    share = np.exp2(-told[nearly])
    found[nearly] = np.log2(weights.slip_chance / (share + weights.slip_room))
    return np.asarray(found, dtype=np.float64)


def dates(deck: Deck, left: Ints, right: Ints) -> Ints:
    """Say how the birth dates of pairs stand to each other, as levels of `weights`."""
    years = np.abs(deck.years[left] - deck.years[right])
    same_month = deck.months[left] == deck.months[right]
    same_day = deck.days[left] == deck.days[right]
    exchanged = (deck.months[left] == deck.days[right]) & (deck.days[left] == deck.months[right])
    kinds = deck.precisions[left], deck.precisions[right]
    unknown = (kinds[0] == 0) | (kinds[1] == 0)
    vague = (kinds[0] >= 3) | (kinds[1] >= 3)
    monthly = (kinds[0] == 2) | (kinds[1] == 2)
    same_year = years == 0
    near_year = np.isin(years, (1, 2, 10))
    return np.select(
        [
            unknown,
            vague & same_year,
            vague & (years == 1),
            vague & (years == 2),
            vague,
            monthly & same_year & same_month,
            monthly & same_year,
            monthly,
            same_year & same_month & same_day,
            same_year & exchanged,
            same_year & same_month,
            same_year & same_day,
            near_year & same_month & same_day,
            same_month & same_day,
            same_year,
        ],
        [
            w.DATE_UNKNOWN,
            w.AGE_SAME,
            w.AGE_ONE_OFF,
            w.AGE_TWO_OFF,
            w.AGE_OTHER,
            w.MONTH_SAME,
            w.DATE_ONLY_YEAR,
            w.DATE_OTHER,
            w.DATE_SAME,
            w.DATE_EXCHANGED,
            w.DATE_DAY_OFF,
            w.DATE_MONTH_OFF,
            w.DATE_YEAR_NEAR,
            w.DATE_YEAR_OFF,
            w.DATE_ONLY_YEAR,
        ],
        w.DATE_OTHER,
    )


def documents(deck: Deck, left: Ints, right: Ints) -> Ints:
    """Say how document numbers stand to each other: numbers of one length are of one kind."""
    a, b = deck.documents[left], deck.documents[right]
    levels = np.where((a == 0) | (b == 0), w.DOC_UNKNOWN, w.DOC_SAME)
    differ = np.flatnonzero((levels == w.DOC_SAME) & (a != b))
    if not len(differ):
        return levels
    left_words = [deck.facts[i] for i in a[differ].tolist()]
    right_words = [deck.facts[i] for i in b[differ].tolist()]
    slips = process.cpdist(left_words, right_words, scorer=OSA.distance, score_cutoff=1) <= 1
    a, b = deck.lengths[a[differ]], deck.lengths[b[differ]]
    short, long = np.minimum(a, b), np.maximum(a, b)
    levels[differ] = np.select(
        [slips & (short >= _SLIP_NEEDS), (short == long) & (short >= _SAME_KIND_OF_DOCUMENT)],
        [w.DOC_SLIP, w.DOC_OTHER],
        w.DOC_OTHER_KIND,
    )
    return levels


def parents(deck: Deck, column: Ints, left: Ints, right: Ints) -> Ints:
    """Say whether a parent's first name agrees: 1 yes, -1 no, 0 not known of both."""
    asked = column[left, 0]
    if not asked.any():
        return np.zeros_like(asked)
    levels = deck.relate(asked, column[right, 0])
    alike = np.isin(levels, (w.SAME, w.SOUNDS, w.NEARLY))
    return np.where(np.isin(levels, (w.ABSENT, w.BOTH_ABSENT)), 0, np.where(alike, 1, -1))


def equal(column: Ints, left: Ints, right: Ints) -> Ints:
    """Say whether two known values are equal: 1 yes, -1 no, 0 not known of both."""
    a, b = column[left], column[right]
    return np.where((a == 0) | (b == 0), 0, np.where(a == b, 1, -1))
