"""One departure: who is on it, what is missing, who fits, and each thing that is done with it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, flying, gatekeeping, queries, rules, seat_prices, sheaf, shown
from rumbo.movements.forms import AskForm, EscortForm, SeatsForm
from rumbo.movements.joint import their_part
from rumbo.movements.lists import READERS
from rumbo.movements.models import Booking, Departure
from rumbo.movements.papers import escorts_of
from rumbo.movements.views.board import PLANNERS
from rumbo.movements.views.there import ask, render_there

GATE_TO_COME = {"PLANNED": "CONFIRM", "CONFIRMED": "CONFIRM", "BOARDING": "BOARD"}


@for_roles(*READERS)
def page(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Show a departure: its state, what is next, who is on it, who fits."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    return render_there(request, row, "movements/departure.html", _context(request, row))


@for_roles(*PLANNERS)
@require_POST
def act(request: PersonalRequest, departure: uuid.UUID, what: str) -> HttpResponse:
    """Do one thing with a departure that needs nothing but the word: confirm, close the list …"""
    row = visible_or_404(Departure, request.reader, pk=departure)
    verbs: dict[str, Any] = {
        "confirm": actions.confirm_departure,
        "manifest": actions.close_manifest,
        "notice": actions.tell_receiving_side,
        "answer": actions.note_answer,
        "close": actions.close_departure,
    }
    done = verbs[what](actor=request.actor, departure=row)
    if what == "notice" and done:
        said = _("No se avisó de quienes no lo han aceptado: %(files)s.")
        messages.info(request, said % {"files": ", ".join(done)})
    return redirect("movements:departure", departure=row.pk)


@for_roles(*PLANNERS)
@require_POST
def book(request: PersonalRequest, departure: uuid.UUID, case: uuid.UUID) -> HttpResponse:
    """Hold seats for a group, from the departure's page or from the case's."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    actions.book_group(
        actor=request.actor, case=visible_or_404(Case, request.reader, pk=case), departure=row
    )
    return redirect("movements:departure", departure=row.pk)


@for_roles(*PLANNERS, "counsellor", "protection")
def release(request: PersonalRequest, booking: uuid.UUID) -> HttpResponse:
    """Ask before a group's seats are given back."""
    row = visible_or_404(Booking, request.reader, pk=booking)
    if request.method == "POST":
        actions.release_booking(actor=request.actor, booking=row)
        return redirect("movements:departure", departure=row.departure_id)
    asked = {
        "title": _("Liberar los lugares de %(number)s") % {"number": row.case.number},
        "sentence": _("¿Seguro que este grupo ya no viaja en %(code)s?")
        % {"code": row.departure.code},
        "consequences": [
            _("Sus lugares quedan libres en este momento."),
            _("El grupo vuelve a la espera con su misma fecha de solicitud."),
        ],
        "confirm": _("Liberar sus lugares"),
    }
    return ask(request, row.departure, AskForm(), asked)


@for_roles(*PLANNERS)
def seats(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Change how many places there are; a bus too small says whom it cannot carry."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    first = {"seats": row.seats, "wheelchair_places": row.wheelchair_places}
    form = SeatsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_seats(actor=request.actor, departure=row, **form.cleaned_data)
            return redirect("movements:departure", departure=row.pk)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    asked = {
        "title": _("Cambiar los lugares de %(code)s") % {"code": row.code},
        "sentence": _("Nadie pierde su lugar: si no caben todos, se dice quiénes son."),
        "confirm": _("Cambiar"),
    }
    return ask(request, row, form, asked)


@for_roles(*PLANNERS)
def escort(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Name who goes along."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    form = EscortForm(request.POST or None, by_air=row.mode == "AIR")
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_escort(actor=request.actor, departure=row, escort=form.escort())
            return redirect("movements:departure", departure=row.pk)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    asked = {
        "title": _("Quién acompaña en %(code)s") % {"code": row.code},
        "sentence": _("Su nombre queda sellado; aparece en los papeles de la salida."),
        "confirm": _("Nombrar"),
    }
    return ask(request, row, form, asked)


def _context(request: PersonalRequest, row: Departure) -> dict[str, Any]:
    seats = queries.aboard(row)
    fill = queries.fills([row])[row.pk]
    card = shown.cards([row], {row.pk: fill})[0]
    children = shown.children_on([row])[row.pk]
    plans = bool(request.reader.roles.intersection(PLANNERS))
    at_door = bool(request.reader.roles & {"field", "movements", "coordinator"})
    escorts, needed = escorts_of(row), rules.escorts_needed(len(seats), children)
    stops = list(row.stops.order_by("position"))
    flights = flying.shown(row) if row.mode == "AIR" else []
    return {
        "departure": row,
        "card": card,
        "stops": stops,
        "map": shown.way(stops),
        "legs": list(row.legs.order_by("position")),
        "parties": shown.parties(seats, _lacking(request, row)),
        "seat_map": shown.seat_map(seats, row.seats) if row.mode != "AIR" else [],
        "counts": shown.counts(seats),
        "escorts": escorts,
        "escorts_named": len(escorts),
        "escorts_missing": max(needed - len(escorts), 0),
        "children": children,
        "nobody_for_children": bool(children) and not any(e["with_children"] for e in escorts),
        "escorts_needed": needed,
        "flights": flights,
        "flights_late": row.is_open and flying.are_late(row, flights),
        "price": seat_prices.priced(row, clock.today()) if row.mode == "AIR" else None,
        "manifest": queries.latest_manifest(row),
        "sheets": sheaf.sheets(row) if at_door else [],
        "unlisted": len(queries.not_on_manifest(row)),
        "told": _told(row, seats),
        "waiting": _waiting(request, row) if plans and row.is_open else [],
        "may_plan": plans,
        "at_door": at_door,
        "cost": card.cost_with(fill.people),
        "theirs": their_part(row),
    }


def _lacking(
    request: PersonalRequest, row: Departure
) -> dict[uuid.UUID, list[gatekeeping.Lacking]]:
    gate = GATE_TO_COME.get(row.status)
    if gate is None:
        return {}
    found = gatekeeping.standing(row, gate, clock.now(), request.reader.roles)
    return {booking.pk: lacking for booking, lacking in found}


def _waiting(request: PersonalRequest, row: Departure) -> list[dict[str, Any]]:
    """The groups that may be booked here, first those for whom everything is in order."""
    today = clock.today()
    if row.date < today:
        return []
    cases = queries.waiting_groups(request.reader, row, today)
    sizes = queries.sizes_of(cases)
    found = gatekeeping.lacking_in(
        cases, "BOOK", gatekeeping.plan_of(row), today=today, roles=request.reader.roles
    )
    heads = queries.heads_of(cases, request.reader)
    rows = [
        {
            "case": c,
            "size": sizes.get(c.pk, 0),
            "head": heads.get(c.pk, ""),
            "lacks": shown.said_together(found[c.pk], sizes.get(c.pk, 0)),
        }
        for c in cases
    ]
    return sorted(rows, key=lambda one: len(one["lacks"]) > 0)


def _told(row: Departure, seats: list[Any]) -> dict[str, int]:
    cases = {s.booking.case_id: s.booking.case for s in seats}
    notices = [queries.notice_of(c, row) for c in cases.values()]
    told = [n for n in notices if n is not None]
    return {
        "all": len(cases),
        "told": len(told),
        "answered": sum(n.answered_on is not None for n in told),
    }
