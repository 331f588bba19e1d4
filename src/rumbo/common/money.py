"""Amounts in minor units with their currency: cents never become floats."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount: `minor` cents of `currency` (ISO 4217)."""

    minor: int
    currency: str = "USD"

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str = "USD") -> "Money":
        """Read whole units ("12.50") into minor units, half a cent rounded up."""
        cents = (Decimal(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return cls(int(cents), currency)

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + Money(-other.minor, other.currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units."""
        return Decimal(self.minor) / 100

    def __str__(self) -> str:
        return f"{self.amount:,.2f} {self.currency}"
