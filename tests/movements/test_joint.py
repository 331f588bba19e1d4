"""A joint movement: ours by name, theirs as a head-count, and only ours are confirmed on arrival."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.values import SYSTEM
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements import papers, queries
from rumbo.movements.joint import their_part
from rumbo.movements.models import BookedSeat, Departure, Leg, TheirPart
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db


def a_bus() -> Departure:
    ready.reference()
    bus = buses.departure()
    buses.booked(buses.ready_family(), bus)
    return bus


def printed(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_their_part_is_a_number_and_has_no_place_for_a_name() -> None:
    names = {field.name for field in TheirPart._meta.concrete_fields}
    assert names == {
        "id", "office", "compartment", "occurred_at", "recorded_at",
        "departure", "organiser", "people", "by",
    }  # fmt: skip


def test_the_list_names_ours_and_counts_theirs_and_no_seat_is_taken() -> None:
    bus = a_bus()
    taken = list(Leg.objects.filter(departure=bus).values_list("taken", flat=True))
    movements.note_their_part(actor=SYSTEM, departure=bus, organiser="INM", people=41)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=buses.BEFORE)
    assert list(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == taken
    for name, made in (
        ("AUTHORITIES", papers.authority_manifest),
        ("INTERNAL", papers.internal_manifest),
    ):
        manifest = queries.latest_manifest(bus, name)
        assert manifest is not None
        text = printed(made(manifest, "es"))
        assert "INM: 41" in text, name
        assert "Mejía" in text, name
        assert len(manifest.people) == BookedSeat.objects.live().filter(departure=bus).count()


def test_the_newest_count_holds_and_nobody_is_a_movement_of_ours_alone() -> None:
    bus = a_bus()
    assert their_part(bus) is None
    movements.note_their_part(actor=SYSTEM, departure=bus, organiser="INM", people=41)
    movements.note_their_part(actor=SYSTEM, departure=bus, organiser="INM", people=38)
    found = their_part(bus)
    assert found is not None
    assert found.people == 38
    movements.note_their_part(actor=SYSTEM, departure=bus, organiser="INM", people=0)
    assert their_part(bus) is None
    assert TheirPart.objects.count() == 3


@pytest.mark.parametrize(("organiser", "people"), [("", 3), ("INM", -1), ("INM", 301)])
def test_a_count_is_a_number_and_somebodys(organiser: str, people: int) -> None:
    bus = a_bus()
    with pytest.raises(Refusal) as caught:
        movements.note_their_part(actor=SYSTEM, departure=bus, organiser=organiser, people=people)
    assert caught.value.code == "movements.their_part_unsound"


def test_it_is_for_those_who_plan_and_while_the_departure_is_open() -> None:
    bus = a_bus()
    with pytest.raises(Refusal):
        movements.note_their_part(
            actor=factories.actor("counsellor"), departure=bus, organiser="INM", people=3
        )
    url = reverse("movements:joint", args=[bus.pk])
    client = client_for("movements")
    assert client.post(url, {"organiser": "INM", "people": 41}).status_code == 302
    page = client.get(reverse("movements:departure", args=[bus.pk])).content.decode()
    assert "van además 41 personas de INM" in page
    assert client_for("movements", at=elsewhere()).get(url).status_code == 404
    assert client_for("counsellor").get(url).status_code == 404
    movements.cancel_departure(actor=SYSTEM, departure=bus, why="Sin autobús.")
    with pytest.raises(Refusal) as caught:
        movements.note_their_part(actor=SYSTEM, departure=bus, organiser="INM", people=3)
    assert caught.value.code == "movements.not_open"
