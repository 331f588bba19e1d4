"""Fares agreed with a carrier: each holds from its day, nothing written is changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.programmes import actions as programmes
from rumbo.programmes import fares
from rumbo.programmes.models import ExchangeRate, Fare
from rumbo.programmes.rules import fares as rules
from rumbo.programmes.rules.fares import Hop
from rumbo.programmes.values import NewFare
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
TODAY = travel.BEFORE.date()
MAY = date(2025, 5, 1)
TOLD = NewFare(
    carrier="Copa", origin="TAP", destination="PTY", fare=Money(21_000), since=TODAY,
    source="Convenio 14/2025",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def agreed(**changes: Any) -> Fare:
    return programmes.agree_fare(actor=SYSTEM, fare=replace(TOLD, **changes))


def refused(match: str, **changes: Any) -> None:
    before = Fare.objects.count()
    with pytest.raises(Refusal, match=match):
        agreed(**changes)
    assert Fare.objects.count() == before


def holds(day: date, **changes: Any) -> int | None:
    hop = Hop(**{"carrier": "Copa", "origin": "TAP", "destination": "PTY", "day": day, **changes})
    found = rules.fare_for(fares.between(["TAP", "PTY"]), hop, "PASSENGER")
    return None if found is None else found.amount_minor


def test_a_new_fare_ends_the_one_before_it_and_both_are_kept() -> None:
    first = agreed()
    agreed(since=MAY, fare=Money(23_000), source="Convenio 30/2025")
    first.refresh_from_db()
    assert first.valid_until == MAY - timedelta(days=1)
    assert first.amount_minor == 21_000
    assert [holds(day) for day in (TODAY - timedelta(days=1), TODAY, MAY)] == [None, 21_000, 23_000]
    assert JournalEntry.objects.filter(code="programmes.fare_agreed").count() == 2


def test_a_fare_from_the_same_day_takes_the_place_of_the_one_before() -> None:
    first = agreed()
    agreed(fare=Money(20_000))
    first.refresh_from_db()
    assert (first.valid_until, first.amount_minor) == (None, 21_000)
    assert first.replaced_at is not None
    assert holds(TODAY) == 20_000


def test_a_fare_agreed_for_later_is_not_cut_short_unseen() -> None:
    agreed(since=MAY)
    refused("ya hay otra tarifa acordada")
    refused("ya hay otra tarifa acordada", until=MAY)
    agreed(until=MAY - timedelta(days=1), fare=Money(19_000))
    assert [holds(TODAY), holds(MAY)] == [19_000, 21_000]


def test_another_way_another_carrier_and_another_person_are_other_fares() -> None:
    agreed()
    agreed(destination="SAP", fare=Money(1))
    agreed(carrier="Volaris", fare=Money(2))
    agreed(whose="ESCORT", fare=Money(3))
    assert Fare.objects.filter(valid_until=None, replaced_at=None).count() == 4
    assert holds(TODAY) == 21_000
    assert holds(TODAY, carrier="Volaris") == 2
    assert holds(TODAY, carrier="") is None


def test_a_carrier_is_the_same_however_it_is_written() -> None:
    first = agreed(carrier="Aeroméxico")
    second = agreed(carrier=" AEROMEXICO ", since=MAY)
    first.refresh_from_db()
    assert second.carrier == "Aeroméxico"
    assert first.valid_until == MAY - timedelta(days=1)


def test_a_fare_is_some_money_between_two_airports_on_somebodys_word() -> None:
    refused("en qué acuerdo", source=" ")
    refused("con qué aerolínea", carrier=" ")
    refused("otro distinto", destination="TAP")
    refused("otro distinto", destination="XXX")
    refused("tiene un importe", fare=Money(0))
    refused("tiene un importe", whose="DOG")
    refused("antes de empezar", until=TODAY - timedelta(days=1))
    refused("EUR", fare=Money(100, "EUR"))


def test_the_database_keeps_one_fare_without_end() -> None:
    row = agreed()
    row.code, row.valid_from = "another", TODAY - timedelta(days=9)
    with pytest.raises(IntegrityError, match="one_fare_without_end"), transaction.atomic():
        row.save(force_insert=True)


def test_a_fare_in_other_money_is_changed_at_the_rate_of_the_day() -> None:
    rate = ExchangeRate.objects.live_on(TODAY).get(currency="MXN", into="USD").rate
    assert fares.in_dollars(Money(100_000, "MXN"), TODAY) == Money(round(100_000 / rate))
    assert fares.in_dollars(Money(1, "EUR"), TODAY) is None


def test_a_desk_writes_a_fare_down_and_reads_it_in_the_list() -> None:
    for role in ("movements", "finance"):
        client = client_for(role)
        told = {
            "carrier": "Copa", "whose": "PASSENGER", "origin": "TAP", "destination": "PTY",
            "amount": "210", "currency": "USD", "since": "2025-03-07", "until": "", "source": "",
        }  # fmt: skip
        page = reverse("programmes:fare_new")
        assert client.post(page, told).status_code == 409
        assert client.post(page, {**told, "source": f"Convenio {role}"}).status_code == 302
        shown = client.get(reverse("programmes:fares")).text
        assert f"Convenio {role}" in shown
        assert "Vale hoy" in shown
    assert "Otra tomó su lugar" in shown
    assert client_for("counsellor").get(page).status_code == 404
