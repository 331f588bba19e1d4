"""Requests of other offices to open a file: read, and answered by somebody else than who asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rumbo.access import queries as access
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.registry import actions, queries
from rumbo.registry.pages import ANSWER


@require_GET
@for_roles(*ANSWER)
def requests(request: PersonalRequest) -> HttpResponse:
    """List what waits for an answer, oldest first."""
    rows = list(queries.waiting_requests(request.reader)[:200])
    names = access.names_of({row.asked_by for row in rows})
    sees_names = request.reader.sees("bio")
    shown = [
        {
            "row": row,
            "who": names.get(row.asked_by, ""),
            "person": row.person.full_name if sees_names else "",
        }
        for row in rows
        if not row.person.sealed or "protection" in request.reader.roles
    ]
    return render(request, "registry/requests.html", {"asked": shown})


@require_POST
@for_roles(*ANSWER)
def answer(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Open the file to whoever asked, or not."""
    found = queries.waiting_requests(request.reader).filter(pk=asked).first()
    if found is None or (found.person.sealed and "protection" not in request.reader.roles):
        raise Http404
    granted = request.POST.get("answer") == "yes"
    actions.answer_request(actor=request.actor, request=found, granted=granted)
    said = _("Se abrió el registro a quien lo pidió.") if granted else _("Se dijo que no.")
    messages.success(request, said)
    return redirect("registry:requests")
