"""Opening a compartment in an emergency, and reading what it holds while it is open."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.emergencies import what
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.common.refusal import Refusal
from rumbo.protection import actions, opening
from rumbo.protection.forms.assessing import EmergencyForm
from rumbo.protection.pages import EMERGENCY
from rumbo.protection.views.lookup import case_or_404, go


@require_http_methods(["GET", "POST"])
@for_roles(*EMERGENCY)
def emergency(request: PersonalRequest) -> HttpResponse:
    """Ask which file, what of it and why; the same for every file, whatever it holds."""
    form = EmergencyForm(
        request.POST if request.method == "POST" else None,
        roles=request.reader.roles,
        initial={"number": request.GET.get("n", "")[:20]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.open_in_emergency(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Está abierto por tres horas, solo para leer."))
            return go("emergency_opened", row.case_id)
    return render(request, "protection/emergency.html", {"form": form})


@require_GET
@for_roles(*EMERGENCY)
def opened(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show what an emergency access opened; once its hours are over there is no such page."""
    if not request.reader.opened:
        raise Http404
    found = case_or_404(request, case)
    parts = []
    for one in request.reader.opened:
        lines = opening.told(found, request.reader, one.compartment)
        for person, _lines in lines:
            audit.note_reading(
                actor=request.actor,
                person=person.pk,
                page=f"protection.emergency.{one.compartment}",
            )
        parts.append({"opened": one, "what": what(one.compartment), "people": lines})
    return render(request, "protection/emergency_opened.html", {"case": found, "parts": parts})
