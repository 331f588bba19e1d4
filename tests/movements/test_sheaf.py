"""Every paper of a departure at once: each in a file of its own, each written down."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements.models import Departure
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.AT_DOOR):
        yield


@pytest.fixture
def bus() -> Departure:
    bus = travel.departure()
    travel.booked(travel.ready_alone(), bus)
    return travel.boarding(bus)


def texts(bus: Departure) -> dict[str, str]:
    answer = client_for("movements").post(reverse("movements:all_papers", args=[bus.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {
            name: " ".join(one.extract_text() for one in PdfReader(packed.open(name)).pages)
            for name in packed.namelist()
        }


def test_one_click_prints_every_paper_in_a_file_of_its_own(bus: Departure) -> None:
    found = texts(bus)
    borders = list(bus.stops.filter(kind="BORDER").order_by("position"))
    assert len(borders) > 1
    names = [
        "authorities", "internal", "roll-call", "passes",
        *(f"border-{stop.position}" for stop in borders), "driver",
    ]  # fmt: skip
    assert list(found) == [f"{bus.code}/{n}-{name}.pdf" for n, name in enumerate(names, start=1)]
    for stop in borders:
        [text] = [text for name, text in found.items() if f"border-{stop.position}.pdf" in name]
        assert stop.name in text
    [driver] = [text for name, text in found.items() if "driver" in name]
    assert Case.objects.get().group.members.get().person.known("surname_1") not in driver
    printed = JournalEntry.objects.filter(code="movements.printed")
    kinds = sorted(entry.details["paper"] for entry in printed)
    assert kinds == sorted([*names[:4], *["border"] * len(borders), "driver"])


def test_a_list_that_is_not_closed_is_not_among_them() -> None:
    bus = travel.departure()
    travel.booked(travel.ready_alone(), bus)
    assert not [name for name in texts(bus) if "authorities" in name or "internal" in name]


def test_reading_an_address_prints_nothing(bus: Departure) -> None:
    page = reverse("movements:all_papers", args=[bus.pk])
    assert client_for("movements").get(page).status_code == 405
    assert client_for("reception").post(page).status_code in {403, 404}
    assert not JournalEntry.objects.filter(code="movements.printed").exists()


def test_each_crossing_has_its_list_and_a_crossing_that_is_none_has_not(bus: Departure) -> None:
    client = client_for("field")
    for stop in bus.stops.order_by("position"):
        page = reverse("movements:paper", args=[bus.pk, f"border-{stop.position}"])
        assert client.get(page).status_code == (200 if stop.kind == "BORDER" else 404)
    assert client.get(reverse("movements:paper", args=[bus.pk, "border"])).status_code == 200
