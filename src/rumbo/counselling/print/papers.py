"""Builds the papers of counselling from plain values; nothing on them says why someone returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Literal, TypeAlias

from rumbo.common.pdf import Lang, Letterhead, Paper, qr, render, signature
from rumbo.counselling import wording

HERE = Path(__file__).parent
Capacity: TypeAlias = Literal["PARENT", "LEGAL_GUARDIAN", "AUTHORITY"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who the paper is about, named as in the travel document; `born` none leaves a line."""

    name: str
    born: date | None = None
    nationality: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Minor:
    """A person under 18 who travels with the adult, and the paper that shows the relation."""

    name: str
    born: date | None = None
    relation: str = ""
    proof: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How the text was read; empty values leave lines and boxes to fill in by hand."""

    language: str = ""
    by_person: bool = False
    aloud: bool = False
    interpreter: str = ""


@dataclass(frozen=True, kw_only=True)
class Signing:
    """Where, when and before whom it is signed.

    `drawn` holds signatures made on a screen, as the path the page keeps, by who signed:
    person, child, witness, officer, interpreter.
    """

    place: str = ""
    on: date | None = None
    witness: str = ""
    officer: str = ""
    drawn: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """The declaration of voluntary return of one adult; `consents` maps recipients to yes or no."""

    letterhead: Letterhead
    person: Person
    returns_to: str = ""
    travel: date | None = None
    minors: tuple[Minor, ...] = ()
    consents: Mapping[str, bool | None] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    signing: Signing = field(default_factory=Signing)


@dataclass(frozen=True, kw_only=True)
class GuardianDeclaration:
    """The declaration that a parent, guardian or authority signs for one child."""

    letterhead: Letterhead
    child: Person
    guardian: Person
    capacity: Capacity | Literal[""] = ""
    proof: str = ""
    travels_with: str = ""
    received_by: str = ""
    returns_to: str = ""
    travel: date | None = None
    consents: Mapping[str, bool | None] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    signing: Signing = field(default_factory=Signing)


@dataclass(frozen=True, kw_only=True)
class Reconfirmation:
    """The short slip of the day of departure: yes or no, asked once more."""

    letterhead: Letterhead
    person: Person
    returns_to: str = ""
    departure: str = ""
    travel: date | None = None
    answer: Literal["yes", "no", ""] = ""
    signer: str = ""
    hour: time | None = None
    signing: Signing = field(default_factory=Signing)


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """The form of a change of mind; it has no place for a reason."""

    letterhead: Letterhead
    person: Person
    originals: str = ""
    signing: Signing = field(default_factory=Signing)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice to be explained and signed: data consent, or a case before a court."""

    letterhead: Letterhead
    person: Person
    accepted: bool | None = None
    reading: Reading = field(default_factory=Reading)
    signing: Signing = field(default_factory=Signing)


_Signed: TypeAlias = Declaration | GuardianDeclaration | Reconfirmation | Withdrawal | Notice


@dataclass(frozen=True, kw_only=True)
class ContactCard:
    """A card to keep: whom to call, when to come; it names no programme."""

    letterhead: Letterhead
    messages: str = ""
    address: str = ""
    hours: str = ""
    next: str = ""
    ask_for: str = ""
    emergency: str = ""
    qr_text: str = ""


def declaration_pdf(
    paper_of: Declaration, *, lang: Lang, paper: Paper = "a4", version: str = ""
) -> bytes:
    """Return the declaration of an adult: one sheet, front and back."""
    text = _text("declaration", version, lang, paper_of.letterhead)
    return _print("declaration", paper_of, text, lang, paper)


def guardian_pdf(
    paper_of: GuardianDeclaration, *, lang: Lang, paper: Paper = "a4", version: str = ""
) -> bytes:
    """Return the declaration for a child: one sheet, front and back."""
    text = _text("guardian", version, lang, paper_of.letterhead)
    return _print("guardian", paper_of, text, lang, paper)


def reconfirmation_pdf(
    paper_of: Reconfirmation, *, lang: Lang, paper: Paper = "a4", version: str = ""
) -> bytes:
    """Return the slip of the day of departure."""
    text = _text("reconfirmation", version, lang, paper_of.letterhead)
    return _print("reconfirmation", paper_of, text, lang, paper)


def withdrawal_pdf(
    paper_of: Withdrawal, *, lang: Lang, paper: Paper = "a4", version: str = ""
) -> bytes:
    """Return the form of a change of mind."""
    text = _text("withdrawal", version, lang, paper_of.letterhead)
    return _print("withdrawal", paper_of, text, lang, paper)


def data_consent_pdf(
    paper_of: Notice, *, lang: Lang, paper: Paper = "a4", version: str = ""
) -> bytes:
    """Return the notice on personal data, with a yes and a no."""
    text = _text("data-consent", version, lang, paper_of.letterhead)
    return _print("notice", paper_of, text, lang, paper)


def mpp_pdf(paper_of: Notice, *, lang: Lang, paper: Paper = "a4", version: str = "") -> bytes:
    """Return the acknowledgement for a person with a case before a United States court."""
    text = _text("mpp", version, lang, paper_of.letterhead)
    return _print("notice", paper_of, text, lang, paper)


def contact_card_pdf(card: ContactCard, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the contact card, to be cut out."""
    shape = {**vars(card), "code": qr(card.qr_text) if card.qr_text else ""}
    return render(HERE / "contact.typ", shape, lang=lang, paper=paper)


def _text(code: str, version: str, lang: Lang, head: Letterhead) -> wording.Wording:
    text = wording.get(code, version, lang) if version else wording.current(code, lang)
    return text.filled(organisation=head.organisation, office=head.office)


def _print(
    template: str, paper_of: _Signed, text: wording.Wording, lang: Lang, paper: Paper
) -> bytes:
    # The permissions in force with this version: one name at the foot says the whole text.
    sharing = wording.current("sharing", lang, on=date.fromisoformat(text.version))
    shape = {
        **vars(paper_of),
        "wording": {"name": text.name, **vars(text)},
        "sharing": sharing,
        "choice": text.code == "data-consent",
        "drawn": {who: signature(path) for who, path in paper_of.signing.drawn.items()},
    }
    return render(HERE / f"{template}.typ", shape, lang=lang, paper=paper)
