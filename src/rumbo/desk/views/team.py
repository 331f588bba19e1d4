"""Who works here: inviting somebody, their functions, a new link, closing an account, offices."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access import actions, lists, queries
from rumbo.access.doors import for_roles
from rumbo.access.links import one_time_path
from rumbo.access.middleware import PersonalRequest
from rumbo.access.models import User
from rumbo.access.values import Actor
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.desk import team as shown
from rumbo.desk.forms.team import FunctionForm, InviteForm, OfficeForm
from rumbo.desk.team import READERS, TEAM

ADMIN = "admin"
ACTS: Mapping[str, tuple[Callable[..., None], str]] = {
    "close": (actions.close_account, "closed"),
    "reopen": (actions.reopen_account, "reopened"),
    "second-factor": (actions.forget_second_factor, "forgotten"),
}


@lists.page_of(TEAM)
def team(request: PersonalRequest) -> HttpResponse:
    """Everybody with an account, with their functions and how they sign in."""
    context = {"page": lists.opened(TEAM, request), "may_change": _may_change(request)}
    return render(request, "desk/team.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(ADMIN)
def invite(request: PersonalRequest) -> HttpResponse:
    """Let somebody work here: account, first function, and a link to hand over."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            user = actions.invite_user(
                actor=request.actor,
                username=typed["username"],
                display_name=typed["display_name"],
                email=typed["email"],
            )
            _give(request.actor, user, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _with_link(request, user)
    return render(
        request, "desk/team_invite.html", {"form": form}, status=422 if form.errors else 200
    )


@require_GET
@for_roles(*READERS)
def colleague(request: PersonalRequest, user: UUID) -> HttpResponse:
    """One account: functions, second factor, last sign-in, and what can be changed."""
    return _page(request, _found(request, user), FunctionForm())


@require_POST
@for_roles(ADMIN)
def give(request: PersonalRequest, user: UUID) -> HttpResponse:
    """Give one more function."""
    found, form = _found(request, user), FunctionForm(request.POST)
    if form.is_valid():
        try:
            _give(request.actor, found, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó dada la función."))
            return _back(found)
    return _page(request, found, form, status=422)


@require_POST
@for_roles(ADMIN)
def end(request: PersonalRequest, user: UUID, grant: UUID) -> HttpResponse:
    """End a function: it holds no more from this minute."""
    row = queries.grants_on(clock.today()).filter(pk=grant, user=user).first()
    if row is None:
        raise Http404
    actions.end_role(actor=request.actor, grant=row, on=clock.today() - timedelta(days=1))
    messages.success(request, _("Esa función terminó."))
    return _back(row.user)


@never_cache
@require_POST
@for_roles(ADMIN)
def link(request: PersonalRequest, user: UUID) -> HttpResponse:
    """Make a new link for somebody who lost their password."""
    return _with_link(request, _found(request, user))


@require_POST
@for_roles(ADMIN)
def act(request: PersonalRequest, user: UUID, what: str) -> HttpResponse:
    """Close an account, open it again, or take a lost second factor away."""
    if what not in ACTS:
        raise Http404
    found, (verb, said) = _found(request, user), ACTS[what]
    verb(actor=request.actor, user=found)
    told = {
        "closed": _("La cuenta quedó cerrada: ya no puede entrar."),
        "reopened": _("La cuenta quedó abierta. Dele un enlace nuevo para poner su contraseña."),
        "forgotten": _("Al entrar se le pedirá un segundo paso nuevo."),
    }
    messages.success(request, told[said])
    return _back(found)


@require_http_methods(["GET", "POST"])
@for_roles(ADMIN)
def offices(request: PersonalRequest) -> HttpResponse:
    """The offices that are open, and opening one more."""
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["place"]
        place = shown.place_of(code)
        actions.open_office(
            actor=request.actor,
            code=code,
            name=place.name,
            country=place.country_id,
            zone=place.zone,
        )
        messages.success(request, _("Quedó abierta la oficina de %(name)s.") % {"name": place.name})
        return redirect("desk:offices")
    context = {"form": form, "offices": queries.every_office()}
    return render(request, "desk/offices.html", context, status=422 if form.errors else 200)


def _found(request: PersonalRequest, user: UUID) -> User:
    found: User | None = shown.accounts(request.reader).filter(pk=user).first()
    if found is None:
        raise Http404
    return found


def _may_change(request: PersonalRequest) -> bool:
    return ADMIN in request.reader.roles


def _give(actor: Actor, user: User, form: FunctionForm) -> None:
    typed = form.cleaned_data
    actions.give_role(
        actor=actor, user=user, role=typed["role"], office=form.where(), until=typed["until"]
    )


def _page(
    request: PersonalRequest, user: User, form: FunctionForm, status: int = 200
) -> HttpResponse:
    [one] = shown.colleagues([user], request.reader)
    grants = queries.grants_on(clock.today()).filter(user=user)
    context = {
        "one": one,
        "facts": _facts(one),
        "grants": [(grant, shown.function_said(grant)) for grant in grants],
        "form": form,
        "may_change": _may_change(request) and user.pk != request.reader.user_id,
        "is_oneself": user.pk == request.reader.user_id,
    }
    return render(request, "desk/colleague.html", context, status=status)


def _facts(one: shown.Colleague) -> list[dict[str, object]]:
    row = one.row
    return [
        {"label": _("Usuario"), "value": row.username},
        {"label": _("Correo"), "value": row.email or _("No tiene")},
        {"label": _("Segundo paso"), "value": _("Sí") if one.second else _("Todavía no")},
        {"label": _("Última entrada"), "value": row.last_login or _("No ha entrado todavía")},
    ]


def _with_link(request: PersonalRequest, user: User) -> HttpResponse:
    """Show a link once; it is kept nowhere."""
    actions.open_by_link(actor=request.actor, user=user)
    address = request.build_absolute_uri(one_time_path(user))
    return render(request, "desk/team_link.html", {"colleague": user, "address": address})


def _back(user: User) -> HttpResponse:
    return redirect(reverse("desk:colleague", args=[user.pk]))
