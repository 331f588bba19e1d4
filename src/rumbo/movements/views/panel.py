"""What the case page shows of movements."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework import queries as casework
from rumbo.casework.lookup import case_or_404, open_or_404
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.documents.models import ConsularRequest
from rumbo.movements import actions, lasting, offering, queries, reviews, showing
from rumbo.movements.actions.reviewing import ASKERS
from rumbo.movements.pages import PANEL_ROLES, PAPERS
from rumbo.movements.proposal.passed_over import passed_over
from rumbo.movements.views.board import PLANNERS


@for_roles(*PANEL_ROLES)
def panel(request: PersonalRequest, case: uuid.UUID) -> HttpResponse:
    """Show a group's seats, and the departures it may be booked on with one button each."""
    row = case_or_404(request, case)
    _note_reading(request, row, "movements")
    bookings = queries.bookings_of(row)
    live = next((b for b in bookings if b.ended_at is None), None)
    plans = bool(request.reader.roles.intersection(PLANNERS))
    free = live is None and row.stage in queries.PREPARED
    found = passed_over(row, request.reader) if free else None
    context = {
        "case": row,
        "live": live,
        "seats": queries.seats_of(row),
        "short": lasting.too_short(live, request.reader) if live else [],
        "past": [b for b in bookings if b.ended_at is not None],
        "offered": offering.offered(row, request.reader, clock.today()) if free else [],
        "may_plan": plans,
        "passed_over": found,
        "review": reviews.shown_to(request.reader, found.line) if found else None,
        "may_ask": bool(request.reader.roles.intersection(ASKERS)),
        "may_release": plans or bool(request.reader.roles & {"counsellor", "protection"}),
    }
    template = "movements/panel.html" if request.htmx else "movements/panel_page.html"
    return render(request, template, context)


@for_roles(*PANEL_ROLES)
def held(request: PersonalRequest, case: uuid.UUID) -> HttpResponse:
    """Show, beside what a consulate wants, the seat that is held, its last day, and how papers last.

    A consulate that wants a ticket first is shown a seat; the paper it gives must last to the last
    arrival of the way.
    """
    row = case_or_404(request, case)
    _note_reading(request, row, "movements.held")
    live = next((b for b in queries.bookings_of(row) if b.ended_at is None), None)
    context = {
        "case": row,
        "live": live,
        "short": lasting.too_short(live, request.reader) if live else [],
        "may_plan": bool(request.reader.roles.intersection(PLANNERS)),
    }
    template = "movements/held.html" if request.htmx else "movements/held_page.html"
    return render(request, template, context)


@require_POST
@for_roles(*PAPERS)
def itinerary(request: PersonalRequest, asked: uuid.UUID) -> HttpResponse:
    """Print what a consulate is shown of the seat that it wants to see; that it left is written down."""
    rows = ConsularRequest.objects.visible_to(request.reader).select_related("case", "person")
    row: ConsularRequest = visible_or_404(rows, request.reader, id=asked)
    open_or_404(request, row.person)
    audit.note_reading(actor=request.actor, person=row.person_id, page="movements.itinerary")
    seat = actions.show_itinerary(actor=request.actor, request=row)
    answer = HttpResponse(showing.itinerary(row, seat), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="itinerario-{row.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _note_reading(request: PersonalRequest, case: Case, page: str) -> None:
    """Write down that each of a group was read about: both pages may name any of them."""
    for person in casework.people_of(case):
        audit.note_reading(actor=request.actor, person=person.pk, page=page)
