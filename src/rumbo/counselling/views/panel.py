"""The panel of the case page, and the answers about sharing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.counselling import actions, queries, showing, wording
from rumbo.counselling.forms import SharesForm
from rumbo.counselling.pages import COUNSEL, READ, SIGN
from rumbo.counselling.views.lookup import back_to, case_or_404, pair_or_404
from rumbo.ui import words


@require_GET
@for_roles(*READ)
def panel(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show what was talked about, found and signed; a whole page where it is opened alone."""
    found = case_or_404(request, case)
    shown = showing.panel(found, request.reader, _lang())
    for one in shown:
        audit.note_reading(actor=request.actor, person=one.person.id, page="counselling")
    template = "counselling/panel.html" if request.htmx else "counselling/page.html"
    roles = request.reader.roles
    return render(
        request,
        template,
        {
            "case": found,
            "people": shown,
            "may_counsel": bool(roles.intersection(COUNSEL)),
            "may_sign": bool(roles.intersection(SIGN)),
        },
    )


@require_http_methods(["GET", "POST"])
@for_roles(*SIGN)
def sharing(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Ask, recipient by recipient, who may be told; each answer stands alone."""
    found, somebody = pair_or_404(request, case, person, "counselling.sharing")
    answers = queries.shares_of(somebody)
    asked = showing.shares(answers, showing.language_for(somebody, request.GET.get("lang", "")))
    # What no longer counts is asked again, never kept by pressing a button.
    again = {one.code for one in asked if one.narrowed}
    initial = {
        code: "yes" if row.given else "no" for code, row in answers.items() if code not in again
    }
    form = SharesForm(
        [(s.code, s.label, s.without) for s in asked], request.POST or None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        actions.record_share_consents(
            actor=request.actor,
            case=found,
            person=somebody,
            answers=form.answers(),
            until=form.until_day,
        )
        messages.success(request, _("Quedó anotado con quién se puede compartir."))
        return back_to(found)
    context = {"case": found, "person": somebody, "form": form, "asked": asked}
    return render(request, "counselling/sharing.html", context)


def _lang() -> wording.Lang:
    return "en" if words.language() == "en" else "es"
