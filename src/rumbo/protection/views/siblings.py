"""Sisters and brothers of a child: who may be one, what protection finds, and bringing them together."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework.models import Case
from rumbo.casework.queries import goes_on_as
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.protection import actions, following, queries
from rumbo.protection.forms.children import SiblingForm
from rumbo.protection.models import Siblings
from rumbo.protection.pages import PROTECT
from rumbo.protection.views.lookup import pair_or_404
from rumbo.registry.models import Person

ANSWERS = {"yes": "SIBLINGS", "no": "NOT_SIBLINGS"}


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def siblings(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Show who may be a child's sibling; search again, or name one by the number of its file."""
    found, somebody = pair_or_404(request, case, person, "siblings")
    posted = request.POST if request.method == "POST" and "number" in request.POST else None
    form = SiblingForm(posted)
    if request.method == "POST" and posted is None:
        pairs = actions.look_for_siblings(actor=request.actor, person=somebody)
        said = _("Se buscó otra vez.") if pairs else _("Se buscó otra vez: no aparece nadie más.")
        messages.success(request, said)
        return _back(found, somebody)
    if posted is not None and form.is_valid():
        number = form.cleaned_data["number"].strip().upper()
        if _name_by_hand(request, somebody, number):
            messages.success(request, _("Quedó anotado. Falta decir si son hermanos."))
            return _back(found, somebody)
        form.add_error("number", _("No hay ninguna niña ni niño con ese expediente a su alcance."))
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "kin": following.kin(request.reader, found, [somebody.pk]),
        "back_url": reverse("protection:child", args=[found.pk, somebody.pk]),
    }
    return render(request, "protection/siblings.html", context)


@require_POST
@for_roles(*PROTECT)
def decide(
    request: PersonalRequest, case: UUID, person: UUID, pair: UUID, what: str
) -> HttpResponse:
    """Say whether two are siblings, or bring them into one file."""
    found, somebody = pair_or_404(request, case, person, "siblings")
    row = visible_or_404(Siblings, request.reader, pk=pair)
    if somebody.pk not in {row.earlier_id, row.later_id}:
        raise Http404
    version = _number(request.POST.get("version"))
    try:
        if what == "join":
            actions.reunite_siblings(actor=request.actor, pair=row, base_version=version)
            messages.success(request, _("Están en un solo expediente: viajan juntos."))
        elif what == "undo":
            actions.take_back_siblings(actor=request.actor, pair=row, base_version=version)
            messages.success(request, _("Se mira otra vez si son hermanos."))
        else:
            actions.decide_siblings(
                actor=request.actor, pair=row, decision=ANSWERS[what], base_version=version
            )
            messages.success(request, _("Quedó anotado."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    file = queries.case_of(somebody) or found
    if not Case.objects.visible_to(request.reader).filter(pk=file.pk).exists():
        return HttpResponseRedirect("/")  # it went to another office, and is not seen here
    return _back(file, somebody)


def _name_by_hand(request: PersonalRequest, somebody: Person, number: str) -> bool:
    """Put every child of a file that the reader may see before protection; say whether any."""
    row = Case.objects.visible_to(request.reader).filter(number=goes_on_as(number)).first()
    if row is None:
        return False
    today = row.requested_on
    children = [
        member.person
        for member in counselling.members(row)
        if member.person_id != somebody.pk and not counselling.is_adult(member.person, today)
    ]
    for one in children:
        actions.suspect_siblings(actor=request.actor, person=somebody, other=one, reasons=("HAND",))
    return bool(children)


def _number(told: str | None) -> int | None:
    return int(told) if told and told.isdecimal() else None


def _back(case: Case, person: Person) -> HttpResponseRedirect:
    answer = redirect("protection:siblings", case.pk, person.pk)
    answer.status_code = 303
    return answer
