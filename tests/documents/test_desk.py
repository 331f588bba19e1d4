"""The consular desk: its pages, its lists, its papers; each says what holds a request up."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.documents.models import (
    ConsularBatch,
    ConsularRequest,
    Custody,
    ExplicitConsent,
    Transfer,
    TravelDocument,
)
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking
from rumbo.registry.models import Profile
from tests import factories
from tests.factories import documents as papers
from tests.factories import movements as buses
from tests.factories import ready

pytestmark = pytest.mark.django_db


def signed_in(*roles: str, at: Office | None = None) -> Client:
    client = Client()
    client.force_login(factories.user(*roles, at=at))
    return client


def address(name: str, **ids: Any) -> str:
    return reverse(f"documents:{name}", kwargs=ids)


def said(body: bytes) -> str:
    return " ".join(
        " ".join((page.extract_text() or "").split()) for page in PdfReader(BytesIO(body)).pages
    )


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with clock.travel_to(factories.MONDAY):
        yield


@pytest.fixture
def places() -> None:
    """Where the consulates, the routes and the funding lines of this test are."""
    ready.reference()


def test_a_request_is_opened_gathered_paid_and_sent_from_its_page(places: None) -> None:
    case, client = factories.registered(), signed_in("documents")
    papers.screened(case)
    papers.shares(case, "CONSULATE")
    person = factories.people_of(case)[0]
    opened = client.post(
        address("consulate", case=case.pk, person=person.pk),
        {"type": "LAISSEZ_PASSER", "country": "HND", "consulate": "HN-TAP"},
    )
    row = ConsularRequest.objects.get()
    there = address("asked", asked=row.pk)
    assert opened["Location"] == there
    page = client.get(there)
    for words in ("Boleto o itinerario", "10.00", "30 días", "Valencia, España", "Nada todavía."):
        assert words in page.text
    assert "Ya se entregó en el consulado" not in page.text
    for code in row.items.exclude(code="FEE").values_list("code", flat=True):
        client.post(address("item", asked=row.pk, code=code, state="gathered"))
    fee = {"amount": "10.00", "currency": "USD", "funding_line": "WH-2022", "on": "2025-03-03"}
    client.post(address("fee", asked=row.pk), fee)
    assert "Derechos: " in client.get(there).text
    client.post(address("act", asked=row.pk, what="send"))
    row.refresh_from_db()
    assert row.sent_on == date(2025, 3, 3)
    page = client.get(there)
    assert "nombre, fecha de nacimiento, nacionalidad y documento que se pide" in page.text
    paper = {
        "type": "LAISSEZ_PASSER", "issuer": "HND", "number": "SV-77",
        "valid_until": "2025-04-02",
    }  # fmt: skip
    answer = client.post(address("consulate_answered", asked=row.pk), {"granted": "yes"})
    assert answer["Location"] == address("issue", asked=row.pk)
    client.post(answer["Location"], paper)
    assert TravelDocument.objects.get().number == "SV-77"
    assert "El consulado lo dio" in client.get(there).text


@pytest.mark.parametrize("page", ["requests", "calendar"])
def test_a_list_asks_as_much_of_the_database_for_six_as_for_two(places: None, page: str) -> None:
    client = signed_in("documents")

    def asked(more: int) -> int:
        for at in range(more):
            papers.asked(factories.registered(), consulate=("HN-TAP", "HN-CDMX")[at % 2])
        ConsularRequest.objects.update(appointment_at=clock.now() + timedelta(days=2))
        for _again in range(2):  # what is kept for the process is kept by the first time
            with CaptureQueriesContext(connection) as said:
                assert client.get(address(page)).text.count("falta") >= more
        return len(said)

    few = asked(2)
    assert asked(4) <= few


def test_a_no_says_what_to_do() -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.sent(case)
    told = {"granted": "no", "reason": "NOT_NATIONAL", "note": "No aparece"}
    client.post(address("consulate_answered", asked=row.pk), told)
    page = client.get(address("asked", asked=row.pk))
    assert "Dice que no es de su país" in page.text
    assert "Protección revisa su nacionalidad" in page.text


def test_the_letter_says_no_more_than_it_must(places: None) -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.asked(case)
    answer = client.post(address("letter", asked=row.pk))
    assert answer["Content-Type"] == "application/pdf"
    text = said(answer.content)
    for words in ("Dilcia Waleska Mejía Paguada", "04/05/1990", "Honduras", row.number):
        assert words in text
    assert case.number not in text
    assert "Tapachula" in text
    assert Transfer.objects.get().kind == "LETTER"


def test_a_stop_names_nobody_and_lists_what_was_sent() -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.sent(case)
    person = factories.people_of(case)[0]
    assert client.get(address("stop_letter", asked=row.pk)).status_code == 404
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="CONSULATE"
    )
    page = client.get(address("asked", asked=row.pk))
    assert "La persona retiró su permiso para el consulado." in page.text
    assert "La ayuda sigue." in page.text
    assert "Solicitud entregada" in page.text
    assert "Diga hoy al consulado que no siga" in client.get(address("work")).text
    text = said(client.get(address("stop_letter", asked=row.pk)).content)
    assert row.number in text
    assert "Mejía" not in text
    client.post(address("act", asked=row.pk, what="told"))
    assert "El consulado lo sabe desde" in client.get(address("asked", asked=row.pk)).text
    assert "Diga hoy al consulado" not in client.get(address("work")).text


def test_who_may_not_be_told_of_is_said_without_why() -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.asked(case)
    Profile.objects.update(status="REFUGEE")
    page = client.get(address("asked", asked=row.pk))
    assert "Protección tiene que dar antes su visto bueno." in page.text
    assert "Carta (PDF)" not in page.text


def test_only_protection_writes_down_the_explicit_yes() -> None:
    case = factories.registered()
    papers.shares(case, "CONSULATE")
    ids: dict[str, Any] = {"case": case.pk, "person": factories.people_of(case)[0].pk}
    for role in ("documents", "counsellor", "coordinator", "movements"):
        assert signed_in(role).get(address("explicit", **ids)).status_code == 404
    client = signed_in("protection")
    assert client.get(address("explicit", **ids)).status_code == 200
    told = {"recipient": "CONSULATE", "counselled_on": "2025-03-03", "words": "Sí, lo quiero."}
    client.post(address("explicit", **ids), told)
    row = ExplicitConsent.objects.get()
    assert (row.words, row.compartment) == ("Sí, lo quiero.", "protection")


def test_a_batch_is_made_printed_and_handed_over() -> None:
    one, other = factories.registered(), factories.registered()
    first, second = papers.gathered(papers.asked(one)), papers.gathered(papers.asked(other))
    client = signed_in("documents")
    for row in (first, second):
        client.post(address("put_in_batch", asked=row.pk), {"on": "2025-03-05"})
    batch = ConsularBatch.objects.get()
    page = client.get(address("batch", batch=batch.pk))
    assert page.text.count("Dilcia Waleska") >= 2
    answer = client.post(address("packet", batch=batch.pk))
    text = said(answer.content)
    assert first.number in text
    assert second.number in text
    assert len(PdfReader(BytesIO(answer.content)).pages) == 3
    client.post(address("batch", batch=batch.pk), {"handed_to": "Vicecónsul Paz"})
    batch.refresh_from_db()
    assert batch.handed_on == date(2025, 3, 3)
    assert "Vicecónsul Paz" in client.get(address("batch", batch=batch.pk)).text
    assert "entregado el" in client.get(address("batches")).text


def test_an_appointment_stands_in_the_calendar_and_falls_through(places: None) -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.asked(case)
    when = {"consulate": "HN-TAP", "on": "2025-03-06", "at": "09:30"}
    client.post(address("appointment", asked=row.pk), when)
    page = client.get(address("calendar"))
    assert "9:30" in page.text
    assert "falta" in page.text
    client.post(address("appointment", asked=row.pk), {"consulate": "HN-TAP", "on": "", "at": ""})
    assert "No hay citas por venir." in client.get(address("calendar")).text


def test_the_lists_are_of_ones_own_office_and_hide_who_is_sealed() -> None:
    case = factories.registered()
    papers.sent(case)
    mine, foreign = (
        signed_in("documents"),
        signed_in("documents", at=factories.office("TIJ", "Tijuana")),
    )
    for name in ("requests", "transfers"):
        assert "Dilcia" in mine.get(address(name)).text
        assert "Dilcia" not in foreign.get(address(name)).text
    person = factories.people_of(case)[0]
    person.sealed = True
    person.save(update_fields=["sealed"])
    for name in ("requests", "transfers"):
        assert "Dilcia" not in mine.get(address(name)).text
    row = ConsularRequest.objects.get()
    assert mine.get(address("asked", asked=row.pk)).status_code == 404


POSTS = ("letter", "act", "item", "fee", "appointment", "stop", "consulate_answered", "issue")


@pytest.mark.parametrize("name", POSTS)
def test_another_office_and_another_role_find_no_request(name: str) -> None:
    row = papers.asked(factories.registered())
    ids: dict[str, Any] = {"asked": row.pk}
    ids |= {"what": "send"} if name == "act" else {}
    ids |= {"code": "PHOTO", "state": "gathered"} if name == "item" else {}
    foreign = signed_in("documents", at=factories.office("TIJ", "Tijuana"))
    assert foreign.post(address(name, **ids)).status_code == 404
    assert signed_in("reception").post(address(name, **ids)).status_code == 404
    assert ConsularRequest.objects.get().is_open


def test_a_receipt_of_an_original_is_a_pdf_for_two_signatures() -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.recorded(case)
    client.post(address("custody", document=row.pk), {"held_by": "office"})
    made = Custody.objects.get()
    text = said(client.get(address("receipt_paper", custody=made.pk)).content)
    for words in (made.receipt, "E123456", "Dilcia Waleska Mejía Paguada", "Quien recibe"):
        assert words in text


def held(case: Case, client: Client) -> str:
    return client.get(reverse("movements:held", kwargs={"case": case.pk})).text


def test_the_seat_that_a_consulate_wants_is_held_released_and_wanted_again(places: None) -> None:
    case = ready.make_ready(ready.family())
    papers.shares(case, "CONSULATE")
    row = papers.asked(case)
    client = signed_in("documents")
    assert "Le toca a Movimientos." in held(case, client)
    bus = buses.departure()
    movements.book_group(
        actor=SYSTEM, case=case, departure=bus, provisional_until=date(2025, 3, 9),
        at=factories.MONDAY,
    )  # fmt: skip
    assert row.items.get(code="TICKET").state == "GATHERED"
    assert "Es provisional" in held(case, client)
    movements.release_expired(today=date(2025, 3, 10))
    assert not Booking.objects.filter(ended_at=None).exists()
    assert row.items.get(code="TICKET").state == "WANTED"
    assert case.tasks.open().filter(code="HOLD_SEAT").exists()


def test_a_paper_that_ends_before_the_last_arrival_is_said(places: None) -> None:
    case = ready.make_ready(ready.family())
    bus = buses.departure()
    movements.book_group(actor=SYSTEM, case=case, departure=bus, at=factories.MONDAY)
    last = bus.stops.order_by("-position")[0]
    client = signed_in("documents")
    assert "vence el" not in held(case, client)
    arrives = clock.day_of(last.planned_at, last.zone)
    TravelDocument.objects.update(valid_until=arrives - timedelta(days=1))
    page = held(case, client)
    assert "vence el" in page
    assert any(stop.name in page for stop in bus.stops.all())


def test_a_batch_counts_nobody_whom_the_reader_may_not_know() -> None:
    one, other = factories.registered(), factories.registered()
    first, second = papers.asked(one), papers.asked(other)
    client = signed_in("documents")
    for row in (first, second):
        client.post(address("put_in_batch", asked=row.pk), {"on": "2025-03-05"})
    second.person.sealed = True
    second.person.save(update_fields=["sealed"])
    listed = client.get(address("batches")).context["page"].rows
    assert [row.people for row in listed] == [1]


@pytest.mark.parametrize("amount", ["99999999999", "1e30", "9" * 60])
def test_a_fee_that_no_consulate_charges_is_refused_in_its_field(places: None, amount: str) -> None:
    row = papers.asked(factories.registered())
    typed = {"amount": amount, "currency": "USD", "funding_line": "PREVENT", "on": "2025-03-03"}
    answer = signed_in("documents").post(address("fee", asked=row.pk), typed)
    assert "amount" in answer.context["form"].errors
    row.refresh_from_db()
    assert row.fee_minor is None
