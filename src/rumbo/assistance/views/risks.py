"""The joint assessment: our look, the survivor's yes, and the second look there or here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.assistance import actions, queries, shown
from rumbo.assistance.forms import ConsentForm, RiskForm
from rumbo.assistance.models import JointRisk
from rumbo.assistance.pages import HELP
from rumbo.assistance.views.lookup import READ_AS, go, pair_or_404
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.refusal import Refusal


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def risk(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Look at the risk of going back, as the office that helps."""
    found, somebody = pair_or_404(request, case, person)
    yes = queries.live_yes_seen(found, request.reader).get(somebody.pk)
    form = RiskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assess_risk(
                actor=request.actor,
                case=found,
                person=somebody,
                view=form.value(origin_office=yes.origin_office_id if yes else None),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó anotado. Falta la segunda conclusión."))
            return go("panel", found.pk)
    lead = (
        _("Lo verá y concluirá también protección de %(office)s, porque la persona dijo que sí.")
        % {"office": yes.origin_office.name}
        if yes
        else _("La persona no ha dicho que sí a compartirlo: concluye aquí una segunda oficial.")
    )
    return _page(request, form, case=found, person=somebody, lead=lead)


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def second(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Conclude as a second officer of this office, where the office of origin may not know."""
    found, somebody = pair_or_404(request, case, person)
    newest = queries.newest_risks(found, request.reader).get(somebody.pk)
    if newest is None:
        raise Http404
    form = RiskForm(request.POST if request.method == "POST" else None)
    if _concluded(request, newest, form, is_of_origin=False):
        return go("panel", found.pk)
    lead = _("Mire cada riesgo por su cuenta antes de leer lo que anotó la primera oficial.")
    return _page(request, form, case=found, person=somebody, lead=lead, seen=shown.risk(newest))


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def shared(request: PersonalRequest, risk: UUID) -> HttpResponse:
    """Read and conclude at the office of origin, while the survivor's yes lives."""
    rows = JointRisk.objects.visible_to(request.reader).exclude(origin_office=None)
    row: JointRisk = visible_or_404(
        rows.select_related("person", "case", "office"), request.reader, pk=risk
    )
    offices = request.reader.offices
    if offices is not None and row.origin_office_id not in offices:
        raise Http404
    audit.note_reading(actor=request.actor, person=row.person_id, page=READ_AS)
    form = RiskForm(request.POST if request.method == "POST" else None)
    if _concluded(request, row, form, is_of_origin=True):
        answer = redirect("assistance:shared", row.pk)
        answer.status_code = 303
        return answer
    lead = _(
        "%(office)s la comparte con ustedes porque la persona dijo que sí. Si lo retira, esta página se cierra."
    )
    return _page(
        request,
        form,
        person=row.person,
        lead=lead % {"office": row.office.name},
        seen=shown.risk(row),
        is_done=row.second_at is not None,
    )


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def consent(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down the survivor's yes that one office of their country may know."""
    found, somebody = pair_or_404(request, case, person)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        offices=queries.offices_of_origin(found),
        initial={"given_on": clock.today(found.office.zone)},
    )
    if request.method == "POST" and form.is_valid():
        office, day = form.office_and_day()
        try:
            actions.let_origin_know(
                actor=request.actor, case=found, person=somebody, office=office, given_on=day
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Permiso anotado. Puede retirarlo cuando quiera."))
            return go("panel", found.pk)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "title": _("Permiso para la oficina de su país"),
        "lead": _("Decir que no nunca quita la ayuda: aquí concluye entonces una segunda oficial."),
        "confirm": _("Anotar su permiso"),
        "back_url": reverse("assistance:panel", args=[found.pk]),
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "assistance/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def withdraw(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Take the yes back: at once nobody there reads anything more."""
    found, somebody = pair_or_404(request, case, person)
    back = reverse("assistance:panel", args=[found.pk])
    if request.method == "POST":
        actions.stop_origin_knowing(actor=request.actor, case=found, person=somebody)
        messages.success(request, _("Permiso retirado: allá ya no se ve nada."))
        return go("panel", found.pk)
    context = {
        "title": _("Retirar el permiso"),
        "sentence": _("Retirarlo no quita la ayuda y no se pregunta el motivo."),
        "consequences": [
            _("Desde este momento la oficina de su país no ve la valoración ni puede concluirla."),
            _("Lo que ya leyó no puede recogerse."),
            _("Concluye aquí una segunda oficial."),
        ],
        "confirm": _("Retirar el permiso"),
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


def _concluded(
    request: PersonalRequest, row: JointRisk, form: RiskForm, *, is_of_origin: bool
) -> bool:
    """Write the second conclusion; what is refused is said over the form, with everything typed."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        actions.conclude_risk(
            actor=request.actor, risk=row, view=form.value(), is_of_origin=is_of_origin
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, _("Quedó la segunda conclusión, con su nombre."))
    return True


def _page(request: PersonalRequest, form: RiskForm, **context: Any) -> HttpResponse:
    told = {"title": _("Valoración conjunta del riesgo"), "form": form, **context}
    if "case" in context:
        told["back_url"] = reverse("assistance:panel", args=[context["case"].pk])
    status = 409 if form.non_field_errors() else 200
    return render(request, "assistance/risk.html", told, status=status)
