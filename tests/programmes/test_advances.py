"""Cash advances: given with two signatures, told to the cent, closed by another person."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.programmes import actions, books
from rumbo.programmes.models import Advance, AdvanceItem, ExchangeRate, Posting
from rumbo.programmes.rules import money as rules
from rumbo.programmes.values import NewAdvance, NewReceipt, Signature
from rumbo.ui import words
from tests import factories
from tests.factories import MONDAY, ready
from tests.factories.money import LINE, holding, pots
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
STROKES = "M10 10L20 20L35 12"
PDF = b"%PDF-1.4 recibo"


@pytest.fixture(autouse=True)
def _rates() -> None:
    ready.reference()
    ExchangeRate.objects.filter(currency__in=["HNL", "GTQ"]).delete()
    for currency, rate in (("HNL", "26"), ("GTQ", "7.7")):
        ExchangeRate.objects.create(code=currency, currency=currency, rate=Decimal(rate))


def refused(code: str, deed: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code


def wanted(**changes: Any) -> NewAdvance:
    values: dict[str, Any] = {
        "line": LINE,
        "holder": changes.pop("holder", None) or factories.user("field").pk,
        "office": factories.office(),
        "amount": Money(100_000, "HNL"),
        "what_for": "Comidas en el camino",
        "signature": Signature(),
    }
    return NewAdvance(**{**values, **changes})


def advance(by: Actor = SYSTEM, **changes: Any) -> Advance:
    return actions.give_advance(actor=by, advance=wanted(**changes), at=MONDAY)


def paid(row: Advance, minor: int, currency: str = "HNL", by: Actor = SYSTEM, **more: Any) -> Any:
    receipt = NewReceipt(
        **{"amount": Money(minor, currency), "what_for": "Agua", "on": DAY, **more}
    )
    return actions.note_receipt(actor=by, advance=row, receipt=receipt, at=MONDAY)


def returned(row: Advance, minor: int, by: Actor = SYSTEM) -> Any:
    return actions.note_return(
        actor=by, advance=row, amount=Money(minor, "HNL"), signature=Signature(), at=MONDAY
    )


def test_what_was_given_is_receipts_and_returns_and_what_is_open_in_the_ledger_too() -> None:
    row = advance()
    assert pots() == {"PLANNED": 0, "COMMITTED": 3846, "SPENT": 0}
    paid(row, 33_333)
    paid(row, 7_701, "GTQ")
    row.refresh_from_db()
    # 77.01 quetzales at 7.7 are 10.0013 dollars: 260.03 lempiras at 26.
    assert row.receipts == Money(33_333 + 26_003, "HNL")
    returned(row, row.open.minor)
    row.refresh_from_db()
    assert row.open == Money(0, "HNL")
    assert pots()["COMMITTED"] == 0
    assert pots()["SPENT"] == rules.share(3846, 33_333 + 26_003, 100_000)
    assert books.unbalanced() == []
    by_hand = {(one.kind, one.original) for one in Posting.objects.all()}
    assert ("SPENT", Money(7_701, "GTQ")) in by_hand
    assert ("SPENT", Money(33_333, "HNL")) in by_hand


@settings(max_examples=60, deadline=None)
@given(
    whole=st.integers(1, 10**7), base=st.integers(1, 10**6), cuts=st.lists(st.integers(0, 10**6))
)
def test_parts_of_an_advance_are_exactly_the_whole_however_it_is_cut(
    whole: int, base: int, cuts: list[int]
) -> None:
    marks = sorted({0, base, *(cut % (base + 1) for cut in cuts)})
    parts = [
        rules.share(whole, after, base) - rules.share(whole, before, base)
        for before, after in pairwise(marks)
    ]
    assert sum(parts) == whole
    assert min(parts) >= 0


def test_nobody_accounts_for_more_than_was_given() -> None:
    row = advance()
    paid(row, 99_999)
    refused("programmes.more_than_open", lambda: paid(row, 2))
    refused("programmes.more_than_open", lambda: returned(row, 2))
    for wrong in ({"receipts_minor": 100_001}, {"returned_minor": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Advance.objects.update(**wrong)


def test_a_line_that_is_empty_gives_no_cash() -> None:
    holding(3845)
    refused("programmes.line_short", advance)
    assert not Advance.objects.exists()


def test_both_sign_and_a_signature_can_be_drawn_again() -> None:
    for signature in (
        Signature(how="SCREEN", giver=STROKES),
        Signature(how="SCREEN", holder=STROKES),
        Signature(how="ORAL"),
    ):
        refused("programmes.advance_unsigned", partial(advance, signature=signature))
    broken = Signature(how="SCREEN", giver="<svg>", holder=STROKES)
    refused("programmes.unreadable_signature", lambda: advance(signature=broken))
    row = advance(signature=Signature(how="SCREEN", giver=STROKES, holder=STROKES))
    assert row.holder_signature is not None
    assert files.read(row.holder_signature) == STROKES.encode()
    refused(
        "programmes.advance_unsigned",
        lambda: actions.note_return(
            actor=SYSTEM, advance=row, amount=Money(1, "HNL"), signature=Signature(how="SCREEN")
        ),
    )


def test_cash_goes_into_the_hand_of_who_escorts_or_receives_at_their_own_office() -> None:
    for holder in (factories.user("counsellor").pk, new_id()):
        refused("programmes.not_a_holder", partial(advance, holder=holder))
    elsewhere = factories.user("reception", at=factories.office("TIJ", "Tijuana"))
    refused("programmes.not_a_holder", lambda: advance(holder=elsewhere.pk))
    giver = factories.actor("finance")
    refused("programmes.own_hand", lambda: advance(by=giver, holder=giver.id))
    for role in ("field", "registrar", "donor"):
        refused("access.not_your_role", partial(advance, by=factories.actor(role)))


def test_who_gave_does_not_close_and_only_the_coordinator_closes_what_is_open() -> None:
    giver, finance = factories.actor("finance"), factories.actor("finance")
    coordinator = factories.actor("coordinator")
    row = advance(by=giver)
    paid(row, 60_000)

    def close(by: Actor, why: str = "") -> Advance:
        return actions.close_advance(actor=by, advance=row, why=why, at=MONDAY)

    refused("access.same_person_twice", lambda: close(giver))
    refused("programmes.still_open", lambda: close(finance, "Se perdió"))
    refused("programmes.still_open", lambda: close(coordinator, "  "))
    closed = close(coordinator, "Se perdió el sobre")
    assert (closed.open, closed.closed_by) == (Money(40_000, "HNL"), coordinator.id)
    assert pots() == {"PLANNED": 0, "COMMITTED": 0, "SPENT": 3846}
    assert JournalEntry.objects.filter(code="programmes.advance_written_off").count() == 1
    refused("programmes.advance_closed", lambda: paid(row, 1))
    refused("programmes.advance_closed", lambda: close(finance))
    with pytest.raises(IntegrityError), transaction.atomic():
        Advance.objects.update(closed_by=giver.id)


def test_what_is_accounted_for_is_closed_by_any_second_person() -> None:
    row = advance(by=factories.actor("coordinator"))
    paid(row, 100_000)
    closed = actions.close_advance(actor=factories.actor("finance"), advance=row, at=MONDAY)
    assert closed.closed_at == MONDAY
    assert pots()["SPENT"] == 3846


def test_whoever_holds_the_cash_does_not_close_it_whatever_else_they_are() -> None:
    holder = factories.user("field", "coordinator")
    row = advance(holder=holder.pk)
    paid(row, 100_000)
    own = Actor("user", holder.pk, None, roles=frozenset({"field", "coordinator"}))
    refused(
        "access.same_person_twice",
        lambda: actions.close_advance(actor=own, advance=row, why="x", at=MONDAY),
    )
    refused("programmes.own_hand", lambda: returned(row, 1, by=own))


def test_what_is_open_is_said_in_money_and_not_in_cents() -> None:
    holder = factories.user("field")
    row = advance(holder=holder.pk)
    paid(row, 33_333)
    page = client_for("finance").get(reverse("programmes:advance", args=[row.pk])).text
    assert words.money(Money(66_667, "HNL")) in page


def test_whoever_holds_cash_tells_of_their_own_and_takes_nothing_back_from_themselves() -> None:
    holder, other = factories.user("field"), factories.actor("field")
    mine = Actor("user", holder.pk, None, roles=frozenset({"field"}))
    row = advance(holder=holder.pk)
    paid(row, 100, by=mine)
    refused("programmes.not_a_holder", lambda: paid(row, 100, by=other))
    refused("access.not_your_role", lambda: returned(row, 100, by=mine))


def test_a_receipt_is_of_a_day_between_the_advance_and_today_and_a_scan_is_a_paper() -> None:
    row = advance()
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        refused("programmes.receipt_to_come", partial(paid, row, 100, on=day))
    refused("programmes.unreadable_paper", lambda: paid(row, 100, paper=b"MZ"))
    refused("programmes.no_rate", lambda: paid(row, 100, "COP"))
    refused("programmes.nothing_given", lambda: paid(row, 0))
    item = paid(row, 100, paper=PDF)
    assert (item.media_type, files.read(item.file)) == ("application/pdf", PDF)


def test_a_receipt_in_another_money_counts_at_the_rate_of_its_own_day() -> None:
    row, tomorrow = advance(), MONDAY + timedelta(days=1)
    ExchangeRate.objects.filter(currency="GTQ").update(valid_until=DAY)
    ExchangeRate.objects.create(
        code="GTQ-2", currency="GTQ", into="USD", rate=Decimal("8.8"), valid_from=tomorrow.date()
    )
    receipt = NewReceipt(amount=Money(880, "GTQ"), what_for="Agua", on=tomorrow.date())
    item = actions.note_receipt(actor=SYSTEM, advance=row, receipt=receipt, at=tomorrow)
    assert item.counted_minor == 2_600
    last = Posting.objects.get(kind="SPENT")
    assert (last.rate, last.rate_day, last.amount_minor) == (
        Decimal("8.8"), tomorrow.date(), 100,
    )  # fmt: skip


def test_an_advance_is_seen_by_who_answers_for_money_there_and_by_who_holds_it() -> None:
    holder = factories.user("field")
    row = advance(holder=holder.pk)
    away = factories.office("TIJ", "Tijuana")
    readers = {
        holder: True,
        factories.user("field"): False,
        factories.user("finance"): True,
        factories.user("coordinator"): True,
        factories.user("finance", at=away): False,
        factories.user("counsellor"): False,
    }
    for user, sees in readers.items():
        with reading(reader_of(user, DAY)) as reader:
            assert Advance.objects.visible_to(reader).filter(pk=row.pk).exists() is sees


def test_the_pages_give_tell_return_and_close() -> None:
    office = factories.office()
    holder = factories.user("field", at=office)
    giver, closer = client_for("finance"), client_for("coordinator")
    form = giver.get(reverse("programmes:advance_new"))
    assert form.status_code == 200
    grant = holder.grants.get()
    told = {
        "id": str(new_id()), "holder": str(grant.pk), "line": LINE, "amount": "100.00",
        "currency": "USD", "what_for": "Comidas", "signed": "PAPER", "reference": "tap-250310-1",
    }  # fmt: skip
    assert giver.post(reverse("programmes:advance_new"), {**told, "amount": "0"}).status_code == 422
    made = giver.post(reverse("programmes:advance_new"), told)
    row = Advance.objects.get()
    page = reverse("programmes:advance", args=[row.pk])
    assert (made.status_code, made["Location"], row.reference) == (302, page, "TAP-250310-1")
    told = {"amount": "60", "currency": "USD", "what_for": "Agua", "on": str(clock.today())}
    own = Client()
    own.force_login(holder)
    assert own.get(page).status_code == 200
    assert own.post(reverse("programmes:advance_receipt", args=[row.pk]), told).status_code == 302
    assert own.get(reverse("programmes:advance_return", args=[row.pk])).status_code == 404
    back = {"amount": "40", "signed": "PAPER"}
    assert giver.post(reverse("programmes:advance_return", args=[row.pk]), back).status_code == 302
    close = reverse("programmes:advance_close", args=[row.pk])
    assert giver.post(close, {"why": ""}).status_code == 422
    assert closer.post(close, {"why": ""}).status_code == 302
    row.refresh_from_db()
    assert row.closed_at is not None
    assert AdvanceItem.objects.count() == 2
