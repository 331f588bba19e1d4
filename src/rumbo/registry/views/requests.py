"""Requests of other offices to open a file: read, and answered by somebody else than who asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.registry import actions, queries
from rumbo.registry.lists import REQUESTS
from rumbo.registry.pages import ANSWER
from rumbo.registry.rules.limits import GRANTED_FOR


@lists.page_of(REQUESTS)
def requests(request: PersonalRequest) -> HttpResponse:
    """List what waits for an answer, oldest first."""
    return render(request, "registry/requests.html", {"page": lists.opened(REQUESTS, request)})


@require_POST
@for_roles(*ANSWER)
def answer(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Open the file to whoever asked, or not."""
    found = queries.waiting_requests(request.reader).filter(pk=asked).first()
    if found is None or (found.person.sealed and "protection" not in request.reader.roles):
        raise Http404
    granted = request.POST.get("answer") == "yes"
    actions.answer_request(actor=request.actor, request=found, granted=granted)
    opened = _("Se abrió el registro por %(days)s días a quien lo pidió.")
    said = opened % {"days": GRANTED_FOR.days} if granted else _("Se dijo que no.")
    messages.success(request, said)
    return redirect("registry:requests")
