"""The pages of figures: each role gets its own edition, and nobody else gets a page."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.statistics.periods import Quarter, closed_quarters
from tests import factories
from tests.factories import movements as travel
from tests.factories import pages, ready

pytestmark = pytest.mark.django_db
MAY = datetime(2025, 5, 2, 15, 0, tzinfo=UTC)
PERIOD = {"desde": "2025-03-01", "hasta": "2025-03-31", "programa": ""}


@pytest.fixture
def arrived() -> None:
    ready.reference()
    at = travel.LEAVES + timedelta(days=1)
    with clock.travel_to(at):
        bus = travel.departed(travel.ready_family())
        stop = bus.stops.order_by("position").last()
        assert stop is not None
        movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=stop, at=at)


def test_quarters_are_closed_a_fortnight_after_their_end() -> None:
    assert Quarter(2025, 1).until == date(2025, 3, 31)
    assert Quarter(2025, 4).until == date(2025, 12, 31)
    assert next(closed_quarters(date(2025, 4, 15))) == Quarter(2024, 4)
    found = list(closed_quarters(date(2025, 4, 16)))
    assert found[:2] == [Quarter(2025, 1), Quarter(2024, 4)]
    assert len(found) == 8


def test_a_donor_sees_the_public_edition_and_no_other() -> None:
    donor = pages.client_for("donor")
    with clock.travel_to(MAY):
        page = donor.get(reverse("statistics:report"))
        inside = donor.get(reverse("statistics:internal", kwargs={"form": "json"}), PERIOD)
        funnel = donor.get(reverse("statistics:funnel"))
    assert "Trimestre 1 de 2025" in page.text
    assert "Informe interno" not in page.text
    assert (inside.status_code, funnel.status_code) == (404, 404)


@pytest.mark.parametrize("role", ["registrar", "counsellor", "partner", "finance", "admin"])
def test_for_other_roles_there_are_no_reports(role: str) -> None:
    client = pages.client_for(role)
    for name in ("report", "funnel"):
        assert client.get(reverse(f"statistics:{name}")).status_code == 404


@pytest.mark.usefixtures("arrived")
@pytest.mark.parametrize("role", ["coordinator", "monitoring"])
def test_those_who_work_here_take_any_period_away_and_it_is_written_down(role: str) -> None:
    client = pages.client_for(role)
    with clock.travel_to(MAY):
        page = client.get(reverse("statistics:report"), PERIOD)
        file = client.get(reverse("statistics:internal", kwargs={"form": "json"}), PERIOD)
    assert "report.pdf?desde=2025-03-01" in page.text
    assert "attachment" in file["Content-Disposition"]
    figures = json.loads(file.content)["figures"]
    months = [f for f in figures if f["table"] == "returns_by_month"]
    assert [(f["row"], f["count"]) for f in months] == [("2025-03", 2)]
    entry = JournalEntry.objects.get(code="statistics.internal_report")
    assert entry.details == {"since": "2025-03-01", "until": "2025-03-31", "format": "json"}


@pytest.mark.usefixtures("arrived")
def test_the_public_edition_withholds_what_is_few() -> None:
    donor = pages.client_for("donor")
    address = reverse("statistics:public", kwargs={"year": 2025, "number": 1, "form": "json"})
    with clock.travel_to(MAY):
        file = donor.get(address)
    report = json.loads(file.content)
    assert report["public"] is True
    assert all(f["count"] is None or f["count"] >= 5 for f in report["figures"])


def test_an_open_quarter_is_not_published_yet() -> None:
    donor = pages.client_for("donor")
    for year, number in ((2025, 2), (2020, 1)):
        ids = {"year": year, "number": number, "form": "csv"}
        with clock.travel_to(MAY):
            assert donor.get(reverse("statistics:public", kwargs=ids)).status_code == 404


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx", "csv"])
def test_a_report_comes_in_every_form(form: str) -> None:
    client = pages.client_for("coordinator")
    with clock.travel_to(MAY):
        file = client.get(reverse("statistics:internal", kwargs={"form": form}), PERIOD)
    assert file.status_code == 200
    assert len(file.content) > 300


def test_a_period_that_ends_before_it_begins_is_refused_in_a_sentence() -> None:
    client = pages.client_for("coordinator")
    wrong = {**PERIOD, "hasta": "2025-01-01"}
    page = client.get(reverse("statistics:report"), wrong)
    assert "El último día es anterior al primero." in page.text
    assert "report.pdf" not in page.text
    file = client.get(reverse("statistics:internal", kwargs={"form": "csv"}), wrong)
    assert file.status_code == 404


def test_the_funnel_page_says_base_and_cut_off() -> None:
    factories.registered(factories.new_person(), factories.new_person(relation="SIBLING"))
    client = pages.client_for("monitoring")
    with clock.travel_to(MAY):
        page = client.get(reverse("statistics:funnel"), {**PERIOD, "sitio": ""})
        empty = client.get(
            reverse("statistics:funnel"), {"desde": "2024-01-01", "hasta": "2024-02-01"}
        )
    assert ": 2 (grupos: 1; sin expediente todavía: 0)." in page.text
    assert "2 de 2" in page.text
    assert "0 de 2" in page.text
    assert "Nadie pidió volver en ese periodo." in empty.text
    assert (
        pages.client_for("coordinator", at=pages.elsewhere())
        .get(reverse("statistics:funnel"), PERIOD)
        .text.count("Nadie pidió volver")
    )


def test_the_funnel_leaves_as_a_file_with_its_base_and_it_is_written_down() -> None:
    factories.registered()
    client = pages.client_for("coordinator")
    address = reverse("statistics:funnel_export", kwargs={"kind": "csv"})
    with clock.travel_to(MAY):
        file = client.get(address, {**PERIOD, "sitio": ""})
        assert client.get(reverse("statistics:funnel"), PERIOD).text.count("export.csv") == 1
    rows = file.content.decode("utf-8-sig").splitlines()
    assert rows[1] == "Pidieron información,1,1,1,2025-03-01,2025-03-31"
    assert len(rows) == 9
    assert JournalEntry.objects.get(code="access.list_exported").details["rows"] == 8
    odd = reverse("statistics:funnel_export", kwargs={"kind": "html"})
    assert client.get(odd).status_code == 404
    assert pages.client_for("donor").get(address).status_code == 404
