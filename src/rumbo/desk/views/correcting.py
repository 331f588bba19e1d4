"""Mending a registration, and who is whose in a group; what rests on it is said before it changes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles, opens
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.lookup import pair_or_404
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.desk import actions, correcting, places
from rumbo.desk.forms.correcting import CorrectionForm, RelationForm
from rumbo.desk.roles import CORRECT, RELATE
from rumbo.registry import queries
from rumbo.registry.models import Person
from rumbo.registry.values import Correction
from rumbo.ui import words


@require_http_methods(["GET", "POST"])
@for_roles(*CORRECT)
def correct(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Mend what was written about somebody; where papers rest on it, say so and ask once more."""
    found, somebody = pair_or_404(request, case, person, "correct")
    posted = request.POST if request.method == "POST" else None
    form = CorrectionForm(posted, now=queries.as_registered(somebody), version=somebody.version)
    if posted is None or "back" in posted or not form.is_valid():
        return _form(request, found, somebody, form)
    correction = form.correction()
    said = correcting.consequences(
        found, somebody, correction, request.reader.roles, clock.today(found.office.zone)
    )
    # What is confirmed is what was read: where it is something else by now, it is read again.
    if said and posted.getlist("seen") != said:
        return _ask(request, found, somebody, said)
    return _save(request, found, somebody, form, correction)


def _save(
    request: PersonalRequest, case: Case, person: Person, form: CorrectionForm, said: Correction
) -> HttpResponse:
    try:
        made = actions.correct_registration(
            actor=request.actor,
            case=case,
            person=person,
            correction=said,
            base_version=form.cleaned_data["base_version"],
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _form(request, case, person, form)
    _tell(request, made.fields)
    if made.is_in_doubt:
        messages.warning(request, _("La edad queda en duda hasta que protección la vea."))
    return _back(request, case, person)


def _form(
    request: PersonalRequest, case: Case, person: Person, form: CorrectionForm
) -> HttpResponse:
    context = {
        "case": case,
        "person": person,
        "form": form,
        "countries": [str(label) for _code, label in codes.choices("country")],
        "departments": [name for _code, name in places.departments()],
    }
    # A form that is only shown again is not judged; one that was refused says why.
    status = 422 if form.is_bound and "back" not in request.POST and form.errors else 200
    return render(request, "desk/correct.html", context, status=status)


def _ask(request: PersonalRequest, case: Case, person: Person, said: list[str]) -> HttpResponse:
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "seen", "back")
        for value in values
    ]
    context = {"case": case, "person": person, "said": said, "kept": kept}
    return render(request, "desk/correct_confirm.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*RELATE)
def relation(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Say who somebody is in the group and who answers for them."""
    found, somebody = pair_or_404(request, case, person, "relation")
    members = counselling.members(found)
    mine = next(member for member in members if member.person_id == somebody.id)
    others = [member for member in members if member is not mine]
    is_child = not counselling.is_adult(somebody, clock.today(found.office.zone))
    posted = request.POST if request.method == "POST" else None
    form = RelationForm(posted, member=mine, others=others, is_child=is_child)
    if posted is not None and form.is_valid():
        try:
            changed = actions.correct_relation(
                actor=request.actor,
                case=found,
                person=somebody,
                new=form.said(),
                base_version=form.cleaned_data["base_version"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            _tell(request, changed)
            return _back(request, found, somebody)
    context: dict[str, Any] = {
        "case": found,
        "person": somebody,
        "form": form,
        "is_child": is_child,
        "first": members[0].person.full_name if mine is not members[0] else "",
        "track_begun": correcting.is_led(somebody, request.reader.roles),
    }
    return render(request, "desk/relation.html", context, status=422 if form.errors else 200)


def _tell(request: PersonalRequest, fields: tuple[str, ...]) -> None:
    if not fields:
        messages.info(request, _("No cambió nada: todo estaba ya así."))
        return
    told = words.sentence_list([codes.label("person_field", code) for code in fields])
    messages.success(request, _("Quedó corregido: %(fields)s.") % {"fields": told})


def _back(request: PersonalRequest, case: Case, person: Person) -> HttpResponse:
    """The file, with the same person in focus."""
    url = reverse("desk:case", kwargs={"case": case.id})
    if not opens(url, request.reader.roles):
        return redirect("desk:home")
    return redirect(f"{url}?p={person.id}#about")
