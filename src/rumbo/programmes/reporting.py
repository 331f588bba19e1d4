"""What finance reads of a line: how many travelled by what for how much, and what else it paid.

Every number is told, also a small one: what a donor is given is made in `statistics.packs.line`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from rumbo.access.values import Reader
from rumbo.common.money import Money
from rumbo.programmes.models import FundingLine, Posting
from rumbo.programmes.rules import money as rules

JOURNEY = ("SEAT", "VEHICLE", "ESCORT")


@dataclass(frozen=True, slots=True)
class PurposeSum:
    """What stands for one purpose: how many things were paid, and in which money."""

    purpose: str
    planned: Money
    committed: Money
    spent: Money
    things: int
    paid_in: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class ModeSum:
    """Those who travelled by one mode on this line, and what their seats and vehicles cost it."""

    mode: str
    people: int
    cost: Money

    @property
    def each(self) -> Money | None:
        """What one person cost, half a cent rounded up; nothing where nobody travelled."""
        if not self.people:
            return None
        return Money(rules.share(self.cost.minor, 1, self.people), self.cost.currency)


@dataclass(frozen=True, slots=True)
class LineReport:
    """A line as finance reads it."""

    line: FundingLine
    people: int
    modes: Sequence[ModeSum]
    purposes: Sequence[PurposeSum]


def report_of(line: FundingLine, reader: Reader) -> LineReport:
    """Gather the report of a line, of the offices for which the reader answers."""
    rows = Posting.objects.visible_to(reader).filter(line=line).order_by()
    modes = _modes(rows, line.currency)
    people = _stands(rows.filter(purpose="SEAT"), "person").count()
    return LineReport(line, people, modes, _purposes(rows, line.currency))


def _stands(rows: "QuerySet[Any]", *names: str) -> "QuerySet[Any]":
    """Keep the things (grouped by these names) of which something stands as spent."""
    into = Coalesce(Sum("amount_minor", filter=Q(kind="SPENT")), 0)
    out = Coalesce(Sum("amount_minor", filter=Q(taken_from="SPENT")), 0)
    found: QuerySet[Any] = rows.values(*names).annotate(net=into - out).filter(net__gt=0)
    return found


def _modes(rows: "QuerySet[Any]", currency: str) -> list[ModeSum]:
    people: dict[str, int] = defaultdict(int)
    for one in _stands(rows.filter(purpose="SEAT"), "mode", "person"):
        people[one["mode"]] += 1
    cost: dict[str, int] = {
        one["mode"]: one["net"] for one in _stands(rows.filter(purpose__in=JOURNEY), "mode")
    }
    return [
        ModeSum(mode, people[mode], Money(cost.get(mode, 0), currency))
        for mode in sorted({*people, *cost})
    ]


def _purposes(rows: "QuerySet[Any]", currency: str) -> list[PurposeSum]:
    sums: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for purpose, taken_from, kind, minor in rows.values_list(
        "purpose", "taken_from", "kind"
    ).annotate(sum=Sum("amount_minor")):
        sums[purpose][taken_from, kind] = minor
    paid = _paid_in(rows)
    found = []
    for purpose in rules.PURPOSES:
        if purpose not in sums:
            continue
        pots = rules.pots_of(sums[purpose])
        found.append(
            PurposeSum(
                purpose,
                Money(pots["PLANNED"], currency),
                Money(pots["COMMITTED"], currency),
                Money(pots["SPENT"], currency),
                _stands(rows.filter(purpose=purpose), "about").count(),
                tuple(one for one in paid[purpose] if one.currency != currency),
            )
        )
    return found


def _paid_in(rows: "QuerySet[Any]") -> dict[str, list[Money]]:
    """What was spent for each purpose in the money in which it was paid."""
    into = Coalesce(Sum("original_minor", filter=Q(kind="SPENT")), 0)
    out = Coalesce(Sum("original_minor", filter=Q(taken_from="SPENT")), 0)
    found: dict[str, list[Money]] = defaultdict(list)
    summed = rows.values_list("purpose", "original_currency").annotate(net=into - out)
    for purpose, currency, net in summed.order_by("purpose", "original_currency"):
        if net > 0:
            found[purpose].append(Money(net, currency))
    return found


def departures_of(line: FundingLine, reader: Reader, most: int) -> list[dict[str, Any]]:
    """The latest departures that a line pays, each with what stands of it: by code, with no names."""
    rows = Posting.objects.visible_to(reader).filter(line=line, purpose__in=JOURNEY)
    sums: dict[Any, dict[tuple[str, str], int]] = defaultdict(dict)
    names: dict[Any, str] = {}
    for one, code, taken_from, kind, minor in (
        rows.order_by()
        .values_list("departure", "reference", "taken_from", "kind")
        .annotate(sum=Sum("amount_minor"))
    ):
        names[one] = max(names.get(one, ""), code)
        key = taken_from, kind
        sums[one][key] = sums[one].get(key, 0) + minor
    found = [
        {
            "code": names[one],
            **{
                pot.lower(): Money(minor, line.currency)
                for pot, minor in rules.pots_of(pots).items()
            },
        }
        for one, pots in sums.items()
    ]
    found = [one for one in found if any(isinstance(v, Money) and v.minor for v in one.values())]
    return sorted(found, key=lambda one: str(one["code"]), reverse=True)[:most]
