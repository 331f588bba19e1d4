"""How words stand to each other is judged once where many people are compared."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.registry.rules import deck
from rumbo.registry.rules.features import Features

words = st.text(alphabet="abcdeéñsz ", max_size=8)
people = st.builds(Features, given_names=words, surname_1=words, surname_2=words)
CALM = [HealthCheck.function_scoped_fixture]


@settings(max_examples=40, deadline=None, suppress_health_check=CALM)
@given(some=st.lists(people, min_size=2, max_size=12), data=st.data())
def test_what_was_judged_before_is_judged_the_same_again(
    monkeypatch: pytest.MonkeyPatch, some: list[Features], data: st.DataObject
) -> None:
    """Few places for many pairs: they push each other out, and none takes another's answer."""
    cards = deck.Deck(some)
    number = st.integers(0, len(cards.words) - 1)
    some_pairs = st.lists(st.tuples(number, number), min_size=1, max_size=40)
    chunks = [np.array(data.draw(some_pairs)).T for _chunk in range(4)]
    plain = [
        int(cards.relate(left[n : n + 1], right[n : n + 1])[0])
        for left, right in chunks
        for n in range(len(left))
    ]
    with monkeypatch.context() as many:
        many.setattr(deck, "MANY_WORDS", 0)
        many.setattr(deck._Judged, "BITS", 3)
        cards = deck.Deck(some)
        assert cards._judged is not None
        kept = [level for chunk in chunks for level in cards.relate(*chunk).tolist()]
    assert kept == plain
