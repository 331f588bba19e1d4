"""Builds the papers of the consular desk: the least that a consulate needs, and never why."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rumbo.common.pdf import Lang, Letterhead, Paper, render

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One person of whom a consulate is asked: name, birth, nationality and the paper, no more."""

    number: str
    name: str
    born: date | None
    nationality: str
    paper: str
    enclosed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The letter of one request."""

    letterhead: Letterhead
    to_whom: str
    on: date
    use_until: date
    asked: Asked


@dataclass(frozen=True, kw_only=True)
class Packet:
    """A batch: its cover letter with the list, then a sheet a person."""

    letterhead: Letterhead
    to_whom: str
    on: date
    week: date
    use_until: date
    people: tuple[Asked, ...]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What tells a consulate to go no further: a number of ours and the day on which it came."""

    letterhead: Letterhead
    to_whom: str
    on: date
    number: str
    paper: str
    sent: date


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """An original changes hands: what, whose, from whom, to whom; for two signatures."""

    letterhead: Letterhead
    number: str
    person: str
    document: str
    document_number: str
    before: str
    after: str
    on: date
    staff: str


def letter_pdf(letter: Letter, *, lang: Lang, paper: Paper = "us-letter") -> bytes:
    """Return the letter of one request, on one page."""
    return render(HERE / "letter.typ", letter, lang=lang, paper=paper)


def packet_pdf(packet: Packet, *, lang: Lang, paper: Paper = "us-letter") -> bytes:
    """Return a batch's cover letter and a sheet a person."""
    return render(HERE / "packet.typ", packet, lang=lang, paper=paper)


def stop_pdf(stop: Stop, *, lang: Lang, paper: Paper = "us-letter") -> bytes:
    """Return the letter that stops a request; it names nobody."""
    return render(HERE / "stop.typ", stop, lang=lang, paper=paper)


def receipt_pdf(receipt: Receipt, *, lang: Lang, paper: Paper = "us-letter") -> bytes:
    """Return the receipt of an original."""
    return render(HERE / "receipt.typ", receipt, lang=lang, paper=paper)
