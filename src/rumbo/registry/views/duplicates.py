"""Pairs that may be one person: a list, one pair side by side, a decision, and its undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.registry import actions, linking, queries, showing
from rumbo.registry.actions.duplicates import DECISIONS
from rumbo.registry.lists import DUPLICATES, weighed
from rumbo.registry.models import Person, PossibleDuplicate
from rumbo.registry.pages import DECIDE
from rumbo.ui import words


def _pair_or_404(request: PersonalRequest, pair: UUID) -> PossibleDuplicate:
    rows = PossibleDuplicate.objects.visible_to(request.reader).select_related("earlier", "later")
    found = visible_or_404(rows, request.reader, pk=pair)
    sealed = found.earlier.sealed or found.later.sealed
    if sealed and "protection" not in request.reader.roles:
        raise Http404
    return found


@lists.page_of(DUPLICATES)
def duplicates(request: PersonalRequest) -> HttpResponse:
    """List the open pairs, likeliest first."""
    page = lists.opened(DUPLICATES, request)
    sentence = ngettext("%(n)s par por mirar", "%(n)s pares por mirar", page.total)
    context = {
        "page": page,
        "total": sentence % {"n": words.whole(page.total)},
        # When, never how many: of reserved persons even a number would tell.
        "linking": linking.under_way(),
    }
    return render(request, "registry/duplicates.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDE)
def duplicate(request: PersonalRequest, pair: UUID) -> HttpResponse:
    """Show two registrations beside each other; s, d and u decide."""
    found = _pair_or_404(request, pair)
    if request.method == "POST":
        return _decide(request, found)
    both = _seen(request, found)
    context = {
        "pair": found,
        **weighed(found, masked=both is None),
        "masked": both is None,
    }
    if both is not None:
        for person in both:
            audit.note_reading(actor=request.actor, person=person.id, page="duplicate")
        context |= {
            "lines": showing.side_by_side(*both),
            "left": showing.family(queries.travelling_with(both[0], request.reader), both[0]),
            "right": showing.family(queries.travelling_with(both[1], request.reader), both[1]),
        }
    return render(request, "registry/duplicate.html", context)


def _seen(request: PersonalRequest, pair: PossibleDuplicate) -> tuple[Person, Person] | None:
    """Both people, where the reader may see both: here, or by an access another office gave."""
    ids = [pair.earlier_id, pair.later_id]
    rows = Person.objects.visible_to(request.reader).filter(id__in=ids)
    seen = set(rows.values_list("id", flat=True)) | queries.granted(request.reader, ids)
    return (pair.earlier, pair.later) if seen.issuperset(ids) else None


def _decide(request: PersonalRequest, pair: PossibleDuplicate) -> HttpResponse:
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS or _seen(request, pair) is None:
        raise Http404
    actions.decide_duplicate(actor=request.actor, pair=pair, decision=decision)
    if decision == "SAME":
        return redirect("registry:undo", pair=pair.id)
    messages.success(request, _("Quedó anotado. Aquí está el siguiente par, si lo hay."))
    following = queries.open_duplicates(request.reader).values_list("id", flat=True).first()
    return (
        redirect("registry:duplicate", following) if following else redirect("registry:duplicates")
    )


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDE)
def undo(request: PersonalRequest, pair: UUID) -> HttpResponse:
    """Say what joining did, and take it back where it was wrong."""
    found = _pair_or_404(request, pair)
    if found.decision != "SAME":
        return redirect("registry:duplicate", pair=found.id)
    if request.method == "POST":
        actions.undo_merge(actor=request.actor, pair=found)
        messages.success(request, _("La unión se deshizo: los dos registros están como antes."))
        return redirect("registry:duplicate", pair=found.id)
    return render(
        request,
        "ui/confirm.html",
        {
            "title": _("Los dos registros son de la misma persona"),
            "sentence": _("Quedaron unidos. Nada se borró: se puede deshacer ahora o más tarde."),
            "consequences": [
                _("Al deshacer, cada registro vuelve a estar exactamente como antes."),
                _("El par vuelve a la lista para mirarlo de nuevo."),
            ],
            "confirm": _("Deshacer la unión"),
            "cancel_url": reverse("registry:duplicates"),
            "danger": True,
        },
    )
