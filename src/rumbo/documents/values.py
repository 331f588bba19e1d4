"""What is handed to the verbs about papers."""

from dataclasses import dataclass
from datetime import date

from rumbo.common.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A scan as it came: its name and its bytes; nobody has looked into it yet."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A paper as it was read: `issuer` is a country, `original_with` a code of that list."""

    type: str
    issuer: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    original_with: str = ""
    scan: NewFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A paper to ask of a consulate, and by when an answer is due."""

    type: str
    country: str
    consulate: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """What a consulate said that it asks for: of which paper, from which day, by whose word."""

    country: str
    document: str
    since: date
    items: tuple[str, ...]
    source: str
    verified: bool
    consulate: str = ""
    photos: int | None = None
    fee: Money | None = None
    fee_free_under: int | None = None
    appointment: str = ""
    usual_days: int | None = None
    valid_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOtherParent:
    """How the other parent's word stands: a code, its day, and the paper that was seen or scanned."""

    state: str
    on: date | None = None
    has_paper: bool = False
    scan: NewFile | None = None

    @property
    def is_papered(self) -> bool:
        """Whether a paper was seen or is attached."""
        return self.has_paper or self.scan is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What leaves the house: how, to which recipient, to whom there, which fields, for what."""

    kind: str
    recipient: str
    purpose: str
    fields: tuple[str, ...]
    to_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidFee:
    """What a consulate charged, and which funding line paid it."""

    amount: Money
    funding_line: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a consulate did not give a paper: a code, and what it said."""

    reason: str
    note: str = ""
