"""Fares agreed with carriers, as pages: the list, and writing the next one down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.network import queries as network
from rumbo.programmes import actions, cash
from rumbo.programmes import fares as agreed
from rumbo.programmes.fare_forms import FareForm


@lists.page_of(agreed.FARES)
def fares(request: PersonalRequest) -> HttpResponse:
    """List the fares that were agreed: those that hold, those to come, and those that ended."""
    context = {
        "page": lists.opened(agreed.FARES, request),
        "money": bool(request.reader.roles & {"finance", "coordinator"}),
    }
    return render(request, "programmes/fares.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*actions.AGREES)
def new(request: PersonalRequest) -> HttpResponse:
    """Write down what a carrier agreed to."""
    today = clock.today()
    form = FareForm(
        request.POST if request.method == "POST" else None,
        airports=network.airports_on(today),
        currencies=cash.currencies(today),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_fare(actor=request.actor, fare=form.value())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Tarifa anotada. Vale desde su día; lo de antes se conserva.")
            )
            return redirect("programmes:fares")
    context = {"form": form, "carriers": agreed.carriers()}
    return render(request, "programmes/fare_new.html", context, status=409 if form.errors else 200)
