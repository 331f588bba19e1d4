"""The three panels: what is asked alone, what protection knows, and health."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.protection import showing
from rumbo.protection.pages import ASK, PROTECT
from rumbo.protection.views.lookup import case_or_404


@require_GET
@for_roles(*ASK)
def asking(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show who was asked and when, and lead to the questions."""
    found = case_or_404(request, case)
    shown = showing.asking(found, request.reader)
    return _panel(request, found, shown, "asking", _("Preguntas a solas"))


@require_GET
@for_roles(*PROTECT)
def panel(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show what protection knows about each person."""
    found = case_or_404(request, case)
    shown = showing.protection(found, request.reader)
    return _panel(request, found, shown, "panel", _("Protección"))


@require_GET
@for_roles("health")
def health(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show the clinic's results and the care that the way needs."""
    found = case_or_404(request, case)
    shown = showing.health(found, request.reader)
    return _panel(request, found, shown, "health", _("Salud"))


def _panel(
    request: PersonalRequest, case: Case, shown: Sequence[Any], name: str, title: str
) -> HttpResponse:
    for one in shown:
        audit.note_reading(actor=request.actor, person=one.person.id, page=f"protection.{name}")
    context = {
        "case": case,
        "people": shown,
        "title": title,
        "body": f"protection/{name}.html",
        "sees_trafficking": request.reader.sees("trafficking"),
        "is_protection": "protection" in request.reader.roles,
    }
    template = f"protection/{name}.html" if request.htmx else "protection/page.html"
    return render(request, template, context)
