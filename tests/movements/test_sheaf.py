"""Every paper of a departure at once: each in a file of its own, each written down."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.documents.models import Transfer, TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure, Stop
from rumbo.movements.papers import rows_for, trip_of
from rumbo.movements.queries import aboard
from rumbo.movements.sheaf import sheets
from rumbo.movements.values import NewEscort
from rumbo.registry.models import Person
from tests import factories
from tests.factories import documents as papers
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
PRINTERS = {"field", "movements", "coordinator", "protection", "child_officer"}


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


def said_at(stop: Stop) -> str:
    """How a list for a border begins: where it is signed."""
    return f"Frontera {stop.name}"


def test_who_gets_off_before_a_border_is_not_on_its_list() -> None:
    bus = travel.departure()
    far, near = (
        travel.booked(travel.ready_alone(identity={"given_names": name, "surname_1": "Paz"}), bus)
        for name in ("Lejana", "Cercana")
    )
    for one in (far, near):
        papers.shares(one.case, "INM_EXIT")
    first, second = bus.stops.filter(kind="BORDER").order_by("position")
    Booking.objects.filter(pk=near.pk).update(to_stop=bus.stops.get(position=second.position - 1))
    found = texts(bus)
    lists = [
        next(text for name, text in found.items() if f"border-{stop.position}.pdf" in name)
        for stop in (first, second)
    ]
    told = Transfer.objects.filter(kind="MANIFEST").values_list("case", "to_whom")
    assert set(told) == {
        (far.case_id, first.name), (far.case_id, second.name), (near.case_id, first.name),
    }  # fmt: skip
    assert ["Lejana" in text for text in lists] == [True, True]
    assert ["Cercana" in text for text in lists] == [True, False]


def test_each_list_has_its_own_columns_and_a_file_of_the_sheaf_is_kept_by_nobody(
    bus: Departure,
) -> None:
    found = texts(bus)
    [authorities] = [text for name, text in found.items() if "authorities" in name]
    [internal] = [text for name, text in found.items() if "internal" in name]
    assert ("Asiento" in internal, "Asiento" in authorities) == (True, False)
    answer = client_for("movements").post(reverse("movements:all_papers", args=[bus.pk]))
    assert answer["Cache-Control"] == "no-store"


def test_whose_name_is_reserved_is_a_seat_on_a_list_and_nothing_else(bus: Departure) -> None:
    person = factories.people_of(Case.objects.get())[0]
    Person.objects.filter(pk=person.pk).update(sealed=True)
    number = TravelDocument.objects.filter(person=person).first()
    assert number is not None
    for name, text in texts(bus).items():
        assert number.number not in text, name
        assert person.known("surname_1") not in text, name
        assert f"{person.birth_date:%d/%m/%Y}" not in text, name
    known = client_for("movements", "protection").get(
        reverse("movements:paper", args=[bus.pk, "internal"])
    )
    told = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(known.content)).pages)
    assert person.known("surname_1") in told


def test_a_paper_that_runs_out_before_the_day_is_not_the_one_that_is_shown() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    known = TravelDocument.objects.get(person=factories.people_of(case)[0])
    day = bus.date
    for until, shown in ((day, True), (day - timedelta(days=1), False)):
        TravelDocument.objects.filter(pk=known.pk).update(valid_until=until)
        content = rows_for(aboard(bus), "AUTHORITIES", bus)
        assert (content["rows"][0]["document_no"] == known.number) is shown


def test_an_escort_who_stays_after_all_is_on_no_paper(bus: Departure) -> None:
    row = Departure.objects.get(pk=bus.pk)
    Departure.objects.filter(pk=bus.pk).update(status="CONFIRMED")
    goes, stays = (
        movements.name_escort(
            actor=SYSTEM, departure=row, escort=NewEscort(name=name, kind="NGO_STAFF")
        )
        for name in ("Amparo Cruz", "Blanca Luz")
    )
    assert set(trip_of(row).escorts) == {"Amparo Cruz", "Blanca Luz"}
    movements.end_escort(actor=SYSTEM, escort=stays)
    assert trip_of(row).escorts == (goes.name,)


def test_by_air_nobody_drives_and_there_is_no_sheet_for_a_driver() -> None:
    bus = travel.departure()
    assert "driver" in [one.name for one in sheets(bus)]
    bus.mode = "AIR"
    assert "driver" not in [one.name for one in sheets(bus)]


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
        assert said_at(stop) in " ".join(text.split())
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


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_who_works_on_departures_takes_a_paper_out(bus: Departure, role: str) -> None:
    client, may = client_for(role), role in PRINTERS
    names = [one.name for one in sheets(bus)]
    for name in names if may else [*names, "border"]:
        answer = client.get(reverse("movements:paper", args=[bus.pk, name]))
        assert answer.status_code == (200 if may else 404), name
        assert b"%PDF" not in answer.content or may
    whole = client.post(reverse("movements:all_papers", args=[bus.pk]))
    assert whole.status_code == (200 if may else 404)
    assert JournalEntry.objects.filter(code="movements.printed").exists() is may


def test_another_office_takes_none_of_them_out(bus: Departure) -> None:
    there = client_for("movements", at=factories.office("TIJ", "Tijuana"))
    for one in sheets(bus):
        page = reverse("movements:paper", args=[bus.pk, one.name])
        assert there.get(page).status_code == 404
    assert there.post(reverse("movements:all_papers", args=[bus.pk])).status_code == 404
    assert not JournalEntry.objects.filter(code="movements.printed").exists()


def test_each_crossing_has_its_list_and_a_crossing_that_is_none_has_not(bus: Departure) -> None:
    client = client_for("field")
    for stop in bus.stops.order_by("position"):
        page = reverse("movements:paper", args=[bus.pk, f"border-{stop.position}"])
        assert client.get(page).status_code == (200 if stop.kind == "BORDER" else 404)
    assert client.get(reverse("movements:paper", args=[bus.pk, "border"])).status_code == 200
