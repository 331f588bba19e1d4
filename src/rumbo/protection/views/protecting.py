"""Protection's own pages: fear resolved by two, claims, custody, survivors, the child track."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.counselling import queries as counselling
from rumbo.protection import actions, queries
from rumbo.protection.forms import (
    ClaimForm,
    ClearanceForm,
    CustodyForm,
    ResolveForm,
    SurvivorForm,
)
from rumbo.protection.models import FearAnswer, SurvivorFinding, TraffickingClearance
from rumbo.protection.pages import PROTECT
from rumbo.protection.views.lookup import go, one_form, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles("protection")
def resolve(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down what somebody who fears decides, with asylum explained."""
    found, somebody = pair_or_404(request, case, person, "resolve")
    row = _newest_fear(request, person)
    form = ResolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.resolve_fear(actor=request.actor, fear=row, **form.cleaned_data)
        messages.success(request, _("Quedó anotado. Falta que otra persona lo confirme."))
        return go("panel", found.id)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "fear": row,
        "asylum_on": counselling.asylum_explained_on(somebody),
    }
    return render(request, "protection/resolve.html", context)


@require_POST
@for_roles(*PROTECT)
def confirm(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Confirm what a protection officer wrote."""
    found, _somebody = pair_or_404(request, case, person, "confirm")
    actions.confirm_resolution(actor=request.actor, fear=_newest_fear(request, person))
    messages.success(request, _("Confirmado por una segunda persona."))
    return go("panel", found.id)


@require_http_methods(["GET", "POST"])
@for_roles("protection")
def claim(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down what somebody with a claim of asylum was told and decides."""
    found, somebody = pair_or_404(request, case, person, "claim")
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_asylum_claim(
            actor=request.actor, case=found, person=somebody, **form.cleaned_data
        )
        messages.success(request, _("Quedó anotado."))
        return go("panel", found.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Su solicitud de asilo"),
        lead=_(
            "Volver puede terminar su solicitud o su protección. Tiene que saberlo y decidirlo."
        ),
    )


@require_http_methods(["GET", "POST"])
@for_roles("protection")
def custody(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Find that somebody in custody decides freely."""
    found, somebody = pair_or_404(request, case, person, "custody")
    form = CustodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_custody_finding(
            actor=request.actor, case=found, person=somebody, **form.cleaned_data
        )
        messages.success(request, _("Quedó anotado."))
        return go("panel", found.id)
    return one_form(request, found, somebody, form, title=_("Persona bajo custodia"))


@require_http_methods(["GET", "POST"])
@for_roles("protection")
def trafficking(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down whether a survivor of trafficking may return safely."""
    found, somebody = pair_or_404(request, case, person, "trafficking")
    form = ClearanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.clear_trafficking(
            actor=request.actor, case=found, person=somebody, clearance=form.value()
        )
        messages.success(request, _noted(half=queries.is_half_undone(row)))
        return go("panel", found.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Valoración de un posible caso de trata"),
        lead=_(
            "Firman dos: esta oficina y la de origen, o dos oficiales de aquí si así lo quiere."
        ),
    )


@require_POST
@for_roles("protection")
def second(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Sign as the second officer."""
    found, _somebody = pair_or_404(request, case, person, "trafficking")
    rows = TraffickingClearance.objects.visible_to(request.reader).filter(person=person)
    newest = rows.order_by("-occurred_at").values_list("id", flat=True).first()
    row = visible_or_404(TraffickingClearance, request.reader, id=newest)
    actions.second_trafficking_clearance(actor=request.actor, clearance=row)
    messages.success(request, _("Firmado por una segunda oficial."))
    return go("panel", found.id)


@require_http_methods(["GET", "POST"])
@for_roles("protection")
def survivor(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down whether somebody who survived violence is safe."""
    found, somebody = pair_or_404(request, case, person, "survivor")
    row = queries.newest_seen(SurvivorFinding, request.reader, [person]).get(person)
    initial = {}
    if row is not None:
        said = {True: "yes", False: "no"}
        initial = {
            "kidnapping": said[row.kidnapping],
            "family_violence": said[row.family_violence],
        }
    form = SurvivorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = actions.record_survivor(
            actor=request.actor, case=found, person=somebody, **form.values()
        )
        messages.success(request, _noted(half=queries.is_half_undone(done)))
        return go("panel", found.id)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Seguridad y derechos como víctima"),
        notice=_("Nunca se contacta a quien pudo hacerle daño."),
    )


def _newest_fear(request: PersonalRequest, person: UUID) -> FearAnswer:
    rows = queries.newest_seen(FearAnswer, request.reader, [person])
    newest = rows.get(person)
    return visible_or_404(FearAnswer, request.reader, id=newest.id if newest else None)


def _noted(*, half: bool) -> str:
    """What is said after noting: a danger that somebody told of is taken back by two."""
    if half:
        return _("Quedó anotado. El aviso sigue en pie hasta que otra oficial diga lo mismo.")
    return _("Quedó anotado.")
