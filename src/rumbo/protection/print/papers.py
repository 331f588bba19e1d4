"""Builds the act of hand-over from plain values; empty ones leave a line to fill in by hand."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from urllib.parse import urlencode

from rumbo.common.pdf import Lang, Letterhead, Paper, qr, render, signature

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two who sign: as written down, or as expected on a sheet still to be signed."""

    name: str = ""
    behalf: str = ""
    document: str = ""
    strokes: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A child passes from one hand to another; `code` is what is checked, no name in it.

    The QR code leads to `page` with it, where there is one.
    """

    letterhead: Letterhead
    end: str
    child: str
    giver: Side
    taker: Side
    born: date | None = None
    nationality: str = ""
    number: str = ""
    place: str = ""
    on: date | None = None
    at: time | None = None
    with_it: str = ""
    code: str = ""
    page: str = ""


def act_pdf(act: Act, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the act on one page, with both signatures where they were made on a screen."""
    shape = {
        **vars(act),
        "giver": {**vars(act.giver), "drawn": signature(act.giver.strokes)},
        "taker": {**vars(act.taker), "drawn": signature(act.taker.strokes)},
        "qr": qr(link_of(act.code, act.page)),
    }
    return render(HERE / "handover.typ", shape, lang=lang, paper=paper)


def link_of(code: str, page: str) -> str:
    """What the QR code of an act says: where to check it, or the code alone where nobody can."""
    return f"{page}?{urlencode({'c': code})}" if page else code
