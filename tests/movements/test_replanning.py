"""A storm closes a centre: one page cancels the departure and sends each group elsewhere."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse

from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Contact
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure
from rumbo.programmes import books
from rumbo.protection.models import Screening
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, pots
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
SEAT = 2_500
LATER = travel.LEAVES + timedelta(days=2)


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


@pytest.fixture
def bus() -> Departure:
    return travel.departure()


@pytest.fixture
def family(bus: Departure) -> Booking:
    return travel.booked(travel.ready_family(), bus)


@pytest.fixture
def man(bus: Departure) -> Booking:
    return travel.booked(travel.ready_alone(), bus)


def page(bus: Departure) -> str:
    return reverse("movements:cancel", args=[bus.pk])


def plain(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def where(case: Case) -> Departure | None:
    held = Booking.objects.filter(case=case, ended_at=None).select_related("departure").first()
    return held.departure if held else None


def test_each_group_goes_where_it_is_sent_or_waits_again(
    bus: Departure, family: Booking, man: Booking
) -> None:
    other = travel.departure(LATER)
    client = client_for("movements")
    shown = client.get(page(bus)).text
    assert shown.count(f'value="{other.pk}"') == 2
    asked = {"why": "Huracán", f"onto-{family.pk}": str(other.pk), f"onto-{man.pk}": ""}
    answer = client.post(page(bus), asked, follow=True)
    assert f"Tienen lugar en otra salida: {family.case.number}." in plain(answer.text)
    assert (where(family.case), where(man.case)) == (other, None)
    assert Departure.objects.get(pk=bus.pk).status == "CANCELLED"
    man.case.refresh_from_db()
    assert man.case.stage == man.returns_to_stage
    for case in (family.case, man.case):
        assert Contact.objects.filter(case=case, about="CANCELLED").exists()


def test_where_there_is_no_room_for_all_one_waits_and_is_named(
    bus: Departure, family: Booking, man: Booking
) -> None:
    other = travel.departure(LATER, seats=2)
    asked = {f"onto-{one.pk}": str(other.pk) for one in (family, man)}
    answer = client_for("movements").post(page(bus), asked, follow=True)
    seated = [one for one in (family, man) if where(one.case) == other]
    assert len(seated) == 1
    [waits] = [one for one in (family, man) if one not in seated]
    assert f"{waits.case.number} espera otra vez." in plain(answer.text)
    assert where(waits.case) is None


def test_only_a_departure_on_which_they_may_be_booked_is_offered(
    bus: Departure, family: Booking, man: Booking
) -> None:
    small = travel.departure(LATER, seats=1)
    shown = client_for("movements").get(page(bus)).text
    assert shown.count(f'value="{small.pk}"') == 1
    Screening.objects.filter(case=man.case).update(in_custody=True)
    assert f'value="{small.pk}"' not in client_for("movements").get(page(bus)).text
    asked = {f"onto-{family.pk}": str(small.pk)}
    assert client_for("movements").post(page(bus), asked).status_code == 404
    assert where(family.case) == bus


def test_a_bus_of_another_way_is_offered_to_nobody(bus: Departure, family: Booking) -> None:
    del family
    other = travel.departure(LATER)
    other.stops.filter(kind="BOARD").update(place="TIJ")
    assert f'value="{other.pk}"' not in client_for("movements").get(page(bus)).text


def test_whoever_got_on_another_bus_meanwhile_stays_there(
    bus: Departure, family: Booking, man: Booking
) -> None:
    other, third = travel.departure(LATER), travel.departure(LATER)
    movements.move_booking(actor=SYSTEM, booking=man, departure=third, at=travel.BEFORE)
    done = movements.cancel_and_replan(
        actor=factories.actor("movements"), departure=bus,
        onto={one.case_id: other for one in (family, man)},
    )  # fmt: skip
    assert [(one.case, one.departure) for one in done] == [(family.case, other)]
    assert where(man.case) == third


def test_a_departure_that_left_is_not_cancelled(bus: Departure, family: Booking) -> None:
    Departure.objects.filter(pk=bus.pk).update(status="DEPARTED")
    answer = client_for("movements").post(page(bus), {"why": "x"})
    assert answer.status_code == 409
    assert where(family.case) == bus


def test_only_who_plans_departures_of_that_office_cancels_one(
    bus: Departure, family: Booking
) -> None:
    asked = {"why": "x", f"onto-{family.pk}": ""}
    for role in sorted(set(ROLES) - {"movements", "coordinator"}):
        client = client_for(role)
        assert client.get(page(bus)).status_code == 404, role
        assert client.post(page(bus), asked).status_code == 404, role
    there = client_for("movements", at=factories.office("TIJ", "Tijuana"))
    assert (there.get(page(bus)).status_code, there.post(page(bus), asked).status_code) == (
        404,
        404,
    )
    with pytest.raises(Refusal, match="otra función"):
        movements.cancel_and_replan(
            actor=factories.actor("counsellor"), departure=bus, onto={}, why="x"
        )
    assert where(family.case) == bus
    assert Departure.objects.get(pk=bus.pk).status == "PLANNED"


def test_why_it_was_cancelled_is_kept(bus: Departure, family: Booking) -> None:
    client_for("movements").post(page(bus), {"why": "Huracán", f"onto-{family.pk}": ""})
    assert Departure.objects.get(pk=bus.pk).why_cancelled == "Huracán"


def test_seats_and_money_go_along_to_the_other_bus_and_back_where_a_group_waits(
    bus: Departure, family: Booking, man: Booking
) -> None:
    for one in (family, man):
        Booking.objects.filter(pk=one.pk).update(ended_at=travel.BEFORE)
        one.seats.update(released_at=travel.BEFORE)
        Case.objects.filter(pk=one.case_id).update(funding_line=LINE, stage="TRAVEL_READY")
    held = {one.case: travel.booked(one.case, bus) for one in (family, man)}
    assert pots()["COMMITTED"] == 3 * SEAT
    other = travel.departure(LATER, seat_cost=700)
    done = movements.cancel_and_replan(
        actor=factories.actor("movements"), departure=bus, onto={family.case_id: other}
    )
    assert [one.departure for one in done] == [other]
    assert pots()["COMMITTED"] == 2 * 700
    assert {one.state for row in held.values() for one in row.seats.all()} == {"RELEASED"}
    assert where(man.case) is None
    assert books.unbalanced() == []
