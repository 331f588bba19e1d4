"""Where a child arrives: handed to who was assessed, and to nobody who merely came."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM, Actor
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.protection import actions as protection
from rumbo.protection.models import Handover
from rumbo.protection.values import Hand
from rumbo.reception import actions as reception
from rumbo.reception.models import Arrival
from rumbo.registry.models import Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories import reception as arrivals
from tests.factories.children import ESCORT, GRANDMOTHER, PAPER, STROKES, act
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment() -> Iterator[datetime]:
    """When the plane is there."""
    at = buses.LEAVES + timedelta(hours=5)
    with clock.travel_to(at):
        yield at


@pytest.fixture
def boy() -> tuple[Case, Person]:
    """A boy who was handed to his escort and has landed; his office of arrival may know him."""
    ready.reference()
    arrivals.receiving("SPS", "San Pedro Sula")
    officer = factories.actor("child_officer")
    case, person = children.ready_boy(officer)
    counselling.record_share_consents(
        actor=SYSTEM, case=case, person=person, answers={"RECEIVING_MISSION": True},
        at=factories.MONDAY,
    )  # fmt: skip
    plane = children.at_the_door(case)
    protection.hand_over(
        actor=officer, case=case, person=person, act=act("DEPARTURE"), at=buses.AT_DOOR
    )
    children.gone(case, plane)
    return case, person


@pytest.fixture
def receiver() -> Actor:
    office = arrivals.receiving("SPS", "San Pedro Sula")
    return factories.actor("reception", at=office)


def come(pair: tuple[Case, Person], at: datetime) -> Arrival:
    return reception.confirm_arrival(actor=SYSTEM, case=pair[0], person=pair[1], at=at)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_the_child_is_handed_over_once_it_is_here(
    boy: tuple[Case, Person], receiver: Actor, moment: datetime
) -> None:
    told: dict[str, Any] = {"actor": receiver, "case": boy[0], "person": boy[1]}
    with refused("reception.not_here"):
        reception.hand_child(**told, act=act("ARRIVAL"), at=moment)
    come(boy, moment)
    made = reception.hand_child(**told, act=act("ARRIVAL"), at=moment)
    assert made.receiving_office == arrivals.receiving("SPS", "San Pedro Sula")


def test_without_an_act_the_child_goes_with_nobody_and_the_reception_stays_open(
    boy: tuple[Case, Person], receiver: Actor, moment: datetime
) -> None:
    arrival = come(boy, moment)
    for kind in ("FAMILY", "CHILD_AUTHORITY"):
        with refused("reception.act_comes_first"):
            reception.set_next_step(actor=receiver, arrival=arrival, kind=kind, at=moment)
    with refused("reception.act_comes_first"):
        reception.close_reception(actor=receiver, case=boy[0], at=moment)
    reception.set_next_step(actor=receiver, arrival=arrival, kind="HEALTH", at=moment)
    reception.hand_child(actor=receiver, case=boy[0], person=boy[1], act=act("ARRIVAL"), at=moment)
    reception.set_next_step(actor=receiver, arrival=arrival, kind="FAMILY", at=moment)
    reception.close_reception(actor=receiver, case=boy[0], at=moment)


def posted(**changes: str) -> dict[str, str]:
    return {
        "id": "01a1fcb6-2244-7342-a803-617985369aa8", "place": "La Lima", "how": "SCREEN",
        "giver_name": ESCORT, "taker_name": GRANDMOTHER, "taker_behalf": "Abuela",
        "taker_document_type": PAPER["document_type"],
        "taker_document_number": PAPER["document_number"],
        "giver_signature": STROKES, "taker_signature": STROKES, **changes,
    }  # fmt: skip


def test_reception_signs_the_act_on_its_page(boy: tuple[Case, Person], moment: datetime) -> None:
    client = client_for("reception", at=arrivals.receiving("SPS", "San Pedro Sula"))
    address = reverse("reception:handover", kwargs={"person": boy[1].pk})
    assert "Primero se confirma que llegó" in client.get(address).content.decode()
    come(boy, moment)
    page = client.get(address).content.decode()
    assert GRANDMOTHER in page
    assert PAPER["document_number"] not in page
    done = client.post(address, posted())
    assert done.status_code == 302
    assert "terminó el deber de quien acompañó" in client.get(done["Location"]).content.decode()
    sheet = client.get(reverse("reception:handover_sheet", kwargs={"person": boy[1].pk}))
    assert sheet.content.startswith(b"%PDF")


def test_a_stranger_is_refused_and_protection_sees_it_now(
    boy: tuple[Case, Person], moment: datetime
) -> None:
    come(boy, moment)
    client = client_for("reception", at=arrivals.receiving("SPS", "San Pedro Sula"))
    address = reverse("reception:handover", kwargs={"person": boy[1].pk})
    answer = client.post(address, posted(taker_document_number="0801-1999-00001"))
    assert answer.status_code == 409
    assert "No se entrega" in answer.content.decode()
    assert not Handover.objects.filter(end="ARRIVAL").exists()
    task = Task.objects.open().get(code="OTHER_RECEIVER")
    assert (task.role, task.urgent) == ("protection", True)


@pytest.mark.parametrize("role", ["movements", "field", "counsellor", "finance", "partner"])
def test_the_act_is_no_page_of_others(
    boy: tuple[Case, Person], moment: datetime, role: str
) -> None:
    come(boy, moment)
    client = client_for(role)
    for name in ("handover", "handover_sheet"):
        assert client.get(reverse(f"reception:{name}", args=[boy[1].pk])).status_code == 404


def test_another_centre_does_not_know_the_child(boy: tuple[Case, Person], moment: datetime) -> None:
    come(boy, moment)
    client = client_for("reception", at=arrivals.receiving("OMOA", "Omoa"))
    assert client.get(reverse("reception:handover", args=[boy[1].pk])).status_code == 404


def test_only_a_child_without_its_family_is_handed_over(moment: datetime) -> None:
    ready.reference()
    case = buses.ready_family()
    arrivals.receiving()
    _bus, at = arrivals.on_the_road(case)
    arrivals.here(case, at)
    client = client_for("reception", at=arrivals.receiving())
    for person in factories.people_of(case):
        assert client.get(reverse("reception:handover", args=[person.pk])).status_code == 404


def test_the_number_is_compared_and_not_only_the_name(
    boy: tuple[Case, Person], receiver: Actor, moment: datetime
) -> None:
    come(boy, moment)
    other = Hand(name=GRANDMOTHER, strokes=STROKES, **{**PAPER, "document_number": "0801"})
    with refused("protection.not_the_receiver"):
        reception.hand_child(
            actor=receiver, case=boy[0], person=boy[1], act=act("ARRIVAL", taker=other), at=moment
        )
