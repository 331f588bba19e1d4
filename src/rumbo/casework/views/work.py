"""The lists of work: tasks, people to be told, appointments of a week."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework import actions, forms, shown
from rumbo.casework.doors import page_of_task
from rumbo.casework.lists import APPOINTMENTS, CONTACTS, TASKS, WEEK
from rumbo.casework.lookup import knows_sealed
from rumbo.casework.models import Appointment, Contact, Task
from rumbo.casework.pages import FRONT, MEETERS, WORKERS
from rumbo.casework.views.lookup import Question, ask, case_or_404, posted
from rumbo.casework.words import CHANNELS, MET, OUTCOMES
from rumbo.common import clock
from rumbo.ui import tables


@lists.page_of(TASKS)
def tasks(request: PersonalRequest) -> HttpResponse:
    """What falls to the reader's roles, what cannot wait first."""
    return render(request, "casework/tasks.html", {"page": lists.opened(TASKS, request)})


@require_http_methods(["GET", "POST"])
@for_roles(*WORKERS)
def task(request: PersonalRequest, task: UUID) -> HttpResponse:
    """One task: what it asks, and what came of it."""
    found = visible_or_404(Task, request.reader, pk=task)
    if found.role not in request.reader.roles:
        raise Http404
    row = case_or_404(request, found.case_id)
    if request.method == "GET" and (own := page_of_task(found, request.reader.roles)):
        return redirect(own)
    asked = Question(
        title=shown.task(found, clock.today(), knows=knows_sealed(request.reader)).sentence,
        sentence=found.note or _("Anote qué resultó, en pocas palabras."),
        confirm=_("Está hecho"),
        told=_("La tarea quedó hecha."),
    )
    return ask(
        request,
        row,
        forms.OutcomeForm(posted(request)),
        asked,
        lambda typed: actions.finish_task(
            actor=request.actor, task=found, outcome=typed["outcome"]
        ),
    )


@lists.page_of(CONTACTS)
def contacts(request: PersonalRequest) -> HttpResponse:
    """Who must be told what today, by which safe way and at which hour."""
    page = lists.opened(CONTACTS, request)
    context = {
        "page": page,
        "groups": shown.by_way(page.rows),
        "outcomes": [(code, OUTCOMES[code]) for code in shown.TAPS],
        "others": [(code, word) for code, word in OUTCOMES.items() if code not in shown.TAPS],
    }
    return render(request, "casework/contacts.html", context)


@require_POST
@for_roles(*FRONT)
def attempt(request: PersonalRequest, contact: UUID) -> HttpResponse:
    """Keep a try, in one tap."""
    found = visible_or_404(Contact, request.reader, pk=contact)
    channel, outcome = request.POST.get("channel", ""), request.POST.get("outcome", "")
    if channel not in CHANNELS or outcome not in {*OUTCOMES, "NOT_NEEDED"}:
        raise Http404
    if outcome == "NOT_NEEDED":
        actions.finish_contact(actor=request.actor, contact=found)
    else:
        actions.log_attempt(actor=request.actor, contact=found, channel=channel, outcome=outcome)
    messages.success(request, _("Quedó anotado."))
    return _see_other("casework:contacts")


@lists.page_of(APPOINTMENTS)
def calendar(request: PersonalRequest) -> HttpResponse:
    """A week of appointments, day by day."""
    page = lists.opened(APPOINTMENTS, request)
    start = date.fromisoformat(page.asked["desde"])
    context = {
        "page": page,
        "days": shown.week(start, page.rows),
        "start": start,
        "end": start + timedelta(days=6),
        "before_url": tables.address(request.GET, desde=(start - WEEK).isoformat()),
        "after_url": tables.address(request.GET, desde=(start + WEEK).isoformat()),
        "met": list(MET.items()),
    }
    return render(request, "casework/calendar.html", context)


@require_POST
@for_roles(*MEETERS, "registrar", "coordinator")
def met(request: PersonalRequest, appointment: UUID) -> HttpResponse:
    """Say whether somebody came, or give the hour back."""
    found = visible_or_404(Appointment, request.reader, pk=appointment)
    outcome = request.POST.get("outcome", "")
    if outcome == "CANCELLED":
        actions.cancel_appointment(actor=request.actor, appointment=found)
    elif outcome in MET:
        actions.end_appointment(actor=request.actor, appointment=found, outcome=outcome)
    else:
        raise Http404
    messages.success(request, _("Quedó anotado."))
    return _see_other("casework:calendar")


def _see_other(name: str) -> HttpResponse:
    answer = redirect(name)
    answer.status_code = 303
    return answer
