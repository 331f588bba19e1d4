"""Rows that resemble somebody: both side by side, and a person decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.exchange import actions, queries, rereading
from rumbo.exchange.actions.settling import CORRECTORS
from rumbo.exchange.comparing import side_by_side
from rumbo.exchange.models import IntakeRow
from rumbo.registry.models import Person
from rumbo.registry.rules import reasons
from rumbo.ui.tables import Column, heads

PAGE = 50
COLUMNS = (
    Column(gettext_lazy("Fila")),
    Column(gettext_lazy("Oficina")),
    Column(gettext_lazy("Por qué")),
    Column(gettext_lazy("Parecido"), numeric=True),
    Column(""),
)


def _weighed(row: IntakeRow, *, masked: bool) -> dict[str, str]:
    """How alike and why; of somebody masked only what tells no date, place or number."""
    said = reasons.sayable(row.reasons) if masked else tuple(row.reasons)
    why = reasons.words(said, get_language() or "es")
    return {"why": why, "percent": "" if masked else row.percent}


@require_safe
@for_roles(*CORRECTORS)
def lookalikes(request: PersonalRequest) -> HttpResponse:
    """List the rows that resemble somebody, likeliest first."""
    rows = queries.lookalikes(request.reader)
    page = list(rows.select_related("office")[:PAGE])
    ids = [row.resembles_id for row in page if row.resembles_id]
    people = Person.objects.visible_to(request.reader).filter(pk__in=ids)
    seen = set(people.values_list("pk", flat=True))
    shown = [{"row": row, **_weighed(row, masked=row.resembles_id not in seen)} for row in page]
    context = {"rows": shown, "count": rows.count(), "heads": heads(request.GET, COLUMNS, "")}
    return render(request, "exchange/lookalikes.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CORRECTORS)
def lookalike(request: PersonalRequest, row: UUID) -> HttpResponse:
    """Show a row beside the person it resembles; same or somebody else."""
    mine = visible_or_404(queries.lookalikes(request.reader), request.reader, pk=row)
    if request.method == "POST" and request.POST.get("decision") in {"same", "different"}:
        same = request.POST["decision"] == "same"
        actions.settle_suspected(actor=request.actor, row=mine, same=same)
        said = _("Queda dicho: ya tenía registro.") if same else _("Quedó su registro.")
        messages.success(request, said)
        return _next(request)
    known = _known(request, mine)
    context = {
        "row": mine,
        **_weighed(mine, masked=known is None),
        "pairs": side_by_side(rereading.cells_of(mine), known),
        "known": known,
    }
    return render(request, "exchange/lookalike.html", context)


def _known(request: PersonalRequest, mine: IntakeRow) -> Person | None:
    """The person it resembles, where the reader may see them; else they stay masked."""
    if mine.resembles_id is None:
        return None
    person = Person.objects.visible_to(request.reader).filter(pk=mine.resembles_id).first()
    if person is not None:
        audit.note_reading(actor=request.actor, person=person.id, page="exchange.lookalike")
    return person


def _next(request: PersonalRequest) -> HttpResponseRedirect:
    following = queries.lookalikes(request.reader).first()
    if following is None:
        return HttpResponseRedirect(reverse("exchange:lookalikes"), status=303)
    return HttpResponseRedirect(reverse("exchange:lookalike", args=[following.pk]), status=303)
