"""Changing who travels with whom: asked, then what follows is read, then done; and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework import errors as refused
from rumbo.casework import kinship
from rumbo.casework import queries as casework
from rumbo.casework.lookup import case_or_404, knows_sealed, reserved_among
from rumbo.casework.models import Case, FamilyChange
from rumbo.casework.regrouping import PROTECT, require_may_regroup
from rumbo.casework.rules import may_withdraw
from rumbo.casework.values import Regrouping
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.desk import actions, asking
from rumbo.desk import families as changes
from rumbo.desk.forms.families import OTHER, FamilyForm, UndoForm
from rumbo.desk.roles import REGROUP
from rumbo.registry.models import Person
from rumbo.ui import words


@require_http_methods(["GET", "POST"])
@for_roles(*REGROUP)
def families(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Ask who goes where; say what follows; and only then do it."""
    found = case_or_404(request, case)
    people = [m.person for m in counselling.members(found)]
    for person in people:
        audit.note_reading(actor=request.actor, person=person.pk, page="families")
    posted = request.POST if request.method == "POST" else None
    today = clock.today(found.office.zone)
    protects = bool(PROTECT & request.reader.roles)
    form = FamilyForm(people, posted, today=today, protects=protects)
    if posted is None or "back" in posted or not form.is_valid():
        return _form(request, found, people, form)
    try:
        asked = _asked(request, form)
        require_may_regroup(request.actor, found, asked.to, asked, clock.now())
        said = changes.consequences(found, asked, clock.now(), today)
        # What is confirmed is what was read: where it is something else by now, it is read again.
        if posted.getlist("seen") != said:
            return _confirm(request, found, asked, said)
        made = actions.change_family(actor=request.actor, case=found, asked=asked)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _form(request, found, people, form)
    messages.success(request, _("Quedó cambiado con quién viaja. Puede deshacerse aquí mismo."))
    return redirect("desk:families", case=made.other_id)


@require_http_methods(["GET", "POST"])
@for_roles(*REGROUP)
def undo(request: PersonalRequest, case: UUID, change: UUID) -> HttpResponse:
    """Bring people back to the file they left."""
    found = case_or_404(request, case)
    row = visible_or_404(FamilyChange, request.reader, pk=change)
    other = row.other if row.case_id == found.pk else row.case
    if found.pk not in (row.case_id, row.other_id) or not _may_see_other(request, row, other):
        raise Http404
    protects = bool(PROTECT & request.reader.roles)
    form = UndoForm(request.POST if request.method == "POST" else None, protects=protects)
    if form.is_bound and form.is_valid():
        try:
            back = actions.undo_family(
                actor=request.actor, change=row, why=form.cleaned_data.get("why") or ""
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Se deshizo: cada quien está de nuevo en su lugar."))
            here = back if _may_see(request, back) else found
            return redirect("desk:families", case=here.pk)
    done = next(one for one in changes.history(found, request.reader) if one.id == row.pk)
    context = {
        "case": found,
        "form": form,
        "done": done,
        "consequences": changes.on_undoing(row),
    }
    return render(request, "desk/family_undo.html", context, status=409 if form.errors else 200)


def _asked(request: PersonalRequest, form: FamilyForm) -> Regrouping:
    """What was asked; the other family's file by its number, as the reader may see it."""
    to = None
    if form.cleaned_data["where"] == OTHER:
        number = asking.parse(form.cleaned_data["number"], words.today()).case_number
        files = Case.objects.visible_to(request.reader).select_related("office", "group")
        to = files.filter(number=casework.goes_on_as(number)).first() if number else None
        if to is None or not _may_see(request, to):
            raise refused.no_such_file()
    seen = (_version(request, "version"), _version(request, "their_version"))
    return form.asked(to, seen)


def _may_see(request: PersonalRequest, case: Case) -> bool:
    if not Case.objects.visible_to(request.reader).filter(pk=case.pk).exists():
        return False
    return knows_sealed(request.reader) or not reserved_among([case.pk])


def _may_see_other(request: PersonalRequest, row: FamilyChange, other: Case) -> bool:
    """Of siblings who came from another office, the office that has them sees what it may give back."""
    came = (
        row.kind == "JOIN" and other.pk == row.case_id and row.case.office_id != row.other.office_id
    )
    return _may_see(request, other) or (came and changes.may_take_back(row, request.reader))


def _version(request: PersonalRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _form(
    request: PersonalRequest, case: Case, people: list[Person], form: FamilyForm
) -> HttpResponse:
    context = {
        "case": case,
        "people": people,
        "form": form,
        "may_change": may_withdraw(case.stage) and people,
        "rules": [*(rule.say for rule in kinship.RULES), *kinship.ALWAYS],
        "history": changes.history(case, request.reader),
    }
    # A form that is only shown again is not judged; one that was refused says why.
    wrong = form.is_bound and "back" not in request.POST and form.errors
    return render(request, "desk/families.html", context, status=409 if wrong else 200)


def _confirm(
    request: PersonalRequest, case: Case, asked: Regrouping, said: list[str]
) -> HttpResponse:
    left_out = ("csrfmiddlewaretoken", "seen", "back", "version", "their_version")
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
    kept.append(("version", str(case.version)))
    if asked.to is not None:
        kept.append(("their_version", str(asked.to.version)))
    context = {
        "case": case,
        "said": said,
        "kept": kept,
        "sides": changes.sides(case, asked, clock.today(case.office.zone)),
    }
    return render(request, "desk/family_confirm.html", context)
