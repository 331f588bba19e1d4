"""The panel of the case page, and the services that a survivor said yes to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.assistance import actions, shown
from rumbo.assistance.forms import EndForm, ServiceForm
from rumbo.assistance.pages import HELP
from rumbo.assistance.views.lookup import (
    READ_AS,
    case_or_404,
    go,
    pair_or_404,
    service_or_404,
)
from rumbo.audit import actions as audit
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal


@require_GET
@for_roles(*HELP)
def panel(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show what is done for each survivor of a file."""
    found = case_or_404(request, case)
    people = shown.panel(found, request.reader)
    for one in people:
        audit.note_reading(actor=request.actor, person=one.person.pk, page=READ_AS)
    context = {"case": found, "people": people, "title": _("Asistencia directa")}
    template = "assistance/panel.html" if request.htmx else "assistance/page.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def service(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Arrange a service with somebody who said yes to it."""
    found, somebody = pair_or_404(request, case, person)
    today = clock.today(found.office.zone)
    form = ServiceForm(
        request.POST if request.method == "POST" else None,
        initial={"agreed_on": today, "starts_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.arrange_service(
                actor=request.actor,
                case=found,
                person=somebody,
                service=form.value(),
                id=form.cleaned_data["id"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("El servicio quedó anotado. Si cuesta, pida un vale."))
            return go("ask", found.pk, made.pk)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "title": _("Acordar un servicio"),
        "lead": _("Un servicio a la vez, y solo lo que la persona quiera."),
        "confirm": _("Guardar el servicio"),
        "back_url": reverse("assistance:panel", args=[found.pk]),
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "assistance/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def end(request: PersonalRequest, case: UUID, service: UUID) -> HttpResponse:
    """End a service, with what came of it."""
    row = service_or_404(request, case, service)
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_service(actor=request.actor, service=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("El servicio quedó terminado."))
            return go("panel", row.case_id)
    context = {
        "case": row.case,
        "person": row.person,
        "form": form,
        "title": _("Terminar: %(kind)s") % {"kind": codes.label("assistance_service", row.kind)},
        "confirm": _("Terminar el servicio"),
        "back_url": reverse("assistance:panel", args=[row.case_id]),
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "assistance/form.html", context, status=status)
