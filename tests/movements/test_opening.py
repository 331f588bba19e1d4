"""What was booked before there was a ledger is posted once, and the report of a line says what stands."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure
from rumbo.programmes import books
from rumbo.programmes.models import ExchangeRate, FundingLine, Posting
from rumbo.programmes.reporting import report_of
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, OTHER, holding, paid_by, pots
from tests.movements.test_paying import BUS, SEAT, balanced, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def booked_before(bus: Departure, line: str = LINE, *, alone: bool = False) -> Booking:
    """A booking that nothing was posted for: no line was named when it was made."""
    case = travel.ready_alone() if alone else travel.ready_family()
    booking = travel.booked(case, bus)
    paid_by(case, line)
    return booking


def before(**changes: object) -> Departure:
    """A departure whose vehicle nothing was posted for."""
    bus = travel.departure()
    Departure.objects.filter(pk=bus.pk).update(funding_line=LINE, **changes)
    bus.refresh_from_db()
    return bus


def opened() -> list[Refusal]:
    return movements.open_books(actor=SYSTEM)


def test_seats_and_vehicles_that_stood_before_are_posted_once() -> None:
    sure, planned = before(status="CONFIRMED"), before()
    booked_before(sure), booked_before(planned, OTHER, alone=True)
    assert not Posting.objects.exists()
    assert opened() == []
    assert pots() == {"PLANNED": BUS, "COMMITTED": BUS + 2 * SEAT, "SPENT": 0}
    assert pots(OTHER) == {"PLANNED": 0, "COMMITTED": SEAT, "SPENT": 0}
    balanced()
    posted, said = Posting.objects.count(), JournalEntry.objects.count()
    assert opened() == []
    assert (Posting.objects.count(), JournalEntry.objects.count()) == (posted, said)


def test_the_report_of_a_line_says_what_stands() -> None:
    bus = before()
    booked_before(bus)
    later = booked_before(travel.departure(), alone=True)
    Departure.objects.filter(pk=bus.pk).update(status="DEPARTED")
    opened()
    with reading(reader_of(factories.user("finance"), travel.BEFORE.date())) as reader:
        told = report_of(FundingLine.objects.get(pk=LINE), reader)
    gone = BookedSeat.objects.live().filter(departure=bus)
    assert told.people == gone.count() == 2
    [mode] = told.modes
    assert (mode.people, mode.cost.minor) == (2, BUS + 2 * SEAT)
    seats = next(one for one in told.purposes if one.purpose == "SEAT")
    assert (seats.spent.minor, seats.committed.minor) == (2 * SEAT, SEAT)
    movements.release_booking(actor=SYSTEM, booking=later, at=travel.BEFORE)
    assert pots()["COMMITTED"] == 0
    assert books.unbalanced() == []


def test_what_was_posted_already_what_no_line_pays_and_what_was_given_back_is_left_alone() -> None:
    bus = travel.departure(funding_line=LINE)
    travel.booked(paid_by(travel.ready_alone()), bus)
    travel.booked(travel.ready_alone(), bus)
    gone = booked_before(bus, alone=True)
    movements.release_booking(actor=SYSTEM, booking=gone, at=travel.BEFORE)
    before(status="CANCELLED")
    posted = Posting.objects.count()
    assert opened() == []
    assert Posting.objects.count() == posted
    balanced()


def test_what_a_line_cannot_pay_is_named_and_the_rest_is_posted() -> None:
    holding(SEAT)
    one, two = travel.departure(), travel.departure()
    booked_before(one), booked_before(two, alone=True)
    [why] = opened()
    assert why.code == "programmes.line_short"
    assert pots()["COMMITTED"] == SEAT
    short = JournalEntry.objects.get(code="movements.books_short")
    assert short.details["departure"] == one.code
    holding(3 * SEAT)
    assert opened() == []
    assert pots()["COMMITTED"] == 3 * SEAT
    balanced()


def test_the_rate_is_that_of_the_day_of_the_booking() -> None:
    ExchangeRate.objects.filter(currency="USD").delete()
    day = travel.BEFORE.date()
    for since, rate in ((day, "2"), (day + timedelta(days=1), "5")):
        ExchangeRate.objects.create(
            code=f"USD-{since}", currency="USD", into="EUR", rate=Decimal(rate), valid_from=since
        )
    FundingLine.objects.filter(pk=LINE).update(currency="EUR")
    booked_before(travel.departure(), alone=True)
    with clock.travel_to(travel.BEFORE + timedelta(days=3)):
        assert opened() == []
    row = Posting.objects.get()
    assert (row.amount_minor, row.rate, row.rate_day) == (SEAT // 2, Decimal(2), day)
    assert row.occurred_at == Booking.objects.get().occurred_at


def test_only_who_answers_for_money_opens_the_books() -> None:
    refused(
        "access.not_your_role", lambda: movements.open_books(actor=factories.actor("movements"))
    )
