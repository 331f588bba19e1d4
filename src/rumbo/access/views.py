"""Signing in to a demonstration, going from post to post, and emergency accesses with their review."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import actions, lists, queries, rules
from rumbo.access.doors import for_roles, open_to_all
from rumbo.access.emergencies import EMERGENCIES, READERS, shown
from rumbo.access.forms import ReviewForm
from rumbo.access.middleware import POST, PersonalRequest
from rumbo.access.models import BreakGlass


@open_to_all
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the invented people of a demonstration."""
    user = queries.demo_user(request.POST.get("account", "")) if settings.DEMO else None
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def change_post(request: PersonalRequest) -> HttpResponse:
    """Work from another of one's posts: the roles of the one left behind do not come along."""
    asked = request.POST.get("post", "")
    if asked not in {post.key for post in request.standing.others}:
        raise Http404
    request.session[POST] = asked
    return redirect(settings.LOGIN_REDIRECT_URL)


@lists.page_of(EMERGENCIES)
def emergencies(request: PersonalRequest) -> HttpResponse:
    """List the emergency accesses that the reader reviews, or opened themselves."""
    return render(request, "access/emergencies.html", {"page": lists.opened(EMERGENCIES, request)})


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def emergency(request: PersonalRequest, glass: UUID) -> HttpResponse:
    """Read why a compartment was opened, and say whether that was justified."""
    row = _mine_or_404(request, glass)
    reviews = rules.watches(request.reader.roles, everywhere=request.reader.offices is None)
    may = reviews and row.reviewed_at is None and row.by != request.reader.user_id
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.review_glass(actor=request.actor, glass=row, **form.cleaned_data)
        messages.success(request, _("La revisión quedó anotada."))
        return _see_other("access:emergencies")
    names = queries.names_of({row.reviewed_by})
    context = {
        "one": shown([row], request.reader)[0],
        "form": form if may else None,
        "reviewer": names.get(row.reviewed_by, ""),
        "is_own": row.by == request.reader.user_id,
    }
    return render(request, "access/emergency.html", context)


@require_POST
@for_roles(*rules.MAY_BREAK)
def close(request: PersonalRequest, glass: UUID) -> HttpResponse:
    """End one's own emergency access before its hours are over."""
    actions.close_glass(actor=request.actor, glass=_mine_or_404(request, glass))
    messages.success(request, _("El acceso de emergencia terminó."))
    return _see_other("access:emergencies")


def _mine_or_404(request: PersonalRequest, glass: UUID) -> BreakGlass:
    row = BreakGlass.objects.visible_to(request.reader).filter(pk=glass).first()
    if row is None:
        raise Http404
    return row


def _see_other(name: str) -> HttpResponse:
    answer = redirect(name)
    answer.status_code = 303
    return answer
