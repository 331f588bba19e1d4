"""Cancelling a departure and sending its groups elsewhere, on one page: a storm closes a centre."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, offering
from rumbo.movements.forms import CancelForm
from rumbo.movements.models import Departure
from rumbo.movements.offering import Elsewhere
from rumbo.movements.views.board import PLANNERS
from rumbo.movements.views.there import render_there


@for_roles(*PLANNERS)
def cancel(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Ask before a departure is cancelled; each group goes where it is sent, or waits again."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    form = CancelForm(request.POST if request.method == "POST" else None)
    groups = offering.elsewhere(row, request.reader, clock.today()) if row.is_open else []
    if request.method == "POST" and form.is_valid():
        onto = {one.booking.case_id: to for one in groups if (to := _chosen(request, one))}
        try:
            done = actions.cancel_and_replan(
                actor=request.actor, departure=row, onto=onto, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            _say(request, done)
            return redirect("movements:departure", departure=row.pk)
    context = {"departure": row, "form": form, "groups": groups}
    status = 409 if form.errors else 200
    return render_there(request, row, "movements/cancel.html", context, status=status)


def _chosen(request: PersonalRequest, one: Elsewhere) -> Departure | None:
    """The departure to which a group is sent: one of those offered to it, or none."""
    asked = request.POST.get(f"onto-{one.booking.pk}", "")
    found = next((other for other in one.others if str(other.pk) == asked), None)
    if asked and found is None:
        raise Http404
    return found


def _say(request: PersonalRequest, done: list[actions.Replanned]) -> None:
    taken = [one.case.number for one in done if one.departure is not None]
    if taken:
        said = _("Tienen lugar en otra salida: %(numbers)s.")
        messages.success(request, said % {"numbers": ", ".join(taken)})
    for one in done:
        if one.departure is None:
            said = _("%(number)s espera otra vez. %(why)s")
            messages.warning(request, said % {"number": one.case.number, "why": one.why})
