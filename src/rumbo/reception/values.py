"""What the verbs of reception take in."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.registry.values import NewPerson


@dataclass(frozen=True, kw_only=True)
class NewPayment:
    """Money for the way: how much, and how it was signed for.

    `strokes` is the path of a signature on the screen (`M x y L x y …`).
    """

    amount: Money
    signed: str = "PAPER"
    strokes: str = ""
    id: uuid.UUID = field(default_factory=new_id)


@dataclass(frozen=True, kw_only=True)
class NewReferral:
    """To whom somebody is sent, for what, and what that institution is told.

    `agreed_on` is the day on which they said yes to this institution.
    """

    target: str
    need: str
    agreed_on: date | None = None
    organisation: str = ""
    told: tuple[str, ...] = ()
    note: str = ""
    id: uuid.UUID = field(default_factory=new_id)


@dataclass(frozen=True, kw_only=True)
class NewDirectArrival:
    """People who came without us: where, how and from which country; each with their own yes."""

    people: tuple[NewPerson, ...]
    place: str
    country: str
    manner: str
    from_country: str = ""
    id: uuid.UUID = field(default_factory=new_id)
