"""A child's way: the page of its steps, one form for each, and how it ends where return is not best."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.protection import actions, following, queries, track, words
from rumbo.protection.forms.children import STEP_FORMS, InsteadForm, StepForm
from rumbo.protection.pages import PROTECT
from rumbo.protection.views.lookup import pair_or_404
from rumbo.protection.way import Way
from rumbo.registry.models import Person


@require_GET
@for_roles(*PROTECT)
def child(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Show a child's way: what is done, whose turn it is, what is missing, and the next act."""
    found, somebody, way = _way_or_404(request, case, person, "child")
    today = clock.today(found.office.zone)
    alone = counselling.is_child_alone(found, somebody, today)
    shown = following.steps(way, today)
    if not alone:
        shown = [step for step in shown if step.code == "CHILD_VIEWS" or step.on]
    context = {
        "case": found,
        "person": somebody,
        "age": somebody.age_on(today),
        "way": way,
        "steps": shown,
        "turn": next((step for step in shown if step.code == way.next_step), None),
        "others": following.other_acts(way),
        "instead": words.INSTEAD.get(way.now.instead, ""),
        "is_against": way.decision == track.AGAINST,
        "is_alone": alone,
        "is_over": not way.next_step and way.decision == track.RETURN,
        "kin": following.kin(request.reader, found, [somebody.pk]),
        "done": sum(step.state in {following.DONE, following.SETTLED} for step in shown),
    }
    return render(request, "protection/child.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def step(request: PersonalRequest, case: UUID, person: UUID, code: str) -> HttpResponse:
    """Write down one step."""
    found, somebody, way = _way_or_404(request, case, person, "child_step")
    if code not in STEP_FORMS:
        raise Http404
    form = _step_form(request, code, way, found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_child_step(
                actor=request.actor,
                case=found,
                person=somebody,
                step=form.value(code),
                base_version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("El paso quedó anotado."))
            return _back(found, somebody)
    missing = track.missing_before(code, way.done, track.RETURN if code == "BID" else way.decision)
    context = {
        "title": words.CHILD_STEPS[code],
        "missing": [words.MISSING[one] for one in missing],
        "before": way.steps.get(code),
        # A panel and its reasons may be left out only while nothing is decided.
        "marks_optional": code != "BID",
    }
    return _form_page(request, found, somebody, form, **context)


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def close(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """End the way of a child that does not return, with what happens instead."""
    found, somebody, way = _way_or_404(request, case, person, "child_close")
    if way.decision != track.AGAINST or way.is_closed:
        return _back(found, somebody)
    form = InsteadForm(
        request.POST if request.method == "POST" else None,
        initial={"on": clock.today(found.office.zone), "version": way.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_track(
                actor=request.actor,
                case=found,
                person=somebody,
                instead=form.value(),
                base_version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("La vía quedó cerrada, con lo que ocurre en su lugar."))
            return _back(found, somebody)
    lead = _("La determinación es en contra del retorno: no se aparta ningún lugar.")
    return _form_page(
        request, found, somebody, form, title=_("Qué ocurre en lugar del retorno"), lead=lead
    )


def _step_form(request: PersonalRequest, code: str, way: Way, case: Case) -> StepForm:
    initial: dict[str, Any] = {"on": clock.today(case.office.zone), "version": way.version}
    if code == "HANDOVER_ARRANGED":
        initial |= {"giver": way.now.escort, "taker": way.now.receiver.get("name", "")}
    if code == "RECEIVER":
        initial |= way.now.receiver
    return STEP_FORMS[code](request.POST if request.method == "POST" else None, initial=initial)


def _way_or_404(
    request: PersonalRequest, case: UUID, person: UUID, page: str
) -> tuple[Case, Person, Way]:
    """Give a child and its way; an adult who has none is a 404."""
    found, somebody = pair_or_404(request, case, person, page)
    way = queries.way_seen(request.reader, found, somebody)
    if not way.version and counselling.is_adult(somebody, clock.today(found.office.zone)):
        raise Http404
    return found, somebody, way


def _back(case: Case, person: Person) -> HttpResponseRedirect:
    answer = redirect("protection:child", case.pk, person.pk)
    answer.status_code = 303
    return answer


def _form_page(
    request: PersonalRequest, case: Case, person: Person, form: Any, **context: Any
) -> HttpResponse:
    told = {
        "case": case,
        "person": person,
        "form": form,
        "back_url": reverse("protection:child", args=[case.pk, person.pk]),
        **context,
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "protection/child_step.html", told, status=status)
