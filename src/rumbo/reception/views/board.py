"""Who comes today: a row for each person, one large button with the next of four taps."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure
from rumbo.reception import actions, expecting, queries, receiving
from rumbo.reception.arrivals import ARRIVALS, buses_of
from rumbo.reception.models import Arrival, Kit, NextStep
from rumbo.reception.pages import RECEIVE
from rumbo.reception.queries import Comer
from rumbo.reception.views.lookup import comer_or_404, day_of, render_there, today, zone_of


@lists.page_of(ARRIVALS)
def board(request: PersonalRequest) -> HttpResponse:
    """Show who comes on a day, with what needs, and what was done."""
    return show(request)


@require_POST
@for_roles(*RECEIVE)
def tap(request: PersonalRequest, person: UUID, what: str) -> HttpResponse:
    """One tap for one person; what is refused is said above the list."""
    comer = comer_or_404(request, person, "reception")
    try:
        _done(request, comer, what)
    except Refusal as refusal:
        return show(request, refusal=refusal, tapped=person)
    if request.htmx:
        return show(request, tapped=person)
    if request.POST.get("from") == "person":
        return redirect("reception:person", person=person)
    day = day_of(request).isoformat()
    return redirect(f"{reverse('reception:board')}?dia={day}#p-{person}")


@require_POST
@for_roles(*RECEIVE)
def family(request: PersonalRequest, person: UUID) -> HttpResponse:
    """One tap for a whole family: everybody of it who came and is awaited is here."""
    comer = comer_or_404(request, person, "reception")
    try:
        actions.confirm_family(actor=request.actor, case=comer.case)
    except Refusal as refusal:
        return show(request, refusal=refusal)
    if request.htmx:
        return show(request)
    day = day_of(request).isoformat()
    return redirect(f"{reverse('reception:board')}?dia={day}#p-{person}")


@require_POST
@for_roles("reception", "coordinator")
def reached(request: PersonalRequest, departure: UUID, centre: str) -> HttpResponse:
    """Write down that a bus is here; each person is still confirmed by name."""
    row, _centre = departure_or_404(request, departure, centre)
    stop = row.stops.filter(place=centre, kind="RECEPTION").order_by("-position").first()
    if stop is None:
        raise Http404
    try:
        movements.arrive_at_stop(actor=request.actor, departure=row, stop=stop)
    except Refusal as refusal:
        return show(request, refusal=refusal)
    return redirect(f"{reverse('reception:board')}?dia={day_of(request).isoformat()}")


def departure_or_404(
    request: PersonalRequest, departure: UUID, centre: str
) -> tuple[Departure, object]:
    """Give a departure that comes to a centre of the reader, or that the reader's office sends."""
    row = queries.departure_of(departure)
    receives = queries.centres_of(request.reader, [centre])
    sends = Departure.objects.visible_to(request.reader).filter(pk=departure).exists()
    if not isinstance(row, Departure) or not (receives or sends):
        raise Http404
    if not row.stops.filter(place=centre, kind="RECEPTION").exists():
        raise Http404
    return row, receives


def show(
    request: PersonalRequest, *, refusal: Refusal | None = None, tapped: UUID | None = None
) -> HttpResponse:
    """Draw the page, or only its list for htmx."""
    day = day_of(request)
    page = lists.opened(ARRIVALS, request) if request.method == "GET" else None
    buses = buses_of(page.rows) if page else expecting.buses(request.reader, day)
    rows = [row for bus in buses for row in bus.rows]
    direct = receiving.received_on(request.reader, day)
    context = {
        "page": page,
        "day": day,
        "is_today": day == today(request),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "buses": buses,
        "direct": expecting.direct(request.reader, direct, day),
        "may_register": _registers(request),
        "counts": {
            "all": 0 if page and page.is_filtered else len(rows),
            "here": sum(bus.here for bus in buses),
            "open": sum(1 for r in rows if r.step in {"kit", "money", "next"}),
        },
        "needs": sum((1 for r in rows if r.needs), 0),
        "referrals": len(queries.overdue_referrals(request.reader, day)),
        "receives": bool(buses) or bool(queries.all_centres_of(request.reader)),
        "may_receive": bool(request.reader.roles.intersection(RECEIVE)),
        "may_reach": "reception" in request.reader.roles,
        "refusal": refusal,
        "tapped": tapped,
    }
    template = "reception/_board.html" if request.htmx else "reception/board.html"
    status = 409 if refusal and not request.htmx else 200
    return render_there(request, zone_of(request), template, context, status=status)


def _registers(request: PersonalRequest) -> bool:
    """Whether whoever reads may receive people who come without us."""
    return "reception" in request.reader.roles and bool(receiving.places_of(request.reader))


def _done(request: PersonalRequest, comer: Comer, what: str) -> None:
    actor = request.actor
    if what == "arrived":
        actions.confirm_arrival(actor=actor, case=comer.case, person=comer.person)
    elif what == "kit" and comer.arrival is not None:
        actions.give_kit(actor=actor, arrival=comer.arrival, id=new_id())
    elif what == "undo" and (last := _last(comer)) is not None:
        actions.take_back(actor=actor, row=last)


def _last(comer: Comer) -> Arrival | Kit | NextStep | None:
    given = comer.given
    return (given.next_step or given.kit or given.arrival) if given else None
