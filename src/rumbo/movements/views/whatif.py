"""What would change with other means: asked for, watched, side by side, and as a paper for a donor."""

import uuid

from django.conf import settings
from django.http import Http404, HttpResponse
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
from rumbo.movements.models.whatif import ENDED
from rumbo.movements.papers import language
from rumbo.movements.print.whatif import what_if_pdf
from rumbo.movements.views.board import PLANNERS
from rumbo.movements.views.proposals import LATEST
from rumbo.movements.whatif.paper import printed
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


@for_roles(*PLANNERS)
def paper(request: PersonalRequest, what_if: uuid.UUID) -> HttpResponse:
    """The same for a donor: one paper, no small number, nobody's name."""
    row = visible_or_404(WhatIf, request.reader, pk=what_if, state__in=ENDED)
    if not row.has_answers:
        raise Http404
    actions.note_what_if_printed(actor=request.actor, what_if=row)
    told = printed(shown(row, clock.now(), least=settings.PUBLIC_THRESHOLD))
    answer = HttpResponse(what_if_pdf(told, lang=language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="what-if-{row.first}.pdf"'
    return answer
