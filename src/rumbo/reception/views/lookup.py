"""Finding whom a page is about: who does not come to the reader's office is a 404."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import offices_of
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.reception import queries
from rumbo.reception.queries import Comer


def comer_or_404(request: PersonalRequest, person: UUID, page: str) -> Comer:
    """Give somebody who comes to the reader's office; that they were read is written down."""
    found = queries.comer_or_404(request.reader, person)
    if found.known:
        audit.note_reading(actor=request.actor, person=person, page=page)
    return found


def zone_of(request: PersonalRequest) -> str:
    """Give the time zone of the office where the reader works."""
    own = next((o for o in offices_of(request.reader) if o.pk == request.actor.office), None)
    return own.zone if own else clock.DEFAULT_ZONE


def today(request: PersonalRequest) -> date:
    """Give the day it is where the reader works."""
    return clock.today(zone_of(request))


def render_there(
    request: PersonalRequest,
    zone: str,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page by the clock of the place that it speaks of."""
    with timezone.override(zone):
        return render(request, template, context, status=status)


def day_of(request: PersonalRequest) -> date:
    """Give the day that is asked for, today where none is."""
    asked = request.POST.get("dia") or request.GET.get("dia") or ""
    return clock.day_asked(asked) or today(request)
