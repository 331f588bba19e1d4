"""Eight weeks in one picture, and what changes before a group goes over to another departure."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking
from rumbo.network.models import ReceptionCentre
from rumbo.protection.models import Screening
from tests.factories import movements as travel
from tests.factories import ready
from tests.movements.test_views import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/departures/calendar/"
LATER = travel.LEAVES + timedelta(days=1)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def shown(role: str = "movements", page: str = PAGE) -> str:
    with clock.travel_to(travel.BEFORE):
        answer = signed_in(role).get(page)
    assert answer.status_code == 200
    return answer.text


def change(booking: Booking, to: object) -> str:
    page = reverse("movements:move", kwargs={"booking": booking.pk})
    return shown(page=f"{page}?a={to}")


def rows(page: str, label: str) -> list[list[str]]:
    """The figures before and after under one label, of the departure taken and of the one left."""
    found = re.findall(
        rf'<th scope="row">{label}</th><td>(.*?)</td><td>(.*?)</td>', page, re.DOTALL
    )
    return [[re.sub("<.*?>", "", one).strip() for one in pair] for pair in found]


def test_eight_weeks_are_drawn_with_every_departure_on_its_day() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    late = travel.departure(travel.BEFORE + timedelta(days=7 * 8 - 6))
    beyond = travel.departure(travel.BEFORE + timedelta(days=7 * 8))
    page = shown()
    assert re.search(rf"<title>{bus.code}, [^<]*12[^<]*: 2 de 40 lugares</title>", page)
    assert f"{late.code}, " in page
    assert beyond.code not in page
    assert case.number in page
    assert beyond.code in shown(page=f"{PAGE}?desde={beyond.date}")


def test_a_cancelled_departure_is_not_drawn() -> None:
    bus = travel.departure()
    movements.cancel_departure(actor=SYSTEM, departure=bus, why="Huracán", at=travel.BEFORE)
    assert bus.code not in shown()


def test_who_may_not_plan_sees_the_groups_and_moves_none() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    move = reverse("movements:move", kwargs={"booking": booking.pk})
    assert move in shown()
    page = shown("reception")
    assert case.number in page
    assert move not in page


def test_before_a_group_goes_over_both_departures_are_shown_as_they_would_be() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    other = travel.departure(LATER)
    ReceptionCentre.objects.update(daily_capacity=1)
    page = change(booking, other.pk)
    assert rows(page, "Personas")[0][0] == "0 de 40"
    assert rows(page, "Personas")[0][1].startswith("2 de 40")
    assert rows(page, "Personas")[1][0] == "2 de 40"
    assert rows(page, "Personas")[1][1].startswith("0 de 40")
    assert rows(page, "Costo por persona")[0][0] == "nadie"
    assert "El centro recibe a menos." in rows(page, "Recepción ese día")[0][1]
    assert rows(page, "Recepción ese día")[1] == ["2 de 1", "0 de 1"]
    assert Booking.objects.get(ended_at=None).departure == bus


def test_what_they_lack_for_that_day_is_said_before() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    other = travel.departure(LATER)
    page = change(booking, other.pk)
    assert "declaración de retorno voluntario para este viaje" in page
    assert "documento de viaje" not in page
    TravelDocument.objects.update(valid_until=bus.date)
    page = change(booking, other.pk)
    assert "Antes de cerrar esa lista le faltaría" in page
    assert "documento de viaje" in page
    assert "Pasar al grupo" in page


def test_who_may_not_have_a_seat_that_day_is_offered_none() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    other = travel.departure(LATER)
    assert "Pasar al grupo" in change(booking, other.pk)
    Screening.objects.update(in_custody=True)
    page = change(booking, other.pk)
    assert "Para tener lugar ese día le falta" in page
    assert "Pasar al grupo" not in page


def test_a_bus_too_small_is_said_before_it_is_asked_for() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    page = change(booking, travel.departure(LATER, seats=1).pk)
    assert "El grupo no cabe en esa salida" in page
    assert "Pasar al grupo" not in page


def test_who_arrives_on_the_same_day_is_not_counted_twice() -> None:
    case, bus = travel.ready_family(), travel.departure()
    booking = travel.booked(case, bus)
    page = change(booking, travel.departure(travel.LEAVES + timedelta(minutes=5)).pk)
    for before, after in rows(page, "Recepción ese día"):
        assert before == after
        assert before.startswith("2 de ")


def test_what_changed_since_it_was_shown_is_shown_again_and_nothing_is_saved() -> None:
    bus, other = travel.departure(), travel.departure(LATER)
    family, man = (
        travel.booked(case, bus) for case in (travel.ready_family(), travel.ready_alone())
    )
    client, page = signed_in("movements"), reverse("movements:move", args=[family.pk])

    def send(html: str) -> Any:
        [seen] = re.findall(r'name="seen" value="([^"]+)"', html)
        with clock.travel_to(travel.BEFORE):
            return client.post(page, {"departure": str(other.pk), "seen": seen})

    html = change(family, other.pk)
    movements.move_booking(actor=SYSTEM, booking=man, departure=other, at=travel.BEFORE)
    answer = send(html)
    assert answer.status_code == 409
    fresh = answer.content.decode()
    assert "Otra persona cambió esto" in fresh
    assert rows(fresh, "Personas")[0] == ["1 de 40", "3 de 40"]
    assert Booking.objects.get(case=family.case, ended_at=None).departure == bus
    movements.change_seats(actor=SYSTEM, departure=other, seats=30, at=travel.BEFORE)
    assert send(fresh).status_code == 409
    assert send(change(family, other.pk)).status_code == 302
    assert Booking.objects.get(case=family.case, ended_at=None).departure == other


def test_a_group_that_another_person_took_elsewhere_meanwhile_is_not_taken_twice() -> None:
    bus, other, third = travel.departure(), travel.departure(LATER), travel.departure(LATER)
    family = travel.booked(travel.ready_family(), bus)
    movements.move_booking(actor=SYSTEM, booking=family, departure=third, at=travel.BEFORE)
    with clock.travel_to(travel.BEFORE):
        page = reverse("movements:move", args=[family.pk])
        answer = signed_in("movements").post(page, {"departure": str(other.pk)})
    assert answer.status_code == 409
    [held] = Booking.objects.filter(case=family.case, ended_at=None)
    assert held.departure == third


def test_an_address_that_names_no_departure_is_no_page() -> None:
    booking = travel.booked(travel.ready_family(), travel.departure())
    page = reverse("movements:move", kwargs={"booking": booking.pk})
    client = signed_in("movements")
    for asked in ("x", str(booking.pk), "\x00"):
        assert client.get(page, {"a": asked}).status_code == 404


def test_the_calendar_asks_the_same_however_many_groups_there_are() -> None:
    def asked() -> int:
        with clock.travel_to(travel.BEFORE), CaptureQueriesContext(connection) as said:
            assert client.get(PAGE).status_code == 200
        return len(said)

    client = signed_in("movements")
    travel.booked(travel.ready_family(), travel.departure())
    asked()
    few = asked()
    for n in range(3):
        travel.booked(travel.ready_family(), travel.departure(LATER + timedelta(hours=n)))
    assert asked() == few
