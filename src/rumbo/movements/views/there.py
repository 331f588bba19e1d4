"""Hours are said by the clock of the place, whoever reads and wherever they sit."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rumbo.access.middleware import PersonalRequest
from rumbo.movements.models import Departure


def render_there(
    request: PersonalRequest,
    departure: Departure,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page of a departure by the clock of the place from which it leaves."""
    with timezone.override(departure.office.zone):
        return render(request, template, context, status=status)
