"""Opens each request for its reader, and shows every refusal in one place."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation

from rumbo.access import entry, errors, queries
from rumbo.access.models import User
from rumbo.access.values import Actor, Reader
from rumbo.common import clock
from rumbo.common.refusal import Refusal

security = logging.getLogger("rumbo.security")
OPEN_TO_ALL = "open_to_all"
SAFE = frozenset({"GET", "HEAD"})
POST = "access.post"  # where the session keeps from which post somebody works


class PersonalRequest(HttpRequest):
    """A request whose reader is known: what every view of ours is given."""

    reader: Reader
    actor: Actor
    user: User
    standing: queries.Standing
    htmx: Any


class ReaderMiddleware:
    """Gives each request its reader and actor, in one transaction that stands or falls whole.

    It runs the view itself (process_view, last in the list) so that an exception rolls back
    everything the request wrote.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what we do happens at the view."""
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Run the view as the signed-in person; send others to the sign-in page."""
        if getattr(view, OPEN_TO_ALL, False) or not view.__module__.startswith("rumbo."):
            return None
        if (answer := _sign_in_first(request)) is not None:
            return answer
        standing = queries.standing(request.user, clock.today(), request.session.get(POST, ""))
        request.reader, request.actor = standing.reader, standing.actor
        request.standing = standing
        with timezone.override(standing.zone):
            return _answered(request, lambda: _viewed(request, view, args, kwargs))


def _viewed(
    request: Any, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
) -> HttpResponseBase:
    """Run the view; on the pages of a file opened in an emergency, with what that lets be read.

    Reading alone: what is sent sees no more than ever, and another office's file says why.
    """
    if request.standing.has_glass and isinstance(kwargs.get("case"), UUID):
        opened = queries.opened_to(request.reader, kwargs["case"])
        if request.method in SAFE:
            request.reader = replace(request.reader, opened=opened)
        elif any("bio" in one.opens for one in opened):
            raise errors.open_to_read_only()
    return view(request, *args, **kwargs)


def _answered(request: Any, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Run a view in its reader's transaction; a refusal undoes it and is shown."""
    try:
        with entry.reading(request.reader):
            response = answer()
            if isinstance(response, HttpResponseNotAllowed):
                return only_with_its_button(request, response)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response
    except Refusal as refusal:
        security.info("refused %s", refusal.code)
        return refused(request, refusal)


def _sign_in_first(request: Any) -> HttpResponseBase | None:
    """Nothing opens before somebody has signed in, with two factors where the house asks it."""
    if request.user.is_authenticated:
        return _second_factor_first(request)
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
        return answer
    return redirect(settings.LOGIN_URL)


def _second_factor_first(request: Any) -> HttpResponseBase | None:
    """Where the house asks for a second factor, nothing opens before one is set."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return None
    # Late: allauth reads its models at import.
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415

    return None if is_mfa_enabled(request.user) else redirect("mfa_index")


def refused(request: HttpRequest, refusal: Refusal, *, swap: str = "afterbegin") -> HttpResponse:
    """Show a refusal kindly: a fragment for htmx, else a page with the way back.

    The fragment goes before what the page was about to change, so that nothing of it is lost.
    """
    fragment = bool(request.headers.get("HX-Request"))
    template = "ui/refused_fragment.html" if fragment else "ui/refused.html"
    page = render(request, template, {"refusal": refusal}, status=409)
    page["Content-Language"] = translation.get_language()
    if fragment:
        page["X-Fragment"], page["HX-Reswap"], page["HX-Reselect"] = "1", swap, ".notice"
    return page


def only_with_its_button(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """Say what happened where an address that only does something was opened to be read."""
    page = render(request, "405.html", status=405)
    page["Allow"] = response["Allow"]
    return page
