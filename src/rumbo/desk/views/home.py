"""Hoy: what is mine today, ordered by what cannot wait, then my numbers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles, opens
from rumbo.access.middleware import PersonalRequest
from rumbo.desk import answering
from rumbo.desk import today as day
from rumbo.desk.collecting import address
from rumbo.desk.context import purposes
from rumbo.desk.roles import EVERYBODY
from rumbo.ui import words


@require_GET
@for_roles(*EVERYBODY)
def home(request: PersonalRequest) -> HttpResponse:
    """Show a role's own work of the day."""
    now = words.today()
    mine = day.gather(request.reader, request.actor, now)
    register, asking = address("desk:register"), address("desk:new_inquiry")
    return render(
        request,
        "desk/home.html",
        {
            # Translators: the long form of a day, for Django's date filter.
            "day": date_format(now, _(r"l j \d\e F")),
            "work": mine.work,
            "counts": mine.counts,
            "places": [] if mine.work else purposes(request.reader),
            "register_url": register if opens(register, request.reader.roles) else "",
            "asking_url": asking if request.reader.roles & answering.CALLERS else "",
        },
    )
