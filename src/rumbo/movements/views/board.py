"""The board of departures, and a new one."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import offices_of
from rumbo.access.scoping import visible_or_404
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, shown
from rumbo.movements.forms import DepartureForm
from rumbo.movements.lists import DEPARTURES
from rumbo.movements.models import WhatIf
from rumbo.movements.whatif.buses import begin_with
from rumbo.ui import tables

PLANNERS = ("movements", "coordinator")


@lists.page_of(DEPARTURES)
def board(request: PersonalRequest) -> HttpResponse:
    """Weeks across, routes down; a list on a phone."""
    page = lists.opened(DEPARTURES, request)
    weeks = shown.weeks_from(date.fromisoformat(page.asked["desde"]))
    step = timedelta(days=7 * shown.WEEKS)
    context = {
        "page": page,
        "weeks": weeks,
        "rows": shown.rows(page.rows, weeks),
        "before": tables.address(request.GET, desde=(weeks[0].start - step).isoformat()),
        "after": tables.address(request.GET, desde=(weeks[0].start + step).isoformat()),
        "may_plan": _plans(request),
    }
    return render(request, "movements/board.html", context)


@for_roles(*PLANNERS)
def new(request: PersonalRequest) -> HttpResponse:
    """Plan a departure; one that was supposed in a what-if begins with what it was supposed to be."""
    form = DepartureForm(request.POST or None, initial=_supposed(request))
    if request.method == "POST" and form.is_valid():
        office = next((o for o in offices_of(request.reader) if o.pk == request.actor.office), None)
        if office is not None:
            try:
                made = actions.plan_departure(actor=request.actor, office=office, plan=form.plan())
                return redirect("movements:departure", departure=made.pk)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    return render(request, "movements/new.html", {"form": form}, status=409 if form.errors else 200)


def _supposed(request: PersonalRequest) -> dict[str, Any]:
    """What a departure of a what-if begins with; nothing where none is named."""
    try:
        which, place = uuid.UUID(request.GET["what_if"]), int(request.GET["n"])
    except (KeyError, ValueError):
        return {}
    row = visible_or_404(WhatIf, request.reader, pk=which)
    return begin_with(row, place)


def _plans(request: PersonalRequest) -> bool:
    return bool(request.reader.roles.intersection(PLANNERS))
