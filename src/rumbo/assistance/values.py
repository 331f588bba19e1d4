"""What the verbs of direct assistance are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from rumbo.common.money import Money

Matrix = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewService:
    """A service: what, from whom, since when, and the day on which the person said yes to it."""

    kind: str
    provider: str
    agreed_on: date
    starts_on: date
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVoucher:
    """A sum asked of the fund; `payee` stays empty where the survivor is given it (SURVIVOR)."""

    amount: Money
    payee_kind: str
    payee: str = ""
    due_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was given and who signed for it: on the screen, or on the sheet with pen or thumb."""

    amount: Money
    received_by: str
    how: str = "SCREEN"
    strokes: str = ""
    paper: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """One look at the matrix: for each part its level and its measure, and what is concluded.

    `origin_office` is asked of the first look alone; None where the survivor wants nobody there to
    know, and a second officer here concludes.
    """

    matrix: Matrix = field(default_factory=dict)
    finding: str = ""
    notes: str = ""
    origin_office: UUID | None = None
