"""A request to a consulate: what it wants is gathered, it goes out, is answered, refused or stopped."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Contact, Task
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.documents import actions as documents
from rumbo.documents import terms
from rumbo.documents.models import ConsularRequest, TravelDocument
from rumbo.documents.values import PaidFee, Refused
from rumbo.programmes import books
from rumbo.programmes.models import Posting
from rumbo.protection import actions as protection
from rumbo.registry.models import Person
from tests import factories
from tests.factories import documents as papers
from tests.factories import ready

pytestmark = pytest.mark.django_db


def test_a_request_lists_what_its_consulate_asks_for() -> None:
    request = papers.asked(factories.registered())
    assert request.terms == "HND-LAISSEZ_PASSER 2018-01-01"
    wanted = terms.terms_for("HND", "LAISSEZ_PASSER", "HN-TAP", date(2025, 3, 3))
    assert set(request.items.values_list("code", flat=True)) == set(wanted.items)
    assert request.stands == "GATHERING"
    assert not request.transfers.exists()


def test_a_consulate_that_wants_a_ticket_first_asks_movements_for_a_seat() -> None:
    papers.asked(factories.registered())
    task = Task.objects.get(code="HOLD_SEAT")
    assert task.role == "movements"
    papers.asked(factories.registered(), country="GTM")
    assert Task.objects.filter(code="HOLD_SEAT").count() == 1


def test_who_is_too_young_for_a_fee_is_not_asked_for_it() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    papers.asked(case, mother, country="VEN")
    papers.asked(case, son, country="VEN")
    fees = {row.person_id: row.items.get(code="FEE").state for row in ConsularRequest.objects.all()}
    assert fees == {mother.id: "WANTED", son.id: "NOT_NEEDED"}


def test_nothing_goes_out_before_everything_is_gathered() -> None:
    request = papers.asked(factories.registered())
    with pytest.raises(Refusal) as refusal:
        documents.send_request(actor=SYSTEM, request=request, at=factories.MONDAY)
    assert refusal.value.code == "documents.things_missing"
    assert "Boleto o itinerario" in refusal.value.sentence
    papers.gathered(request)
    documents.gather_item(
        actor=SYSTEM, request=request, code="POLICE_REPORT", state="NOT_NEEDED",
        at=factories.MONDAY,
    )  # fmt: skip
    row = documents.send_request(actor=SYSTEM, request=request, at=factories.MONDAY)
    assert (row.stands, row.sent_on, row.due_on) == ("SENT", date(2025, 3, 3), date(2025, 3, 10))
    with pytest.raises(Refusal) as twice:
        documents.send_request(actor=SYSTEM, request=request, at=factories.MONDAY)
    assert twice.value.code == "documents.already_sent"


def test_a_fee_is_paid_by_a_line_that_pays_for_this_programme() -> None:
    ready.reference()
    case = factories.registered()
    request = papers.asked(case)
    with pytest.raises(Refusal) as other:
        documents.pay_fee(
            actor=SYSTEM,
            request=request,
            fee=PaidFee(amount=Money.of(10), funding_line="NOBODYS"),
            at=factories.MONDAY,
        )
    fee = PaidFee(amount=Money.of("10.00"), funding_line="WH-2022")
    row = documents.pay_fee(actor=SYSTEM, request=request, fee=fee, at=factories.MONDAY)
    assert other.value.code == "documents.line_does_not_pay"
    assert (row.fee, row.funding_line) == (Money(1000, "USD"), "WH-2022")
    assert row.items.get(code="FEE").state == "GATHERED"


def test_a_fee_is_spent_once_at_the_rate_of_the_day_on_which_it_was_paid() -> None:
    ready.reference()
    request, paid_on = papers.asked(factories.registered()), date(2024, 12, 30)
    fees = (
        PaidFee(amount=Money.of("10.00"), funding_line="WH-2022"),
        PaidFee(amount=Money(35_000, "MXN"), funding_line="VULNERABLE-2024", on=paid_on),
    )
    for fee in fees:
        documents.pay_fee(actor=SYSTEM, request=request, fee=fee, at=factories.MONDAY)
    spent = {code: row.spent for code, row in books.balances().items() if row.spent}
    # 350 pesos at 18.30, the rate of 2024.
    assert spent == {"VULNERABLE-2024": 1913}
    last = Posting.objects.get(line="VULNERABLE-2024")
    assert (last.rate_day, last.original) == (paid_on, Money(35_000, "MXN"))
    assert books.unbalanced() == []


def test_a_fee_that_was_paid_before_the_ledger_is_posted_once_at_the_rate_of_its_day() -> None:
    ready.reference()
    request, other = papers.asked(factories.registered()), papers.asked(factories.registered())
    ConsularRequest.objects.filter(pk=request.pk).update(
        fee_minor=35_000, fee_currency="MXN", fee_paid_on=date(2024, 12, 30),
        funding_line="VULNERABLE-2024",
    )  # fmt: skip
    assert other.fee_minor is None
    for _again in range(2):
        assert documents.open_books(actor=SYSTEM) == []
    last = Posting.objects.get()
    assert (last.amount_minor, last.rate_day, last.kind) == (1913, date(2024, 12, 30), "SPENT")
    assert JournalEntry.objects.filter(code="documents.fee_posted").count() == 1
    ConsularRequest.objects.filter(pk=other.pk).update(
        fee_minor=35_000, fee_currency="COP", fee_paid_on=date(2024, 12, 30),
        funding_line="VULNERABLE-2024",
    )  # fmt: skip
    assert [one.code for one in documents.open_books(actor=SYSTEM)] == ["programmes.no_rate"]
    assert JournalEntry.objects.filter(code="documents.fee_not_posted").count() == 1
    assert Posting.objects.count() == 1
    with pytest.raises(Refusal, match="otra función"):
        documents.open_books(actor=factories.actor("documents"))


def test_an_appointment_is_ahead_and_the_person_is_told_of_it() -> None:
    case = factories.registered()
    request = papers.asked(case)
    with pytest.raises(Refusal) as past:
        documents.book_appointment(
            actor=SYSTEM,
            request=request,
            starts_at=factories.MONDAY - timedelta(days=1),
            at=factories.MONDAY,
        )
    assert past.value.code == "documents.appointment_past"
    when = factories.MONDAY + timedelta(days=2)
    documents.book_appointment(actor=SYSTEM, request=request, starts_at=when, at=factories.MONDAY)
    assert ConsularRequest.objects.get().appointment_at == when
    assert Contact.objects.filter(case=case, about="DOCUMENT").exists()


def test_an_issued_paper_is_a_travel_document_and_a_held_seat_is_confirmed() -> None:
    request = papers.sent(factories.registered())
    made = documents.issue_paper(
        actor=SYSTEM,
        request=request,
        document=papers.passport(type="LAISSEZ_PASSER", number="SV-1"),
        at=factories.MONDAY,
    )
    row = ConsularRequest.objects.get()
    assert (row.stands, row.paper) == ("GRANTED", made)
    assert TravelDocument.objects.get().type == "LAISSEZ_PASSER"
    open_tasks = set(Task.objects.open().values_list("code", flat=True))
    assert "CONFIRM_SEAT" in open_tasks
    assert "HOLD_SEAT" not in open_tasks


@pytest.mark.parametrize(("reason", "looks"), [("MISSING_PAPERS", False), ("NOT_NATIONAL", True)])
def test_a_refusal_says_why_and_somebody_looks_what_to_do(reason: str, looks: bool) -> None:
    request = papers.sent(factories.registered())
    documents.consulate_answered(
        actor=SYSTEM, request=request, granted=False, refused=Refused(reason=reason, note=" No "),
        at=factories.MONDAY,
    )  # fmt: skip
    row = ConsularRequest.objects.get()
    assert (row.stands, row.refusal, row.refusal_note) == ("REFUSED", reason, "No")
    assert Task.objects.filter(code="CONSULATE_REFUSED", role="documents").exists()
    assert Task.objects.filter(code="NATIONALITY_DENIED", role="protection").exists() is looks


def test_a_permission_taken_back_stops_a_request_on_its_way() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.sent(case)
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="CONSULATE", at=factories.MONDAY
    )
    row = ConsularRequest.objects.get()
    assert (row.stands, row.stop_kind) == ("STOPPED", "CONSENT")
    assert Task.objects.open().get(code="TELL_CONSULATE_STOP").urgent
    assert Task.objects.open().get(code="TELL_WHAT_STOPS").role == "counsellor"
    case.refresh_from_db()
    assert case.is_open, "taking a permission back ends no help"
    documents.note_stop_told(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert not Task.objects.open().filter(code="TELL_CONSULATE_STOP").exists()
    with pytest.raises(Refusal) as twice:
        documents.note_stop_told(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert twice.value.code == "documents.nothing_to_stop"


@pytest.mark.parametrize(
    "how",
    ["answered no", "withdrew the use of data", "withdrew altogether", "said that they fear"],
)
def test_every_way_of_taking_the_word_back_stops_it(how: str) -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.sent(case)
    if how == "answered no":
        papers.shares(case, "CONSULATE", given=False)
    elif how == "said that they fear":
        protection.ask_fear(
            actor=factories.actor("protection"), case=case, person=person, alone=True, answer="YES"
        )
    elif how == "withdrew the use of data":
        counselling.withdraw_data_consent(actor=SYSTEM, case=case, person=person)
    else:
        casework.withdraw(actor=SYSTEM, case=case, reason="", why="")
    assert ConsularRequest.objects.get().stands == "STOPPED"


def test_another_permission_taken_back_stops_no_request() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    papers.sent(case)
    papers.shares(case, "MONITORING_CALL")
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="MONITORING_CALL"
    )
    assert ConsularRequest.objects.get().stands == "SENT"


def test_what_was_not_sent_stops_without_anybody_to_tell() -> None:
    request = papers.asked(factories.registered())
    documents.stop_request(actor=SYSTEM, request=request, kind="ASKED", at=factories.MONDAY)
    assert not Task.objects.open().exists()
    with pytest.raises(Refusal) as refusal:
        documents.note_stop_told(actor=SYSTEM, request=request)
    assert refusal.value.code == "documents.nothing_to_stop"
    assert papers.asked(request.case).is_open, "it may be asked for anew"


def test_a_batch_holds_a_week_of_one_consulate_and_goes_whole_or_not_at_all() -> None:
    one, other = factories.registered(), factories.registered()
    first, second = papers.gathered(papers.asked(one)), papers.asked(other)
    batch = documents.put_in_batch(actor=SYSTEM, request=first, day=date(2025, 3, 6))
    assert batch.week == date(2025, 3, 3)
    again = documents.put_in_batch(actor=SYSTEM, request=second, day=date(2025, 3, 4))
    assert again.pk == batch.pk
    with pytest.raises(Refusal) as refusal:
        documents.hand_batch(actor=SYSTEM, batch=batch, at=factories.MONDAY)
    assert refusal.value.code == "documents.things_missing"
    assert not ConsularRequest.objects.exclude(sent_on=None).exists()
    papers.gathered(second)
    documents.hand_batch(actor=SYSTEM, batch=batch, handed_to="Vicecónsul Paz", at=factories.MONDAY)
    batch.refresh_from_db()
    assert (batch.handed_on, batch.handed_to) == (date(2025, 3, 3), "Vicecónsul Paz")
    assert ConsularRequest.objects.on_the_way().count() == 2
    assert JournalEntry.objects.filter(code="documents.consulate_sent").count() == 2
    with pytest.raises(Refusal) as handed:
        documents.hand_batch(actor=SYSTEM, batch=batch, at=factories.MONDAY)
    assert handed.value.code == "documents.batch_is_handed"


def test_who_takes_the_permission_back_leaves_the_batch() -> None:
    case = factories.registered()
    request = papers.gathered(papers.asked(case))
    batch = documents.put_in_batch(actor=SYSTEM, request=request)
    papers.shares(case, "CONSULATE", given=False)
    with pytest.raises(Refusal) as refusal:
        documents.hand_batch(actor=SYSTEM, batch=batch, at=factories.MONDAY)
    assert refusal.value.code == "documents.batch_is_empty"


def test_who_is_reserved_after_they_were_put_in_a_batch_leaves_it_unseen() -> None:
    one, other = factories.registered(), factories.registered()
    first, second = (papers.gathered(papers.asked(case)) for case in (one, other))
    for row in (first, second):
        batch = documents.put_in_batch(actor=SYSTEM, request=row)
    Person.objects.filter(pk=second.person_id).update(sealed=True)
    desk = factories.actor("documents")
    assert documents.print_packet(actor=desk, batch=batch, at=factories.MONDAY) == [first]
    child_officer = factories.actor("documents", "child_officer")
    both = documents.print_packet(actor=child_officer, batch=batch, at=factories.MONDAY)
    assert both == [first, second]
    documents.hand_batch(actor=desk, batch=batch, at=factories.MONDAY)
    for row in (first, second):
        row.refresh_from_db()
    assert (first.sent_on, first.batch) == (date(2025, 3, 3), batch)
    assert (second.sent_on, second.batch) == (None, None)
    assert not second.transfers.exists()


def test_another_consulate_takes_a_request_out_of_the_first_ones_batch() -> None:
    request = papers.gathered(papers.asked(factories.registered()))
    documents.put_in_batch(actor=SYSTEM, request=request)
    there = factories.MONDAY + timedelta(days=3)
    moved = documents.book_appointment(
        actor=SYSTEM, request=request, starts_at=there, consulate="HN-TIJ", at=factories.MONDAY
    )
    assert (moved.consulate, moved.batch) == ("HN-TIJ", None)
    documents.send_request(actor=SYSTEM, request=request, at=factories.MONDAY)
    with pytest.raises(Refusal) as refusal:
        documents.book_appointment(
            actor=SYSTEM, request=request, starts_at=there, consulate="HN-TAP", at=factories.MONDAY
        )
    assert refusal.value.code == "documents.another_consulate"
    request.refresh_from_db()
    assert request.consulate == "HN-TIJ"


def test_an_appointment_in_another_century_is_a_year_typed_wrongly() -> None:
    request = papers.asked(factories.registered())
    with pytest.raises(Refusal) as refusal:
        documents.book_appointment(
            actor=SYSTEM, request=request, starts_at=datetime(9999, 12, 31, 23, tzinfo=UTC),
            at=factories.MONDAY,
        )  # fmt: skip
    assert refusal.value.code == "documents.appointment_too_far"
