"""The ring says how far the search key is turned: of two steps in a row each files where both ask."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring
from rumbo.common.sealed.keyring import Keyring, Turn


def turned_twice() -> list[Keyring]:
    """Every ring of two turns, in order."""
    rings = [keyring.fresh()]
    for _ in range(2):
        rings.append(rings[-1].with_new_index_key())
        rings.append(rings[-1].answering())
        rings += [rings[-1].at(Turn.EMPTYING), rings[-1].at(Turn.SETTLED)]
    return rings


def test_of_two_steps_in_a_row_each_files_where_both_ask() -> None:
    for before, after in pairwise(turned_twice()):
        for files in (before, after):
            assert {before.index_generation, after.index_generation} <= set(files.index_filled)
            assert files.index_keys.keys() >= {before.index_generation, after.index_generation}


def test_who_asks_before_the_turn_is_known_finds_who_files_until_it_is() -> None:
    settled, filling, answering, emptying, *_later = turned_twice()
    assert settled.index_generation in filling.index_filled
    assert settled.index_generation in answering.index_filled
    assert settled.index_generation not in emptying.index_filled


def test_each_step_has_a_number_of_its_own_and_they_rise() -> None:
    steps = [ring.index_step for ring in turned_twice()]
    assert steps == list(range(steps[0], steps[0] + len(steps)))


def test_a_ring_reads_back_as_it_was_written() -> None:
    for ring in turned_twice():
        assert keyring.parse(ring.dump()) == ring


@pytest.mark.parametrize("turn", [Turn.SETTLED, Turn.FILLING])
def test_a_ring_from_before_the_turn_was_written_down_is_read(turn: Turn) -> None:
    ring = keyring.fresh() if turn is Turn.SETTLED else keyring.fresh().with_new_index_key()
    told = json.loads(ring.dump())
    del told["index_turn"]
    assert keyring.parse(json.dumps(told)) == ring


@pytest.mark.parametrize("turn", ["", "sideways", None, "answering", "filling"])
def test_a_ring_whose_turn_cannot_be_is_refused(turn: str | None) -> None:
    told = json.loads(keyring.fresh().dump()) | {"index_turn": turn}
    with pytest.raises(Refusal) as refusal:
        keyring.parse(json.dumps(told))
    assert refusal.value.code == "sealed.keyring_unreadable"


def test_who_writes_reads_the_ring_as_it_is_and_who_asks_may_be_late(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RUMBO_HOME = tmp_path
    monkeypatch.setattr(keyring, "STALE_SECONDS", 600.0)
    before = keyring.load()
    seen = list(keyring._seen)
    after = before.with_new_index_key()
    keyring.write(after)
    keyring._seen[:] = seen
    assert keyring.load() == before
    assert keyring.load_now() == after
    assert keyring.load() == after
    keyring.forget_read()
