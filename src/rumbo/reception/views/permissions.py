"""Hearing that somebody takes back a permission, where they arrive: whoever hears it writes it down."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling_actions
from rumbo.counselling import following
from rumbo.counselling import queries as counselling
from rumbo.reception.forms import TakeBackForm
from rumbo.reception.pages import RECEIVE
from rumbo.reception.permitting import shared_with
from rumbo.reception.queries import Comer
from rumbo.reception.views.lookup import comer_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*RECEIVE)
def withdraw_data(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Say what follows, and take back the permission to use somebody's data."""
    comer = comer_or_404(request, person, "reception")
    consent = counselling.data_consent(comer.person)
    if consent is None:
        raise Http404
    form = TakeBackForm(
        request.POST if request.method == "POST" else None,
        initial={"base_version": comer.case.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            counselling_actions.withdraw_data_consent(
                actor=request.actor, case=comer.case, person=comer.person, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            comer.case.refresh_from_db()
            form.data = {**form.cleaned_data, "base_version": comer.case.version}
        else:
            messages.success(request, _("Permiso retirado. Se le sigue atendiendo igual."))
            return redirect("reception:person", person=person)
    context = {
        "title": _("Retirar el permiso para usar sus datos"),
        "since": consent.occurred_at,
        "following": following.of_data_consent(comer.case, comer.person),
        "form": form,
    }
    return _show(request, comer, context, status=409 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*RECEIVE)
def withdraw_share(request: PersonalRequest, person: UUID, recipient: str) -> HttpResponse:
    """Say what cannot be done without it, and take one permission to share back."""
    comer = comer_or_404(request, person, "reception")
    shared = next((one for one in shared_with(comer) if one.code == recipient), None)
    if shared is None or shared.answer is None:
        raise Http404
    if request.method == "POST":
        counselling_actions.withdraw_share_consent(
            actor=request.actor, case=comer.case, person=comer.person, recipient=recipient
        )
        messages.success(request, _("Permiso retirado. No se comparte nada más."))
        return redirect("reception:person", person=person)
    context = {
        "title": _("Retirar el permiso: %(recipient)s") % {"recipient": shared.label},
        "since": shared.answer.occurred_at,
        "shared": shared,
    }
    return _show(request, comer, context)


def _show(
    request: PersonalRequest, comer: Comer, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    name = comer.person.full_name if comer.known else _("una persona más")
    context |= {"comer": comer, "name": name}
    return render(request, "reception/permission.html", context, status=status)
