"""Pages to write down a conversation and what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.counselling import actions, queries, rules, words
from rumbo.counselling.forms import FindingForm, SessionForm
from rumbo.counselling.pages import COUNSEL
from rumbo.counselling.views.lookup import back_to, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*COUNSEL)
def session(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down a conversation, in the order in which it goes."""
    found, somebody = pair_or_404(request, case, person, "counselling.session")
    form = SessionForm(request.POST or None, initial={"language": somebody.language})
    if request.method == "POST" and form.is_valid():
        value = form.value()
        actions.hold_session(actor=request.actor, case=found, person=somebody, session=value)
        messages.success(request, _("La sesión quedó anotada."))
        return back_to(found)
    told = queries.topics_explained(queries.sessions_of(somebody))
    missing = words.in_a_sentence(rules.missing_topics(told))
    context = {"case": found, "person": somebody, "form": form, "missing": missing}
    return render(request, "counselling/session.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*COUNSEL)
def finding(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down whether the decision is free, and apart whether it is informed."""
    found, somebody = pair_or_404(request, case, person, "counselling.finding")
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        value = form.value()
        actions.record_finding(actor=request.actor, case=found, person=somebody, finding=value)
        messages.success(request, _("La valoración quedó anotada."))
        return back_to(found)
    context = {"case": found, "person": somebody, "form": form}
    return render(request, "counselling/finding.html", context)
