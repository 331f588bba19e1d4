"""What finance reads of money: lines and ledger, and nobody's name."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.movements import actions as movements
from rumbo.programmes import reporting
from rumbo.programmes.accounts import LEDGER, ShownLine
from rumbo.programmes.models import FundingLine, LineBalance, Posting
from rumbo.reception import actions as reception
from rumbo.reception.values import NewPayment
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.factories.money import LINE, OTHER, holding, paid_by
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
AFTER = travel.LEAVES + timedelta(days=2)


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    with clock.travel_to(AFTER):
        yield


def _journey() -> None:
    """A family that a line took home, a bus that it paid, a fare, and somebody still booked."""
    ready.reference()
    arrivals.receiving()
    family, bus = paid_by(travel.ready_family()), travel.departure(funding_line=LINE)
    travel.booked(family, bus)
    travel.boarding(bus)
    travel.all_board(family)
    movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    family.refresh_from_db()
    mother, _son = arrivals.here(family, bus.stops.get(place=arrivals.CENTRE).planned_at)
    reception.pay_onward(
        actor=SYSTEM,
        arrival=mother,
        payment=NewPayment(amount=Money(50_000, "HNL"), signed="PAPER"),
    )
    later = travel.departure(travel.LEAVES + timedelta(days=7), seat_cost=3_000)
    waits = paid_by(travel.ready_alone(travel=later.date))
    movements.book_group(actor=SYSTEM, case=waits, departure=later, at=travel.BEFORE)


def test_finance_reads_who_travelled_by_what_and_what_one_person_cost() -> None:
    _journey()
    # The fare was paid at the office that receives: another than the one that sent them.
    with reading(reader_of(factories.user("finance", everywhere=True), AFTER.date())) as reader:
        told = reporting.report_of(FundingLine.objects.get(pk=LINE), reader)
        departures = reporting.departures_of(told.line, reader, 5)
    assert told.people == 2
    [mode] = told.modes
    assert (mode.mode, mode.people, mode.cost) == ("LAND", 2, Money(450_000 + 5_000))
    assert mode.each == Money(227_500)
    sums = {row.purpose: row for row in told.purposes}
    assert (sums["SEAT"].things, sums["SEAT"].committed) == (2, Money(3_000))
    assert sums["FARE"].paid_in == (Money(50_000, "HNL"),)
    assert [row["spent"] for row in departures] == [Money(0), Money(455_000)]


def test_another_office_s_sums_are_not_in_the_report() -> None:
    _journey()
    away = factories.user("finance", at=factories.office("TIJ", "Tijuana"))
    with reading(reader_of(away, AFTER.date())) as reader:
        told = reporting.report_of(FundingLine.objects.get(pk=LINE), reader)
        assert (told.people, told.modes, told.purposes) == (0, [], [])
        assert not Posting.objects.visible_to(reader).exists()


def test_the_pages_show_amounts_and_no_name() -> None:
    _journey()
    for role in ("finance", "coordinator"):
        client = Client()
        client.force_login(factories.user(role, everywhere=True))
        pages = [
            client.get(reverse("programmes:lines")),
            client.get(reverse("programmes:line", args=[LINE])),
            client.get(reverse("programmes:ledger"), {"linea": LINE, "para": "FARE"}),
        ]
        for page in pages:
            assert page.status_code == 200
            assert "Marbella" not in page.content.decode()
            assert "Mejía" not in page.content.decode()
        assert "4 550.00" in pages[1].content.decode().replace("\u202f", " ")
        assert "500.00" in pages[2].content.decode()
        assert pages[2].content.decode().count("<tr>") == 2
    for role in ("field", "movements", "donor", "counsellor"):
        assert client_for(role).get(reverse("programmes:line", args=[LINE])).status_code == 404
    assert client_for("finance").get(reverse("programmes:line", args=["NO"])).status_code == 404


def test_a_line_says_whether_it_may_still_pay() -> None:
    ready.reference()
    row, day = FundingLine.objects.get(pk=LINE), AFTER.date()

    def standing(amount: int, committed: int, spent: int = 0) -> str:
        balance = LineBalance(line=row, amount=amount, committed=committed, spent=spent)
        return ShownLine(row, balance, day).standing

    assert standing(1000, 0) == "live"
    assert standing(1000, 450, 450) == "nearly"
    assert standing(1000, 1000) == "full"
    row.valid_until = day - timedelta(days=1)
    assert standing(1000, 0) == "over"


def test_the_picture_never_runs_over_the_edge() -> None:
    ready.reference()
    row = holding(1000, OTHER)
    balance = LineBalance(line=row, amount=1000, spent=250, committed=500, planned=9000)
    parts = ShownLine(row, balance, AFTER.date()).picture
    assert [(part["x"], part["width"]) for part in parts] == [(0, 250), (250, 500), (750, 250)]


def test_a_name_typed_as_a_reference_is_dropped() -> None:
    [field] = [one for one in LEDGER.filters if one.word == "referencia"]
    assert field.reads("tap-250310-1") == "TAP-250310-1"
    assert field.reads("Dilcia López") == ""
