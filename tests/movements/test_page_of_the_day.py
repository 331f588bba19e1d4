"""The page of the day names each departure in hand with its next act, to those whose act it is."""

from datetime import datetime, timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Departure
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
LIST, DOOR, ROAD, END = (
    "falta cerrar la lista de pasajeros.", "se está pasando lista.", "va en camino; sigue ",
    "llegó; queda cerrarla.",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def home(role: str, at: datetime) -> str:
    with clock.travel_to(at):
        return client_for(role).get("/").text


def held() -> Departure:
    bus = travel.departure()
    travel.booked(travel.ready_family(), bus)
    return bus


def test_an_open_list_is_work_of_movements_a_week_before() -> None:
    bus = held()
    told = f"Salida {bus.code}, miércoles 12 de marzo: {LIST}"
    assert told in home("movements", travel.BEFORE)
    assert LIST not in home("field", travel.BEFORE)
    assert LIST not in home("movements", travel.LEAVES - timedelta(days=8))
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert LIST not in home("movements", travel.BEFORE)


def test_who_was_booked_after_the_list_was_closed_opens_it_again() -> None:
    bus = held()
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    travel.booked(travel.ready_alone(), Departure.objects.get(pk=bus.pk))
    assert LIST in home("movements", travel.BEFORE)


def test_an_empty_departure_is_nobodys_work() -> None:
    travel.departure()
    assert LIST not in home("movements", travel.BEFORE)


def test_at_the_door_one_click_leads_to_the_roll_call() -> None:
    bus = held()
    travel.boarding(bus)
    page = home("field", travel.AT_DOOR)
    assert DOOR in page
    assert f"/departures/{bus.pk}/roll-call/" in page
    # One departure is one line: who has not said it yet is on the roll-call.
    assert "falta que 2 personas" not in page
    assert "falta que 2 personas" in home("counsellor", travel.AT_DOOR)
    assert DOOR not in home("counsellor", travel.AT_DOOR)


def test_a_departure_on_which_nobody_is_left_is_cancelled_by_movements() -> None:
    bus = held()
    travel.boarding(bus)
    mother = BookedSeat.objects.live().filter(departure=bus)[0]
    movements.offload(actor=SYSTEM, seat=mother, at=travel.AT_DOOR)
    later = travel.LEAVES + timedelta(days=2)
    assert "nadie viaja en ella; queda cancelarla." in home("movements", later)
    assert DOOR not in home("movements", later)
    assert bus.code not in home("field", later)


def test_on_the_road_the_next_place_is_named_and_at_the_end_the_departure_is_closed() -> None:
    bus = travel.departed(travel.ready_family())
    underway = travel.LEAVES + timedelta(hours=1)
    page = home("field", underway)
    assert ROAD + bus.stops.get(position=1).name in page
    assert f"/departures/{bus.pk}/road/" in page
    assert END not in home("movements", underway)
    lands = travel.LEAVES + timedelta(days=1)
    travel.arrived(bus, at=lands)
    assert END in home("movements", lands)
    assert END not in home("field", lands)


def test_another_office_hears_nothing_of_it() -> None:
    travel.boarding(held())
    there = factories.office("TIJ", "Tijuana")
    with clock.travel_to(travel.AT_DOOR):
        assert DOOR not in client_for("field", at=there).get("/").text
