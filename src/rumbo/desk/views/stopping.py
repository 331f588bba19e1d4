"""Deciding about a way home and closing a programme: who is touched is shown before and after."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.desk import stopping
from rumbo.desk.forms.stopping import CloseForm, FindingForm, WayForm
from rumbo.desk.touching import READERS, TOUCHED
from rumbo.network import queries as network
from rumbo.programmes import actions
from rumbo.programmes import queries as programmes

FORM = "desk/stopping_form.html"


@lists.page_of(TOUCHED)
def touched(request: PersonalRequest) -> HttpResponse:
    """Every file that a decision touches or would touch, with what to do, and its form above."""
    page = lists.opened(TOUCHED, request)
    asked, today = page.asked, clock.today()
    form: forms.Form | None = None
    action = ""
    closes = stopping.closing(page, request.reader, today)
    proposes = stopping.is_proposal(asked) and asked["como"] in stopping.may_decide(request.reader)
    if closes is not None:
        form = CloseForm(initial={"on": today, "version": closes.version})
        action = reverse("desk:close_programme", args=[closes.code])
    elif proposes and _is_way(asked["camino"]):
        host, _dash, origin = asked["camino"].partition("-")
        found = stopping.may_decide(request.reader)
        form = FindingForm(initial=stopping.start(asked), origin=origin, findings=found)
        action = reverse("desk:finding_record", args=[host, origin])
    back, back_name = stopping.back(asked)
    context = {
        "page": page,
        "title": stopping.title(asked),
        "sentence": stopping.sentence(page),
        "facts": stopping.facts(asked) if stopping.is_proposal(asked) else [],
        "form": form,
        "action": action,
        "closes": closes,
        "opens": asked.get("como") == "OPEN",
        "back": back,
        "back_name": back_name,
    }
    return render(request, "desk/touched.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def finding(request: PersonalRequest, host: str, origin: str) -> HttpResponse:
    """Say what is to be decided about a way; whom it touches is shown before anything changes."""
    _way_or_404(host, origin)
    form = WayForm(
        request.POST if request.method == "POST" else None,
        initial={"dia": clock.today(), "como": request.GET.get("como", "SUSPENDED")},
        origin=origin,
        findings=stopping.may_decide(request.reader),
    )
    if request.method == "POST" and form.is_valid():
        asked = {"camino": f"{host}-{origin}", **form.asked()}
        return redirect(f"{reverse('desk:touched')}?{urlencode(asked)}")
    way = stopping.back({"camino": f"{host}-{origin}"})
    say = {
        "title": way[1],
        "sentence": _("Todavía no cambia nada: primero verá a qué expedientes toca."),
        "button": _("Ver a quiénes toca"),
    }
    return _form(request, form, say, way)


@require_POST
@for_roles(*READERS)
def record(request: PersonalRequest, host: str, origin: str) -> HttpResponse:
    """Record a decision about a way once whom it touches was seen."""
    _way_or_404(host, origin)
    form = FindingForm(request.POST, origin=origin, findings=stopping.may_decide(request.reader))
    if form.is_valid():
        try:
            row = actions.record_finding(
                actor=request.actor,
                finding=form.finding(host, origin),
                base_version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó decidido. Estos son los expedientes que toca."))
            asked = {"camino": f"{host}-{origin}", "hallazgo": row.code}
            return redirect(f"{reverse('desk:touched')}?{urlencode(asked)}")
    way = stopping.back({"camino": f"{host}-{origin}"})
    say = {
        "title": way[1],
        "sentence": _("No cambió nada todavía."),
        "button": _("Confirmar"),
    }
    return _form(request, form, say, way)


@require_POST
@for_roles("coordinator")
def close(request: PersonalRequest, programme: str) -> HttpResponse:
    """Close a programme once those who are in it were seen."""
    row = programmes.programme(programme)
    if row is None:
        raise Http404
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            actions.close_programme(
                actor=request.actor,
                programme=row.code,
                on=form.cleaned_data["on"],
                reason=form.cleaned_data["reason"],
                base_version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("El programa quedó cerrado. Quien está en él sigue aquí."))
            return redirect(f"{reverse('desk:touched')}?{urlencode({'programa': row.code})}")
    say = {
        "title": _("Cerrar %(programme)s") % {"programme": row},
        "sentence": _("No cambió nada todavía."),
        "button": _("Cerrar el programa"),
    }
    return _form(request, form, say, stopping.back({"programa": row.code}))


def _form(
    request: PersonalRequest, form: forms.Form, say: dict[str, str], way: tuple[str, str]
) -> HttpResponse:
    context = {**say, "form": form, "back": way[0], "back_name": way[1]}
    return render(request, FORM, context, status=422 if form.errors else 200)


def _way_or_404(host: str, origin: str) -> None:
    if not _is_way(f"{host}-{origin}"):
        raise Http404


def _is_way(way: str) -> bool:
    host, _dash, origin = way.partition("-")
    return host != origin and network.are_countries(host, origin)
