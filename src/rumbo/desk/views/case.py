"""The case page: a file on a desk; and a task ticked off on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.desk import about, casefile, emptied
from rumbo.desk.roles import CASE
from rumbo.ui import words


@require_GET
@for_roles(*CASE)
def case(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show one file; whoever opens it is written down beside the person in focus.

    Of one that everybody left it says where they are.
    """
    found = visible_or_404(
        Case.objects.visible_to(request.reader).select_related("office"), request.reader, pk=case
    )
    if emptied.is_empty(found):
        return render(request, "desk/emptied.html", emptied.page(found, request.reader))
    members = casefile.members_of(found, request.reader)
    at = casefile.position(request.GET.get("p", ""), members)
    person = members[at].person
    audit.note_reading(actor=request.actor, person=person.id, page="case")
    context = casefile.page(found, members, at, request.reader)
    context |= {
        "language": words.language_name(person.language),
        "facts": about.facts(person, members[at]),
        "about_summary": about.summary(person),
        "mending": about.mending(found, person, request.reader),
        "erased": emptied.erased(found, request.reader),
        "consent_url": about.consent_url(found, person, request.reader),
    }
    return render(request, "desk/case.html", context)


@require_POST
@for_roles(*CASE)
def task_done(request: PersonalRequest, task: UUID) -> HttpResponse:
    """Tick off a task that falls to the reader."""
    found = visible_or_404(
        Task.objects.visible_to(request.reader).for_roles(request.reader.roles),
        request.reader,
        pk=task,
    )
    casework.finish_task(actor=request.actor, task=found)
    messages.success(request, _("La tarea quedó hecha."))
    return redirect("desk:case", case=found.case_id)
