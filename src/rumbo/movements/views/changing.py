"""Changing what was planned: another day, another departure, a provisional place, another escort."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, consequences, offering, papers
from rumbo.movements.forms import AskForm, KeepForm, TheirPartForm, WhenForm
from rumbo.movements.joint import their_part
from rumbo.movements.models import Booking, Departure, Escort
from rumbo.movements.views.board import PLANNERS
from rumbo.movements.views.there import ask


@for_roles(*PLANNERS)
def joint(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Say how many of another organiser's people go along; they are named on their list alone."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    before = their_part(row)
    form = TheirPartForm(
        request.POST if request.method == "POST" else None,
        initial={
            "organiser": before.organiser if before else "INM",
            "people": before.people if before else None,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_their_part(actor=request.actor, departure=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("movements:departure", departure=row.pk)
    asked = {
        "title": _("Movimiento conjunto: %(code)s") % {"code": row.code},
        "sentence": _(
            "Nuestra lista nombra a las personas que acompañamos; la otra parte va en número."
        ),
        "consequences": [
            _("No ocupan lugares de los nuestros ni están en nuestra lista."),
            _("Al llegar se confirma solo a las personas que acompañamos."),
        ],
        "confirm": _("Guardar cuántas van"),
    }
    return ask(request, row, form, asked)


@for_roles(*PLANNERS)
def reschedule(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Take a departure to another day or hour; who lacks something for that day is named."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    form = WhenForm(request.POST or None, departure=row)
    if request.method == "POST" and form.is_valid():
        try:
            lacking = actions.reschedule_departure(
                actor=request.actor, departure=row, **form.value()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            _say(request, [one.booking.case.number for one in lacking])
            return redirect("movements:departure", departure=row.pk)
    asked = {
        "title": _("Cambiar el día o la hora de %(code)s") % {"code": row.code},
        "sentence": _("Todos conservan su lugar; cada grupo se juzga otra vez para el nuevo día."),
        "consequences": [
            _("Cada grupo queda hoy en la lista de llamadas, para avisarle."),
            _(
                "Si cambia el día, la lista de pasajeros se cierra otra vez y se avisa de nuevo a quien recibe."
            ),
            _("Se dice de qué grupos falta algo para el nuevo día."),
        ],
        "confirm": _("Cambiar la salida"),
    }
    return ask(request, row, form, asked)


@for_roles(*PLANNERS)
def move(request: PersonalRequest, booking: uuid.UUID) -> HttpResponse:
    """Choose the departure to which a group goes over; it loses its seats only if it gets others."""
    row = visible_or_404(Booking, request.reader, pk=booking)
    refusal, other = None, None
    asked = request.POST.get("departure", "") or request.GET.get("a", "")
    if asked or request.method == "POST":
        other = visible_or_404(Departure, request.reader, pk=_id(asked))
    if other is not None and request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            actions.move_booking(actor=request.actor, booking=row, departure=other, seen=seen)
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("movements:departure", departure=other.pk)
    status = 409 if refusal else 200
    if other is not None and other.pk != row.departure_id:
        change = consequences.of_moving(row, other, request.reader, clock.today())
        told = {"booking": row, "refusal": refusal, "change": change}
        return render(request, "movements/consequences.html", told, status=status)
    context = {
        "booking": row,
        "refusal": refusal,
        "offered": offering.offered(row.case, request.reader, clock.today(), but=row.departure_id),
    }
    return render(request, "movements/move.html", context, status=status)


@for_roles(*PLANNERS)
def keep(request: PersonalRequest, booking: uuid.UUID) -> HttpResponse:
    """Make a booking provisional until a day, or firm."""
    row = visible_or_404(Booking, request.reader, pk=booking)
    form = KeepForm(request.POST or None, initial={"until": row.provisional_until})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_until(actor=request.actor, booking=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("movements:departure", departure=row.departure_id)
    asked = {
        "title": _("Reserva de %(number)s") % {"number": row.case.number},
        "sentence": _(
            "Una reserva provisional espera un papel y se libera sola después de su último día."
        ),
        "confirm": _("Guardar"),
    }
    return ask(request, row.departure, form, asked)


@for_roles(*PLANNERS)
def end_escort(request: PersonalRequest, departure: uuid.UUID, escort: uuid.UUID) -> HttpResponse:
    """Ask before it is said that somebody does not go along."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    named = visible_or_404(Escort, request.reader, pk=escort, departure=row, ended_at=None)
    if request.method == "POST":
        actions.end_escort(actor=request.actor, escort=named)
        return redirect("movements:departure", departure=row.pk)
    asked = {
        "title": _("%(name)s ya no acompaña") % {"name": papers.escort_name(named)},
        "sentence": _("¿Seguro que esta persona no va en %(code)s?") % {"code": row.code},
        "consequences": [_("Si hacen falta más personas para acompañar, la salida lo dice.")],
        "confirm": _("Ya no acompaña"),
    }
    return ask(request, row, AskForm(), asked)


def _say(request: PersonalRequest, files: list[str]) -> None:
    if not files:
        messages.success(request, _("La salida cambió. Cada grupo está en la lista de llamadas."))
        return
    said = _(
        "La salida cambió. Conservan su lugar, pero les falta algo para el nuevo día: %(files)s."
    )
    messages.warning(request, said % {"files": ", ".join(files)})


def _id(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None
