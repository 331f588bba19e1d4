"""Signing in by one click in a demonstration, and going from one's post to another."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rumbo.access import queries
from rumbo.access.doors import open_to_all
from rumbo.access.middleware import POST, PersonalRequest


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
