"""The ledger of a line: exact, never overdrawn, and balanced after any order of operations."""

import os
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.access.values import SYSTEM
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.programmes import books, ledger
from rumbo.programmes.models import ExchangeRate, FundingLine, LineBalance, Posting
from rumbo.programmes.rules import money as rules
from rumbo.programmes.values import Cost
from tests import factories
from tests.factories import MONDAY, ready
from tests.factories.money import LINE, OTHER, holding, pots

pytestmark = pytest.mark.django_db
EXAMPLES = 400 if os.environ.get("RUMBO_DEEP") else 25


def cost(minor: int, currency: str = "USD", **changes: Any) -> Cost:
    values: dict[str, Any] = {
        "line": LINE,
        "money": Money(minor, currency),
        "purpose": "SEAT",
        "about": new_id(),
        "office": factories.office().pk,
    }
    return Cost(**{**values, **changes})


def charge(*costs: Cost, pot: str = "COMMITTED") -> None:
    ledger.charge(costs, actor=SYSTEM, pot=pot, at=MONDAY)


def refused(code: str, deed: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code
    return caught.value


def test_money_goes_from_pot_to_pot_and_what_is_free_is_the_rest() -> None:
    ready.reference()
    holding(1000)
    seat, bus = cost(300), cost(500, purpose="VEHICLE")
    charge(seat)
    charge(bus, pot="PLANNED")
    assert pots() == {"PLANNED": 500, "COMMITTED": 300, "SPENT": 0}
    ledger.turn([bus.about], actor=SYSTEM, to="COMMITTED", at=MONDAY)
    ledger.turn([seat.about], actor=SYSTEM, to="SPENT", at=MONDAY)
    assert pots() == {"PLANNED": 0, "COMMITTED": 500, "SPENT": 300}
    ledger.turn([bus.about, seat.about], actor=SYSTEM, to="RELEASED", at=MONDAY)
    ledger.turn([bus.about, seat.about], actor=SYSTEM, to="RELEASED", at=MONDAY)
    assert pots() == {"PLANNED": 0, "COMMITTED": 0, "SPENT": 0}
    assert books.balances()[LINE].free == 1000
    assert Posting.objects.count() == 6


def test_a_line_that_cannot_pay_is_named_with_what_is_short() -> None:
    ready.reference()
    line = holding(1000)
    charge(cost(900))
    said = refused("programmes.line_short", lambda: charge(cost(60), cost(65)))
    assert str(line) in said.sentence
    assert "0.25 USD" in said.sentence
    assert "1.00 USD" in said.sentence
    assert pots()["COMMITTED"] == 900
    charge(cost(100))
    assert books.balances()[LINE].free == 0


def test_what_is_planned_takes_nothing_from_what_is_free_until_it_is_sure() -> None:
    ready.reference()
    holding(1000)
    bus = cost(1500, purpose="VEHICLE")
    charge(bus, pot="PLANNED")
    assert books.balances()[LINE].free == 1000
    refused(
        "programmes.line_short",
        lambda: ledger.turn([bus.about], actor=SYSTEM, to="COMMITTED", at=MONDAY),
    )


def test_the_database_itself_refuses_a_cent_over_budget() -> None:
    ready.reference()
    holding(1000)
    charge(cost(1000))
    rows = LineBalance.objects.filter(line=LINE)
    for wrong in ({"spent": 1}, {"committed": 1001}, {"planned": -1}, {"amount": 999}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_posting_is_never_changed_and_never_taken_out() -> None:
    ready.reference()
    charge(cost(100))
    with pytest.raises(ProgrammingError), transaction.atomic():
        Posting.objects.update(amount_minor=1)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Posting.objects.all().delete()


def test_a_line_never_has_less_than_it_promised() -> None:
    ready.reference()
    charge(cost(500))
    refused("programmes.below_promised", lambda: holding(499))
    FundingLine.objects.filter(pk=LINE).update(amount_minor=500)
    ledger.fit_lines()
    assert books.balances()[LINE].free == 0


def test_another_currency_is_paid_at_the_rate_of_its_day_rounded_once() -> None:
    ready.reference()
    holding(100_000)
    day = MONDAY.date()
    ExchangeRate.objects.filter(currency="HNL").delete()
    for since, rate in (
        (day - timedelta(days=9), "25"),
        (day, "26"),
        (day + timedelta(days=1), "50"),
    ):
        ExchangeRate.objects.create(
            code=f"HNL-{since}", currency="HNL", into="USD", rate=Decimal(rate), valid_from=since
        )
    fare = cost(100_000, "HNL", purpose="FARE")
    charge(fare, pot="SPENT")
    row = Posting.objects.get()
    assert (row.amount_minor, row.rate, row.original) == (3846, Decimal(26), Money(100_000, "HNL"))
    assert row.rate_day == day
    ledger.turn([fare.about], actor=SYSTEM, to="RELEASED", at=MONDAY + timedelta(days=30))
    assert pots()["SPENT"] == 0
    assert Posting.objects.latest("recorded_at", "id").rate_day == day


def test_half_a_cent_goes_up() -> None:
    assert rules.changed(Money(25, "HNL"), "USD", Decimal(10)) == Money(3)
    assert rules.changed(Money(24, "HNL"), "USD", Decimal(10)) == Money(2)
    assert rules.changed(Money(7, "USD"), "USD", Decimal(10)) == Money(7)


def test_an_amount_whose_rate_nobody_wrote_down_is_refused() -> None:
    ready.reference()
    said = refused("programmes.no_rate", lambda: charge(cost(100, "COP")))
    assert "COP" in said.sentence
    old = date(2017, 12, 31)
    refused("programmes.no_rate", lambda: books.rate_on("HNL", "USD", old))


def test_a_line_that_nobody_keeps_pays_nothing() -> None:
    ready.reference()
    refused("programmes.unknown_line", lambda: charge(cost(1, line="NOBODYS")))
    charge(cost(1, line=""))
    assert not Posting.objects.exists()


def test_no_more_of_a_thing_is_moved_than_stands() -> None:
    ready.reference()
    one = cost(100, purpose="VOUCHER")
    charge(one)
    for _again in range(2):
        ledger.take(one, 80, actor=SYSTEM, taken_from="COMMITTED", to="SPENT", at=MONDAY)
    assert pots() == {"PLANNED": 0, "COMMITTED": 0, "SPENT": 100}


THINGS = [uuid.UUID(int=n) for n in range(1, 6)]
DEEDS = st.one_of(
    st.tuples(
        st.just("charge"),
        st.sampled_from(THINGS),
        st.sampled_from(rules.POTS),
        st.integers(0, 4000),
        st.sampled_from(["USD", "HNL", "GTQ", "MXN"]),
        st.sampled_from([LINE, OTHER]),
    ),
    st.tuples(
        st.just("turn"),
        st.sampled_from(THINGS),
        st.sampled_from(rules.KINDS),
    ),
    st.tuples(
        st.just("take"),
        st.sampled_from(THINGS),
        st.sampled_from(["COMMITTED", "SPENT"]),
        st.integers(0, 900),
    ),
)


def do(deed: tuple[Any, ...]) -> None:
    name, thing, pot, *rest = deed
    number = THINGS.index(thing)
    about = {"about": thing, "departure": THINGS[number % 2], "case": thing, "person": thing}
    if name == "charge":
        minor, currency, line = rest
        charge(cost(minor, currency, line=line, **about), pot=pot)
    elif name == "turn":
        ledger.turn([thing], actor=SYSTEM, to=pot, at=MONDAY)
    else:
        to = "SPENT" if pot == "COMMITTED" else "RELEASED"
        asked = cost(max(rest[0], 1), **about)
        ledger.take(asked, rest[0], actor=SYSTEM, taken_from=pot, to=to, at=MONDAY)


def balanced() -> None:
    """Each line has what it says, the sums of its postings agree, and so do all partial sums."""
    assert books.unbalanced() == []
    for code, row in books.balances().items():
        assert row.amount == row.free + row.committed + row.spent
        assert min(row.free, row.planned, row.committed, row.spent) >= 0
        whole = {"PLANNED": row.planned, "COMMITTED": row.committed, "SPENT": row.spent}
        for name in ("departure", "case", "person"):
            parts = books.pots_by(name, line=code).values()
            assert whole == {pot: sum(one[pot] for one in parts) for pot in rules.POTS}


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(DEEDS, max_size=14))
def test_the_books_balance_after_any_order_of_operations(deeds: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        for line in (LINE, OTHER):
            FundingLine.objects.get_or_create(
                code=line, amount_minor=6000, defaults={"programmes": []}
            )
        for currency, rate in (("HNL", "24.79"), ("GTQ", "7.76"), ("MXN", "18.3")):
            ExchangeRate.objects.create(code=currency, currency=currency, rate=Decimal(rate))
        said = set()
        for deed in deeds:
            try:
                with transaction.atomic():
                    do(deed)
            except Refusal as refusal:
                said.add(refusal.code)
            balanced()
        assert said <= {"programmes.line_short"}
        transaction.set_rollback(True)
