"""The pages of the dashboards: who gets which, what they say without an extract, how they leave."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.documents.models import ConsularRequest
from rumbo.movements.models import BookedSeat, Departure
from rumbo.protection.models import ChildTrack, Handover
from rumbo.registry.models import GroupMember, Person
from rumbo.statistics import jobs
from rumbo.statistics.dashboards.names import NOW, PANELS
from rumbo.statistics.mirror import refreshing, store
from tests import factories
from tests.factories import movements as travel
from tests.factories import pages, ready

pytestmark = pytest.mark.django_db
MAY = datetime(2025, 5, 2, 15, 0, tzinfo=UTC)
PERIOD = {"desde": "2025-03-01", "hasta": "2025-05-02"}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.reference()
    monkeypatch.setattr(store, "home", lambda: tmp_path)


def panel(client: Client, code: str, **query: str) -> str:
    with clock.travel_to(MAY):
        answer = client.get(
            reverse("statistics:live_panel", kwargs={"panel": code}), {**PERIOD, **query}
        )
    assert answer.status_code == 200
    return answer.text


def take(client: Client, code: str, form: str, **query: str) -> bytes:
    address = reverse("statistics:live_take", kwargs={"panel": code, "form": form})
    with clock.travel_to(MAY):
        answer = client.get(address, {**PERIOD, **query})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return answer.content


def refreshed() -> None:
    with clock.travel_to(MAY):
        refreshing.refresh()


@pytest.mark.parametrize("code", PANELS)
def test_without_an_extract_each_panel_says_so_and_leaves_as_a_file_all_the_same(code: str) -> None:
    client = pages.client_for("coordinator")
    said = panel(client, code)
    assert ("Todavía no hay extracto del que contar" in said) == (code not in NOW)
    assert take(client, code, "csv").startswith(b"\xef\xbb\xbf")
    assert ET.fromstring(take(client, code, "svg")).tag.endswith("svg")  # noqa: S314 - our own
    frame = client.get(reverse("statistics:live"))
    assert "Todavía no hay extracto del que contar." in frame.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"desde": "2025-05-02", "hasta": "2025-01-01"},
        {"hasta": "no es un día"},
        {"desde": "\x00", "hasta": "\x00"},
        {"desde": "9999999-01-01", "hasta": "2025-05-02"},
        {"hasta": "2025-05-02", "oficina": "🚌", "programa": "\u202eROVA"},
        {"hasta": "2025-05-02", "oficina": str(2**63), "programa": "x" * 5000},
    ],
)
def test_what_is_no_period_and_no_office_is_as_if_it_had_not_been_asked(
    wrong: dict[str, str],
) -> None:
    factories.registered()
    refreshed()
    client = pages.client_for("coordinator")
    with clock.travel_to(MAY):
        for name, ids in (("live", {}), ("live_panel", {"panel": "funnel"})):
            assert client.get(reverse(f"statistics:{name}", kwargs=ids), wrong).status_code == 200
        for name in ("files", "departed", "referred", "called", "children"):
            bad = {"del": wrong.get("desde", ""), "al": wrong["hasta"], **wrong, "paso": "\x00"}
            assert client.get(reverse(f"statistics:{name}"), bad).status_code == 200


def test_who_coordinates_sees_numbers_with_their_lists_and_who_monitors_the_numbers_alone() -> None:
    factories.registered(factories.new_person(), factories.new_person(relation="SIBLING"))
    refreshed()
    behind = reverse("statistics:files")
    seen = panel(pages.client_for("coordinator"), "funnel")
    assert f"{behind}?del=2025-03-01&amp;al=2025-05-02&amp;oficina=" in seen
    assert "&amp;paso=REGISTERED" in seen
    monitoring = pages.client_for("monitoring")
    alone = panel(monitoring, "funnel")
    assert behind not in alone
    assert "Llegaron 0 de 2 personas" in alone
    assert monitoring.get(behind).status_code == 404
    for role in ("donor", "registrar", "dpo", "finance", "partner"):
        client = pages.client_for(role)
        for name, ids in (("live", {}), ("live_panel", {"panel": "funnel"}),
                          ("live_take", {"panel": "funnel", "form": "csv"}), ("files", {})):  # fmt: skip
            assert client.get(reverse(f"statistics:{name}", kwargs=ids)).status_code == 404


def test_another_office_is_not_counted_and_not_listed() -> None:
    case = factories.registered()
    refreshed()
    there = pages.client_for("coordinator", at=pages.elsewhere())
    assert "Nada que contar en ese periodo." in panel(there, "funnel")
    assert "Llegaron 0 de 1" in panel(pages.client_for("coordinator"), "funnel")
    with clock.travel_to(MAY):
        own = pages.client_for("coordinator").get(reverse("statistics:files"))
        assert case.number in own.text
        assert case.number not in there.get(reverse("statistics:files")).text
    narrowed = panel(pages.client_for("coordinator"), "funnel", oficina=case.office.code)
    assert "Llegaron 0 de 1" in narrowed
    other = panel(pages.client_for("coordinator"), "funnel", programa="MPP-AVR")
    assert "Nada que contar en ese periodo." in other


def test_a_panel_leaves_as_data_that_starts_no_formula_and_it_is_written_down() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    ConsularRequest.objects.create(
        office=case.office, case=case, person=person, type="PASSPORT", country="HND",
        consulate="=1+1", due_on=date(2025, 4, 1),
    )  # fmt: skip
    rows = list(
        csv.reader(
            io.StringIO(
                take(
                    pages.client_for("coordinator"), "papers", "csv", oficina=case.office.code
                ).decode("utf-8-sig")
            )
        )
    )
    assert rows[0][:3] == ["Qué se cuenta", "Número", "Base"]
    assert rows[2][:3] == ["'=1+1", "1", "1"]
    # It is counted now, whatever the period: the file says of which day it is.
    assert rows[1][4:6] == ["2025-05-02", "2025-05-02"]
    assert rows[0][6:8] == ["Programa", "Oficina"]
    assert rows[1][7] == case.office.code
    entry = JournalEntry.objects.get(code="access.list_exported")
    assert entry.details["list"] == "statistics:live_papers"
    assert entry.details["rows"] == 2


def test_who_waits_leaves_as_data_of_the_day_that_was_counted() -> None:
    ready.make_ready(ready.family())
    refreshed()
    told = take(pages.client_for("coordinator"), "waiting", "csv", hasta="2025-06-30").decode()
    _heads, *rows = csv.reader(io.StringIO(told.removeprefix("\ufeff")))
    assert rows
    assert {tuple(row[4:6]) for row in rows} == {("2025-05-02", "2025-05-02")}


def test_a_picture_says_its_finding_and_as_of_when_and_draws_nothing_but_text_and_bars() -> None:
    factories.registered()
    refreshed()
    root = ET.fromstring(take(pages.client_for("monitoring"), "funnel", "svg"))  # noqa: S314
    words = " ".join(root.itertext())
    assert "Del pedido a la llegada" in words
    assert "Cifras conocidas hasta el 02/05/2025 a las 9:00." in words
    assert root.attrib["aria-label"].startswith("Del pedido a la llegada. Llegaron 0 de 1")
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {"svg", "rect", "text"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("reasons", "Se cuenta lo que hay hoy: el periodo elegido no lo cambia."),
        ("papers", "Se cuenta lo que hay hoy: el periodo elegido no lo cambia."),
        ("waiting", "Al terminar el 02/04/2025, pidieran cuando pidieran."),
        ("funnel", "Del 01/03/2025 al 02/04/2025."),
    ],
)
def test_a_panel_says_of_which_days_it_tells_and_so_does_its_picture(code: str, said: str) -> None:
    factories.registered()
    refreshed()
    client = pages.client_for("coordinator")
    assert said in panel(client, code, hasta="2025-04-02")
    drawn = take(client, code, "svg", hasta="2025-04-02").decode()
    assert said in " ".join(ET.fromstring(drawn).itertext())  # noqa: S314 - our own


def alone_on_the_bus() -> BookedSeat:
    """A child of fourteen who left with nobody of the family."""
    bus = travel.departed(travel.ready_family())
    seat = BookedSeat.objects.filter(departure=bus, state="BOARDED").order_by("pk")[0]
    Departure.objects.filter(pk=bus.pk).update(date=date(2025, 4, 1))
    Person.objects.exclude(pk=seat.person_id).update(birth_date=date(1990, 1, 1))
    Person.objects.filter(pk=seat.person_id).update(birth_date=date(2011, 2, 2))
    GroupMember.objects.filter(person=seat.person).update(guardian=None, guardian_relation="")
    return seat


def make_whole(seat: BookedSeat) -> None:
    """Write down everything of the way of a child that left."""
    case = seat.booking.case
    about = {"office": case.office, "case": case, "person": seat.person}
    ChildTrack.objects.create(**about, step="BID", best_interests="RETURN")
    ChildTrack.objects.create(**about, step="ESCORT", best_interests="RETURN")
    Handover.objects.create(**about, end="DEPARTURE", number="H-1")


def test_a_child_whose_way_lacks_something_is_an_alarm_until_it_is_whole() -> None:
    seat = alone_on_the_bus()
    case = seat.booking.case
    coordinator, officer = pages.client_for("coordinator"), pages.client_for("child_officer")
    refreshed()
    said = panel(coordinator, "children")
    assert "A 1 de 1 le falta algo: hay que verlo hoy." in said
    assert 'class="notice stop' in said
    address = reverse("statistics:children")
    with clock.travel_to(MAY):
        told, known = coordinator.get(address).text, officer.get(address).text
    assert case.number in told
    assert "Determinación a favor del retorno, Acompañante y Acta de entrega al salir" in known
    assert f"{address}?del=2025-03-01&amp;al=2025-05-02&amp;oficina=TAP&amp;camino=LACKING" in said
    # What is missing is protection's to read: whoever coordinates is told how many things.
    assert re.search(r"<td [^>]*data-label=\"[^\"]+\">3</td>", told)
    assert "Qué falta" not in told
    assert "Qué falta" in known
    assert "Con determinación" not in said
    with clock.travel_to(MAY):
        found = [who.get(address, {"falta": "TAKEN"}).text for who in (coordinator, officer)]
        whole = [who.get(address, {"camino": "GIVEN"}).text for who in (coordinator, officer)]
    assert [case.number in one for one in found] == [True, False]
    assert [case.number in one for one in whole] == [True, False]
    make_whole(seat)
    refreshed()
    complete = panel(coordinator, "children")
    assert "100 % de 1: a nadie le falta nada." in complete
    assert 'class="notice ok' in complete
    with clock.travel_to(MAY):
        assert case.number in coordinator.get(address, {"camino": "WHOLE"}).text
        assert case.number not in coordinator.get(address, {"camino": "LACKING"}).text


def test_a_child_who_arrived_has_an_act_of_arrival_too() -> None:
    seat = alone_on_the_bus()
    case = seat.booking.case
    BookedSeat.objects.filter(pk=seat.pk).update(state="ARRIVED")
    refreshed()
    coordinator, address = pages.client_for("coordinator"), reverse("statistics:children")
    assert "le falta algo" in panel(coordinator, "children")
    with clock.travel_to(MAY):
        assert case.number in coordinator.get(address, {"falta": "TAKEN"}).text
        elsewhere = pages.client_for("coordinator", at=pages.elsewhere())
        assert case.number not in elsewhere.get(address).text
        assert pages.client_for("monitoring").get(address).status_code == 404


def test_a_refresh_is_asked_for_outside_of_the_request_and_written_down() -> None:
    client = pages.client_for("monitoring")
    assert client.get(reverse("statistics:live_refresh")).status_code == 405
    answer = client.post(reverse("statistics:live_refresh"), follow=True)
    assert "Se están poniendo al día las cifras" in answer.text
    assert ProcrastinateJob.objects.filter(task_name="statistics.refresh_now").count() == 1
    assert JournalEntry.objects.filter(code="statistics.refresh_asked").count() == 1
    assert store.load() is None
    jobs.refresh_now()
    extract = store.load()
    assert extract is not None
    assert clock.now() - extract.moment < timedelta(minutes=5)
    donor = pages.client_for("donor")
    assert donor.post(reverse("statistics:live_refresh")).status_code == 404
