"""Kits and fares are paid by the group's line at the rate of the day; a kit is given all the same."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.programmes import books
from rumbo.programmes.models import ExchangeRate, Posting
from rumbo.reception import actions as reception
from rumbo.reception.models import Kit, OnwardMoney
from rumbo.reception.values import NewPayment
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.factories.money import LINE, holding, paid_by, pots

pytestmark = pytest.mark.django_db
SEAT = 2_500
LEMPIRAS = Money(50_000, "HNL")


@pytest.fixture
def at_the_window():
    """Somebody whom a line paid home, at the centre; a dollar is 25 lempiras."""
    ready.reference()
    ExchangeRate.objects.filter(currency="HNL").update(rate=Decimal(25))
    case = paid_by(travel.ready_alone())
    (arrival,), moment = arrivals.came(case)
    return arrival, moment


def pay(at_the_window, amount: Money = LEMPIRAS) -> OnwardMoney:
    arrival, moment = at_the_window
    return reception.pay_onward(
        actor=SYSTEM, arrival=arrival, payment=NewPayment(amount=amount, signed="PAPER"), at=moment
    )


def refused(code: str, deed: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code


def test_a_fare_is_spent_at_the_rate_of_its_day_and_given_back_when_it_is_voided(
    at_the_window,
) -> None:
    paid = pay(at_the_window)
    row = Posting.objects.get(purpose="FARE")
    assert (row.amount_minor, row.original, row.reference) == (2_000, LEMPIRAS, paid.number)
    assert (row.person, row.case) == (paid.person_id, paid.case_id)
    assert pots()["SPENT"] == SEAT + 2_000
    ExchangeRate.objects.filter(currency="HNL").update(rate=Decimal(50))
    reception.void_onward(actor=factories.actor("coordinator"), payment=paid, why="Otro monto")
    assert pots()["SPENT"] == SEAT
    assert books.unbalanced() == []


def test_a_fare_that_the_line_cannot_pay_is_refused_and_the_kit_is_given_all_the_same(
    at_the_window,
) -> None:
    arrival, moment = at_the_window
    holding(SEAT)
    refused("programmes.line_short", lambda: pay(at_the_window))
    assert not OnwardMoney.objects.exists()
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=moment)
    assert Kit.objects.count() == 1
    assert not Posting.objects.filter(purpose="KIT").exists()
    entry = JournalEntry.objects.get(code="reception.kit_not_charged")
    assert entry.details["amount"] == "230.00 HNL"


def test_a_kit_is_spent_and_given_back_when_the_tap_is_taken_back(
    at_the_window,
) -> None:
    arrival, moment = at_the_window
    kit = reception.give_kit(actor=SYSTEM, arrival=arrival, at=moment)
    row = Posting.objects.get(purpose="KIT")
    assert (row.amount_minor, row.original) == (920, Money(23_000, "HNL"))
    reception.take_back(actor=SYSTEM, row=kit, at=moment + timedelta(minutes=2))
    assert pots()["SPENT"] == SEAT


def test_a_rate_that_nobody_wrote_down_stops_the_fare(
    at_the_window,
) -> None:
    ExchangeRate.objects.all().delete()
    refused("programmes.no_rate", lambda: pay(at_the_window))


def test_whoever_no_line_pays_is_given_everything_and_the_ledger_says_nothing() -> None:
    ready.reference()
    (arrival,), moment = arrivals.came(travel.ready_alone())
    pay((arrival, moment))
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=moment)
    assert not Posting.objects.exists()
    assert LINE in books.balances()


def test_what_was_handed_over_before_the_ledger_is_posted_once_at_its_own_rate(
    at_the_window,
) -> None:
    arrival, moment = at_the_window
    Case.objects.filter(pk=arrival.case_id).update(funding_line="")
    pay(at_the_window), reception.give_kit(actor=SYSTEM, arrival=arrival, at=moment)
    Case.objects.filter(pk=arrival.case_id).update(funding_line=LINE)
    assert not Posting.objects.filter(purpose__in=["FARE", "KIT"]).exists()
    later = ExchangeRate.objects.filter(currency="HNL", valid_from__gt=moment.date())
    assert later.update(rate=Decimal(50)) == 1
    for _again in range(2):
        with clock.travel_to(moment + timedelta(days=400)):
            assert reception.open_books(actor=SYSTEM) == []
    assert pots()["SPENT"] == SEAT + 2_000 + 920
    assert JournalEntry.objects.filter(code="reception.books_opened").count() == 2
    assert books.unbalanced() == []


def test_a_fare_that_its_line_cannot_pay_is_named_and_a_kit_refused_once_is_not_posted_later(
    at_the_window,
) -> None:
    arrival, moment = at_the_window
    holding(SEAT)
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=moment)
    Case.objects.filter(pk=arrival.case_id).update(funding_line="")
    paid = pay(at_the_window)
    Case.objects.filter(pk=arrival.case_id).update(funding_line=LINE)
    assert [one.code for one in reception.open_books(actor=SYSTEM)] == ["programmes.line_short"]
    holding(100_000)
    assert reception.open_books(actor=SYSTEM) == []
    assert pots()["SPENT"] == SEAT + 2_000
    reception.void_onward(actor=factories.actor("coordinator"), payment=paid, why="Otro monto")
    assert reception.open_books(actor=SYSTEM) == []
    assert pots()["SPENT"] == SEAT
    refused(
        "access.not_your_role", lambda: reception.open_books(actor=factories.actor("reception"))
    )
