"""Hours are said by the clock of the place, whoever reads and wherever they sit."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
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


def ask(
    request: PersonalRequest, departure: Departure, form: forms.Form, asked: dict[str, Any]
) -> HttpResponse:
    """Ask before something is done with a departure; the way back is its page."""
    back = reverse("movements:departure", kwargs={"departure": departure.pk})
    context = {**asked, "form": form, "cancel_url": back}
    return render_there(
        request, departure, "ui/confirm.html", context, status=409 if form.errors else 200
    )
