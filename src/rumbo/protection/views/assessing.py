"""The page of the full assessment: only where the rapid screen flagged something."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.protection import actions, errors, queries, showing
from rumbo.protection.forms.assessing import AssessmentForm
from rumbo.protection.models import Assessment
from rumbo.protection.pages import PROTECT
from rumbo.protection.views.lookup import go, pair_or_404
from rumbo.registry.models import Person


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def assessment(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Look at the four levels with the person, conclude, and say what follows."""
    found, somebody = pair_or_404(request, case, person, "assessment")
    flags = queries.codes_seen(request.reader, [somebody.pk]).get(somebody.pk, [])
    if not flags:
        raise errors.nothing_flagged()
    form = AssessmentForm(request.POST if request.method == "POST" else None, today=clock.today())
    if request.method == "POST" and form.is_valid() and _assessed(request, found, somebody, form):
        messages.success(request, _("La valoración quedó anotada y sus tareas, abiertas."))
        return go("panel", found.id)
    before = queries.newest_seen(Assessment, request.reader, [somebody.pk]).get(somebody.pk)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "flags": [codes.label("vulnerability", code) for code in flags],
        "before": showing.assessed(before) if before else None,
    }
    return render(request, "protection/assessment.html", context)


def _assessed(request: PersonalRequest, case: Case, person: Person, form: AssessmentForm) -> bool:
    """Write it down; what is missing is said over the form, with everything typed still in it."""
    try:
        actions.assess(actor=request.actor, case=case, person=person, assessment=form.value())
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True
