"""Whose child a child is, and the parent who does not travel."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.documents import actions, pages
from rumbo.documents.forms import OtherParentForm, ParentageForm
from rumbo.documents.views.lookup import ask, back_to, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*pages.FAMILY)
def parentage(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down whether parentage is shown, and by what."""
    found, child = pair_or_404(request, case, person, "documents.parentage")
    form = ParentageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.show_parentage(
            actor=request.actor,
            case=found,
            child=child,
            shown=form.cleaned_data["shown"] == "yes",
            shown_by=form.cleaned_data["shown_by"],
            scan=form.attached(),
        )
        return back_to(request, found, _("Filiación anotada."))
    return ask(
        request,
        found,
        form,
        child,
        title=_("Filiación"),
        sentence=_(
            "Lo que se dice de palabra no la acredita: hace falta un documento o el consulado."
        ),
        confirm=_("Guardar"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.FAMILY)
def other_parent(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down how the other parent's authorisation stands."""
    found, child = pair_or_404(request, case, person, "documents.other_parent")
    form = OtherParentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.record_other_parent(
            actor=request.actor, case=found, child=child, other=form.value()
        )
        return back_to(request, found, _("Anotado."))
    return ask(
        request,
        found,
        form,
        child,
        title=_("Autorización del otro padre o madre"),
        sentence=_("Nadie busca al otro padre o madre sin saber antes que es seguro."),
        confirm=_("Guardar"),
    )


@require_POST
@for_roles(*pages.FAMILY)
def find_other_parent(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Ask that the other parent be looked for."""
    found, child = pair_or_404(request, case, person, "documents.other_parent")
    actions.ask_for_other_parent(actor=request.actor, case=found, child=child)
    return back_to(request, found, _("Documentación recibe la tarea."))
