"""What was handed over is counted by the days of the programme, whoever asks."""

from datetime import timedelta

import pytest

from rumbo.access import queries as who
from rumbo.access.entry import reading
from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.desk import spending
from rumbo.documents import actions as documents
from rumbo.documents.values import PaidFee
from rumbo.reception import actions as reception
from tests import factories
from tests.factories import documents as papers
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals

pytestmark = pytest.mark.django_db


def test_a_kit_of_eight_in_the_evening_belongs_to_that_day_outside_a_request_too() -> None:
    ready.reference()
    (arrival,), later = arrivals.came(travel.ready_alone())
    day = clock.day_of(later) + timedelta(days=1)
    evening = clock.start_of(day) + timedelta(hours=20)
    assert evening.astimezone(clock.real_now().tzinfo).date() != day
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=evening)
    last = day + timedelta(days=spending.DAYS - 1)
    with reading(who.reader_of(factories.user("finance", everywhere=True), day)) as reader:
        assert spending.kits(reader, last) == 1
        assert spending.kits(reader, last + timedelta(days=1)) == 0


def test_what_a_line_paid_consulates_is_counted_with_its_seats() -> None:
    ready.reference()
    request = papers.asked(factories.registered())
    day = factories.MONDAY.date()
    for amount in (Money(1000), Money(35_000, "MXN")):
        other = papers.asked(factories.registered())
        paid = PaidFee(amount=amount, funding_line="WH-2022", on=day)
        documents.pay_fee(actor=SYSTEM, request=other, fee=paid, at=factories.MONDAY)
    assert request.fee is None
    with reading(who.reader_of(factories.user("finance", everywhere=True), day)) as reader:
        found = {line.name: line for line in spending.lines(reader, day)}
    [line] = [one for one in found.values() if one.fees]
    # 350 pesos at 19.20, the rate of that day.
    assert line.committed == Money(1000 + 1823)
    assert line.fees == (Money(35_000, "MXN"), Money(1000))
