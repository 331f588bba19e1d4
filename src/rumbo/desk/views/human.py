"""The page of one human being with several registrations, and what a person chooses on it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.desk import assisted, human
from rumbo.registry import actions as registry
from rumbo.registry import joined
from rumbo.registry.models import PossibleDuplicate
from rumbo.registry.pages import DECIDE
from rumbo.registry.rules.joining import FACTS


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDE)
def one(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Show both registrations as one; where they differ a person chooses, and takes it back."""
    found = human.person_or_404(request.reader, person)
    if request.method == "POST":
        _choose(request, person)
        messages.success(request, _("Quedó elegido. Los registros siguen como estaban."))
        return redirect("desk:human", person=person)
    context = human.page(request.reader, found)
    for registration in context["seen"]:
        audit.note_reading(actor=request.actor, person=registration.person.pk, page="human")
    return render(request, "desk/human.html", context)


def _choose(request: PersonalRequest, person: UUID) -> None:
    """Write down which of the registrations on the page is shown: `show` is fact and place."""
    found = human.person_or_404(request.reader, person)
    seen = [r.person for r in human.registrations(request.reader, found) if r.person is not None]
    fact, _colon, place = request.POST.get("show", "").partition(":")
    if fact not in FACTS:
        raise Http404
    if place == "":
        chosen = joined.chosen_among([one.pk for one in seen]).get(fact)
        for one in seen:
            if one.pk == chosen:
                registry.choose_fact(actor=request.actor, person=one, fact=fact, shown=False)
        return
    if not (place.isascii() and place.isdigit() and len(place) < 4 and int(place) < len(seen)):
        raise Http404
    registry.choose_fact(actor=request.actor, person=seen[int(place)], fact=fact)


@require_GET
@for_roles(*DECIDE)
def help_given(request: PersonalRequest, pair: UUID) -> HttpResponse:
    """Say beside a pair what help the two got, as a part of its page."""
    found = visible_or_404(PossibleDuplicate, request.reader, pk=pair)
    people = [found.earlier_id, found.later_id]
    for key in people:
        human.person_or_404(request.reader, key)
    context = {"helped": assisted.helped(request.reader, people)}
    return render(request, "desk/help_given.html", context)
