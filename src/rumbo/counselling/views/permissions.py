"""Taking permissions back: the one to use data, and each one to share; said plainly before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.rules import may_withdraw
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions, following, queries, showing
from rumbo.counselling.forms import WithdrawDataForm
from rumbo.counselling.pages import SIGN
from rumbo.counselling.views.lookup import back_to, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*SIGN)
def withdraw_data(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Say what follows, and take back the permission to use somebody's data; no reason is asked."""
    found, somebody = pair_or_404(request, case, person, "counselling.withdraw_data")
    posted = request.POST if request.method == "POST" else None
    form = WithdrawDataForm(posted, initial={"base_version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_data_consent(
                actor=request.actor, case=found, person=somebody, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            found.refresh_from_db()
            form.data = {**form.cleaned_data, "base_version": found.version}
        else:
            messages.success(request, _("Permiso retirado. Se le sigue atendiendo igual."))
            return back_to(found)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "consent": queries.data_consent(somebody),
        "following": following.of_data_consent(found, somebody),
        "may_leave": may_withdraw(found.stage),
    }
    status = 409 if form.errors else 200
    return render(request, "counselling/withdraw_data.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_roles(*SIGN)
def withdraw_share(
    request: PersonalRequest, case: UUID, person: UUID, recipient: str
) -> HttpResponse:
    """Say what cannot be done without it, and take one permission to share back."""
    found, somebody = pair_or_404(request, case, person, "counselling.sharing")
    if request.method == "POST":
        actions.withdraw_share_consent(
            actor=request.actor, case=found, person=somebody, recipient=recipient
        )
        messages.success(request, _("Permiso retirado. No se comparte nada más."))
        return back_to(found)
    answers = queries.shares_of(somebody)
    lang = showing.language_for(somebody, request.GET.get("lang", ""))
    shared = next(s for s in showing.shares(answers, lang) if s.code == recipient)
    context = {"case": found, "person": somebody, "shared": shared}
    return render(request, "counselling/withdraw_share.html", context)
