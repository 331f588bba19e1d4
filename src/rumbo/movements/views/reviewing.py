"""A plan leaves a group waiting: asking that somebody looks again, and answering."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.lookup import case_or_404
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, reviews
from rumbo.movements.actions.reviewing import ANSWERS, ASKERS
from rumbo.movements.forms import AnswerForm, ReviewForm
from rumbo.movements.proposal.passed_over import passed_over
from rumbo.ui import words


@for_roles(*ASKERS)
def review(request: PersonalRequest, case: uuid.UUID) -> HttpResponse:
    """Say why the plan leaves a group waiting, and ask that somebody looks at it again."""
    row = case_or_404(request, case)
    found = passed_over(row, request.reader)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_review(actor=request.actor, line=found.line, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Coordinación lo revisa y responde en tres días."))
            return redirect("desk:case", case=row.pk)
    asked = {
        "title": _("Pedir una revisión: %(number)s") % {"number": row.number},
        "sentence": found.why,
        "consequences": [
            _("Coordinación lee lo que escriba y responde en tres días."),
            _("Pedirlo no cambia su lugar en la lista de espera."),
        ],
        "confirm": _("Pedir la revisión"),
        "cancel_url": reverse("desk:case", args=[row.pk]),
        "form": form,
    }
    status = 409 if form.errors else 200
    return render(request, "ui/confirm.html", asked, status=status)


@for_roles(*ANSWERS)
def answer(request: PersonalRequest, case: uuid.UUID) -> HttpResponse:
    """Read what was asked and why the plan says no, and answer in words."""
    row = case_or_404(request, case)
    task, found = reviews.open_review(request.reader, row), passed_over(row, request.reader)
    if task is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.answer_review(actor=request.actor, task=task, **form.cleaned_data)
        messages.success(request, _("Quedó respondida; se le dice a la familia o a la persona."))
        return redirect("desk:case", case=row.pk)
    facts = [
        {"label": _("Qué dice la familia o la persona"), "value": task.note},
        {
            "label": _("Qué dice el plan"),
            "value": found.why if found else _("Ya no espera por ese plan."),
        },
        {"label": _("Responder a más tardar"), "value": words.day_near(task.due_on)},
    ]
    asked = {
        "title": _("Responder la revisión: %(number)s") % {"number": row.number},
        "sentence": _("Se pidió revisar por qué el plan deja en espera a este grupo."),
        "facts": facts,
        "consequences": [
            _("A la familia o a la persona se le dice lo que escriba."),
            _("Responder no aparta ni quita lugares: eso se hace en la salida."),
        ],
        "confirm": _("Responder"),
        "cancel_url": reverse("desk:case", args=[row.pk]),
        "form": form,
    }
    status = 409 if form.errors else 200
    return render(request, "ui/confirm.html", asked, status=status)
