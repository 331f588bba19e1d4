"""What would change with less money, fewer counsellors or one bus more: counted, and nobody named."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure, WhatIf
from rumbo.movements.values import WantedWhatIf
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
WAY = f"{travel.ROUTE}@TAP"
SPAN: dict[str, Any] = {"first": DAY + timedelta(days=1), "last": DAY + timedelta(days=20)}


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def asked(**wanted: Any) -> WhatIf:
    """What was supposed, worked out."""
    row = movements.ask_what_if(
        actor=SYSTEM, office=factories.office(), wanted=WantedWhatIf(**{**SPAN, **wanted})
    )
    return movements.look_what_if(what_if=row.pk)


def columns(row: WhatIf) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in row.told["scenarios"]}


def test_each_supposition_is_a_column_beside_what_stands_and_nothing_is_booked() -> None:
    travel.departure(seats=2)
    travel.ready_family(), travel.ready_alone()
    row = asked(way=WAY, country="HND", consulate="HND")
    assert row.state == "DONE"
    told = columns(row)
    people = {code: one["plan"]["people"] for code, one in told.items()}
    print(json.dumps(row.told)[:3000])
    assert people == {
        "BASE": 2, "MONEY": 2, "COUNSELLORS": 2, "BUS": 3, "COUNTRY": 0, "CONSULATE": 2
    }  # fmt: skip
    assert not Booking.objects.exists()
    assert Departure.objects.count() == 1
