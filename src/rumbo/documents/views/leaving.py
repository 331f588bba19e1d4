"""Leaving, living over there, and the countries on the way: one short form each."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.documents import actions, pages, queries
from rumbo.documents.forms import ExitPaperForm, LegalForm, ResidenceForm, TransitForm
from rumbo.documents.views.lookup import ask, back_to, pair_or_404
from rumbo.ui import words


@require_http_methods(["GET", "POST"])
@for_roles(*pages.CHECK)
def exit_paper(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down the permit to leave, needed or not."""
    found, somebody = pair_or_404(request, case, person, "documents.exit")
    form = ExitPaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_exit_paper(
            actor=request.actor,
            case=found,
            person=somebody,
            needed=form.cleaned_data["needed"] == "yes",
            kind=form.cleaned_data["kind"],
            valid_until=form.cleaned_data["valid_until"],
        )
        return back_to(request, found, _("Permiso de salida anotado."))
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Permiso de salida"),
        sentence=_("Tiene que valer el día del viaje."),
        confirm=_("Guardar"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.CHECK)
def legal(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down whether anything keeps somebody here."""
    found, somebody = pair_or_404(request, case, person, "documents.legal")
    form = LegalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_legal_check(
            actor=request.actor,
            case=found,
            person=somebody,
            bar=form.cleaned_data["bar"] == "yes",
            note=form.cleaned_data["note"],
        )
        return back_to(request, found, _("Revisión anotada."))
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("¿Algo le impide salir?"),
        sentence=_("Se pregunta a la persona y se revisan sus papeles; nunca a un tercero."),
        confirm=_("Guardar"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.CHECK)
def residence(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down a right to live in another country."""
    found, somebody = pair_or_404(request, case, person, "documents.residence")
    form = ResidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_residence_right(
            actor=request.actor, case=found, person=somebody, **form.cleaned_data
        )
        return back_to(request, found, _("Permiso de residencia anotado."))
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Permiso de residencia"),
        sentence=_("Solo hace falta si vuelve a un país del que no es nacional."),
        confirm=_("Guardar"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.CHECK)
def transit(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down for each country on the way whether it lets this person through."""
    found, somebody = pair_or_404(request, case, person, "documents.transit")
    crossed = queries.countries_on_the_way(found, clock.today())
    form = TransitForm([(code, words.country(code)) for code in crossed], request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_transit(
            actor=request.actor, case=found, person=somebody, countries=form.value()
        )
        return back_to(request, found, _("Países de paso anotados."))
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Países de paso"),
        sentence=_("¿Le deja pasar cada país, con su nacionalidad y su documento?")
        if crossed
        else _("El camino usual no cruza otro país. Guarde para que conste, o anote otro."),
        confirm=_("Guardar"),
    )
