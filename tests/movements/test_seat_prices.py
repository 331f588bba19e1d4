"""What a seat by air costs: as agreed for the day of each flight, or another price with its reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements import seat_prices
from rumbo.movements.models import BookedSeat, Departure, Escort, SeatPrice
from rumbo.movements.proposal.money import committed
from rumbo.movements.values import NewEscort, NewPrice
from rumbo.programmes import actions as programmes
from rumbo.programmes import books
from rumbo.programmes.models import ExchangeRate, Posting
from rumbo.programmes.values import NewFare
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, OTHER, holding, paid_by, pots
from tests.factories.pages import client_for, elsewhere
from tests.movements.test_flights import by_panama, flown, panama, typed

pytestmark = pytest.mark.django_db
TODAY = travel.BEFORE.date()
NOTHING = {"PLANNED": 0, "COMMITTED": 0, "SPENT": 0}


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


@pytest.fixture
def plane() -> Departure:
    """A flight by Panama, whose own cost is the seats alone."""
    made = travel.departure(
        route="A-TAP-HN-SPS", fixed_cost=0, seat_cost=38_000, funding_line=LINE, operator="Copa"
    )
    flown(made, by_panama())
    panama()
    return made


def fare(origin: str, destination: str, minor: int, **changes: Any) -> None:
    told = NewFare(
        carrier="Copa", origin=origin, destination=destination, fare=Money(minor), since=TODAY,
        source=f"Convenio {minor}",
    )  # fmt: skip
    programmes.agree_fare(actor=SYSTEM, fare=replace(told, **changes))


def proposed(plane: Departure) -> tuple[Money | None, Money | None]:
    asked = seat_prices.proposed(plane, TODAY)
    return asked.seat.dollars, asked.back.dollars


def priced(plane: Departure, seat: int, back: int = 0, why: str = "") -> SeatPrice:
    return movements.price_seats(
        actor=factories.actor("movements"),
        departure=plane,
        price=NewPrice(seat=Money(seat), back=Money(back), why=why),
        at=travel.BEFORE,
    )


def going(plane: Departure, *, returns: bool = True) -> Escort:
    return movements.name_escort(
        actor=SYSTEM,
        departure=plane,
        escort=NewEscort(name="Rosa", returns=returns),
        at=travel.BEFORE,
    )


def stands(kind: str = "ESCORT") -> list[tuple[str, int]]:
    """What stands in the ledger for one purpose, and nothing is out of balance."""
    assert books.unbalanced() == []
    found = books.standing_of(list(Posting.objects.values_list("about", flat=True)))
    return sorted((one.pot, one.minor) for one in found if one.cost.purpose == kind)


def test_a_seat_costs_the_sum_of_its_flights(plane: Departure) -> None:
    fare("TAP", "PTY", 20_000)
    assert proposed(plane) == (None, None)
    fare("PTY", "SAP", 10_000)
    assert proposed(plane) == (Money(30_000), None)
    fare("SAP", "PTY", 9_000, whose="ESCORT")
    fare("PTY", "TAP", 19_000, whose="ESCORT")
    assert proposed(plane) == (Money(30_000), Money(28_000))


def test_a_fare_for_the_whole_way_goes_before_the_sum(plane: Departure) -> None:
    fare("TAP", "PTY", 20_000)
    fare("PTY", "SAP", 10_000)
    fare("TAP", "SAP", 26_000)
    assert proposed(plane)[0] == Money(26_000)
    first, second = by_panama()
    flown(plane, [first, replace(second, carrier="Avianca")])
    # Two carriers agreed nothing together.
    assert proposed(plane)[0] is None


def test_the_fare_of_the_day_of_the_flight_is_the_one(plane: Departure) -> None:
    fare("TAP", "SAP", 26_000, until=plane.date - timedelta(days=1))
    assert proposed(plane)[0] is None
    fare("TAP", "SAP", 27_000, since=plane.date)
    assert proposed(plane)[0] == Money(27_000)
    fare("TAP", "SAP", 28_000, since=plane.date + timedelta(days=1))
    assert proposed(plane)[0] == Money(27_000)


def test_a_fare_in_pesos_is_changed_at_the_rate_of_today_and_never_without_one(
    plane: Departure,
) -> None:
    fare("TAP", "SAP", 0, fare=Money(500_000, "MXN"))
    rate = ExchangeRate.objects.live_on(TODAY).get(currency="MXN", into="USD").rate
    assert proposed(plane)[0] == Money(round(500_000 / rate))
    ExchangeRate.objects.all().delete()
    asked = seat_prices.proposed(plane, TODAY)
    assert (asked.seat.dollars, len(asked.seat.without_rate)) == (None, 1)


def test_the_agreed_price_needs_no_reason_and_any_other_does(plane: Departure) -> None:
    fare("TAP", "SAP", 26_000)
    with pytest.raises(Refusal, match="escriba por qué"):
        priced(plane, 25_000)
    with pytest.raises(Refusal, match="escriba por qué"):
        priced(plane, 26_000, back=100)
    made = priced(plane, 26_000, why="no hace falta")
    assert (made.why, len(made.fares)) == ("", 1)
    made = priced(plane, 25_000, why="Cotización 8/3/2025")
    assert (made.why, made.fares) == ("Cotización 8/3/2025", [])
    plane.refresh_from_db()
    assert plane.seat_cost == 25_000
    assert SeatPrice.objects.count() == 2


def test_without_an_agreement_a_price_needs_its_reason(plane: Departure) -> None:
    with pytest.raises(Refusal, match="no hay ninguno acordado"):
        priced(plane, 38_000)
    assert not SeatPrice.objects.exists()


def test_a_bus_and_a_departure_that_left_have_no_such_price(plane: Departure) -> None:
    with pytest.raises(Refusal, match="salida en avión"):
        priced(travel.departure(), 1, why="x")
    Departure.objects.filter(pk=plane.pk).update(status="DEPARTED")
    with pytest.raises(Refusal, match="salida en avión"):
        priced(plane, 1, why="x")


def test_seats_held_already_are_promised_anew_at_the_new_price(plane: Departure) -> None:
    case = paid_by(travel.ready_family(), OTHER)
    travel.booked(case, plane)
    assert pots(OTHER)["COMMITTED"] == 2 * 38_000
    priced(plane, 30_000, why="x")
    assert pots(OTHER) == {"PLANNED": 0, "COMMITTED": 2 * 30_000, "SPENT": 0}
    assert stands("SEAT") == [("COMMITTED", 30_000)] * 2


def test_a_price_that_the_line_of_a_group_cannot_pay_is_refused_whole(plane: Departure) -> None:
    holding(2 * 38_000, OTHER)
    travel.booked(paid_by(travel.ready_family(), OTHER), plane)
    with pytest.raises(Refusal) as caught:
        priced(plane, 38_001, why="x")
    assert caught.value.code == "programmes.line_short"
    plane.refresh_from_db()
    assert plane.seat_cost == 38_000
    assert pots(OTHER)["COMMITTED"] == 2 * 38_000
    assert books.unbalanced() == []


def test_an_escorts_seats_follow_their_departure_from_planned_to_spent(plane: Departure) -> None:
    priced(plane, 30_000, back=28_000, why="x")
    going(plane)
    assert pots() == {"PLANNED": 58_000, "COMMITTED": 0, "SPENT": 0}
    going(plane, returns=False)
    assert stands() == [("PLANNED", 30_000), ("PLANNED", 58_000)]
    case = travel.ready_alone()
    travel.booked(case, plane)
    travel.boarding(plane)
    assert stands() == [("COMMITTED", 30_000), ("COMMITTED", 58_000)]
    travel.all_board(case)
    movements.depart(actor=SYSTEM, departure=plane, at=travel.LEAVES)
    assert stands() == [("SPENT", 30_000), ("SPENT", 58_000)]
    assert pots() == {"PLANNED": 0, "COMMITTED": 0, "SPENT": 88_000}


def test_who_does_not_go_is_not_paid_for(plane: Departure) -> None:
    one, _other = going(plane), going(plane)
    movements.end_escort(actor=SYSTEM, escort=one, at=travel.BEFORE)
    movements.end_escort(actor=SYSTEM, escort=one, at=travel.BEFORE)
    assert stands() == [("PLANNED", 38_000)]
    movements.confirm_departure(actor=SYSTEM, departure=plane, at=travel.BEFORE)
    assert stands() == [("COMMITTED", 38_000)]
    going(plane)
    assert stands() == [("COMMITTED", 38_000)] * 2
    movements.cancel_departure(actor=SYSTEM, departure=plane, at=travel.BEFORE)
    assert stands() == []
    assert pots() == NOTHING


def test_whoever_lives_there_needs_no_seat_back_and_may_change_their_mind(
    plane: Departure,
) -> None:
    priced(plane, 30_000, back=28_000, why="x")
    row = going(plane)
    for returns, minor in ((False, 30_000), (False, 30_000), (True, 58_000)):
        movements.change_return(actor=SYSTEM, escort=row, returns=returns, at=travel.BEFORE)
        assert stands() == [("PLANNED", minor)]
    movements.end_escort(actor=SYSTEM, escort=row, at=travel.BEFORE)
    with pytest.raises(Refusal, match="todavía va en ella"):
        movements.change_return(actor=SYSTEM, escort=row, returns=False, at=travel.BEFORE)
    assert stands() == []


def test_a_new_price_is_the_escorts_too(plane: Departure) -> None:
    going(plane)
    priced(plane, 30_000, back=28_000, why="x")
    assert stands() == [("PLANNED", 58_000)]


def test_a_departure_put_off_has_its_escorts_only_planned(plane: Departure) -> None:
    going(plane)
    movements.confirm_departure(actor=SYSTEM, departure=plane, at=travel.BEFORE)
    late = "estos vuelos no: anótelos otra vez"
    assert late not in page_of(plane)
    movements.reschedule_departure(
        actor=SYSTEM, departure=plane, leaves_at=travel.LEAVES + timedelta(days=3), at=travel.BEFORE
    )
    assert stands() == [("PLANNED", 38_000)]
    assert late in page_of(plane)


def test_an_escort_whom_the_line_cannot_pay_is_not_named(plane: Departure) -> None:
    holding(37_999)
    movements.confirm_departure(actor=SYSTEM, departure=plane, at=travel.BEFORE)
    with pytest.raises(Refusal) as caught:
        going(plane)
    assert caught.value.code == "programmes.line_short"
    assert not Escort.objects.exists()


def test_by_road_who_goes_along_costs_nothing() -> None:
    going(travel.departure(funding_line=LINE, fixed_cost=0))
    assert pots() == NOTHING


def test_the_planner_counts_escorts_where_somebody_sits(plane: Departure) -> None:
    going(plane)
    assert committed().get(LINE, 0) == 0
    travel.booked(travel.ready_alone(), plane)
    assert committed()[LINE] == 38_000
    movements.confirm_departure(actor=SYSTEM, departure=plane, at=travel.BEFORE)
    assert committed()[LINE] == 38_000
    movements.release_booking(
        actor=SYSTEM, booking=BookedSeat.objects.live().get().booking, at=travel.BEFORE
    )
    assert committed()[LINE] == 0


def page_of(plane: Departure, role: str = "movements") -> str:
    return client_for(role).get(reverse("movements:departure", args=[plane.pk])).text


def test_the_page_says_the_price_its_source_and_the_seats_of_those_who_go_along(
    plane: Departure,
) -> None:
    assert "Ninguna tarifa acordada vale" in page_of(plane)
    fare("TAP", "SAP", 26_000)
    fare("SAP", "TAP", 24_000, whose="ESCORT")
    assert "Lo acordado para ese día es" in page_of(plane)
    going(plane)
    going(plane, returns=False)
    client = client_for("movements")
    address = reverse("movements:price", args=[plane.pk])
    shown = client.get(address).text
    assert "Convenio 26000" in shown
    assert 'value="260' in shown
    plane.refresh_from_db()
    told = {"seat": "260", "back": "240", "why": "", "version": plane.version}
    assert client.post(address, {**told, "seat": "250"}).status_code == 409
    assert client.post(address, {**told, "version": 0}).status_code == 409
    assert client.post(address, told).status_code == 302
    shown = page_of(plane)
    assert "Es lo acordado: Convenio 26000; Convenio 24000." in shown
    assert "2 de ida, 1 de regreso" in shown
    assert "760" in shown
    assert "Lo que cuesta volar" not in page_of(plane, "reception")


def test_the_page_asks_whether_somebody_comes_back(plane: Departure) -> None:
    row = going(plane)
    client = client_for("movements")
    address = reverse("movements:escort_return", args=[plane.pk, row.pk])
    assert "no necesita regreso" in client.get(address).text
    assert client.post(address).status_code == 302
    row.refresh_from_db()
    assert not row.returns
    assert "sin regreso" in page_of(plane)
    named = {"name": "Eva", "kind": "OPERATIONAL", "stays": "on"}
    assert client.post(reverse("movements:escort", args=[plane.pk]), named).status_code == 302
    assert Escort.objects.filter(returns=False).count() == 2


def test_flights_offer_the_carriers_with_whom_something_was_agreed(plane: Departure) -> None:
    fare("TAP", "SAP", 26_000)
    client = client_for("movements")
    address = reverse("movements:flights", args=[plane.pk])
    assert '<option value="Copa">' in client.get(address).text
    assert client.post(address, typed(by_panama())).status_code == 302


def test_what_flying_costs_is_its_own_offices_and_movements_alone(plane: Departure) -> None:
    row = going(plane)
    pages = [
        reverse("movements:flights", args=[plane.pk]),
        reverse("movements:price", args=[plane.pk]),
        reverse("movements:escort_return", args=[plane.pk, row.pk]),
    ]
    assert [client_for("movements").get(page).status_code for page in pages] == [200] * 3
    others = (client_for("movements", at=elsewhere()), client_for("reception"))
    for other in others:
        assert {other.get(page).status_code for page in pages} == {404}
        assert {other.post(page).status_code for page in pages} == {404}
