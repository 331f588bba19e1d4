"""Builds the receipt of a voucher from plain values: nothing on it says why, or leads to a file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from rumbo.common.pdf import Lang, Letterhead, Paper, render, signature

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What was given under a reference, and who signs; empty lines are filled in by hand."""

    letterhead: Letterhead
    reference: str
    payee: str
    amount: Decimal
    currency: str
    on: date | None = None
    received_by: str = ""
    staff: str = ""
    strokes: str = ""


def receipt_pdf(receipt: Receipt, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the receipt on one page, with the signature where it was made on a screen."""
    shape = {
        **vars(receipt),
        "amount": f"{receipt.amount:,.2f}",
        "drawn": signature(receipt.strokes),
    }
    return render(HERE / "receipt.typ", shape, lang=lang, paper=paper)
