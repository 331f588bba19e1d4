"""A plan for the coming weeks: asked for, watched while it is looked for, accepted in whole or part."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import offices_of
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions
from rumbo.movements.forms import PlanForm
from rumbo.movements.models import ASKED, Proposal, ProposedSeat
from rumbo.movements.proposal.doing import doing
from rumbo.movements.proposal.shown import shown
from rumbo.movements.views.board import PLANNERS

LATEST = 5


@for_roles(*PLANNERS)
def plans(request: PersonalRequest) -> HttpResponse:
    """Ask for a plan; the latest ones are there to be opened again."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        office = next((o for o in offices_of(request.reader) if o.pk == request.actor.office), None)
        if office is not None:
            try:
                row = actions.ask_plan(
                    actor=request.actor, office=office, wanted=form.wanted(request.reader.offices)
                )
                return redirect("movements:plan", proposal=row.pk)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    latest = Proposal.objects.visible_to(request.reader).order_by("-occurred_at")[:LATEST]
    context = {"form": form, "latest": latest}
    return render(request, "movements/plans.html", context, status=409 if form.errors else 200)


@for_roles(*PLANNERS)
def plan(request: PersonalRequest, proposal: uuid.UUID) -> HttpResponse:
    """What a plan proposes beside what stands; what is marked is accepted."""
    row = visible_or_404(Proposal, request.reader, pk=proposal)
    if request.method == "POST":
        asked = [one for one in map(_id, request.POST.getlist("seat")) if one is not None]
        chosen = ProposedSeat.objects.visible_to(request.reader).filter(proposal=row, pk__in=asked)
        done = actions.accept_plan(actor=request.actor, proposal=row, seats=list(chosen))
        _say(request, done)
        return redirect("movements:plan", proposal=row.pk)
    context = {"plan": shown(row, request.reader, clock.now())}
    return render(request, "movements/plan.html", context)


@for_roles(*PLANNERS)
def progress(request: PersonalRequest, proposal: uuid.UUID) -> HttpResponse:
    """How far the search is, or what was accepted; at its end the whole page is asked for again."""
    row = visible_or_404(Proposal, request.reader, pk=proposal)
    under_way = doing(row, clock.now())
    if under_way is not None:
        context: dict[str, object] = {"proposal": row, "doing": under_way}
        return render(request, "movements/_plan_doing.html", context)
    context = {"plan": shown(row, request.reader, clock.now())}
    answer = render(request, "movements/_plan_progress.html", context)
    if not row.is_under_way:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@for_roles(*PLANNERS)
def stop(request: PersonalRequest, proposal: uuid.UUID) -> HttpResponse:
    """End the search with the best plan so far."""
    row = visible_or_404(Proposal, request.reader, pk=proposal)
    actions.stop_plan(actor=request.actor, proposal=row)
    return redirect("movements:plan", proposal=row.pk)


@require_POST
@for_roles(*PLANNERS)
def resume(request: PersonalRequest, proposal: uuid.UUID) -> HttpResponse:
    """Go on with what was accepted and never done."""
    row = visible_or_404(Proposal, request.reader, pk=proposal)
    actions.resume_plan(actor=request.actor, proposal=row)
    return redirect("movements:plan", proposal=row.pk)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _say(request: PersonalRequest, rows: list[ProposedSeat]) -> None:
    taken = sum(row.outcome == "TAKEN" for row in rows)
    stale = [row.case.number for row in rows if row.outcome == "STALE"]
    if not rows:
        messages.warning(request, _("No marcó ninguna línea que siga abierta."))
    if any(row.outcome == ASKED for row in rows):
        messages.success(request, _("Se está haciendo lo aceptado; esta página dice cómo va."))
    if taken:
        messages.success(request, _("Líneas del plan que ya están hechas: %(n)s.") % {"n": taken})
    if stale:
        said = _("Ya no podían hacerse, y cada una dice por qué: %(numbers)s.")
        messages.warning(request, said % {"numbers": ", ".join(stale)})
