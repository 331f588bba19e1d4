"""Receiving whoever arrives without having travelled with us: the notice is read before all else."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.counselling.wording import current
from rumbo.movements import papers
from rumbo.reception import actions, queries, receiving
from rumbo.reception.receiving import Place
from rumbo.reception.registering import MOST, ArrivalForm, ArrivingPersonForm, RelativeForm
from rumbo.reception.views.lookup import today


@require_http_methods(["GET", "POST"])
@for_roles("reception")
def receive(request: PersonalRequest) -> HttpResponse:
    """Read the notice, take the yes, write down the least, and go on to kit, money and referral."""
    places = receiving.places_of(request.reader)
    if not places:
        raise Http404
    place = _place(request, places)
    told = request.POST or None
    start = {"id": new_id(), "place": place.code}
    arrival = ArrivalForm(told, places=places, initial=start)
    people = _people(told, place, _size(request))
    valid = [arrival.is_valid(), *(form.is_valid() for form in people)] if told else [False]
    if all(valid):
        ids = [new_id() for _form in people]
        day = today(request)
        new = arrival.new([f.person(ids, n, arrival, day) for n, f in enumerate(people)])
        try:
            case = actions.receive_directly(actor=request.actor, office=place.office, new=new)
        except Refusal as refusal:
            arrival.add_error(None, refusal.sentence)
        else:
            return redirect("reception:person", person=queries.people_of(case)[0].pk)
    return render(
        request,
        "reception/receive.html",
        _context(place, arrival, people),
        status=422 if told else 200,
    )


def _context(
    place: Place, arrival: ArrivalForm, people: list[ArrivingPersonForm]
) -> dict[str, Any]:
    text = current("data-consent", papers.language())
    return {
        "place": place,
        "arrival": arrival,
        "people": people,
        "sizes": range(1, MOST + 1),
        "notice": text.filled(
            organisation=_("la organización que le atiende"), office=place.office.name
        ),
    }


def _place(request: PersonalRequest, places: list[Place]) -> Place:
    asked = request.POST.get("place") or request.GET.get("lugar", "")
    own = [place for place in places if place.office.pk == request.actor.office]
    return next((p for p in places if p.code == asked), (own or places)[0])


def _size(request: PersonalRequest) -> int:
    asked = request.GET.get("personas", "1")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 4
    return min(max(int(asked), 1), MOST) if is_number else 1


def _people(told: Any, place: Place, size: int) -> list[ArrivingPersonForm]:
    forms = [ArrivingPersonForm(told, country=place.country, prefix="p0")]
    forms += [RelativeForm(told, country=place.country, prefix=f"p{n}") for n in range(1, size)]
    return forms
