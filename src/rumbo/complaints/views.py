"""The pages of complaints: two for anybody, without signing in; two for who hears them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django import forms as shapes
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles, open_to_all
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import names_of
from rumbo.access.scoping import visible_or_404
from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.complaints import actions, forms, queries, rules
from rumbo.complaints.lists import COMPLAINTS
from rumbo.complaints.models import Complaint
from rumbo.complaints.shown import shown
from rumbo.complaints.words import OUTCOMES, SHORT
from rumbo.ui import words

BOTH = ["GET", "POST"]
TOO_MANY = _lazy(
    "Desde esta conexión se enviaron muchas quejas en la última hora. Lo que escribió sigue aquí: "
    "envíelo más tarde, o cuéntelo en persona al punto focal de la oficina."
)


@open_to_all
@never_cache
@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """Let anybody say what went wrong, signed in or not: nobody is noted as who wrote it."""
    offices = queries.offices()
    form = forms.ComplaintForm(
        request.POST if request.method == "POST" else None,
        offices=[("", _("Elija una oficina")), *((str(one.pk), one.name) for one in offices)],
    )
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="complaint"):
            form.add_error(None, TOO_MANY)
            return render(request, "complaints/new.html", {"form": form}, status=429)
        office = next(o for o in offices if str(o.pk) == form.cleaned_data["office"])
        try:
            made, code = actions.file_complaint(
                actor=SYSTEM, office=office, complaint=form.complaint(words.language())
            )
        except Refusal as refusal:
            form.add_error("words", refusal.sentence)
        else:
            return render(request, "complaints/filed.html", {"one": made, "code": code})
    status = 422 if form.errors else 200
    return render(request, "complaints/new.html", {"form": form}, status=status)


@open_to_all
@never_cache
@require_http_methods(BOTH)
def answer(request: HttpRequest) -> HttpResponse:
    """Show how a complaint stands to whoever holds its code."""
    form = forms.CodeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="complaint_code"):
            return render(request, "429.html", status=429)
        found = queries.by_code(form.cleaned_data["code"])
        if found is None:
            form.add_error(
                "code", _("No hay ninguna queja con ese código. Revíselo letra por letra.")
            )
        else:
            actions.mark_read(actor=SYSTEM, complaint=found)
            context |= {
                "one": found,
                "kind": SHORT[found.kind],
                "outcome": OUTCOMES.get(found.outcome),
            }
    status = 422 if form.errors else 200
    return render(request, "complaints/answer.html", context, status=status)


@lists.page_of(COMPLAINTS)
def complaints(request: PersonalRequest) -> HttpResponse:
    """List the complaints that the reader hears."""
    return render(request, "complaints/list.html", {"page": lists.opened(COMPLAINTS, request)})


@require_http_methods(BOTH)
@for_roles(rules.HEARS)
def complaint(request: PersonalRequest, complaint: UUID) -> HttpResponse:
    """One complaint: what was said, what was done, and the way to its answer."""
    row = visible_or_404(Complaint, request.reader, pk=complaint)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    shapes_now = _forms(request, row, what)
    if what in AT_ONCE:
        AT_ONCE[what](actor=request.actor, complaint=row)
        return _noted(request, row)
    if request.method == "POST":
        if what not in shapes_now:
            raise Http404
        form = shapes_now[what]
        if form.is_valid():
            try:
                DO[what](request, row, form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return _noted(request, row)
    actions.note_complaint_read(actor=request.actor, complaint=row)
    steps = list(row.steps.order_by("occurred_at", "id"))
    context = {
        "one": shown([row], request.reader)[0],
        "steps": [(step, names_of({step.by}).get(step.by, "")) for step in steps],
        "forms": shapes_now,
        "closed_by": names_of({row.closed_by}).get(row.closed_by, ""),
        "readers": queries.readers_of(row, request.reader),
    }
    bad = any(form.errors for form in shapes_now.values())
    return render(request, "complaints/complaint.html", context, status=422 if bad else 200)


def _forms(request: PersonalRequest, row: Complaint, what: str) -> dict[str, shapes.Form]:
    """What can be done with it now; the one that was sent holds what was typed."""
    if row.closed_at is not None:
        return {}
    people = queries.hearers(row.office_id, clock.today())
    choices = [(str(key), name) for key, name in people.items() if key not in row.kept_from]
    sent = request.POST
    return {
        "step": forms.StepForm(sent if what == "step" else None),
        "refer": forms.ReferForm(sent if what == "refer" else None),
        "keep": forms.KeepFromForm(sent if what == "keep" else None, people=choices),
        "answer": forms.AnswerForm(sent if what == "answer" else None),
    }


AT_ONCE: dict[str, Callable[..., object]] = {
    "acknowledge": actions.acknowledge_complaint,
    "abuse": actions.call_abuse,
}
DO: dict[str, Callable[[PersonalRequest, Complaint, dict[str, Any]], object]] = {
    "step": lambda request, row, told: actions.note_step(
        actor=request.actor, complaint=row, words=told["words"]
    ),
    "refer": lambda request, row, told: actions.refer_complaint(
        actor=request.actor, complaint=row, to=told["to"]
    ),
    "keep": lambda request, row, told: actions.keep_from(
        actor=request.actor, complaint=row, user=UUID(told["user"])
    ),
    "answer": lambda request, row, told: actions.answer_complaint(
        actor=request.actor, complaint=row, outcome=told["outcome"], told=told["told"]
    ),
}


def _noted(request: PersonalRequest, row: Complaint) -> HttpResponse:
    messages.success(request, _("Quedó anotado."))
    still = Complaint.objects.visible_to(request.reader).filter(pk=row.pk).exists()
    back = redirect("complaints:complaint", row.pk) if still else redirect("complaints:complaints")
    back.status_code = 303
    return back
