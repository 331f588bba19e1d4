"""A list for an authority names who said yes to that, and each name that leaves is a transfer."""

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling.models import ShareConsent
from rumbo.documents import actions as documents
from rumbo.documents import desk
from rumbo.documents.models import Transfer
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure
from rumbo.registry.models import Person, Profile
from tests import factories
from tests.factories import documents as papers
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
ALONE = "Zulema"


@pytest.fixture(autouse=True)
def _reference() -> None:
    ready.reference()


def bus_of(*cases: Case) -> Departure:
    """A bus with these groups, whose list is closed."""
    bus = travel.departure()
    for case in cases:
        travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    bus.refresh_from_db()
    return bus


def alone() -> Case:
    return travel.ready_alone(identity={"given_names": ALONE, "surname_1": "Paz"})


def printed(bus: Departure, name: str, *roles: str) -> str:
    with clock.travel_to(travel.BEFORE):
        url = reverse("movements:paper", args=[bus.pk, name])
        answer = client_for(*(roles or ("movements",))).get(url)
    assert answer.status_code == 200
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "\n".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("name", ["authorities", "border"])
def test_it_names_who_said_yes_and_leaves_the_place_of_who_did_not(name: str) -> None:
    yes, no = travel.ready_family(), alone()
    papers.shares(yes, "INM_EXIT")
    papers.shares(no, "INM_EXIT", given=False)
    bus = bus_of(yes, no)
    text = printed(bus, name)
    assert "Dilcia" in text
    assert ALONE not in text
    assert "Se presenta por su cuenta" in text
    told = list(Transfer.objects.filter(kind="MANIFEST"))
    assert {row.person_id for row in told} == {one.pk for one in factories.people_of(yes)}
    shares = dict(ShareConsent.objects.filter(given=True).values_list("person_id", "id"))
    for row in told:
        assert (row.recipient, row.purpose, row.case_id) == ("INM_EXIT", "EXIT", yes.pk)
        assert row.consent == shares[row.person_id]
        assert "full_name" in row.fields
        assert row.expires_on is not None
    no.refresh_from_db()
    assert no.is_open, "refusing never ends the help"


def test_who_was_never_asked_is_not_named_either() -> None:
    bus = bus_of(alone())
    assert ALONE not in printed(bus, "authorities")
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("name", ["internal", "roll-call", "passes"])
def test_our_own_papers_name_everybody_and_tell_nobody(name: str) -> None:
    bus = bus_of(alone())
    assert ALONE in printed(bus, name)
    assert not Transfer.objects.exists()


def test_who_asks_for_asylum_is_named_only_after_protection_talked_it_over() -> None:
    case = alone()
    papers.shares(case, "INM_EXIT")
    bus = bus_of(case)
    person = factories.people_of(case)[0]
    Profile.objects.filter(person=person).update(status="ASYLUM_SEEKER")
    assert ALONE not in printed(bus, "authorities")
    assert not Transfer.objects.exists()
    explicit: dict[str, Any] = {
        "actor": factories.actor("protection"), "case": case, "person": person,
        "recipient": "INM_EXIT", "words": "Sé que la lee migración.",
    }  # fmt: skip
    documents.record_explicit_consent(
        **explicit, counselled_on=factories.MONDAY.date(), at=travel.BEFORE
    )
    assert ALONE in printed(bus, "authorities")
    assert Transfer.objects.get().person == person


def test_a_reserved_name_that_was_not_printed_was_told_to_nobody() -> None:
    case = alone()
    papers.shares(case, "INM_EXIT")
    bus = bus_of(case)
    Person.objects.filter(pk=factories.people_of(case)[0].pk).update(sealed=True)
    assert ALONE not in printed(bus, "authorities")
    assert not Transfer.objects.exists()
    assert ALONE in printed(bus, "authorities", "protection")
    assert Transfer.objects.count() == 1


def test_who_gave_the_seat_back_after_the_list_was_closed_is_not_named() -> None:
    goes, stays = travel.ready_family(), alone()
    for case in (goes, stays):
        papers.shares(case, "INM_EXIT")
    bus = bus_of(goes, stays)
    seat = travel.seat_of(factories.people_of(stays)[0])
    movements.release_booking(actor=SYSTEM, booking=seat.booking, at=travel.BEFORE)
    text = printed(bus, "authorities")
    assert ALONE not in text
    assert "No viaja" in text
    assert not Transfer.objects.filter(case=stays).exists()


def test_the_person_reads_in_the_copy_of_their_file_that_it_was_told() -> None:
    case = alone()
    papers.shares(case, "INM_EXIT")
    bus = bus_of(case)
    printed(bus, "authorities")
    row = Transfer.objects.get()
    left = desk.left(row)
    assert left.to_whom == "INM, para la salida"
    assert "documento de viaje" in left.fields
    assert (left.label, left.purpose) == ("Lista para la autoridad", "tramitar la salida")
