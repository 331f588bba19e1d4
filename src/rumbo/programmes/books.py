"""What the ledger says: balances, what stands of a thing, and sums that must agree."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from rumbo.access.values import Reader
from rumbo.common.money import Money
from rumbo.programmes import errors
from rumbo.programmes.models import ExchangeRate, FundingLine, LineBalance, Posting
from rumbo.programmes.rules import money as rules
from rumbo.programmes.values import Cost


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of one thing in one pot of one line, as it was posted."""

    cost: Cost
    pot: str
    minor: int
    rate: Decimal
    day: date


def rate_on(currency: str, into: str, day: date) -> Decimal:
    """How many of a currency are one of another on a day; refused where nobody wrote it down."""
    if currency == into:
        return Decimal(1)
    rows = ExchangeRate.objects.live_on(day).filter(currency=currency, into=into)
    found = rows.order_by("-valid_from", "-code").values_list("rate", flat=True).first()
    if found is None:
        raise errors.no_rate(currency, into, day)
    return Decimal(found)


def lines_of(abouts: Collection[uuid.UUID]) -> set[str]:
    """The lines that ever moved money for these things."""
    rows = Posting.objects.filter(about__in=abouts).order_by()
    return set(rows.values_list("line", flat=True).distinct())


def standing_of(abouts: Collection[uuid.UUID]) -> list[Stands]:
    """What stands of these things in each pot of each line, in the order in which it came there."""
    sums: dict[tuple[uuid.UUID, str], dict[tuple[str, str], int]] = defaultdict(
        lambda: defaultdict(int)
    )
    last: dict[tuple[uuid.UUID, str], Posting] = {}
    for row in Posting.objects.filter(about__in=abouts).order_by("recorded_at", "id"):
        key = row.about, row.line_id
        sums[key][row.taken_from, row.kind] += row.amount_minor
        last[key] = row
    return [
        Stands(_cost(last[key]), pot, minor, last[key].rate, last[key].rate_day)
        for key, found in sums.items()
        for pot, minor in rules.pots_of(found).items()
        if minor
    ]


def _cost(row: Posting) -> Cost:
    return Cost(
        line=row.line_id,
        money=row.original,
        purpose=row.purpose,
        about=row.about,
        office=row.office_id,
        departure=row.departure,
        case=row.case,
        person=row.person,
        mode=row.mode,
        reference=row.reference,
    )


def postings_of(line: FundingLine, reader: Reader, most: int) -> list[Posting]:
    """The latest postings of a line at the reader's offices."""
    rows = Posting.objects.visible_to(reader).filter(line=line).select_related("line", "office")
    return list(rows.order_by("-occurred_at", "-recorded_at", "-id")[:most])


def balances() -> dict[str, LineBalance]:
    """Where each line stands, all offices together, by code; a line never used stands whole."""
    found = {row.line_id: row for row in LineBalance.objects.select_related("line")}
    for line in FundingLine.objects.exclude(code__in=found):
        found[line.code] = LineBalance(line=line, amount=line.amount_minor)
    return found


def free() -> Mapping[str, int]:
    """What each line that was ever used has left, in its minor units."""
    rows = LineBalance.objects.values_list("line", "amount", "committed", "spent")
    return {code: amount - committed - spent for code, amount, committed, spent in rows}


def promised() -> Mapping[str, int]:
    """What each line has committed or spent, in its minor units."""
    return {code: row.committed + row.spent for code, row in balances().items()}


def pots_by(name: str, **lookup: object) -> dict[object, dict[str, int]]:
    """The pots of each departure, case or person (`name`), by the sums of the postings."""
    rows = Posting.objects.filter(**lookup).order_by()
    sums: dict[object, dict[tuple[str, str], int]] = defaultdict(dict)
    for one, taken_from, kind, minor in rows.values_list(name, "taken_from", "kind").annotate(
        sum=Sum("amount_minor")
    ):
        sums[one][taken_from, kind] = minor
    return {one: rules.pots_of(found) for one, found in sums.items()}


def unbalanced() -> Sequence[str]:
    """The lines whose balance is not the sum of their postings: there is none, ever."""
    by_line = pots_by("line")
    wrong = []
    for code, row in balances().items():
        pots = by_line.get(code, dict.fromkeys(rules.POTS, 0))
        stands = {"PLANNED": row.planned, "COMMITTED": row.committed, "SPENT": row.spent}
        if pots != stands or row.free < 0:
            wrong.append(code)
    return wrong


def money_of(row: LineBalance, pot: str) -> Money:
    """What is in a pot of a line, with its currency."""
    minor = {
        "AMOUNT": row.amount,
        "PLANNED": row.planned,
        "COMMITTED": row.committed,
        "SPENT": row.spent,
        "FREE": row.free,
    }
    return Money(minor[pot], row.line.currency)
