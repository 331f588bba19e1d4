"""What is missing for the people of a case, and the table that says so."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.casework.lookup import case_or_404
from rumbo.common import codes
from rumbo.readiness import pages, printing, showing, turns


@require_GET
@for_roles(*pages.READ)
def panel(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show the three gates and each missing row; a whole page where it is opened alone."""
    found = case_or_404(request, case)
    shown = showing.panel(found, request.reader)
    for one in shown.people:
        audit.note_reading(actor=request.actor, person=one.person.id, page="readiness")
    template = "readiness/panel.html" if request.htmx else "readiness/page.html"
    context = {
        "case": found,
        "panel": shown,
        "may_end": bool(request.reader.roles.intersection(turns.ASK)),
        "may_confirm": bool(request.reader.roles.intersection(turns.CONFIRM)),
    }
    return render(request, template, context)


@require_GET
@for_roles(*pages.READ, "field", "reception", "outreach", "dpo", "partner")
def table(request: PersonalRequest) -> HttpResponse:
    """Print the whole table of requirements in the reader's language, from the code."""
    lang = codes.active_language()
    context = {"rows": printing.rows(lang), "limits": printing.limits(lang)}
    return render(request, "readiness/table.html", context)
