"""The calendar of eight weeks, and what changes before a group goes over."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.movements import drawing
from rumbo.movements.calendar import WEEKS, calendar_from
from rumbo.movements.lists import READERS
from rumbo.movements.views.board import PLANNERS


@for_roles(*READERS)
def calendar(request: PersonalRequest) -> HttpResponse:
    """Eight weeks: a picture of every departure, then each week with who is on it."""
    day = clock.day_asked(request.GET.get("desde", "")) or clock.today()
    made = calendar_from(request.reader, day)
    step = timedelta(days=7 * WEEKS)
    context = {
        "calendar": made,
        "picture": drawing.picture(made),
        "before": (made.start - step).isoformat(),
        "after": (made.start + step).isoformat(),
        "may_plan": bool(request.reader.roles.intersection(PLANNERS)),
    }
    return render(request, "movements/calendar.html", context)
