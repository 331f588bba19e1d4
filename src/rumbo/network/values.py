"""What a desk writes down of the network, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTransit:
    """Whether people may change flights in a country, from a day on, and who said so.

    A `nationality` or a `document` left empty stands for every one; `needs` is what they ask for.
    """

    country: str
    allowed: bool
    since: date
    source: str
    nationality: str = ""
    document: str = ""
    needs: str = ""
