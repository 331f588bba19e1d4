"""Builds the papers of an arrival: what to prepare and what was handed over, never why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from rumbo.common.pdf import Lang, Letterhead, Paper, render
from rumbo.movements.print.care import legend

HERE = Path(__file__).parent
COUNTS = ("women", "men", "girls", "boys", "other")


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One person expected; `care` holds listed codes of movements.print.care only."""

    name: str
    sex: str = ""
    age: int | None = None
    group: str = ""
    onward: str = ""
    care: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ArrivalNotice:
    """What a reception centre is told beforehand; the hour is local to the centre."""

    letterhead: Letterhead
    centre: str
    movement: str
    on: date
    at: time | None = None
    origin: str = ""
    vehicle: str = ""
    escorts: tuple[str, ...] = ()
    officer: str = ""
    arrivals: tuple[Arrival, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Item:
    """A thing handed over."""

    name: str
    quantity: int = 1


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a person was given on arrival; `amount` none leaves the money out."""

    letterhead: Letterhead
    number: str
    person: str
    document: str = ""
    onward: str = ""
    items: tuple[Item, ...] = ()
    amount: Decimal | None = None
    currency: str = ""
    in_words: str = ""
    place: str = ""
    on: date | None = None
    staff: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferralLetter:
    """What an institution reads: `told` holds only what the person's yes covers, label and value."""

    letterhead: Letterhead
    number: str
    to_whom: str
    need: str
    on: date
    answer_by: date
    told: tuple[tuple[str, str], ...]
    staff: str = ""


def arrival_notice_pdf(notice: ArrivalNotice, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the notice to a reception centre, with needs in words."""
    wanted = Counter(code for person in notice.arrivals for code in set(person.care))
    words = dict(legend(tuple(wanted), lang))
    shape = {
        **vars(notice),
        "counts": _counts(notice.arrivals),
        "needs": [(words[code], wanted[code]) for code in words],
        "arrivals": [
            {**vars(person), "needs": [words[code] for code in person.care]}
            for person in notice.arrivals
        ],
    }
    return render(HERE / "notice.typ", shape, lang=lang, paper=paper)


def receipt_pdf(receipt: Receipt, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the receipt of a kit and onward money."""
    amount = "" if receipt.amount is None else f"{receipt.amount:,.2f}"
    return render(HERE / "receipt.typ", {**vars(receipt), "amount": amount}, lang=lang, paper=paper)


def referral_letter_pdf(letter: ReferralLetter, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the letter that somebody carries to an institution, on one page."""
    return render(HERE / "referral.typ", vars(letter), lang=lang, paper=paper)


def _counts(arrivals: tuple[Arrival, ...]) -> list[tuple[str, int]]:
    """Count by sex and age, leaving out what nobody is."""
    counted = Counter(_count_as(person) for person in arrivals)
    return [(name, counted[name]) for name in COUNTS if counted[name]]


def _count_as(person: Arrival) -> str:
    names = {"F": ("women", "girls"), "M": ("men", "boys")}
    if person.age is None or person.sex not in names:
        return "other"
    return names[person.sex][person.age < 18]
