"""The papers of a departure: one, or all of them at once, each in a file of its own."""

import io
import uuid
import zipfile

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.movements import actions, naming, papers, queries, sheaf
from rumbo.movements.models import Departure

AUTHORITIES = "authorities"
PRINTERS = ("field", "movements", "coordinator", "protection", "child_officer")


@for_roles(*PRINTERS)
def paper(request: PersonalRequest, departure: uuid.UUID, name: str) -> HttpResponse:
    """Print one of a departure's papers; who takes one out is written down."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    one = sheaf.sheet(row, name)
    if one is None:
        raise Http404
    answer = HttpResponse(_printed(request, row, one), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.code}-{name}.pdf"'
    return answer


@require_POST
@for_roles(*PRINTERS)
def all_papers(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Print all of them: a file for each reader, so that none is handed another's by mistake."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as sheets:
        for number, one in enumerate(sheaf.sheets(row), start=1):
            made = _printed(request, row, one)
            sheets.writestr(f"{row.code}/{number}-{one.name}.pdf", made)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


def _printed(request: PersonalRequest, row: Departure, one: sheaf.Sheet) -> bytes:
    """Write down that it was taken out, and print it without those whom it must not name."""
    reserved = queries.reserved_aboard(row, request.reader)
    without = actions.note_printing(
        actor=request.actor, departure=row, paper=one.kind, reserved=reserved, stop=one.stop
    )
    hidden = {**naming.instead(row, without), **reserved}
    lang, address = papers.language(), request.build_absolute_uri("/boarding/")
    if one.stop is not None:
        return papers.border_list(row, one.stop, lang, hidden)
    if one.manifest is not None:
        chosen = papers.authority_manifest if one.name == AUTHORITIES else papers.internal_manifest
        return chosen(one.manifest, lang, hidden)
    if one.name == "driver":
        return papers.driver_sheet(row, lang)
    to_call = papers.roll_call if one.name == "roll-call" else papers.passes
    return to_call(row, lang, address, hidden)
