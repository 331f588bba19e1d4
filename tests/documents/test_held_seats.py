"""The seat that a consulate wants to see: shown as an itinerary, gone with its day, wanted again."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import ShareConsent
from rumbo.documents import actions as documents
from rumbo.documents.models import ConsularRequest, Transfer
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure
from tests import factories
from tests.factories import documents as papers
from tests.factories import movements as buses
from tests.factories import ready

pytestmark = pytest.mark.django_db
UNTIL = date(2025, 3, 9)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.travel_to(factories.MONDAY):
        ready.reference()
        yield


def waiting() -> tuple[Case, ConsularRequest]:
    """A family for whom all is in order, whose mother asks her consulate for a paper."""
    case = ready.make_ready(ready.family())
    papers.shares(case, "CONSULATE")
    return case, papers.asked(case)


def hold(case: Case) -> Departure:
    bus = buses.departure()
    movements.book_group(
        actor=SYSTEM, case=case, departure=bus, provisional_until=UNTIL, at=factories.MONDAY
    )
    return bus


def desk() -> Client:
    found = Client()
    found.force_login(factories.user("documents"))
    return found


def itinerary(row: ConsularRequest) -> str:
    return reverse("movements:itinerary", kwargs={"asked": row.pk})


def test_the_itinerary_shows_one_persons_way_and_its_last_day_and_nobody_else() -> None:
    case, row = waiting()
    bus = hold(case)
    client = desk()
    page = client.get(reverse("documents:asked", kwargs={"asked": row.pk})).text
    assert "Itinerario para el consulado (PDF)" in page
    answer = client.post(itinerary(row))
    said = " ".join(
        " ".join((one.extract_text() or "").split())
        for one in PdfReader(BytesIO(answer.content)).pages
    )
    for words in (
        "Itinerario de viaje",
        row.number,
        "Dilcia",
        "9 de marzo de 2025",
        "No es un boleto",
    ):
        assert words in said
    for stop in bus.stops.all():
        assert stop.name in said
    for words in ("Josué", case.number, bus.code, "Soconusco"):
        assert words not in said
    left = Transfer.objects.get()
    assert (left.kind, left.recipient, left.request) == ("ITINERARY", "CONSULATE", row)
    assert set(left.fields) == {"full_name", "document_wanted", "travel_date", "route"}
    assert (
        "Itinerario mostrado"
        in client.get(reverse("documents:asked", kwargs={"asked": row.pk})).text
    )


def test_there_is_nothing_to_show_where_no_seat_is_held() -> None:
    _case, row = waiting()
    with pytest.raises(Refusal) as refusal:
        movements.show_itinerary(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert refusal.value.code == "movements.no_seat_to_show"
    assert not Transfer.objects.exists()


def test_no_itinerary_is_shown_without_a_live_yes() -> None:
    case, row = waiting()
    hold(case)
    ShareConsent.objects.update(withdrawn_at=factories.MONDAY)
    answer = desk().post(itinerary(row))
    assert answer.status_code == 409
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("role", ["movements", "counsellor", "coordinator"])
def test_only_the_consular_desk_shows_it(role: str) -> None:
    case, row = waiting()
    hold(case)
    client = Client()
    client.force_login(factories.user(role))
    assert client.post(itinerary(row)).status_code == 404


def test_a_seat_that_is_gone_is_wanted_again_by_what_the_consulate_has() -> None:
    case, row = waiting()
    hold(case)
    papers.gathered(row)
    documents.send_request(actor=SYSTEM, request=row, at=factories.MONDAY)
    movements.release_expired(today=UNTIL + timedelta(days=1))
    assert not Booking.objects.filter(ended_at=None).exists()
    assert row.items.get(code="TICKET").state == "WANTED"
    assert Task.objects.open().get(code="HOLD_SEAT").urgent
    documents.issue_paper(
        actor=SYSTEM, request=row, document=papers.passport(type="LAISSEZ_PASSER", number="SV-1"),
        at=factories.MONDAY,
    )  # fmt: skip
    assert not Task.objects.open().filter(code="CONFIRM_SEAT").exists(), "there is none to confirm"


def test_who_has_a_seat_already_is_not_asked_to_hold_another() -> None:
    case = ready.make_ready(ready.family())
    papers.shares(case, "CONSULATE")
    hold(case)
    case.refresh_from_db()
    row = papers.asked(case)
    assert row.items.get(code="TICKET").state == "GATHERED"
    assert not Task.objects.filter(code="HOLD_SEAT").exists()


@pytest.mark.parametrize(
    ("today", "role", "is_told"),
    [
        (UNTIL, "movements", True),
        (UNTIL - timedelta(days=2), "documents", True),
        (UNTIL - timedelta(days=3), "movements", False),
        (UNTIL, "registrar", False),
    ],
)
def test_a_seat_about_to_be_given_back_is_on_the_page_of_the_day(
    today: date, role: str, is_told: bool
) -> None:
    case, _row = waiting()
    hold(case)
    sentence = f"Expediente {case.number}: su lugar provisional"
    with clock.travel_to(clock.start_of(today) + timedelta(hours=9)):
        client = Client()
        client.force_login(factories.user(role))
        assert (sentence in client.get("/").text) is is_told


def test_a_reserved_file_is_named_to_nobody_whose_it_is_not() -> None:
    case, _row = waiting()
    hold(case)
    person = factories.people_of(case)[0]
    person.sealed = True
    person.save(update_fields=["sealed"])
    with clock.travel_to(clock.start_of(UNTIL) + timedelta(hours=9)):
        client = Client()
        client.force_login(factories.user("movements"))
        assert case.number not in client.get("/").text


def test_nobody_is_at_two_places_at_one_hour() -> None:
    case = factories.registered()
    one = papers.asked(case)
    other = papers.asked(case, country="GTM", consulate="GT-TAP")
    at_ten = factories.MONDAY + timedelta(days=1, hours=1)
    documents.book_appointment(actor=SYSTEM, request=one, starts_at=at_ten, at=factories.MONDAY)
    near = at_ten + timedelta(minutes=59)
    with pytest.raises(Refusal) as refusal:
        documents.book_appointment(actor=SYSTEM, request=other, starts_at=near, at=factories.MONDAY)
    assert refusal.value.code == "documents.appointment_overlaps"
    later = at_ten + timedelta(hours=1)
    documents.book_appointment(actor=SYSTEM, request=other, starts_at=later, at=factories.MONDAY)
    documents.book_appointment(actor=SYSTEM, request=one, starts_at=at_ten, at=factories.MONDAY)


def test_two_papers_of_one_consulate_are_asked_for_in_one_visit() -> None:
    case = factories.registered()
    rows = [papers.asked(case), papers.asked(case, type="BIRTH_CERTIFICATE")]
    at_ten = factories.MONDAY + timedelta(days=1, hours=1)
    for row in rows:
        documents.book_appointment(actor=SYSTEM, request=row, starts_at=at_ten, at=factories.MONDAY)
    assert ConsularRequest.objects.filter(appointment_at=at_ten).count() == 2


def test_our_own_appointments_are_kept_free_of_the_consulates() -> None:
    case = factories.registered()
    row = papers.asked(case)
    at_ten = factories.MONDAY + timedelta(days=1, hours=1)
    casework.make_appointment(
        actor=SYSTEM, case=case, person=factories.people_of(case)[0], role="counsellor",
        starts_at=at_ten, minutes=45, at=factories.MONDAY,
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        documents.book_appointment(
            actor=SYSTEM, request=row, starts_at=at_ten + timedelta(minutes=30), at=factories.MONDAY
        )
    assert refusal.value.code == "documents.appointment_overlaps"


def test_an_hour_at_the_consulate_is_kept_free_of_our_own_appointments() -> None:
    case = factories.registered()
    row, person = papers.asked(case), factories.people_of(case)[0]
    at_ten = factories.MONDAY + timedelta(days=1, hours=1)
    documents.book_appointment(actor=SYSTEM, request=row, starts_at=at_ten, at=factories.MONDAY)
    ours: dict[str, Any] = {
        "actor": SYSTEM, "case": case, "person": person, "role": "counsellor", "minutes": 45,
        "at": factories.MONDAY,
    }  # fmt: skip
    for near in (at_ten - timedelta(minutes=44), at_ten, at_ten + timedelta(minutes=59)):
        with timezone.override(case.office.zone), pytest.raises(Refusal) as refusal:
            casework.make_appointment(**ours, starts_at=near)
        assert refusal.value.code == "casework.person_busy"
    told = refusal.value.sentence
    assert "mañana, 10:00, Consulado de Honduras, Tapachula" in told
    assert codes.label("document_type", row.type) not in told
    casework.make_appointment(**ours, starts_at=at_ten - timedelta(minutes=45))
    casework.make_appointment(**ours, starts_at=at_ten + timedelta(hours=1))
    documents.book_appointment(actor=SYSTEM, request=row, starts_at=None, at=factories.MONDAY)
    casework.make_appointment(**ours, starts_at=at_ten)


def test_a_visit_that_was_stopped_or_is_another_persons_keeps_no_hour() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    papers.shares(case, "CONSULATE")
    row = papers.asked(case, mother)
    at_ten = factories.MONDAY + timedelta(days=1, hours=1)
    documents.book_appointment(actor=SYSTEM, request=row, starts_at=at_ten, at=factories.MONDAY)
    ours: dict[str, Any] = {
        "actor": SYSTEM, "case": case, "role": "counsellor", "starts_at": at_ten,
        "at": factories.MONDAY,
    }  # fmt: skip
    casework.make_appointment(**ours, person=son)
    documents.stop_requests_of(
        actor=SYSTEM, people=[mother.pk], kind="CONSENT", at=factories.MONDAY
    )
    casework.make_appointment(**ours, person=mother)


def test_no_answer_is_written_down_to_what_nobody_handed_in() -> None:
    row = papers.asked(factories.registered())
    with pytest.raises(Refusal) as answered:
        documents.consulate_answered(actor=SYSTEM, request=row, granted=True)
    with pytest.raises(Refusal) as issued:
        documents.issue_paper(actor=SYSTEM, request=row, document=papers.passport())
    assert answered.value.code == issued.value.code == "documents.not_sent_yet"
