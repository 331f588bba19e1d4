"""The board of departures, and a new one."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import offices_of
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, queries, shown
from rumbo.movements.forms import DepartureForm

READERS = (
    "movements", "coordinator", "field", "reception", "counsellor", "protection", "child_officer",
)  # fmt: skip
PLANNERS = ("movements", "coordinator")


@for_roles(*READERS)
def board(request: PersonalRequest) -> HttpResponse:
    """Weeks across, routes down; a list on a phone."""
    start = clock.day_asked(request.GET.get("desde", "")) or clock.today()
    weeks = shown.weeks_from(start)
    found = queries.departures_between(request.reader, weeks[0].start, weeks[-1].end)
    found = [d for d in found if d.status != "CANCELLED"]
    made = shown.cards(found, queries.fills(found))
    step = timedelta(days=7 * shown.WEEKS)
    return render(
        request,
        "movements/board.html",
        {
            "weeks": weeks,
            "rows": shown.rows(made, weeks),
            "cards": made,
            "before": weeks[0].start - step,
            "after": weeks[0].start + step,
            "may_plan": _plans(request),
        },
    )


@for_roles(*PLANNERS)
def new(request: PersonalRequest) -> HttpResponse:
    """Plan a departure."""
    form = DepartureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        office = next((o for o in offices_of(request.reader) if o.pk == request.actor.office), None)
        if office is not None:
            try:
                made = actions.plan_departure(actor=request.actor, office=office, plan=form.plan())
                return redirect("movements:departure", departure=made.pk)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    return render(request, "movements/new.html", {"form": form}, status=409 if form.errors else 200)


def _plans(request: PersonalRequest) -> bool:
    return bool(request.reader.roles.intersection(PLANNERS))
