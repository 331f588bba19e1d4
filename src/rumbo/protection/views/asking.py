"""Pages for what is asked alone: the screen, the question about fear, care."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import actions, queries
from rumbo.protection.forms import CareForm, FearForm, ScreeningForm
from rumbo.protection.models import CareNeeds
from rumbo.protection.pages import ASK, CARE
from rumbo.protection.views.lookup import go, one_form, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*ASK)
def screening(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Ask the rapid screen; the question about fear follows on a page of its own."""
    found, somebody = pair_or_404(request, case, person, "screening")
    form = ScreeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.screen(actor=request.actor, case=found, person=somebody, screening=form.value())
        if somebody.id in counselling.answered_for(found, clock.today() + counselling.AHEAD):
            messages.success(request, _("Respuestas guardadas."))
            return go("asking", found.id)
        messages.success(request, _("Respuestas guardadas. Ahora, la pregunta sobre su temor."))
        return go("fear", found.id, somebody.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Tamizaje rápido"),
        lead=_("Marque lo que la persona cuente. Lo que no se marca no se ha dicho."),
        notice=_(
            "Cada marca abre una tarea para quien puede ayudar. Después solo la ve quien la atiende."
        ),
        back="asking",
    )


@require_http_methods(["GET", "POST"])
@for_roles(*ASK)
def fear(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Ask whether the person fears to go back: alone, in a calm voice, and wait."""
    found, somebody = pair_or_404(request, case, person, "fear")
    form = FearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.ask_fear(
            actor=request.actor,
            case=found,
            person=somebody,
            alone=typed["alone"] == "yes",
            answer=typed["answer"],
            words=typed["words"],
        )
        messages.success(request, _("La respuesta quedó guardada y no se muestra otra vez."))
        return go("asking", found.id)
    context = {"case": found, "person": somebody, "form": form}
    return render(request, "protection/fear.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CARE)
def care(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down what the way needs for this person, without the reason."""
    found, somebody = pair_or_404(request, case, person, "care")
    row = queries.newest_seen(CareNeeds, request.reader, [somebody.id]).get(somebody.id)
    form = CareForm(request.POST or None, initial={"needs": row.needs if row else []})
    back = "health" if request.reader.roles <= {"health"} else "asking"
    if request.method == "POST" and form.is_valid():
        actions.record_care_needs(
            actor=request.actor,
            case=found,
            person=somebody,
            needs=tuple(form.cleaned_data["needs"]),
        )
        messages.success(request, _("Los cuidados quedaron anotados."))
        return go(back, found.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Cuidados en el camino"),
        lead=_("Solo lo que hace falta, nunca por qué. Sin marcas, no hace falta nada."),
        back=back,
    )
