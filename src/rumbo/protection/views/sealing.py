"""Reserving somebody's file, and opening it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.protection.forms import SealForm
from rumbo.protection.pages import PROTECT
from rumbo.protection.views.lookup import go, one_form, pair_or_404
from rumbo.registry import actions as registry


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def sealing(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Ask why, then reserve the name and file of one person, or open them to the office again."""
    found, somebody = pair_or_404(request, case, person, "sealing")
    form = SealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = registry.unseal_person if somebody.sealed else registry.seal_person
        change(actor=request.actor, person=somebody, why=form.cleaned_data["why"])
        said = _("El expediente ya no está reservado.")
        messages.success(request, said if somebody.sealed else _("El expediente quedó reservado."))
        return go("panel", found.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Dejar de reservar su expediente")
        if somebody.sealed
        else _("Reservar su expediente"),
        lead=_("El nombre y todo el expediente de su grupo quedan a la vista de su oficina.")
        if somebody.sealed
        else _("Solo protección y niñez abren el expediente de su grupo y leen su nombre."),
    )
