"""The papers of an arrival: the notice to the centre, and the receipt of one person."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.reception import actions, printing, queries
from rumbo.reception.models import Referral
from rumbo.reception.pages import READ, REFER
from rumbo.reception.views.board import departure_or_404
from rumbo.reception.views.lookup import comer_or_404


@require_GET
@for_roles(*READ, "movements")
def notice(request: PersonalRequest, departure: UUID, centre: str) -> HttpResponse:
    """Print the notice to a centre: names only of those who said yes to it, reasons of nobody."""
    row, _receives = departure_or_404(request, departure, centre)
    return _pdf(printing.notice(row, centre), f"aviso-{row.code}")


@require_GET
@for_roles(*READ)
def receipt(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Print the receipt of what somebody was given."""
    comer = comer_or_404(request, person, "reception.receipt")
    return _pdf(printing.receipt(comer), f"recibo-{comer.case.number}")


@require_GET
@for_roles(*REFER)
def letter(request: PersonalRequest, referral: UUID) -> HttpResponse:
    """Print the letter that somebody carries to an institution, while their yes covers it."""
    row = visible_or_404(Referral, request.reader, pk=referral)
    if not queries.known_to(request.reader, [(row.person_id, row.case.office_id)]):
        raise Http404
    printed = actions.note_letter(actor=request.actor, referral=row)
    audit.note_reading(actor=request.actor, person=row.person_id, page="reception.letter")
    return _pdf(printing.letter(printed), f"canalizacion-{row.case.number}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
