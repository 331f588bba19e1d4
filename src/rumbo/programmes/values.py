"""What verbs of this room are given whole."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from rumbo.access.models import Office
from rumbo.common.ids import new_id
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How something was signed for: on the SCREEN, with both strokes, or on PAPER."""

    how: str = "PAPER"
    giver: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdvance:
    """Cash to give: from which line, into whose hand, for what; `office` is where they work.

    `reference` is a departure's code, `centre` the code of a reception centre.
    """

    id: uuid.UUID = field(default_factory=new_id)
    line: str
    holder: uuid.UUID
    office: Office
    amount: Money
    what_for: str
    signature: Signature
    kind: str = "ESCORT"
    centre: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReceipt:
    """What was paid out of an advance, on which day, with the paper where there is one."""

    id: uuid.UUID = field(default_factory=new_id)
    amount: Money
    what_for: str
    on: date
    paper: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFare:
    """What a carrier agreed to take for a seat between two airports, for whom, and on what paper.

    `whose` is PASSENGER, or ESCORT for the way back of whoever went along.
    """

    carrier: str
    origin: str
    destination: str
    fare: Money
    since: date
    source: str
    whose: str = "PASSENGER"
    until: date | None = None
