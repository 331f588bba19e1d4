"""Rows that resemble somebody: both side by side, and a person decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.exchange import actions, queries, rereading
from rumbo.exchange.actions.settling import CORRECTORS
from rumbo.exchange.comparing import Pair, row_by_row, side_by_side
from rumbo.exchange.lists import LOOKALIKES, alike
from rumbo.exchange.models import IntakeRow
from rumbo.exchange.views.corrections import with_its_file
from rumbo.registry.models import Person


@lists.page_of(LOOKALIKES)
def lookalikes(request: PersonalRequest) -> HttpResponse:
    """List the rows that resemble somebody, likeliest first."""
    page = lists.opened(LOOKALIKES, request)
    return render(request, "exchange/lookalikes.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_roles(*CORRECTORS)
def lookalike(request: PersonalRequest, row: UUID) -> HttpResponse:
    """Show a row beside the person it resembles; same or somebody else."""
    mine = visible_or_404(queries.lookalikes(request.reader), request.reader, pk=row)
    if request.method == "POST" and request.POST.get("decision") in {"same", "different"}:
        same = request.POST["decision"] == "same"
        done = actions.settle_suspected(actor=request.actor, row=mine, same=same)
        said = _("Queda dicho: ya tenía registro.") if same else _("Quedó su registro.")
        messages.success(request, with_its_file(request, done, said))
        return _next(request)
    other = _other_row(request, mine)
    known = _known(request, mine.resembles_id or (other.person_id if other else None))
    told = alike(mine, masked=known is None and other is None)
    context = {
        "row": mine,
        "why": told.why,
        "percent": told.percent,
        "pairs": _pairs(mine, known, other),
        "known": known is not None or other is not None,
        "other": other,
    }
    return render(request, "exchange/lookalike.html", context)


def _pairs(mine: IntakeRow, known: Person | None, other: IntakeRow | None) -> list[Pair]:
    cells = rereading.cells_of(mine)
    if known is None and other is not None:
        return row_by_row(cells, rereading.cells_of(other))
    return side_by_side(cells, known)


def _other_row(request: PersonalRequest, mine: IntakeRow) -> IntakeRow | None:
    """The row of the same sheet that it resembles, where the reader may see it and whose it is."""
    if mine.resembles_row_id is None:
        return None
    rows = IntakeRow.objects.visible_to(request.reader).filter(pk=mine.resembles_row_id)
    found: IntakeRow | None = rows.select_related("person").first()
    if found is None or found.person is None:
        return found
    seen = Person.objects.visible_to(request.reader).filter(pk=found.person.pk)
    return found if seen.exists() and not _is_kept(found.person, request) else None


def _known(request: PersonalRequest, key: UUID | None) -> Person | None:
    """The person it resembles, where the reader may see them; else they stay masked."""
    if key is None:
        return None
    person = Person.objects.visible_to(request.reader).filter(pk=key).first()
    if person is None or _is_kept(person, request):
        return None
    audit.note_reading(actor=request.actor, person=person.id, page="exchange.lookalike")
    return person


def _is_kept(person: Person, request: PersonalRequest) -> bool:
    """Whether protection keeps this file from whoever asks."""
    return person.sealed and "protection" not in request.reader.roles


def _next(request: PersonalRequest) -> HttpResponseRedirect:
    following = queries.lookalikes(request.reader).first()
    if following is None:
        return HttpResponseRedirect(reverse("exchange:lookalikes"), status=303)
    return HttpResponseRedirect(reverse("exchange:lookalike", args=[following.pk]), status=303)
