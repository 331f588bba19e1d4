"""What a quarter cost a line of money, from its postings: nobody's name, and for whom by number."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from rumbo.common.clock import end_of, start_of
from rumbo.common.money import Money
from rumbo.programmes.models import FundingLine, LineBalance, Posting
from rumbo.programmes.rules.money import pots_of
from rumbo.statistics.disclosure.lines import (
    OTHERS,
    Cell,
    Paid,
    Spending,
    Standing,
    left_over,
)
from rumbo.statistics.periods import SHOWN, Quarter

if TYPE_CHECKING:
    from django.db.models import QuerySet

JOURNEY = ("SEAT", "VEHICLE", "ESCORT")


def spending_of(line: FundingLine, quarter: Quarter, threshold: int) -> Spending:
    """Gather what was posted of a quarter until it was closed, all offices and all lines together.

    What is for fewer than `threshold` people is told with a later quarter, so those before are
    read as well: as many as are offered beside one another.
    """
    written = Posting.objects.filter(recorded_at__lt=quarter.recorded_by).order_by()
    mine = written.filter(line=line, occurred_at__lt=end_of(quarter.until))
    earlier = [quarter.before]
    while len(earlier) < SHOWN:
        earlier.append(earlier[-1].before)
    return Spending(
        line=line.code,
        quarter=quarter,
        standing=_standing(line, mine, _inside(quarter).filter(line=line)),
        paid=_paid(quarter),
        before=left_over((_paid(one) for one in reversed(earlier)), threshold),
    )


def _inside(quarter: Quarter) -> "QuerySet[Any]":
    return Posting.objects.filter(
        recorded_at__lt=quarter.recorded_by,
        occurred_at__gte=start_of(quarter.since),
        occurred_at__lt=end_of(quarter.until),
    ).order_by()


def _paid(quarter: Quarter) -> dict[Cell, Paid]:
    """What every line paid for in a quarter."""
    inside = _inside(quarter)
    return {**_journeys(inside), **_others(inside)}


def lines_used(until: datetime) -> Mapping[str, FundingLine]:
    """The lines that moved any money before a moment, by code."""
    used = Posting.objects.filter(occurred_at__lt=until).order_by().values("line").distinct()
    return {row.code: row for row in FundingLine.objects.filter(code__in=used).order_by("code")}


def _standing(line: FundingLine, until_then: "QuerySet[Any]", inside: "QuerySet[Any]") -> Standing:
    pots, moved = _pots(until_then), _pots(inside)
    balance = LineBalance.objects.filter(line=line).values_list("amount", flat=True).first()
    amount = line.amount_minor if balance is None else balance
    return Standing(
        amount=Money(amount, line.currency),
        planned=Money(pots["PLANNED"], line.currency),
        committed=Money(pots["COMMITTED"], line.currency),
        spent=Money(pots["SPENT"], line.currency),
        spent_in_quarter=Money(moved["SPENT"], line.currency),
        planned_for=_people_in(until_then, "PLANNED"),
        committed_for=_people_in(until_then, "COMMITTED"),
    )


def _people_in(rows: "QuerySet[Any]", pot: str) -> int:
    """How many people money of a pot waits for."""
    into = Coalesce(Sum("amount_minor", filter=Q(kind=pot)), 0)
    out = Coalesce(Sum("amount_minor", filter=Q(taken_from=pot)), 0)
    people: QuerySet[Any] = rows.filter(person__isnull=False).values("person")
    waiting: int = people.annotate(net=into - out).filter(net__gt=0).count()
    return waiting


def _pots(rows: "QuerySet[Any]") -> dict[str, int]:
    summed = rows.values_list("taken_from", "kind").annotate(sum=Sum("amount_minor"))
    return pots_of({(taken_from, kind): minor for taken_from, kind, minor in summed})


def _net(rows: "QuerySet[Any]", *names: str) -> "QuerySet[Any]":
    into = Coalesce(Sum("amount_minor", filter=Q(kind="SPENT")), 0)
    out = Coalesce(Sum("amount_minor", filter=Q(taken_from="SPENT")), 0)
    found: QuerySet[Any] = rows.values(*names).annotate(net=into - out)
    return found


def _journeys(inside: "QuerySet[Any]") -> dict[Cell, Paid]:
    people: dict[Cell, int] = defaultdict(int)
    seats = _net(inside.filter(purpose="SEAT"), "line", "mode", "person")
    for one in seats.filter(net__gt=0):
        people[one["line"], one["mode"]] += 1
    cost = {
        (one["line"], one["mode"]): (one["net"], one["line__currency"])
        for one in _net(inside.filter(purpose__in=JOURNEY), "line", "mode", "line__currency")
    }
    return {key: Paid(people[key], Money(*cost[key])) for key in sorted(cost)}


def _others(inside: "QuerySet[Any]") -> dict[Cell, Paid]:
    things: dict[Cell, int] = defaultdict(int)
    sums: dict[Cell, Money] = {}
    names = ("line", "purpose", "line__currency")
    for one in _net(inside.filter(purpose__in=OTHERS), *names, "about"):
        cell = (one["line"], one["purpose"])
        net = Money(one["net"], one["line__currency"])
        things[cell] += one["net"] > 0
        sums[cell] = sums[cell] + net if cell in sums else net
    return {cell: Paid(things[cell], money) for cell, money in sums.items()}
