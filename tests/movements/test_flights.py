"""Flights that meet, with time to change, and only for whoever may change them there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements import flying, papers
from rumbo.movements.models import BookedSeat, Departure, Flight
from rumbo.movements.values import NewFlight
from rumbo.network import actions as network
from rumbo.network.models import Airport, TransitRule
from rumbo.network.values import NewTransit
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


@pytest.fixture
def plane() -> Departure:
    return travel.departure(route="A-TAP-HN-SPS", fixed_cost=0, seat_cost=38_000)


def by_panama(minutes: int = 90) -> list[NewFlight]:
    """From Tapachula by Panama to San Pedro Sula, with so many minutes to change."""
    lands = travel.LEAVES + 3 * HOUR
    first = NewFlight(
        number="CM 101", origin="TAP", destination="PTY", leaves_at=travel.LEAVES, arrives_at=lands
    )
    goes_on = lands + timedelta(minutes=minutes)
    second = NewFlight(
        number="CM 202", origin="PTY", destination="SAP", leaves_at=goes_on,
        arrives_at=goes_on + 2 * HOUR,
    )  # fmt: skip
    return [first, second]


def flown(plane: Departure, flights: list[NewFlight]) -> list[Flight]:
    return movements.set_itinerary(
        actor=factories.actor("movements"), departure=plane, flights=flights, at=travel.BEFORE
    )


def panama(**changes: Any) -> TransitRule:
    """What Panama answered of Hondurans."""
    told: dict[str, Any] = {
        "country": "PAN", "nationality": "HND", "allowed": True, "since": travel.BEFORE.date(),
        "source": "Consulado de Panamá, 7/3/2025",
    }  # fmt: skip
    return network.note_transit(
        actor=factories.actor("movements"), found=NewTransit(**{**told, **changes})
    )


def refused(plane: Departure, flights: list[NewFlight], match: str) -> None:
    with pytest.raises(Refusal, match=match):
        flown(plane, flights)
    assert not Flight.objects.exists()


def test_an_itinerary_is_kept_whole_and_a_new_one_ends_the_one_before(plane: Departure) -> None:
    flown(plane, by_panama())
    arrives = plane.stops.get(position=1).planned_at
    assert arrives == by_panama()[1].arrives_at
    flown(plane, by_panama(120))
    assert Flight.objects.filter(ended_at=None).count() == 2
    assert Flight.objects.count() == 4
    assert plane.stops.get(position=1).planned_at == arrives + timedelta(minutes=30)


def test_a_change_too_short_for_its_airport_is_refused_with_both_figures(plane: Departure) -> None:
    refused(plane, by_panama(89), "quedan 89 minutos para cambiar de vuelo; se necesitan 90")
    Airport.objects.filter(code="PTY").update(connection_minutes=60)
    flown(plane, by_panama(60))


def test_flights_that_do_not_meet_go_back_or_elsewhere_are_refused(plane: Departure) -> None:
    first, second = by_panama()
    refused(plane, [first, replace(second, origin="BOG")], "no sale del aeropuerto")
    refused(plane, [replace(first, arrives_at=first.leaves_at), second], "llega antes de salir")
    refused(plane, [first], "no llegan al de su destino")
    refused(plane, [first, replace(second, destination="XXX")], "no está en la lista")
    refused(plane, [], "de 1 a 4")
    later = [replace(one, leaves_at=one.leaves_at + HOUR, arrives_at=one.arrives_at + HOUR)
             for one in (first, second)]  # fmt: skip
    refused(plane, later, "no sale a la hora de la salida")


def test_a_year_too_many_is_a_slip_of_the_hand(plane: Departure) -> None:
    first, second = by_panama()
    for year in (2026, 9999):
        late = replace(second, arrives_at=second.arrives_at.replace(year=year))
        refused(plane, [first, late], "más de 5 días")


def test_a_bus_has_no_flights() -> None:
    bus, client = travel.departure(), client_for("movements")
    refused(bus, by_panama(), "salida en avión")
    for page in ("movements:flights", "movements:price"):
        assert client.get(reverse(page, args=[bus.pk])).status_code == 404


def test_nobody_is_booked_onto_a_change_of_which_nobody_said_that_they_may(
    plane: Departure,
) -> None:
    flown(plane, by_panama())
    case = travel.ready_family()
    with pytest.raises(Refusal, match="no se sabe que pueda hacer escala en Panamá"):
        travel.booked(case, plane)
    assert not BookedSeat.objects.exists()
    panama()
    travel.booked(case, plane)
    assert BookedSeat.objects.live().count() == 2


def test_whoever_holds_a_seat_stops_flights_by_which_they_may_not_pass(plane: Departure) -> None:
    case = travel.ready_alone()
    travel.booked(case, plane)
    refused(plane, by_panama(), case.number)
    panama()
    flown(plane, by_panama())


def test_the_list_is_not_closed_over_a_rule_that_changed_meanwhile(plane: Departure) -> None:
    panama()
    flown(plane, by_panama())
    travel.booked(travel.ready_alone(), plane)
    panama(allowed=False)
    with pytest.raises(Refusal, match="hacer escala en Panamá"):
        movements.close_manifest(actor=SYSTEM, departure=plane, at=travel.BEFORE)


def test_a_rule_holds_from_its_day_for_its_nationality_and_its_document(plane: Departure) -> None:
    flown(plane, by_panama())
    case = travel.ready_alone()
    for changes in (
        {"since": plane.date + timedelta(days=1)},
        {"nationality": "VEN"},
        {"document": "BIRTH_CERTIFICATE"},
    ):
        panama(**changes)
        with pytest.raises(Refusal, match="hacer escala"):
            travel.booked(case, plane)
    panama(since=plane.date, document=TravelDocument.objects.all()[0].type)
    travel.booked(case, plane)


def test_a_paper_that_is_over_before_the_flight_opens_no_airport(plane: Departure) -> None:
    flown(plane, by_panama())
    case = travel.ready_alone()
    held = TravelDocument.objects.get()
    panama(since=plane.date, document=held.type)
    before, day = held.valid_until, plane.date
    TravelDocument.objects.update(valid_until=day - timedelta(days=1))
    person = held.person_id
    assert flying.who_may_not([person], ["PAN"], day) == {person: ["PAN"]}
    TravelDocument.objects.update(valid_until=day)
    assert flying.who_may_not([person], ["PAN"], day) == {}
    TravelDocument.objects.update(valid_until=before)
    travel.booked(case, plane)


def test_a_change_at_home_or_at_the_destination_asks_nobody(plane: Departure) -> None:
    first, second = by_panama()
    at_home = [
        replace(first, destination="MEX"),
        replace(second, origin="MEX", leaves_at=second.leaves_at + HOUR),
    ]
    flown(plane, at_home)
    travel.booked(travel.ready_alone(), plane)


def test_a_rule_needs_somebodys_word() -> None:
    with pytest.raises(Refusal, match="quién lo dijo"):
        panama(source=" ")
    with pytest.raises(Refusal, match="no está en la lista"):
        panama(document="LIBRARY_CARD")


def test_what_the_house_ships_is_loaded_again_without_ending_what_a_desk_wrote() -> None:
    made = panama()
    network.load_reference(actor=SYSTEM)
    made.refresh_from_db()
    assert made.valid_until is None
    assert not TransitRule.objects.get(code="USA-ALL").allowed


def typed(flights: list[NewFlight]) -> dict[str, str]:
    told = {"flight-TOTAL_FORMS": "4", "flight-INITIAL_FORMS": "0",
            "flight-MIN_NUM_FORMS": "0", "flight-MAX_NUM_FORMS": "4"}  # fmt: skip
    for n, one in enumerate(flights):
        zones = {row.code: row.zone for row in Airport.objects.all()}
        leaves, arrives = (
            moment.astimezone(ZoneInfo(zones[at]))
            for moment, at in ((one.leaves_at, one.origin), (one.arrives_at, one.destination))
        )
        told |= {
            f"flight-{n}-number": one.number, f"flight-{n}-carrier": "Copa",
            f"flight-{n}-origin": one.origin, f"flight-{n}-destination": one.destination,
            f"flight-{n}-leaves_on": leaves.date().isoformat(),
            f"flight-{n}-leaves": f"{leaves:%H:%M}",
            f"flight-{n}-arrives_on": arrives.date().isoformat(),
            f"flight-{n}-arrives": f"{arrives:%H:%M}",
        }  # fmt: skip
    return told


def test_the_page_keeps_flights_by_the_clocks_of_their_airports(plane: Departure) -> None:
    client = client_for("movements")
    page = reverse("movements:flights", args=[plane.pk])
    assert client.get(page).status_code == 200
    answer = client.post(page, typed(by_panama()))
    assert (answer.status_code, Flight.objects.count()) == (302, 2)
    kept = [(one.leaves_at, one.arrives_at) for one in Flight.objects.order_by("position")]
    assert kept == [(one.leaves_at, one.arrives_at) for one in by_panama()]
    shown = client.get(reverse("movements:departure", args=[plane.pk])).text
    assert "CM 202" in shown
    assert "90 minutos" in shown
    assert 'value="CM 101"' in client.get(page).text
    assert "se necesitan 90" in client.post(page, typed(by_panama(30))).text


def test_a_half_written_flight_is_named_and_nothing_is_kept(plane: Departure) -> None:
    told = typed(by_panama())
    told["flight-1-arrives"] = ""
    answer = client_for("movements").post(reverse("movements:flights", args=[plane.pk]), told)
    assert answer.status_code == 409
    assert not Flight.objects.exists()


def test_a_consulate_is_shown_the_flights(plane: Departure) -> None:
    panama()
    flown(plane, by_panama())
    booking = travel.booked(travel.ready_alone(), plane)
    places = [leg.place for leg in papers.stops_of(booking)]
    assert places == [
        "CM 101: Tapachula (TAP)", "CM 202: Ciudad de Panamá (Tocumen) (PTY)",
        "San Pedro Sula (SAP)",
    ]  # fmt: skip


def test_a_desk_writes_a_rule_down_on_its_page_and_reads_it_in_the_list() -> None:
    client = client_for("documents")
    told = {"country": "PAN", "nationality": "HND", "document": "", "allowed": "yes",
            "needs": "Boleto de salida", "since": "2025-03-07", "source": ""}  # fmt: skip
    page = reverse("movements:new_transit")
    assert client.post(page, told).status_code == 409
    assert client.post(page, {**told, "source": "Consulado, 7/3/2025"}).status_code == 302
    shown = client.get(reverse("movements:transit")).text
    assert "Boleto de salida" in shown
    assert client_for("reception").get(page).status_code == 404
