"""The pages of direct assistance: for protection of the office; for everybody else there is nothing."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access import queries as who
from rumbo.access.values import SYSTEM
from rumbo.assistance import actions as assistance
from rumbo.assistance.models import JointRisk, Service, Voucher
from rumbo.casework.models import Case
from rumbo.common.ids import new_id
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure
from rumbo.protection import actions as guarding
from rumbo.registry.models import Person
from tests import factories
from tests.factories import assistance as helped
from tests.factories import movements as buses
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 5, 15, 0, tzinfo=UTC)
ROLES = (
    "registrar", "counsellor", "child_officer", "health", "documents", "movements", "field",
    "reception", "reintegration", "coordinator", "monitoring", "dpo", "finance", "partner", "donor",
    "admin", "outreach",
)  # fmt: skip
SECRET = ("Casa Amparo", "sistencia directa", "secuestr", "trata ", "Trata", "AD-")


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        ready.reference()
        yield


def a_case() -> tuple[Case, Person, Service]:
    case, person = helped.survivor()
    return case, person, helped.service(factories.actor("protection"), case, person)


def test_from_a_service_to_its_receipt_on_the_pages() -> None:
    case, person = helped.survivor()
    one, other = client_for("protection"), client_for("protection")
    panel = reverse("assistance:panel", args=[case.pk])
    assert "Todavía no hay ningún servicio" in one.get(panel).content.decode()
    answer = one.post(
        reverse("assistance:service", args=[case.pk, person.pk]),
        {
            "id": new_id(), "kind": "SHELTER", "provider": "Casa Amparo",
            "agreed_on": "2025-03-05", "starts_on": "2025-03-05",
        },
    )  # fmt: skip
    service = Service.objects.get()
    ask = reverse("assistance:ask", args=[case.pk, service.pk])
    assert answer.headers["Location"] == ask
    one.post(
        ask,
        {
            "amount": "150.50", "payee_kind": "ORGANISATION", "payee": "Casa Amparo",
            "due_on": "2025-03-07",
        },
    )  # fmt: skip
    row = Voucher.objects.get()
    assert row.amount_minor == 150_50
    page = reverse("assistance:voucher", args=[case.pk, row.pk])
    assert "Aprobar</button>" not in one.get(page).content.decode()
    assert "Aprobar</button>" in other.get(page).content.decode()
    assert one.post(reverse("assistance:approve", args=[case.pk, row.pk])).status_code == 409
    assert other.post(reverse("assistance:approve", args=[case.pk, row.pk])).status_code == 303
    answer = one.post(
        reverse("assistance:deliver", args=[case.pk, row.pk]),
        {
            "amount": "150.50", "received_by": "Rosa Amparo", "how": "SCREEN",
            "signature": helped.DRAWN,
        },
    )  # fmt: skip
    assert answer.status_code == 303, answer.content.decode()
    row.refresh_from_db()
    assert row.state == "DELIVERED"
    receipt = one.get(reverse("assistance:receipt", args=[case.pk, row.pk]))
    text = text_of(receipt.content)
    assert row.payment is not None
    assert row.payment.reference in text
    assert "Casa Amparo" in text
    assert case.number not in text
    assert not {"Dilcia", "Mejía", "trata", "secuestro", "lojamiento"} & set(text.split())
    fund = one.get(reverse("assistance:fund")).content.decode()
    assert row.payment.reference in fund


def test_a_receipt_for_the_survivor_leaves_the_name_to_the_hand_that_signs() -> None:
    row = helped.approved(payee_kind="SURVIVOR", payee="")
    client = client_for("protection")
    url = reverse("assistance:receipt", args=[row.case_id, row.pk])
    text = text_of(client.get(url).content)
    assert "Nombre reservado" in text
    assert "Dilcia" not in text


def test_finance_sees_payee_amount_reference_and_state_and_nothing_else() -> None:
    row = helped.approved(150_00)
    hidden = helped.approved(80_00, payee_kind="SURVIVOR", payee="")
    helped.approved(70_00, at=elsewhere())
    client = client_for("finance")
    url = reverse("assistance:payments")
    page = client.get(url).content.decode()
    assert row.payment is not None
    assert hidden.payment is not None
    assert row.payment.reference in page
    assert "Nombre reservado" in page
    assert "Dilcia" not in page
    for case in Case.objects.all():
        assert case.number not in page
        assert str(case.pk) not in page
    assert str(row.pk) not in page
    assert str(row.payment_id) not in page
    lines = client.get(f"{url}export.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Referencia,A quién,Importe,Moneda,Estado"
    assert len(lines) == 3
    assert client.get(reverse("assistance:fund")).status_code == 404
    assert client.get(reverse("assistance:panel", args=[row.case_id])).status_code == 404
    voucher = reverse("assistance:voucher", args=[row.case_id, row.pk])
    assert client.get(voucher).status_code == 404


def test_the_coordinator_sees_the_fund_and_nobody_behind_it() -> None:
    row = helped.approved(150_00)
    client = client_for("coordinator")
    page = client.get(reverse("assistance:fund")).content.decode()
    assert row.payment is not None
    assert row.payment.reference in page
    assert row.case.number not in page
    assert "Casa Amparo" not in page
    assert client.get(reverse("assistance:payments")).status_code == 404
    assert client.get(reverse("assistance:panel", args=[row.case_id])).status_code == 404


def test_a_payee_that_looks_like_a_formula_starts_none() -> None:
    helped.approved(150_00, payee="=HYPERLINK(1)")
    body = client_for("finance").get("/assistance/payments/export.csv").content.decode()
    assert "'=HYPERLINK(1)" in body


@pytest.mark.parametrize("role", ROLES)
def test_for_everybody_else_there_is_neither_panel_nor_page_nor_line(role: str) -> None:
    row = helped.approved(150_00)
    client = client_for(role)
    for name, args in (
        ("panel", [row.case_id]),
        ("service", [row.case_id, row.person_id]),
        ("ask", [row.case_id, row.service_id]),
        ("voucher", [row.case_id, row.pk]),
        ("receipt", [row.case_id, row.pk]),
        ("risk", [row.case_id, row.person_id]),
    ):
        assert client.get(reverse(f"assistance:{name}", args=args)).status_code == 404, name
    for url in ("/", f"/cases/{row.case_id}/", "/people/", "/people/export.csv", "/tasks/"):
        said = client.get(url).content.decode()
        assert "Casa Amparo" not in said, url
        assert "un vale" not in said, url
        assert f"/cases/{row.case_id}/assistance/" not in said, url


def test_for_who_survived_neither_there_is_no_page() -> None:
    case, person = helped.survivor(kidnapped=False)
    client = client_for("protection")
    assert "Nadie de este expediente" in client.get(_panel(case)).content.decode()
    for name in ("service", "risk", "consent"):
        url = reverse(f"assistance:{name}", args=[case.pk, person.pk])
        assert client.get(url).status_code == 404, name


def _panel(case: Case) -> str:
    return reverse("assistance:panel", args=[case.pk])


def test_protection_of_another_office_finds_nothing() -> None:
    row = helped.approved(150_00)
    client = client_for("protection", at=elsewhere())
    assert client.get(reverse("assistance:panel", args=[row.case_id])).status_code == 404
    assert client.get(reverse("assistance:voucher", args=[row.case_id, row.pk])).status_code == 404
    assert "AD-" not in client.get(reverse("assistance:fund")).content.decode()


def test_the_day_says_to_another_officer_what_waits_and_to_the_one_who_asked_what_to_give() -> None:
    case, person, service = a_case()
    asking, other = factories.user("protection"), factories.user("protection")
    day = date(2025, 3, 5)
    row = helped.voucher(who.actor_of(asking, day), service)
    del person

    def today(user: object) -> str:
        client = Client()
        client.force_login(user)  # type: ignore[arg-type]
        return client.get("/").content.decode()

    assert "visto bueno de otra oficial" not in today(asking)
    said = today(other)
    # Asked on Monday, to be looked at by Tuesday; this is Wednesday.
    assert "espera desde hace días que otra oficial vea su vale" in said
    assert reverse("assistance:voucher", args=[case.pk, row.pk]) in said


def test_the_office_of_origin_reads_and_concludes_until_the_survivor_takes_it_back() -> None:
    case, person = helped.survivor()
    office, me = helped.origin(), factories.actor("protection")
    assistance.let_origin_know(
        actor=me, case=case, person=person, office=office, given_on=helped.DAY
    )
    here, there = client_for("protection"), client_for("protection", at=office)
    typed = {"finding": "MEASURES", "notes": "Se habló con ella."}
    for part in ("TRAFFICKER", "DEBT", "FAMILY", "STIGMA", "SHELTER", "POLICE"):
        typed |= {part: "MEDIUM", f"{part}_done": "Otro barrio."}
    here.post(reverse("assistance:risk", args=[case.pk, person.pk]), typed)
    row = JointRisk.objects.get()
    assert row.origin_office_id == office.pk
    url = reverse("assistance:shared", args=[row.pk])
    assert url in there.get("/").content.decode()
    assert "Dilcia" in there.get(url).content.decode()
    assert client_for("reception", at=office).get(url).status_code == 404
    here.post(reverse("assistance:withdraw", args=[case.pk, person.pk]))
    assert there.get(url).status_code == 404
    assert there.post(url, typed).status_code == 404
    assert url not in there.get("/").content.decode()


def test_nothing_of_it_is_on_a_manifest_a_list_a_file_or_the_report() -> None:
    case, bus = buses.ready_family(), buses.departure()
    buses.booked(case, bus)
    person = factories.people_of(case)[0]
    officer = factories.actor("protection")
    guarding.record_survivor(
        actor=officer, case=case, person=person, kidnapping=True, family_violence=False,
        safety_finding_on=helped.DAY, rights_explained_on=helped.DAY, at=factories.MONDAY,
    )  # fmt: skip
    movements.close_manifest(actor=SYSTEM, departure=bus, at=buses.BEFORE)
    before = _said(case, bus)
    made = helped.voucher(officer, helped.service(officer, case, person))
    assistance.approve_voucher(actor=factories.actor("protection"), voucher=made)
    assistance.assess_risk(actor=officer, case=case, person=person, view=helped.view())
    after = _said(case, bus)
    assert len(after) >= 12
    for url, said in after.items():
        for word in SECRET:
            assert word not in said, (url, word)
    told = [url for url in before if "export" in url or "reports" in url or ".pdf" in url]
    assert len(told) >= 6
    assert {url: before[url] for url in told} == {url: after[url] for url in told}


def _said(case: Case, bus: Departure) -> dict[str, str]:
    """What other roles read of a case, of its departure and of the whole, by address."""
    found = {}
    papers = [f"/departures/{bus.pk}/papers/{name}.pdf" for name in ("authorities", "internal")]
    for role, urls in {
        "coordinator": (
            f"/cases/{case.pk}/", "/people/", "/people/export.csv", "/waiting/",
            "/waiting/export.csv", "/reports/report.json", "/reports/funnel/export.csv",
        ),
        "movements": ("/", f"/cases/{case.pk}/", f"/departures/{bus.pk}/", *papers),
        "counsellor": (f"/cases/{case.pk}/", "/tasks/", "/tasks/export.csv"),
    }.items():  # fmt: skip
        client = client_for(role)
        for url in urls:
            answer = client.get(url)
            if answer.status_code == 200:
                is_pdf = answer.headers["Content-Type"] == "application/pdf"
                found[f"{role} {url}"] = (
                    text_of(answer.content) if is_pdf else _plain(answer.content.decode())
                )
    return found


def _plain(page: str) -> str:
    """A page without what changes at each reading."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
