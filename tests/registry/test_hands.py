"""Several hands compare at once, and what they find is what one of them finds."""

import threading

import numpy as np
import pytest

from rumbo.registry.matching import matching
from rumbo.registry.matching.hands import hands, in_turn
from rumbo.registry.matching.pairs import Shared
from rumbo.registry.matching.reading import People
from rumbo.registry.matching.weighing import Weighed, weigh
from rumbo.registry.rules import deck as decks
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.frequencies import learn
from rumbo.registry.rules.likeness import Comparison
from rumbo.registry.rules.weights import LEARNED
from tests.registry.test_filing import people


def test_what_comes_is_in_the_order_asked_whoever_is_done_first() -> None:
    second = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert second.wait(timeout=20)
        second.set()
        return number

    assert list(in_turn(work, range(50), many=2)) == list(range(50))


def test_no_more_are_begun_than_a_few_ahead() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return number

    taking = in_turn(work, range(100), many=2)
    assert next(taking) == 0
    assert len(begun) <= 6
    assert list(taking) == list(range(1, 100))


def test_what_one_raises_is_raised_in_its_turn() -> None:
    taking = in_turn(lambda number: 1 // (3 - number), range(9), many=2)
    assert [next(taking) for _ in range(3)] == [0, 0, 1]
    with pytest.raises(ZeroDivisionError):
        next(taking)


def test_there_is_a_hand_at_least() -> None:
    assert 1 <= hands() <= 4


def test_the_pairs_are_those_that_one_hand_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [*people(300, 3), *people(300, 3)[:60]]
    monkeypatch.setattr("rumbo.registry.matching.pairs.PAIRS_AT_ONCE", 2_000)  # many portions
    found = matching.linked(People([str(n) for n in range(len(told))], told), threshold=0.001)
    deck, shares = Deck(told), learn(told)
    shared, alone = Shared(deck), Weighed()
    assert len(shared.portions()) > 5
    for met in map(shared.pairs, shared.portions()):
        one = Comparison(deck, met.left, met.right, shares, LEARNED)
        alone.keep(weigh(one, met.left, met.right, population=len(told)))
    wanted = alone.judged()
    sure = wanted.probabilities >= 0.001
    assert sure.sum() > 50
    assert np.array_equal(found.left, wanted.left[sure])
    assert np.array_equal(found.right, wanted.right[sure])
    # The engine adds up in no fixed order.
    assert np.allclose(found.probabilities, wanted.probabilities[sure], rtol=1e-6)


def test_of_what_several_hands_keep_no_pair_has_the_level_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decks._Judged, "BITS", 12)  # many fall on one place
    judged = decks._Judged()
    numbers = np.random.default_rng(7)
    portions = [np.unique(numbers.integers(0, 90_000, 60_000)) for _ in range(60)]

    def work(codes: np.ndarray) -> int:
        judged.keep(codes, codes % 7)
        found, unknown = judged.levels_of(codes)
        return int((found[~unknown] != codes[~unknown] % 7).sum())

    assert sum(in_turn(work, portions, many=4)) == 0
