"""Vouchers: asked by one, approved by another, never above the balance, given with a receipt."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from rumbo.access.values import SYSTEM
from rumbo.assistance import actions as assistance
from rumbo.assistance import queries
from rumbo.assistance.models import FundEntry, Payment, Service, Voucher
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.programmes import books
from rumbo.programmes.models import FundingLine, Posting
from tests import factories
from tests.factories import MONDAY
from tests.factories import assistance as helped
from tests.factories.assistance import DAY

pytestmark = pytest.mark.django_db
ALL = 9_000_000


@pytest.fixture(autouse=True)
def _fund() -> None:
    helped.funded()


def refused(code: str, deed: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code


def ledger() -> list[tuple[str, int]]:
    rows = FundEntry.objects.order_by("recorded_at", "pk")
    return [(row.kind, row.amount_minor) for row in rows]


def test_what_is_asked_promises_nothing_until_another_officer_approves() -> None:
    case, person = helped.survivor()
    asking = factories.actor("protection")
    made = helped.voucher(asking, helped.service(asking, case, person))
    assert made.state == "REQUESTED"
    assert not Payment.objects.exists()
    assert queries.fund_standing(DAY).left == ALL
    refused(
        "assistance.approved_by_another",
        lambda: assistance.approve_voucher(actor=asking, voucher=made, at=MONDAY),
    )
    refused(
        "assistance.approved_by_another",
        lambda: assistance.approve_voucher(actor=SYSTEM, voucher=made, at=MONDAY),
    )
    other = factories.actor("protection")
    done = assistance.approve_voucher(actor=other, voucher=made, at=MONDAY)
    assert (done.state, done.decided_by) == ("APPROVED", other.id)
    assert ledger() == [("RESERVED", 150_00)]
    assert queries.fund_standing(DAY).left == ALL - 150_00


@pytest.mark.parametrize("role", ["coordinator", "child_officer", "counsellor", "finance"])
def test_only_protection_asks_approves_and_gives(role: str) -> None:
    case, person = helped.survivor()
    asking, other = factories.actor("protection"), factories.actor(role)
    service = helped.service(asking, case, person)
    made = helped.voucher(asking, service)
    for deed in (
        lambda: helped.service(other, case, person),
        lambda: helped.voucher(other, service),
        lambda: assistance.approve_voucher(actor=other, voucher=made, at=MONDAY),
        lambda: assistance.decline_voucher(actor=other, voucher=made, why="no", at=MONDAY),
        lambda: assistance.cancel_voucher(actor=other, voucher=made, why="no", at=MONDAY),
        lambda: assistance.deliver_voucher(
            actor=other, voucher=made, receipt=helped.receipt(), at=MONDAY
        ),
    ):
        refused("access.not_your_role", deed)
    assert not FundEntry.objects.exists()


def test_who_was_not_trafficked_or_kidnapped_is_helped_elsewhere() -> None:
    case, person = helped.survivor(kidnapped=False)
    refused(
        "assistance.not_a_survivor",
        lambda: helped.service(factories.actor("protection"), case, person),
    )


def test_a_service_needs_the_persons_yes_and_somebody_who_gives_it() -> None:
    case, person = helped.survivor()
    me = factories.actor("protection")
    later = DAY.replace(day=9)
    refused(
        "assistance.agreement_needed", lambda: helped.service(me, case, person, agreed_on=later)
    )
    refused("assistance.provider_needed", lambda: helped.service(me, case, person, provider=" "))
    refused("assistance.unknown_service", lambda: helped.service(me, case, person, kind="YACHT"))


def test_never_above_the_balance() -> None:
    FundingLine.objects.filter(code="SMALL-FUND").update(amount_minor=200_00)
    helped.approved(150_00)
    refused("assistance.too_much", lambda: helped.approved(60_00))
    helped.approved(50_00)
    assert queries.fund_standing(DAY).left == 0


def test_a_fund_that_is_not_open_promises_nothing() -> None:
    FundingLine.objects.filter(code="SMALL-FUND").update(valid_until=DAY.replace(day=1))
    refused("assistance.no_fund", helped.approved)


def test_what_is_given_may_be_less_and_the_rest_is_free_again() -> None:
    row = helped.approved(150_00)
    me = factories.actor("protection")
    assistance.deliver_voucher(actor=me, voucher=row, receipt=helped.receipt(120_00), at=MONDAY)
    assert ledger() == [("RESERVED", 150_00), ("DELIVERED", 120_00), ("RELEASED", 30_00)]
    standing = queries.fund_standing(DAY)
    assert (standing.reserved, standing.delivered) == (0, 120_00)
    assert Payment.objects.get().state == "DELIVERED"
    back = Voucher.objects.get(pk=row.pk)
    refused(
        "assistance.more_than_given",
        lambda: assistance.return_voucher(
            actor=me, voucher=back, amount=Money(130_00), why="sobró", at=MONDAY
        ),
    )
    assistance.return_voucher(actor=me, voucher=back, amount=Money(20_00), why="sobró", at=MONDAY)
    assert queries.fund_standing(DAY).left == ALL - 100_00
    assert Payment.objects.get().state == "RETURNED"


def test_what_is_cancelled_or_declined_is_free_and_says_why() -> None:
    row, me = helped.approved(150_00), factories.actor("protection")
    refused(
        "assistance.reason_needed",
        lambda: assistance.cancel_voucher(actor=me, voucher=row, why=" ", at=MONDAY),
    )
    assistance.cancel_voucher(actor=me, voucher=row, why="Ya no lo necesita.", at=MONDAY)
    assert queries.fund_standing(DAY).left == ALL
    refused(
        "assistance.not_now",
        lambda: assistance.deliver_voucher(
            actor=me, voucher=row, receipt=helped.receipt(), at=MONDAY
        ),
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Money(150_01)}, "assistance.more_than_approved"),
        ({"amount": Money(0)}, "assistance.nothing_asked"),
        ({"received_by": ""}, "assistance.receiver_needed"),
        ({"strokes": ""}, "assistance.signature_needed"),
        ({"strokes": "nothing"}, "assistance.unreadable_signature"),
        ({"how": "THUMB", "strokes": ""}, "assistance.signature_needed"),
        ({"how": "THUMB", "strokes": "", "paper": b"x"}, "assistance.unreadable_paper"),
    ],
)
def test_nothing_is_given_without_a_receipt(changes: dict[str, Any], code: str) -> None:
    row = helped.approved()
    told = helped.receipt(**changes)
    refused(
        code,
        lambda: assistance.deliver_voucher(
            actor=factories.actor("protection"), voucher=row, receipt=told, at=MONDAY
        ),
    )
    assert Payment.objects.get().state == "RESERVED"


def test_a_thumb_on_the_sheet_is_a_receipt_and_is_kept_sealed() -> None:
    row = helped.approved()
    done = assistance.deliver_voucher(
        actor=factories.actor("protection"),
        voucher=row,
        receipt=helped.receipt(how="THUMB", strokes="", paper=b"%PDF-1.4 huella"),
        at=MONDAY,
    )
    assert done.paper_file is not None
    assert files.read(done.paper_file) == b"%PDF-1.4 huella"


@pytest.mark.parametrize(
    "payee",
    [
        "Dilcia Mejía",
        "dilcia waleska mejia",
        "Renta TAP-0000001",
        "renta tap 0000001",
        "Mejía, la hermana de Waleska",
    ],
)
def test_the_payee_that_finance_reads_leads_to_nobody(payee: str) -> None:
    case, person = helped.survivor()
    me = factories.actor("protection")
    service = helped.service(me, case, person)
    spaced = case.number.casefold().replace("-", " ")
    said = payee.replace("TAP-0000001", case.number).replace("tap 0000001", spaced)
    refused("assistance.payee_says_who", lambda: helped.voucher(me, service, payee=said))
    paid = helped.voucher(me, service, payee_kind="SURVIVOR", payee=said)
    assert paid.payee == ""


def test_a_reference_says_nothing_of_the_file() -> None:
    row = helped.approved()
    assert row.payment is not None
    assert row.case.number not in row.payment.reference
    assert not {f.name for f in Payment._meta.get_fields()} & {"case", "person", "group"}
    names = {f.name for f in Payment._meta.concrete_fields}
    assert names == {
        "id", "office", "compartment", "occurred_at", "recorded_at",
        "reference", "payee", "amount_minor", "currency", "state",
    }  # fmt: skip


def test_the_ledger_is_only_ever_added_to() -> None:
    helped.approved()
    with pytest.raises(ProgrammingError), transaction.atomic():
        FundEntry.objects.update(amount_minor=1)
    with pytest.raises(ProgrammingError), transaction.atomic():
        FundEntry.objects.all().delete()


def test_a_service_ends_with_its_outcome_once_no_sum_is_open() -> None:
    row, me = helped.approved(), factories.actor("protection")
    service = row.service
    refused(
        "assistance.money_still_out",
        lambda: assistance.end_service(actor=me, service=service, on=DAY, outcome="bien"),
    )
    assistance.cancel_voucher(actor=me, voucher=row, why="Ya no.", at=MONDAY)
    assistance.end_service(actor=me, service=service, on=DAY, outcome="Durmió a salvo.", at=MONDAY)
    service.refresh_from_db()
    refused("assistance.service_over", lambda: helped.voucher(me, service))


def test_a_closed_file_asks_for_nothing_more() -> None:
    case, person = helped.survivor()
    me = factories.actor("protection")
    service = helped.service(me, case, person)
    casework.withdraw(actor=SYSTEM, case=case)
    service.case.refresh_from_db()
    if service.case.is_open:
        casework.close_case(actor=SYSTEM, case=service.case, reason="WITHDRAWN")
    refused("casework.over", lambda: helped.voucher(me, service))


def test_everything_is_told_inside_the_compartment_and_nowhere_else() -> None:
    row = helped.approved()
    assistance.deliver_voucher(
        actor=factories.actor("protection"), voucher=row, receipt=helped.receipt(), at=MONDAY
    )
    told = JournalEntry.objects.filter(code__startswith="assistance.")
    assert set(told.values_list("compartment", flat=True)) == {"trafficking"}
    assert told.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_never_overspend() -> None:
    FundingLine.objects.filter(code="SMALL-FUND").update(amount_minor=200_00)
    rows = []
    for _ in range(2):
        case, person = helped.survivor()
        me = factories.actor("protection")
        rows.append(helped.voucher(me, helped.service(me, case, person), 150_00))
    others = [factories.actor("protection") for _ in rows]
    start, said = threading.Barrier(2), ["", ""]

    def run(place: int) -> None:
        try:
            start.wait(timeout=20)
            assistance.approve_voucher(actor=others[place], voucher=rows[place], at=MONDAY)
            said[place] = "done"
        except Refusal as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(said) == ["assistance.too_much", "done"]
    assert ledger() == [("RESERVED", 150_00)]


def test_nothing_is_approved_for_a_service_that_ended_or_a_file_that_is_over() -> None:
    case, person = helped.survivor()
    me, other = factories.actor("protection"), factories.actor("protection")
    service = helped.service(me, case, person)
    asked = helped.voucher(me, service)
    Service.objects.filter(pk=service.pk).update(ended_on=DAY)
    refused("assistance.service_over", lambda: helped.voucher(me, service))
    refused(
        "assistance.service_over",
        lambda: assistance.approve_voucher(actor=other, voucher=asked, at=MONDAY),
    )
    Service.objects.filter(pk=service.pk).update(ended_on=None)
    Case.objects.filter(pk=case.pk).update(stage="CLOSED")
    refused(
        "casework.over",
        lambda: assistance.approve_voucher(actor=other, voucher=asked, at=MONDAY),
    )
    assert ledger() == []


def test_what_was_promised_is_given_or_freed_after_its_fund_has_ended() -> None:
    given, freed = helped.approved(150_00), helped.approved(50_00)
    me = factories.actor("protection")
    FundingLine.objects.filter(code="SMALL-FUND").update(valid_until=DAY.replace(day=1))
    assistance.deliver_voucher(actor=me, voucher=given, receipt=helped.receipt(), at=MONDAY)
    assistance.cancel_voucher(actor=me, voucher=freed, why="Ya no.", at=MONDAY)
    assert [kind for kind, _minor in ledger()][2:] == ["DELIVERED", "RELEASED"]


def test_the_ledger_of_all_lines_says_the_same_by_the_reference_alone() -> None:
    row, me = helped.approved(150_00), factories.actor("protection")
    assert books.balances()["SMALL-FUND"].committed == 150_00
    assistance.deliver_voucher(actor=me, voucher=row, receipt=helped.receipt(120_00), at=MONDAY)
    back = Voucher.objects.get(pk=row.pk)
    assistance.return_voucher(actor=me, voucher=back, amount=Money(20_00), why="sobró", at=MONDAY)
    balance = books.balances()["SMALL-FUND"]
    assert (balance.committed, balance.spent) == (0, 100_00)
    assert balance.free == queries.fund_standing(DAY).left
    payment = Payment.objects.get()
    for one in Posting.objects.all():
        assert (one.person, one.case, one.departure) == (None, None, None)
        assert (one.about, one.reference, one.purpose) == (payment.pk, payment.reference, "VOUCHER")
    assert books.unbalanced() == []
