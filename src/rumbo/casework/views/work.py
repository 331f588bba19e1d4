"""The lists of work: tasks, people to be told, appointments of a week."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework import actions, forms, queries, shown
from rumbo.casework.models import Appointment, Contact, Task
from rumbo.casework.pages import FRONT, MEETERS, WORKERS
from rumbo.casework.views.lookup import SEALED_FOR, Question, ask, case_or_404, posted
from rumbo.casework.words import CHANNELS, MET, OUTCOMES
from rumbo.common import clock, codes
from rumbo.ui import tables

PAGE = 50


@require_GET
@for_roles(*WORKERS)
def tasks(request: PersonalRequest) -> HttpResponse:
    """What falls to the reader's roles, what cannot wait first."""
    mine = request.GET.get("mias") == "1"
    found = Paginator(queries.open_tasks(request.reader, mine=mine), PAGE)
    page = found.get_page(request.GET.get("pagina"))
    today = clock.today()
    context = {
        "rows": [shown.task(row, today, knows=_knows(request)) for row in page],
        "mine": mine,
        "pager": _pager(request, page, found.count),
        "all_url": tables.address(request.GET, mias="", pagina=""),
        "mine_url": tables.address(request.GET, mias="1", pagina=""),
    }
    return render(request, "casework/tasks.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*WORKERS)
def task(request: PersonalRequest, task: UUID) -> HttpResponse:
    """One task: what it asks, and what came of it."""
    found = visible_or_404(Task, request.reader, pk=task)
    if found.role not in request.reader.roles:
        raise Http404
    row = case_or_404(request, found.case_id)
    asked = Question(
        title=shown.task(found, clock.today(), knows=_knows(request)).sentence,
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


@require_GET
@for_roles(*FRONT)
def contacts(request: PersonalRequest) -> HttpResponse:
    """Who must be told what today, by which safe way and at which hour."""
    today = clock.today()
    found = Paginator(queries.contacts_due(request.reader, today), PAGE)
    page = found.get_page(request.GET.get("pagina"))
    unsafe = queries.unsafe_ways([row.person_id for row in page])
    knows = request.reader.sees("protection")
    rows = [
        shown.contact(row, today, unsafe.get(row.person_id, ()), knows=knows)
        for row in page
        if _may_read(request, row)
    ]
    context = {
        "rows": rows,
        "outcomes": [(code, OUTCOMES[code]) for code in shown.TAPS],
        "others": [(code, word) for code, word in OUTCOMES.items() if code not in shown.TAPS],
        "pager": _pager(request, page, found.count),
        "today": today,
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


@require_GET
@for_roles(*MEETERS, "registrar", "coordinator")
def calendar(request: PersonalRequest) -> HttpResponse:
    """A week of appointments, day by day."""
    start = _monday(request.GET.get("desde", ""))
    mine = request.GET.get("mias") == "1"
    role = request.GET.get("con", "")
    role = role if role in MEETERS else ""
    first = timezone.make_aware(datetime.combine(start, time.min))
    rows = queries.appointments_between(
        request.reader, first, first + timedelta(days=7), role=role, mine=mine
    )
    if not request.reader.roles & SEALED_FOR:
        rows = rows.filter(person__sealed=False)
    week = timedelta(days=7)
    context = {
        "days": shown.week(start, rows, clock.now()),
        "start": start,
        "end": start + timedelta(days=6),
        "before_url": tables.address(request.GET, desde=(start - week).isoformat()),
        "after_url": tables.address(request.GET, desde=(start + week).isoformat()),
        "roles": [
            (codes.label("role", code), tables.address(request.GET, con=code), code == role)
            for code in MEETERS
        ],
        "every_url": tables.address(request.GET, con=""),
        "mine": mine,
        "mine_url": tables.address(request.GET, mias="" if mine else "1"),
        "role": role,
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


def _knows(request: PersonalRequest) -> bool:
    return bool(request.reader.roles & SEALED_FOR)


def _may_read(request: PersonalRequest, row: Contact) -> bool:
    return not row.person.sealed or _knows(request)


def _monday(text: str) -> date:
    day = clock.day_asked(text) or clock.today()
    return day - timedelta(days=day.weekday())


def _pager(request: PersonalRequest, page: Any, total: int) -> tables.Pager:
    sentence = _("%(first)s a %(last)s de %(total)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": total,
    }
    before = str(page.previous_page_number()) if page.has_previous() else ""
    after = str(page.next_page_number()) if page.has_next() else ""
    return tables.Pager(
        sentence if total else "",
        previous=tables.address(request.GET, pagina=before) if before else "",
        next=tables.address(request.GET, pagina=after) if after else "",
    )
