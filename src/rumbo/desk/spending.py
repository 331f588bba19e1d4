"""Money without people: what each funding line has promised, and what was handed over, by receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count as Many
from django.db.models import Q, QuerySet, Sum

from rumbo.access.values import Reader
from rumbo.casework.models import EligibilityDecision
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.documents.models import ConsularRequest
from rumbo.movements.models import BookedSeat
from rumbo.programmes import books
from rumbo.programmes import queries as programmes
from rumbo.reception.models import Kit, OnwardMoney

DAYS = 30
SHOWN = 200
NEARLY = 90  # percent of a line that is promised: time to look for another


@dataclass(frozen=True, slots=True)
class LineSpent:
    """One funding line: what it has, for how many groups it was chosen, and what its ledger says.

    `committed` is what all offices promised or spent; `fees` is what it paid consulates, as paid.
    """

    code: str
    name: str
    donor: str
    amount: Money
    groups: int
    seats: int
    committed: Money
    fees: tuple[Money, ...] = ()

    @property
    def left(self) -> Money:
        """What is not promised yet."""
        return self.amount - self.committed

    @property
    def percent(self) -> int:
        """How much of it is promised."""
        return round(100 * self.committed.minor / self.amount.minor) if self.amount.minor else 0


def unnamed(reader: Reader) -> Reader:
    """The same reader for amounts alone: rows of arrivals are asked for sums and receipt numbers."""
    return replace(reader, compartments=frozenset({"bio"}))


def lines(reader: Reader, today: date) -> list[LineSpent]:
    """Every funding line of the day with what it has promised and spent, the fullest first."""
    mine = unnamed(reader)
    chosen = EligibilityDecision.objects.visible_to(mine).filter(revoked_at=None, eligible=True)
    groups = dict(chosen.values_list("funding_line").annotate(n=Many("id")).order_by())
    seats = BookedSeat.objects.visible_to(mine).live().order_by()
    held = dict(seats.values_list("booking__case__funding_line").annotate(n=Many("id")))
    paid, promised = _fees(mine), books.promised()
    found = [
        LineSpent(
            line.code,
            str(line),
            line.donor,
            line.amount,
            groups.get(line.code, 0),
            held.get(line.code, 0),
            Money(promised[line.code], line.currency),
            paid.get(line.code, ()),
        )
        for line in programmes.funding_lines_on(today)
    ]
    return sorted(found, key=lambda one: (-one.percent, one.name))


def _fees(reader: Reader) -> dict[str, tuple[Money, ...]]:
    """What each line paid consulates, by currency; whose paper it was stays out."""
    rows = ConsularRequest.objects.visible_to(reader).exclude(fee_paid_on=None).order_by()
    summed = rows.values_list("funding_line", "fee_currency").annotate(sum=Sum("fee_minor"))
    found: dict[str, tuple[Money, ...]] = {}
    for line, currency, minor in sorted(summed):
        found[line] = (*found.get(line, ()), Money(minor, currency))
    return found


def _since(today: date) -> datetime:
    return clock.start_of(today - timedelta(days=DAYS - 1))


def receipts(reader: Reader, today: date) -> QuerySet[OnwardMoney]:
    """The money handed over for the way in the last days, the newest first; whose it was stays out."""
    rows: QuerySet[OnwardMoney] = OnwardMoney.objects.visible_to(unnamed(reader))
    rows = rows.filter(occurred_at__gte=_since(today))
    return rows.select_related("office", "receiving_office").order_by("-occurred_at", "-id")


def totals(rows: QuerySet[OnwardMoney]) -> Sequence[tuple[Money, int]]:
    """What stands, by currency, with how many receipts."""
    standing = rows.filter(taken_back_at=None).order_by()
    summed = standing.values_list("currency").annotate(sum=Sum("amount"), n=Many("id"))
    return [(Money(amount, currency), n) for currency, amount, n in sorted(summed)]


def unsigned(rows: QuerySet[OnwardMoney]) -> QuerySet[OnwardMoney]:
    """The receipts whose signature is on paper: the sheet is to be seen."""
    return rows.filter(Q(signature_file=None), taken_back_at=None)


def kits(reader: Reader, today: date) -> int:
    """How many kits were handed over in the last days, to reconcile with the store."""
    rows = Kit.objects.visible_to(unnamed(reader)).live()
    found: int = rows.filter(occurred_at__gte=_since(today)).count()
    return found
