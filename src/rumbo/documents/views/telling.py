"""Telling those who receive, and asking consulates: what was said to whom, and what came back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.documents import actions, pages
from rumbo.documents.forms import NoticeForm, RequestForm
from rumbo.documents.models import ReceivingNotice
from rumbo.documents.views.lookup import ask, back_to, case_or_404, pair_or_404
from rumbo.network import queries as network


@require_http_methods(["GET", "POST"])
@for_roles(*pages.TELL)
def notice(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Write down that those who receive were told."""
    found = case_or_404(request, case)
    form = NoticeForm(request.POST or None, initial={"recipient": "RECEIVING_MISSION"})
    if request.method == "POST" and form.is_valid():
        actions.tell_receiving_side(actor=request.actor, case=found, **form.cleaned_data)
        return back_to(request, found, _("Aviso anotado."))
    return ask(
        request,
        found,
        form,
        title=_("Avisar a quien recibe"),
        sentence=_("Solo se avisa de quien dio su permiso; sin él, la ayuda sigue igual."),
        confirm=_("Anotar el aviso"),
    )


@require_POST
@for_roles(*pages.TELL)
def notice_answered(request: PersonalRequest, case: UUID, notice: UUID) -> HttpResponse:
    """Write down that those who receive answered the notice beside which the button stood."""
    found = case_or_404(request, case)
    row = visible_or_404(ReceivingNotice, request.reader, pk=notice, case=found)
    actions.receiving_side_answered(actor=request.actor, case=found, notice=row)
    return back_to(request, found, _("Respuesta anotada."))


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def consulate(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Ask a consulate for a paper."""
    found, somebody = pair_or_404(request, case, person, "documents.consulate")
    own = [c for c in somebody.nationalities if c]
    offered = [
        (row.code, str(row))
        for country in own
        for row in network.consulates_of(country, found.office.country, clock.today())
    ]
    first = {"type": "LAISSEZ_PASSER", "country": own[0] if own else ""}
    form = RequestForm(offered, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = actions.ask_consulate(
            actor=request.actor, case=found, person=somebody, request=form.value()
        )
        return redirect("documents:asked", asked=made.pk)
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Pedir un documento al consulado"),
        sentence=_("Solo con el permiso de la persona, y nunca si teme a su propio gobierno."),
        confirm=_("Anotar la solicitud"),
    )
