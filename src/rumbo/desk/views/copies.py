"""Giving somebody the copy of their own file: what it holds is said first, the paper comes by POST."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.lookup import pair_or_404
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.desk import actions
from rumbo.desk.copying.paper import copy_of
from rumbo.desk.forms.copying import CopyForm
from rumbo.desk.handing import receivers
from rumbo.desk.roles import GIVE_COPY
from rumbo.registry.models import Person


@require_http_methods(["GET", "POST"])
@for_roles(*GIVE_COPY)
def copy(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Say what the copy holds and for whom it is; give it once it was seen who receives it."""
    found, somebody = pair_or_404(request, case, person, "copy")
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        receivers=receivers(found, somebody, request.reader.roles),
    )
    if form.is_valid():
        try:
            actions.give_copy(actor=request.actor, case=found, person=somebody, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _paper(request, found, somebody, form.cleaned_data["to"])
    context = {"case": found, "person": somebody, "form": form}
    return render(request, "desk/copy.html", context, status=422 if form.errors else 200)


def _paper(request: PersonalRequest, case: Case, person: Person, to: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("complaints:new"))
    content = copy_of(case, person, to=to, reader=request.reader, complaints=address)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{case.number}-copy.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
