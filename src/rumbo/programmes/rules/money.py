"""The pots of a line, and amounts in the money of another country: exact, rounded once."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from rumbo.common.money import Money

# Decimals of a rate: how many of a currency are one of another.
PLACES = 6
# Into which pots the money of a line goes; RELEASED gives it back to what is free.
POTS = ("PLANNED", "COMMITTED", "SPENT")
KINDS = (*POTS, "RELEASED")
FREE = ""
# What is paid for.
PURPOSES = ("SEAT", "VEHICLE", "ESCORT", "KIT", "FARE", "FEE", "ADVANCE", "VOUCHER")
# Who answers for money, and who may hold cash on the way.
READS_THE_LEDGER = frozenset({"finance", "coordinator"})
HOLDS_CASH = frozenset({"field", "reception"})


def changed(money: Money, into: str, rate: Decimal) -> Money:
    """Change money at a rate (how many of its currency are one of `into`), half a cent rounded up."""
    if money.currency == into:
        return money
    minor = (Decimal(money.minor) / rate).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Money(int(minor), into)


def share(whole: int, part: int, base: int) -> int:
    """What a part of a base is worth of a whole, half a cent rounded up: all of the base is all."""
    exact = Decimal(whole) * part / base
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def pots_of(rows: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """What stands in each pot by the sums of postings, each by where it came from and went to."""
    found = dict.fromkeys(POTS, 0)
    for (taken_from, kind), minor in rows.items():
        if kind in found:
            found[kind] += minor
        if taken_from in found:
            found[taken_from] -= minor
    return found


# What a scan of a receipt may be, by how it begins; nothing larger is taken.
LARGEST_PAPER = 10 * 1024 * 1024
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
SIGNED = ("SCREEN", "PAPER")


def kind_of_paper(content: bytes) -> str | None:
    """Give the media type of a scan by how it begins; None for anything else or too large."""
    if len(content) > LARGEST_PAPER:
        return None
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)


def counted(amount: Money, rate: Decimal, into: str, into_rate: Decimal) -> Money:
    """What a receipt accounts for in the money of an advance, over a third money, rounded once.

    Both rates say how many of a currency are one of the line's.
    """
    if amount.currency == into:
        return amount
    exact = Decimal(amount.minor) * into_rate / rate
    return Money(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)), into)
