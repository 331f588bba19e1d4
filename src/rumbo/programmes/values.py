"""What verbs of this room are given whole."""

import uuid
from dataclasses import dataclass
from datetime import date

from rumbo.common.money import Money


@dataclass(frozen=True, slots=True)
class Term:
    """From which day until which day something was agreed (both included), and on what paper."""

    since: date
    until: date | None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one thing costs a line: `about` is the thing, the rest says for whom by ids alone.

    `money` is in the currency in which it is paid; `reference` is a departure's code or a receipt's
    number, never a name.
    """

    line: str
    money: Money
    purpose: str
    about: uuid.UUID
    office: uuid.UUID
    departure: uuid.UUID | None = None
    case: uuid.UUID | None = None
    person: uuid.UUID | None = None
    mode: str = ""
    reference: str = ""
