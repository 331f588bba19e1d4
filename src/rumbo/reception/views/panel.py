"""What the case page shows of reception."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.casework.lookup import case_or_404
from rumbo.reception import queries
from rumbo.reception.pages import PANEL_ROLES, READ
from rumbo.reception.views.lookup import render_there


@require_GET
@for_roles(*PANEL_ROLES)
def panel(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show who arrived, what each was given, and where they went on to."""
    row = case_or_404(request, case)
    people = queries.people_of(row)
    for person in people:
        audit.note_reading(actor=request.actor, person=person.pk, page="reception")
    given = {g.arrival.person_id: g for g in queries.given_to([p.pk for p in people]).values()}
    context = {
        "case": row,
        "people": [{"person": p, "given": given.get(p.pk)} for p in people],
        "referrals": queries.referrals_of(request.reader, [p.pk for p in people]),
        "may_open": bool(request.reader.roles.intersection(READ)),
    }
    template = "reception/panel.html" if request.htmx else "reception/panel_page.html"
    return render_there(request, row.office.zone, template, context)
