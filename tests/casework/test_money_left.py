"""A line that has nothing left is not proposed to pay for anybody."""

from datetime import date

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import proposing
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.programmes import ledger
from rumbo.programmes.values import Cost
from tests import factories
from tests.factories import MONDAY, ready
from tests.factories.money import LINE

pytestmark = pytest.mark.django_db


def test_an_empty_line_is_not_proposed() -> None:
    ready.reference()
    case = factories.registered()
    before = proposing.propose_for(case, date(2025, 3, 12)).lines
    assert LINE in before
    everything = Cost(
        line=LINE, money=Money(600_000_000), purpose="SEAT", about=new_id(),
        office=case.office_id,
    )  # fmt: skip
    ledger.charge([everything], actor=SYSTEM, pot="COMMITTED", at=MONDAY)
    after = proposing.propose_for(case, date(2025, 3, 12)).lines
    assert set(before) - set(after) == {LINE}
