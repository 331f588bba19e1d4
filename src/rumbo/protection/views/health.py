"""Pages of health: the result, and what a person chose to say."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.protection import actions
from rumbo.protection.forms import FitnessForm, PregnancyForm
from rumbo.protection.views.lookup import go, one_form, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles("health")
def fitness(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down the clinic's result."""
    found, somebody = pair_or_404(request, case, person, "fitness")
    form = FitnessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_fitness(
            actor=request.actor, case=found, person=somebody, fitness=form.value()
        )
        messages.success(request, _("El dictamen quedó anotado."))
        return go("health", found.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Dictamen para viajar"),
        lead=_("Quien organiza el viaje verá el resultado y las condiciones, nunca las notas."),
        back="health",
    )


@require_http_methods(["GET", "POST"])
@for_roles("health")
def pregnancy(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down what a person chose to say."""
    found, somebody = pair_or_404(request, case, person, "pregnancy")
    form = PregnancyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_pregnancy(actor=request.actor, case=found, person=somebody, **form.values())
        messages.success(request, _("Quedó anotado."))
        return go("health", found.id)
    return one_form(request, found, somebody, form, title=_("Embarazo"), back="health")
