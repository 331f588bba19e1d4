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
from rumbo.statistics.disclosure.lines import OTHERS, Paid, Spending, Standing
from rumbo.statistics.periods import Quarter

if TYPE_CHECKING:
    from django.db.models import QuerySet

JOURNEY = ("SEAT", "VEHICLE", "ESCORT")


def spending_of(line: FundingLine, quarter: Quarter) -> Spending:
    """Gather what was posted of a quarter until it was closed, all offices together.

    The journeys of all lines are told, since they may be held against one another.
    """
    written = Posting.objects.filter(recorded_at__lt=quarter.recorded_by).order_by()
    inside = written.filter(
        occurred_at__gte=start_of(quarter.since), occurred_at__lt=end_of(quarter.until)
    )
    mine = written.filter(line=line, occurred_at__lt=end_of(quarter.until))
    return Spending(
        line=line.code,
        quarter=quarter,
        standing=_standing(line, mine, inside.filter(line=line)),
        journeys=_journeys(inside),
        others=_others(inside.filter(line=line), line.currency),
    )


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
    )


def _pots(rows: "QuerySet[Any]") -> dict[str, int]:
    summed = rows.values_list("taken_from", "kind").annotate(sum=Sum("amount_minor"))
    return pots_of({(taken_from, kind): minor for taken_from, kind, minor in summed})


def _net(rows: "QuerySet[Any]", *names: str) -> "QuerySet[Any]":
    into = Coalesce(Sum("amount_minor", filter=Q(kind="SPENT")), 0)
    out = Coalesce(Sum("amount_minor", filter=Q(taken_from="SPENT")), 0)
    found: QuerySet[Any] = rows.values(*names).annotate(net=into - out)
    return found


def _journeys(inside: "QuerySet[Any]") -> dict[tuple[str, str], Paid]:
    people: dict[tuple[str, str], int] = defaultdict(int)
    seats = _net(inside.filter(purpose="SEAT"), "line", "mode", "person")
    for one in seats.filter(net__gt=0):
        people[one["line"], one["mode"]] += 1
    cost = {
        (one["line"], one["mode"]): (one["net"], one["line__currency"])
        for one in _net(inside.filter(purpose__in=JOURNEY), "line", "mode", "line__currency")
    }
    return {key: Paid(people[key], Money(*cost[key])) for key in sorted(cost)}


def _others(inside: "QuerySet[Any]", currency: str) -> dict[str, Paid]:
    things: dict[str, int] = defaultdict(int)
    minor: dict[str, int] = defaultdict(int)
    for one in _net(inside.filter(purpose__in=OTHERS), "purpose", "about"):
        things[one["purpose"]] += one["net"] > 0
        minor[one["purpose"]] += one["net"]
    return {what: Paid(things[what], Money(minor[what], currency)) for what in minor}
