"""The panel of the case page, and the lists of the day."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.common import codes
from rumbo.documents import pages, queries, showing
from rumbo.documents.lists import PAPERS
from rumbo.documents.models import ReceivingNotice
from rumbo.documents.views.lookup import case_or_404


@require_GET
@for_roles(*pages.READ)
def panel(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show each person's papers against the journey; a whole page where it is opened alone."""
    found = case_or_404(request, case)
    people = showing.panel(found, request.reader)
    for one in people:
        audit.note_reading(actor=request.actor, person=one.person.id, page="documents")
    roles = request.reader.roles
    context = {
        "case": found,
        "people": people,
        "travel": queries.travel_day(found),
        "notice": _notice(request, found.id),
        "may_write": bool(roles.intersection(pages.WRITE)),
        "may_hold": bool(roles.intersection(pages.HOLD)),
        "may_check": bool(roles.intersection(pages.CHECK)),
        "may_family": bool(roles.intersection(pages.FAMILY)),
        "may_ask": bool(roles.intersection(pages.ASK)),
        "may_explain": bool(roles.intersection(pages.EXPLAIN)),
        "may_tell": bool(roles.intersection(pages.TELL)),
        "may_destroy": bool(roles.intersection(pages.DESTROY)),
        "may_upload": bool(roles.intersection(pages.UPLOAD)),
    }
    template = "documents/panel.html" if request.htmx else "documents/page.html"
    return render(request, template, context)


@lists.page_of(PAPERS)
def work(request: PersonalRequest) -> HttpResponse:
    """List what runs out before a journey, what is late, and what goes back to its owner."""
    return render(request, "documents/work.html", {"page": lists.opened(PAPERS, request)})


def _notice(request: PersonalRequest, case: UUID) -> dict[str, object] | None:
    rows = ReceivingNotice.objects.visible_to(request.reader).filter(case=case)
    row = rows.order_by("-occurred_at", "-recorded_at").first()
    if row is None:
        return None
    who = codes.label("consent_recipient", row.recipient) if row.recipient else ""
    return {"row": row, "who": who}
