"""The pages of programmes and countries: what each is, where it stands, and what opens it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.programmes import actions, queries, shown
from rumbo.programmes.forms import AgreementForm, OpenForm, RequestForm, Versioned
from rumbo.programmes.lists import COUNTRIES, PROGRAMMES, READERS
from rumbo.programmes.models import Programme
from rumbo.programmes.reading import country_context, programme_context

DECIDES = "coordinator"
BOTH = ["GET", "POST"]


@lists.page_of(PROGRAMMES)
def programmes(request: PersonalRequest) -> HttpResponse:
    """Every programme: for whom it is, whether it takes people, until when it is agreed."""
    return render(request, "programmes/list.html", {"page": lists.opened(PROGRAMMES, request)})


@lists.page_of(COUNTRIES)
def countries(request: PersonalRequest) -> HttpResponse:
    """Every way home that was ever studied, with what rules it today."""
    return render(request, "programmes/countries.html", {"page": lists.opened(COUNTRIES, request)})


@require_GET
@for_roles(*READERS)
def programme(request: PersonalRequest, programme: str) -> HttpResponse:
    """One programme: what it is, what stands between it and its opening, and whose turn it is."""
    context = programme_context(_found(programme), request.reader)
    return render(request, "programmes/programme.html", context)


@require_GET
@for_roles(*READERS)
def country(request: PersonalRequest, host: str, origin: str) -> HttpResponse:
    """One way home: what rules it today, area by area, and every finding ever made of it."""
    context = country_context(host, origin, request.reader)
    if context is None:
        raise Http404
    return render(request, "programmes/country.html", context)


@require_http_methods(BOTH)
@for_roles(DECIDES)
def request(request: PersonalRequest, programme: str) -> HttpResponse:
    """Write down a formal request."""

    def verb(form: RequestForm, told: Mapping[str, Any]) -> str:
        actions.record_request(
            requested_by=form.cleaned_data["requested_by"],
            received_on=form.cleaned_data["received_on"],
            **told,
        )
        return _("Quedó anotada la solicitud formal.")

    say = {
        "title": _("Anotar la solicitud formal"),
        "sentence": _("Se estudia antes de que el programa abra."),
        "button": _("Anotar la solicitud"),
    }
    return _recorded(request, programme, RequestForm, verb, say)


@require_http_methods(BOTH)
@for_roles(DECIDES)
def agreement(request: PersonalRequest, programme: str) -> HttpResponse:
    """Write down an agreement with its dates."""

    def verb(form: AgreementForm, told: Mapping[str, Any]) -> str:
        actions.record_agreement(term=form.term(), **told)
        return _("Quedó anotado el acuerdo.")

    say = {
        "title": _("Anotar un acuerdo"),
        "sentence": _("Nadie viaja en un día que ningún acuerdo cubra."),
        "button": _("Anotar el acuerdo"),
    }
    return _recorded(request, programme, AgreementForm, verb, say)


@require_http_methods(BOTH)
@for_roles(DECIDES)
def opening(request: PersonalRequest, programme: str) -> HttpResponse:
    """Open a programme from a day on."""

    def verb(form: OpenForm, told: Mapping[str, Any]) -> str:
        days = {"since": form.cleaned_data["since"], "until": form.cleaned_data["until"]}
        actions.open_programme(**days, **told)
        return _("El programa quedó abierto desde ese día.")

    say = {
        "title": _("Abrir el programa"),
        "sentence": _("Abre solo con solicitud formal, acuerdo vigente y debida diligencia."),
        "button": _("Abrir el programa"),
    }
    return _recorded(request, programme, OpenForm, verb, say)


def _recorded(
    request: PersonalRequest,
    code: str,
    kind: type[Versioned],
    verb: Callable[[Any, Mapping[str, Any]], str],
    say: Mapping[str, str],
) -> HttpResponse:
    """Show a form about one programme, or do what it asks; a refusal stands above the form."""
    row = _found(code)
    form = kind(request.POST if request.method == "POST" else None, initial=_start(row))
    if request.method == "POST" and form.is_valid():
        told = {
            "actor": request.actor,
            "programme": row.code,
            "base_version": form.cleaned_data["version"],
        }
        try:
            done = verb(form, told)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("programmes:programme", programme=row.code)
    context = {**say, "form": form, "programme": row, "facts": _standing(row)}
    return render(request, "programmes/form.html", context, status=422 if form.errors else 200)


def _start(row: Programme) -> dict[str, object]:
    return {"version": row.version, "since": clock.today(), "received_on": clock.today()}


def _standing(row: Programme) -> list[dict[str, object]]:
    [one] = shown.programmes([row])
    return [
        {"label": _("Cómo está"), "value": one.tag[1]},
        {"label": _("Acuerdo"), "value": one.agreed},
    ]


def _found(code: str) -> Programme:
    found = queries.programme(code)
    if found is None:
        raise Http404
    return found
