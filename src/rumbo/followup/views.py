"""Who is called after the return, one row each, and what came of the try."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import open_or_404
from rumbo.common.refusal import Refusal
from rumbo.followup import actions, words
from rumbo.followup.lists import CALLS
from rumbo.followup.pages import CALL
from rumbo.reception.models import Arrival


@lists.page_of(CALLS)
def calls(request: PersonalRequest) -> HttpResponse:
    """List who is called these days."""
    return _show(request)


@require_POST
@for_roles(*CALL)
def tried(request: PersonalRequest, arrival: UUID) -> HttpResponse:
    """Write down a try, or that there were enough."""
    row = visible_or_404(
        Arrival.objects.visible_to(request.reader).select_related("case", "person"),
        request.reader,
        pk=arrival,
    )
    open_or_404(request, row.person)
    audit.note_reading(actor=request.actor, person=row.person_id, page="followup")
    outcome, note = request.POST.get("outcome", ""), request.POST.get("note", "")
    try:
        if outcome == "UNREACHED":
            actions.give_up(actor=request.actor, arrival=row)
        else:
            actions.note_attempt(actor=request.actor, arrival=row, outcome=outcome, note=note)
    except Refusal as refusal:
        return _show(request, refusal=refusal)
    messages.success(request, _("Anotado."))
    return redirect("followup:calls")


def _show(request: PersonalRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "page": lists.opened(CALLS, request),
        "outcomes": list(words.OUTCOMES.items()),
        "refusal": refusal,
    }
    return render(request, "followup/calls.html", context, status=409 if refusal else 200)
