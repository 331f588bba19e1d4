"""The flights of a departure by air, and where people may change them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, flying, papers, seat_prices
from rumbo.movements.flight_forms import Itinerary, PriceForm, TransitForm
from rumbo.movements.forms import AskForm
from rumbo.movements.models import Departure, Escort
from rumbo.movements.transit_list import READERS, TRANSIT
from rumbo.movements.views.board import PLANNERS
from rumbo.movements.views.there import ask, render_there
from rumbo.network import actions as network
from rumbo.network import queries as places
from rumbo.programmes import fares


@for_roles(*PLANNERS)
def flights(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Say by which flights a departure goes; a change too short, or not for everybody, is refused."""
    row = visible_or_404(Departure, request.reader, pk=departure, mode="AIR")
    airports = places.airports_on(row.date)
    told = {"airports": airports, "empty_permitted": True, "use_required_attribute": False}
    asked = Itinerary(
        request.POST if request.method == "POST" else None,
        form_kwargs=told,
        # What was typed is read whole: a flight that stays as it was is a flight.
        initial=None if request.method == "POST" else _initial(row),
        prefix="flight",
    )
    refusal = None
    if request.method == "POST" and asked.is_valid():
        found = [form.value() for form in asked if form.has_changed() and form.cleaned_data]
        try:
            actions.set_itinerary(actor=request.actor, departure=row, flights=found)
            return redirect("movements:departure", departure=row.pk)
        except Refusal as refused:
            refusal = refused
    wrong = refusal is not None or any(asked.errors)
    context = {
        "departure": row,
        "flights": asked,
        "refusal": refusal,
        "carriers": fares.carriers(),
    }
    return render_there(
        request, row, "movements/flights.html", context, status=409 if wrong else 200
    )


def _initial(row: Departure) -> list[dict[str, object]]:
    """What the form begins with: the itinerary that holds."""
    return [
        {
            "number": one.flight.number,
            "carrier": one.flight.carrier,
            "origin": one.flight.origin,
            "destination": one.flight.destination,
            "leaves_on": clock.day_of(one.flight.leaves_at, one.origin.zone),
            "leaves": one.leaves_there.time(),
            "arrives_on": clock.day_of(one.flight.arrives_at, one.destination.zone),
            "arrives": one.arrives_there.time(),
        }
        for one in flying.shown(row)
    ]


@for_roles(*PLANNERS)
def price(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Decide what a seat costs: as it was agreed, or another price with its reason."""
    row = visible_or_404(Departure, request.reader, pk=departure, mode="AIR")
    found = seat_prices.priced(row, clock.today())
    form = PriceForm(
        request.POST if request.method == "POST" else None,
        departure=row,
        asked=found.asked,
        why=found.decided.why if found.decided else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.price_seats(actor=request.actor, departure=row, **form.value())
            return redirect("movements:departure", departure=row.pk)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    context = {"departure": row, "price": found, "form": form}
    status = 409 if form.errors else 200
    return render_there(request, row, "movements/price.html", context, status=status)


@for_roles(*PLANNERS)
def escort_return(
    request: PersonalRequest, departure: uuid.UUID, escort: uuid.UUID
) -> HttpResponse:
    """Ask before somebody who goes along is given a seat back, or none."""
    row = visible_or_404(Departure, request.reader, pk=departure, mode="AIR")
    named = visible_or_404(Escort, request.reader, pk=escort, departure=row, ended_at=None)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            actions.change_return(actor=request.actor, escort=named, returns=not named.returns)
            return redirect("movements:departure", departure=row.pk)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    name = {"name": papers.escort_name(named), "code": row.code}
    if named.returns:
        asked = {
            "title": _("%(name)s no necesita regreso") % name,
            "sentence": _("¿Seguro que esta persona vive allá, o vuelve por su cuenta?"),
            "consequences": [_("Su lugar de regreso ya no se paga con esta salida.")],
            "confirm": _("No necesita regreso"),
        }
    else:
        asked = {
            "title": _("%(name)s necesita regreso") % name,
            "sentence": _("¿Seguro que esta persona regresa después de %(code)s?") % name,
            "consequences": [_("Su lugar de regreso se paga con esta salida.")],
            "confirm": _("Sí necesita regreso"),
        }
    return ask(request, row, form, asked)


@lists.page_of(TRANSIT)
def transit(request: PersonalRequest) -> HttpResponse:
    """List where people may change flights: what no row says is not known, and so it is no."""
    return render(request, "movements/transit.html", {"page": lists.opened(TRANSIT, request)})


@for_roles(*READERS)
def new_transit(request: PersonalRequest) -> HttpResponse:
    """Write down what a country answered about changing flights there."""
    form = TransitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            network.note_transit(actor=request.actor, found=form.value())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Anotado. Vale desde ese día; lo anterior se conserva."))
            return redirect("movements:transit")
    status = 409 if form.errors else 200
    return render(request, "movements/transit_form.html", {"form": form}, status=status)
