"""From a voucher to its receipt: reference, payee and amount, without a word of why."""

from uuid import UUID

from django.utils.translation import get_language

from rumbo.access.queries import names_of
from rumbo.assistance import words
from rumbo.assistance.models import Voucher
from rumbo.assistance.print import papers
from rumbo.common import clock
from rumbo.common.pdf import Lang, Letterhead
from rumbo.common.sealed import files


def receipt(row: Voucher) -> bytes:
    """Print a receipt: signed as it was on the screen, or with lines for a pen or a thumb.

    It carries no number of a file and no service; where the survivor is paid, the name is left to
    the hand that signs.
    """
    lang: Lang = "en" if (get_language() or "es").startswith("en") else "es"
    office = row.case.office
    is_reserved = row.payee_kind == "SURVIVOR"
    made = papers.Receipt(
        letterhead=Letterhead(organisation="Rumbo", office=office.name),
        reference=row.payment.reference if row.payment else "",
        payee=str(words.NEUTRAL) if is_reserved else row.payee,
        amount=(row.delivered or row.amount).amount,
        currency=row.currency,
        on=clock.day_of(row.delivered_at, office.zone) if row.delivered_at else None,
        received_by="" if is_reserved else row.received_by,
        staff=names_of({row.delivered_by}).get(row.delivered_by, "") if row.delivered_by else "",
        strokes=_strokes(row.signature_file),
    )
    return papers.receipt_pdf(made, lang=lang)


def _strokes(file: UUID | None) -> str:
    return "" if file is None else files.read(file).decode()
