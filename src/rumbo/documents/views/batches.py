"""Batches: what goes to one consulate in one week, its packet, and its handing over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework.lookup import knows_sealed
from rumbo.documents import actions, desk, pages, printing, queries
from rumbo.documents.desk_lists import BATCHES
from rumbo.documents.forms import HandForm
from rumbo.documents.models import ConsularBatch, ConsularRequest
from rumbo.documents.views.requests import pdf, posted


@lists.page_of(BATCHES)
def batches(request: PersonalRequest) -> HttpResponse:
    """List the batches, those that have not gone first."""
    return render(request, "documents/batches.html", {"page": lists.opened(BATCHES, request)})


@require_http_methods(["GET", "POST"])
@for_roles(*pages.DESK)
def batch(request: PersonalRequest, batch: UUID) -> HttpResponse:
    """Show a batch: who is in it, what each still lacks, and hand it over."""
    row = visible_or_404(ConsularBatch, request.reader, pk=batch)
    may = bool(request.reader.roles.intersection(pages.ASK))
    form = HandForm(posted(request))
    if request.method == "POST" and may and form.is_valid():
        actions.hand_batch(actor=request.actor, batch=row, **form.cleaned_data)
        messages.success(request, _("Lote entregado. Queda anotado qué salió de cada persona."))
        return redirect("documents:batch", batch=row.pk)
    context = {
        "batch": row,
        "consulate": queries.consulate_named(row.consulate),
        "ones": _ones(request, row),
        "may_ask": may,
        "form": form,
    }
    return render(request, "documents/batch.html", context)


@require_POST
@for_roles(*pages.ASK)
def packet(request: PersonalRequest, batch: UUID) -> HttpResponse:
    """Print a batch's cover letter and a sheet a person, while every yes of it lives."""
    row = visible_or_404(ConsularBatch, request.reader, pk=batch)
    found = actions.print_packet(actor=request.actor, batch=row)
    return pdf(printing.packet(row, found), f"lote-{row.week:%Y-%m-%d}")


def _ones(request: PersonalRequest, row: ConsularBatch) -> list[desk.Desk]:
    rows = ConsularRequest.objects.visible_to(request.reader).filter(batch=row)
    if not knows_sealed(request.reader):
        rows = rows.filter(person__sealed=False)
    found = rows.select_related("case__office", "person").order_by("case__number", "id")
    return [desk.desk(one, request.reader) for one in found]
