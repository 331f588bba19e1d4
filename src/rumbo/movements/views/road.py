"""The road: each stop with what is given there, what goes wrong, the arrival; and the papers."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import knows_sealed, name_for
from rumbo.common import codes
from rumbo.movements import actions, queries
from rumbo.movements.forms import IncidentForm, LeftForm, ServicesForm
from rumbo.movements.models import BookedSeat, Departure, Incident, Stop
from rumbo.movements.values import NewIncident
from rumbo.movements.views.there import render_there

ON_THE_ROAD = ("field", "movements", "coordinator", "reception", "protection")
GIVERS = ("field", "movements", "coordinator", "reception")
USUAL = ("FOOD", "PSYCHOSOCIAL")


@for_roles(*ON_THE_ROAD)
def road(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Show a departure on its way."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    return render_there(request, row, "movements/road.html", _context(request, row))


@for_roles(*GIVERS)
@require_POST
def reached(request: PersonalRequest, departure: uuid.UUID, position: int) -> HttpResponse:
    """Write down that a stop was reached."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    actions.arrive_at_stop(actor=request.actor, departure=row, stop=_stop(row, position))
    return redirect("movements:road", departure=row.pk)


@for_roles(*GIVERS)
@require_POST
def services(request: PersonalRequest, departure: uuid.UUID, position: int) -> HttpResponse:
    """Write down what was given at a stop."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    stop = _stop(row, position)
    form = _services(stop, 0, request.POST)
    if form.is_valid():
        actions.give_services(actor=request.actor, departure=row, stop=stop, given=form.given())
    return redirect("movements:road", departure=row.pk)


@for_roles(*ON_THE_ROAD)
def incident(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Write down what went wrong."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    people = {str(s.person_id): s.person for s in queries.aboard(row)}
    names = [(key, name_for(person, request.reader)) for key, person in people.items()]
    form = IncidentForm(request.POST or None, people=names)
    back = reverse("movements:road", kwargs={"departure": row.pk})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.report_incident(
            actor=request.actor,
            departure=row,
            incident=NewIncident(
                kind=told["kind"], what=told["what"], person=people.get(told["person"])
            ),
        )
        return redirect(back)
    context = {"form": form, "departure": row, "back": back}
    return render(request, "movements/incident.html", context, status=409 if form.errors else 200)


@for_roles(*GIVERS)
def left(request: PersonalRequest, departure: uuid.UUID, seat: uuid.UUID) -> HttpResponse:
    """Ask before it is written down that somebody left on the way."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    held = visible_or_404(BookedSeat, request.reader, pk=seat, departure=row)
    form = LeftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.left_en_route(actor=request.actor, seat=held, **form.cleaned_data)
        return redirect("movements:road", departure=row.pk)
    audit.note_reading(actor=request.actor, person=held.person_id, page="movements.left")
    asked = {
        "title": _("%(name)s deja el viaje aquí") % {"name": _called(request, held)},
        "sentence": _("Nadie está obligado a seguir. ¿Tiene dónde dormir y a quién llamar?"),
        "consequences": [_("Consejería recibe hoy la tarea de saber cómo está.")],
        "form": form,
        "confirm": _("Sí, deja el viaje"),
        "cancel_url": reverse("movements:road", kwargs={"departure": row.pk}),
    }
    return render(request, "ui/confirm.html", asked)


def _called(request: PersonalRequest, held: BookedSeat) -> str:
    if held.person.sealed and not knows_sealed(request.reader):
        return name_for(held.person, request.reader, held.booking.case.number)
    return held.person.short_name


def _stop(row: Departure, position: int) -> Stop:
    found = row.stops.filter(position=position).first()
    if found is None:
        raise Http404
    return found


def _services(stop: Stop, aboard: int, told: Any = None) -> ServicesForm:
    return ServicesForm(
        told, services=list(stop.services) or list(USUAL), aboard=aboard, stop=stop.position
    )


def _context(request: PersonalRequest, row: Departure) -> dict[str, Any]:
    seats = queries.aboard(row)
    aboard = [s for s in seats if s.state == "BOARDED"]
    given = list(row.services.order_by("recorded_at"))
    stops = list(row.stops.order_by("position"))
    following = next((s for s in stops if s.reached_at is None), None)
    gives = bool(request.reader.roles.intersection(GIVERS))
    incidents = Incident.objects.visible_to(request.reader).filter(departure=row)
    return {
        "departure": row,
        "aboard": aboard,
        "seats": seats,
        "may_give": gives and row.has_left,
        "stops": [
            {
                "stop": stop,
                "is_next": stop == following and row.status == "DEPARTED",
                "given": [
                    (codes.label("assistance_item", g.service), g.people)
                    for g in given
                    if g.stop_id == stop.pk
                ],
                "form": _services(stop, len(aboard)) if gives and stop.reached_at else None,
            }
            for stop in stops
        ],
        "incidents": [
            {"what": i.what, "kind": codes.label("incidents", i.kind), "at": i.occurred_at}
            for i in incidents.order_by("-occurred_at")
        ],
    }
