"""From rows to the papers of the consular desk.

What goes to a consulate is in Spanish, whoever prints it, and bears the request's number: the number
of the file stays in the house.
"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.pdf import Lang, Letterhead
from rumbo.documents import desk, terms
from rumbo.documents.models import ConsularBatch, ConsularRequest, Custody
from rumbo.documents.print import papers
from rumbo.ui import words


def letter(row: ConsularRequest) -> bytes:
    """Print the letter of one request."""
    with translation.override("es-mx"):
        made = papers.Letter(
            letterhead=_head(row.case.office.name),
            to_whom=desk.consulate_name(row),
            on=clock.today(),
            use_until=_use_until(),
            asked=_asked(row),
        )
    return papers.letter_pdf(made, lang="es")


def packet(batch: ConsularBatch, rows: Sequence[ConsularRequest]) -> bytes:
    """Print a batch: the cover letter and a sheet a person."""
    with translation.override("es-mx"):
        made = papers.Packet(
            letterhead=_head(batch.office.name),
            to_whom=desk.consulate_name(rows[0]),
            on=clock.today(),
            week=batch.week,
            use_until=_use_until(),
            people=tuple(_asked(row) for row in rows),
        )
    return papers.packet_pdf(made, lang="es")


def stop_letter(row: ConsularRequest) -> bytes:
    """Print what tells a consulate to go no further."""
    with translation.override("es-mx"):
        made = papers.Stop(
            letterhead=_head(row.case.office.name),
            to_whom=desk.consulate_name(row),
            on=clock.today(),
            number=row.number,
            paper=codes.label("document_type", row.type, "es"),
            sent=row.sent_on or clock.today(),
        )
    return papers.stop_pdf(made, lang="es")


def receipt(row: Custody, case: Case, staff: str) -> bytes:
    """Print the receipt of one change of hands."""
    lang: Lang = "en" if codes.active_language() == "en" else "es"
    document = row.document
    after = codes.label("original_with", row.held_by)
    made = papers.Receipt(
        letterhead=_head(row.office.name, case.number),
        number=row.receipt,
        person=document.person.full_name,
        document=gettext("%(type)s de %(country)s")
        % {
            "type": codes.label("document_type", document.type),
            "country": words.country(document.issuer),
        },
        document_number=document.number,
        before=codes.label("original_with", row.held_before) if row.held_before else "",
        after=f"{after}: {row.handed_to}" if row.handed_to else after,
        on=clock.day_of(row.occurred_at, row.office.zone),
        staff=staff,
    )
    return papers.receipt_pdf(made, lang=lang)


def _head(office: str, folio: str = "") -> Letterhead:
    named = getattr(settings, "ORGANISATION", "")
    return Letterhead(
        organisation=named or gettext("Nuestra organización"),
        office=office,
        folio=folio,
        demo=settings.DEMO,
    )


def _use_until() -> date:
    return clock.today() + terms.kept_for("TRAVEL_PAPER")


def _asked(row: ConsularRequest) -> papers.Asked:
    person = row.person
    exact = person.birth_date if person.birth_precision == "day" else None
    here = row.items.filter(state="GATHERED").values_list("code", flat=True)
    known = set(here)
    return papers.Asked(
        number=row.number,
        name=person.full_name,
        born=exact,
        nationality=words.country(row.country),
        paper=codes.label("document_type", row.type, "es"),
        enclosed=tuple(terms.item(code) for code in terms.item_codes() if code in known),
    )
