"""Where much is made that stays, Python looks for no rubbish, and looks again afterwards."""

import gc

import pytest

from rumbo.common.rubbish import uncollected


def test_rubbish_is_looked_for_again_afterwards() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        1 / 0  # noqa: B018
    assert gc.isenabled()
