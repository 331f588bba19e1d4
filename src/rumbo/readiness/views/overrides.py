"""Setting aside a row of the process: one person asks with a reason, another confirms it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access import queries as access
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import case_or_404, pair_or_404
from rumbo.casework.models import Override
from rumbo.common import codes
from rumbo.readiness import actions, queries, turns
from rumbo.readiness.forms import OverrideForm
from rumbo.readiness.lists import OVERRIDES, ROWS


@require_http_methods(["GET", "POST"])
@for_roles(*turns.ASK)
def ask(request: PersonalRequest, case: UUID, person: UUID, requirement: str) -> HttpResponse:
    """Ask, with a reason, that one row be set aside for one person."""
    found, somebody = pair_or_404(request, case, person, "readiness.override")
    may_ask = turns.may_ask(requirement, request.reader.roles)
    if requirement not in queries.SERVES_THE_PROCESS or not may_ask:
        raise Http404
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_override(
            actor=request.actor,
            case=found,
            person=somebody,
            requirement=requirement,
            why=form.cleaned_data["why"],
        )
        messages.success(request, _("Pedido. No cuenta hasta que otra persona lo confirme."))
        return _back(found.id)
    context = {
        "case": found,
        "form": form,
        "title": _("Dejar de lado un requisito del proceso"),
        "sentence": _("%(name)s: %(text)s")
        % {
            "name": somebody.full_name,
            "text": ROWS[requirement].text.said(codes.active_language()),
        },
        "consequences": [
            _("Coordinación lee el motivo y confirma, o no."),
            _("Los requisitos que protegen a la persona siguen todos en pie."),
            _("Queda en la historia quién lo pidió y quién lo confirmó."),
        ],
        "confirm": _("Pedirlo"),
        "cancel_url": reverse("readiness:panel", kwargs={"case": found.id}),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*turns.CONFIRM)
def confirm(request: PersonalRequest, override: UUID) -> HttpResponse:
    """Read the reason and give the second name."""
    row = _override_or_404(request, override)
    if request.method == "POST":
        actions.confirm_override(actor=request.actor, override=row)
        messages.success(
            request, _("Confirmado con su nombre. Puede volver a contar cuando haga falta.")
        )
        return _back(row.case_id)
    asked_by = access.names_of({row.asked_by}).get(row.asked_by, "")
    requirement = ROWS.get(row.requirement)
    text = requirement.text.said(codes.active_language()) if requirement else row.requirement
    context = {
        "title": _("Confirmar que se deja de lado un requisito"),
        "sentence": _("%(name)s: %(text)s") % {"name": row.person.full_name, "text": text},
        "facts": [
            {"label": _("Motivo"), "value": row.why},
            {"label": _("Lo pidió"), "value": asked_by},
            {"label": _("Cuándo"), "value": row.occurred_at},
        ],
        "consequences": [_("Quien confirma tiene que ser otra persona, no quien lo pidió.")],
        "confirm": _("Confirmar con mi nombre"),
        "cancel_url": reverse("readiness:panel", kwargs={"case": row.case_id}),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_POST
@for_roles(*turns.ASK)
def end(request: PersonalRequest, override: UUID) -> HttpResponse:
    """Let a row count again."""
    row = _override_or_404(request, override)
    actions.end_override(actor=request.actor, override=row)
    messages.success(request, _("Ese requisito vuelve a contar."))
    return _back(row.case_id)


@lists.page_of(OVERRIDES)
def waiting(request: PersonalRequest) -> HttpResponse:
    """List what waits for a second name."""
    return render(request, "readiness/overrides.html", {"page": lists.opened(OVERRIDES, request)})


def _override_or_404(request: PersonalRequest, override: UUID) -> Override:
    rows = Override.objects.visible_to(request.reader).select_related("case", "person")
    row = visible_or_404(rows, request.reader, id=override, ended_at=None)
    case_or_404(request, row.case_id)
    audit.note_reading(actor=request.actor, person=row.person_id, page="readiness.override")
    return row


def _back(case: UUID) -> HttpResponseRedirect:
    answer = redirect("readiness:panel", case=case)
    answer.status_code = 303
    return answer
