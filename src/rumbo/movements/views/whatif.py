"""What would change with other means: asked for, watched, and side by side.

The paper for a donor is made where everything is made that leaves the house: in statistics.
"""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import offices_of
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions
from rumbo.movements.forms import WhatIfForm
from rumbo.movements.models import WhatIf
from rumbo.movements.views.board import PLANNERS
from rumbo.movements.views.proposals import LATEST
from rumbo.movements.whatif.shown import shown
from rumbo.movements.whatif.usual import usual


@for_roles(*PLANNERS)
def ask(request: PersonalRequest) -> HttpResponse:
    """Say what to suppose; the latest answers are there to be opened again."""
    told = request.POST if request.method == "POST" else None
    days = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    form = WhatIfForm(told, usual=usual(request.reader, clock.today()), initial=days)
    if request.method == "POST" and form.is_valid():
        office = next((o for o in offices_of(request.reader) if o.pk == request.actor.office), None)
        if office is not None:
            try:
                row = actions.ask_what_if(
                    actor=request.actor, office=office, wanted=form.wanted(request.reader.offices)
                )
                return redirect("movements:what_if", what_if=row.pk)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    latest = WhatIf.objects.visible_to(request.reader).order_by("-occurred_at")[:LATEST]
    context = {"form": form, "latest": latest}
    return render(request, "movements/what_ifs.html", context, status=409 if form.errors else 200)


@for_roles(*PLANNERS)
def page(request: PersonalRequest, what_if: uuid.UUID) -> HttpResponse:
    """What would change, one scenario beside the other."""
    row = visible_or_404(WhatIf, request.reader, pk=what_if)
    context = {"what_if": shown(row, clock.now())}
    return render(request, "movements/what_if.html", context)


@for_roles(*PLANNERS)
def progress(request: PersonalRequest, what_if: uuid.UUID) -> HttpResponse:
    """How far it is; once it has ended the whole page is asked for again."""
    row = visible_or_404(WhatIf, request.reader, pk=what_if)
    context = {"what_if": shown(row, clock.now())}
    answer = render(request, "movements/_what_if_progress.html", context)
    if not row.is_under_way:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@for_roles(*PLANNERS)
def stop(request: PersonalRequest, what_if: uuid.UUID) -> HttpResponse:
    """End it; what is finished by now stays."""
    row = visible_or_404(WhatIf, request.reader, pk=what_if)
    actions.stop_what_if(actor=request.actor, what_if=row)
    return redirect("movements:what_if", what_if=row.pk)
