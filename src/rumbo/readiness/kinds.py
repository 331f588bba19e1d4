"""The kinds of facts a file may hold, so that each fact says once, beside its name, what may stand there."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What may be written for one fact; the strict reader (reading.py) follows it to the letter."""

    sort: str
    allowed: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0


def one_of(*allowed: str) -> Kind:
    """One code of a closed list."""
    return Kind(sort="one_of", allowed=allowed)


def some_of(*allowed: str) -> Kind:
    """Several codes of a closed list; an empty list is known to be none."""
    return Kind(sort="some_of", allowed=allowed)


def whole(lowest: int, highest: int) -> Kind:
    """A whole number within what is possible."""
    return Kind(sort="whole", lowest=lowest, highest=highest)


YesNo = Annotated[bool | None, Kind(sort="yes_no")]  # true or false; None is not known
Happened = Annotated[date | None, Kind(sort="happened")]  # may not lie after today
Born = Annotated[date | None, Kind(sort="born")]  # may not lie after today either
Day = Annotated[date | None, Kind(sort="day")]  # may lie ahead: a journey, an expiry, a hearing
Name = Annotated[str | None, Kind(sort="name")]  # text that is not blank
Country = Annotated[str | None, Kind(sort="country")]  # ISO 3166 alpha-3
Countries = Annotated[tuple[str, ...] | None, Kind(sort="countries")]
Programme = Annotated[str | bool | None, Kind(sort="programme")]  # its name, or that there is one
Identifier = Annotated[str, Kind(sort="name")]  # the one fact that must be there
