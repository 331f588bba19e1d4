"""The pages of movements: for those who may, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Departure, Incident, StopService
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def signed_in(*roles: str, at: object = None) -> Client:
    client = Client()
    client.force_login(
        factories.user(*roles, at=at),  # type: ignore[arg-type]
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def address(page: str, /, **ids: object) -> str:
    return reverse(f"movements:{page}", kwargs=ids or None)


def test_the_board_shows_a_departure_with_its_fill() -> None:
    bus = travel.departure()
    travel.booked(travel.ready_family(), bus)
    with clock.travel_to(travel.BEFORE):
        page = signed_in("movements").get(address("board"))
    assert page.status_code == 200
    assert bus.code in page.text
    assert "2 de 40" in page.text


def test_an_empty_board_says_what_it_will_show() -> None:
    page = signed_in("field").get(address("board"))
    assert "No hay salidas en estas semanas." in page.text


def test_a_departure_is_planned_from_the_page() -> None:
    client = signed_in("movements")
    told = {
        "way": "L-CDMX-OMOA@TAP", "day": "2025-03-12", "hour": "07:00", "seats": "40",
        "wheelchair_places": "1", "min_passengers": "20", "fixed_cost": "4500.00",
        "seat_cost": "25", "funding_line": "",
    }  # fmt: skip
    with clock.travel_to(travel.BEFORE):
        page = client.get(address("new"))
        answer = client.post(address("new"), told)
    assert "Planear una salida" in page.text
    bus = Departure.objects.get()
    assert answer["Location"] == address("departure", departure=bus.pk)
    assert (bus.leaves_at, bus.fixed_cost, bus.wheelchair_places) == (travel.LEAVES, 450_000, 1)


def test_the_page_of_a_departure_says_who_travels_what_is_missing_and_who_fits() -> None:
    bus, waiting = travel.departure(), travel.ready_alone()
    travel.booked(travel.ready_family(), bus)
    with clock.travel_to(travel.BEFORE):
        page = signed_in("movements").get(address("departure", departure=bus.pk))
    assert "Josué Mejía" in page.text
    assert waiting.number in page.text
    assert address("book", departure=bus.pk, case=waiting.pk) in page.text
    assert "Cerrar la lista de pasajeros" in page.text


def test_who_prepares_nothing_reads_whose_turn_it_is() -> None:
    bus = travel.departure()
    travel.booked(travel.ready_family(), bus)
    with clock.travel_to(travel.BEFORE):
        page = signed_in("counsellor").get(address("departure", departure=bus.pk)).text
    assert "Preparar la salida le toca a movimientos." in page


def test_the_panel_opened_alone_is_a_whole_page_with_a_way_back() -> None:
    case, client = travel.ready_alone(), signed_in("movements")
    with clock.travel_to(travel.BEFORE):
        alone = client.get(address("panel", case=case.pk)).text
        inside = client.get(address("panel", case=case.pk), headers={"HX-Request": "true"}).text
    assert reverse("desk:case", kwargs={"case": case.pk}) in alone
    assert "<html" not in inside


def test_whoever_may_open_no_file_is_offered_none() -> None:
    bus = travel.departure()
    case = travel.ready_family()
    travel.booked(case, bus)
    url = reverse("desk:case", kwargs={"case": case.pk})
    with clock.travel_to(travel.BEFORE):
        assert url in signed_in("movements").get(address("departure", departure=bus.pk)).text
        assert url not in signed_in("field").get(address("departure", departure=bus.pk)).text


def test_a_group_is_booked_with_one_button_and_its_panel_shows_the_seat() -> None:
    bus, case, client = travel.departure(), travel.ready_alone(), signed_in("movements")
    with clock.travel_to(travel.BEFORE):
        before = client.get(address("panel", case=case.pk))
        client.post(address("book", departure=bus.pk, case=case.pk))
        after = client.get(address("panel", case=case.pk))
    assert "Apartar lugar" in before.text
    assert f"Tiene lugar en {bus.code}" in after.text


def test_seats_are_given_back_after_a_question() -> None:
    bus, case, client = travel.departure(), travel.ready_alone(), signed_in("counsellor")
    booking = travel.booked(case, bus)
    with clock.travel_to(travel.BEFORE):
        asked = client.get(address("release", booking=booking.pk))
        client.post(address("release", booking=booking.pk))
    assert case.number in asked.text
    assert not BookedSeat.objects.live().exists()


def test_hours_are_those_of_the_place() -> None:
    bus = travel.departure()
    with clock.travel_to(travel.BEFORE):
        page = signed_in("movements").get(address("departure", departure=bus.pk))
    assert "7:00" in page.text
    assert "13:00" not in page.text


def test_a_refusal_is_shown_and_nothing_is_booked() -> None:
    bus, case = travel.departure(), factories.registered()
    with clock.travel_to(travel.BEFORE):
        answer = signed_in("movements").post(address("book", departure=bus.pk, case=case.pk))
    assert answer.status_code == 409
    assert not BookedSeat.objects.exists()


def test_the_roll_is_called_by_taps_with_and_without_script() -> None:
    bus, case = travel.departure(), travel.ready_alone()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    client = signed_in("field")
    with clock.travel_to(travel.AT_DOOR):
        page = client.get(address("roll", departure=bus.pk))
        plain = client.post(address("tap", departure=bus.pk, seat=seat.pk, what="reconfirm"))
        fragment = client.post(
            address("tap", departure=bus.pk, seat=seat.pk, what="board"),
            headers={"HX-Request": "true"},
        )
    assert "Ha cambiado de idea" in page.text
    assert plain.status_code == 302
    assert "<html" not in fragment.text
    assert "Deshacer" in fragment.text
    assert "Ya se puede salir" in fragment.text


def test_a_yes_on_the_wrong_row_is_corrected_on_the_roll() -> None:
    bus, case = travel.departure(), travel.ready_alone()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    unsay = address("tap", departure=bus.pk, seat=seat.pk, what="unsay")
    client = signed_in("field")
    with clock.travel_to(travel.AT_DOOR):
        assert unsay not in client.get(address("roll", departure=bus.pk)).text
        client.post(address("tap", departure=bus.pk, seat=seat.pk, what="reconfirm"))
        assert unsay in client.get(address("roll", departure=bus.pk)).text
        assert client.post(unsay).status_code == 302
        assert "Dice hoy que viaja" in client.get(address("roll", departure=bus.pk)).text
    assert travel.seat_of(factories.people_of(case)[0]).state == "BOOKED"


def test_what_is_refused_at_the_door_is_said_above_the_list() -> None:
    bus, case = travel.departure(), travel.ready_alone()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    with clock.travel_to(travel.AT_DOOR):
        answer = signed_in("field").post(
            address("tap", departure=bus.pk, seat=seat.pk, what="board"),
            headers={"HX-Request": "true"},
        )
    assert "Todavía no puede abordar" in answer.text
    assert travel.seat_of(factories.people_of(case)[0]).state == "BOOKED"


def test_a_change_of_mind_is_asked_once_and_kindly() -> None:
    bus, case = travel.departure(), travel.ready_family()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    client, where = signed_in("field"), address("change_of_mind", departure=bus.pk, seat=seat.pk)
    with clock.travel_to(travel.AT_DOOR):
        page = client.get(where)
        answer = client.post(where)
        after = client.get(answer["Location"])
    assert "No hace falta ninguna razón" in page.text
    assert "Josué" in page.text
    assert "cambió de idea" in after.text


def test_the_road_keeps_stops_services_and_incidents() -> None:
    bus = travel.departed(travel.ready_family())
    client = signed_in("field")
    with clock.travel_to(travel.LEAVES):
        client.post(address("reached", departure=bus.pk, position=1))
        client.post(address("services", departure=bus.pk, position=1), {"stop1-FOOD": "2"})
        client.post(
            address("incident", departure=bus.pk), {"kind": "ACCIDENT", "what": "Llanta ponchada."}
        )
        page = client.get(address("road", departure=bus.pk))
    assert StopService.objects.get().people == 2
    assert Incident.objects.get().kind == "ACCIDENT"
    assert "Llanta ponchada." in page.text


def test_who_leaves_on_the_way_is_written_down_after_a_question() -> None:
    case = travel.ready_alone()
    bus = travel.departed(case)
    seat, client = travel.seat_of(factories.people_of(case)[0]), signed_in("field")
    where = address("left", departure=bus.pk, seat=seat.pk)
    with clock.travel_to(travel.LEAVES):
        asked = client.get(where)
        client.post(where)
    assert "Dilcia" in asked.text
    assert travel.seat_of(factories.people_of(case)[0]).state == "LEFT_EN_ROUTE"


def test_a_danger_told_by_an_escort_is_not_read_by_the_next() -> None:
    bus = travel.departed(travel.ready_alone())
    with clock.travel_to(travel.LEAVES):
        signed_in("field").post(
            address("incident", departure=bus.pk), {"kind": "THREAT", "what": "La siguieron."}
        )
        others = signed_in("movements").get(address("road", departure=bus.pk))
        protection = signed_in("protection").get(address("road", departure=bus.pk))
    assert "La siguieron." not in others.text
    assert "La siguieron." in protection.text


@pytest.mark.parametrize("name", ["authorities", "internal", "roll-call", "driver"])
def test_papers_are_printed_and_it_is_written_down_who_took_them(name: str) -> None:
    bus = travel.departure()
    travel.booked(travel.ready_family(), bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    answer = signed_in("movements").get(address("paper", departure=bus.pk, name=name))
    assert answer.content.startswith(b"%PDF")
    assert JournalEntry.objects.filter(code="movements.printed").exists()


def test_a_list_that_was_never_closed_has_no_paper() -> None:
    bus = travel.departure()
    answer = signed_in("movements").get(address("paper", departure=bus.pk, name="authorities"))
    assert answer.status_code == 404


FOREIGN = ["departure", "seats", "escort", "cancel", "roll", "code", "road", "incident"]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_reader_of_another_office_finds_nothing(name: str) -> None:
    bus = travel.departure()
    client = signed_in("movements", "field", at=factories.office("TIJ", "Tijuana"))
    assert client.get(address(name, departure=bus.pk)).status_code == 404


def test_a_foreign_reader_changes_nothing_either() -> None:
    bus, case = travel.departure(), travel.ready_alone()
    booking = travel.booked(case, bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    client = signed_in("movements", "field", at=factories.office("TIJ", "Tijuana"))
    for where in (
        address("act", departure=bus.pk, what="confirm"),
        address("book", departure=bus.pk, case=case.pk),
        address("release", booking=booking.pk),
        address("tap", departure=bus.pk, seat=seat.pk, what="reconfirm"),
        address("change_of_mind", departure=bus.pk, seat=seat.pk),
        address("begin", departure=bus.pk, what="open"),
        address("reached", departure=bus.pk, position=1),
        address("services", departure=bus.pk, position=1),
        address("left", departure=bus.pk, seat=seat.pk),
    ):
        assert client.post(where).status_code == 404, where
    assert client.get(address("panel", case=case.pk)).status_code == 404
    assert client.get(address("scanned", seat=seat.pk)).status_code == 404
    assert client.get(address("paper", departure=bus.pk, name="driver")).status_code == 404
    assert travel.seat_of(factories.people_of(case)[0]).state == "BOOKED"


@pytest.mark.parametrize("role", ["donor", "partner", "finance", "dpo", "monitoring", "outreach"])
def test_departures_do_not_exist_for_roles_without_them(role: str) -> None:
    client = signed_in(role)
    assert client.get(address("board")).status_code == 404
    assert client.get(address("new")).status_code == 404


def test_the_roll_says_what_became_of_whoever_left_it() -> None:
    bus, case = travel.departure(), travel.ready_alone()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    client = signed_in("field")
    mind = address("change_of_mind", departure=bus.pk, seat=seat.pk)
    with clock.travel_to(travel.AT_DOOR):
        roll = client.get(address("roll", departure=bus.pk)).text
        asked = client.get(mind).text
        said = client.post(mind, follow=True).text
    assert "Hoy no puede viajar" in roll
    assert "su familia se queda" not in roll
    assert "Su lugar queda libre" in asked
    assert "Si alguien del grupo" not in asked
    assert "ha cambiado de idea y no viaja" in said


def test_a_counsellor_who_writes_down_a_change_of_mind_comes_back_to_a_page_of_theirs() -> None:
    bus, case = travel.departure(), travel.ready_family()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    mind = address("change_of_mind", departure=bus.pk, seat=seat.pk)
    with clock.travel_to(travel.AT_DOOR):
        answer = signed_in("counsellor").post(mind, follow=True)
    assert answer.status_code == 200
    assert "ha cambiado de idea y no viaja" in answer.text


def test_a_family_that_stays_together_is_said_as_one() -> None:
    bus, case = travel.departure(), travel.ready_family()
    travel.booked(case, bus)
    travel.boarding(bus)
    seat = travel.seat_of(factories.people_of(case)[0])
    stays = address("tap", departure=bus.pk, seat=seat.pk, what="offload")
    with clock.travel_to(travel.AT_DOOR):
        said = signed_in("field").post(stays, follow=True).text
    assert "y su familia no viajan hoy" in said


@pytest.mark.parametrize(("groups", "said"), [(1, "de 1 grupo,"), (2, "de 2 grupos,")])
def test_who_receives_was_told_of_one_group_or_of_several(groups: int, said: str) -> None:
    bus = travel.departure()
    for _group in range(groups):
        case = travel.ready_alone()
        travel.booked(case, Departure.objects.get(pk=bus.pk))
        case.receiving_notices.all().delete()
    with clock.travel_to(travel.BEFORE):
        page = signed_in("movements").get(address("departure", departure=bus.pk)).text
    assert f"Quien recibe: avisado de 0 {said}" in page
