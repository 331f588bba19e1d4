"""The few pages that belong to the look of the house itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from rumbo.ui.parts import example
from rumbo.ui.templatetags.rumbo import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 60 * 60


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the light a reader chose, without JavaScript, and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "auto")
    if chosen in THEMES:
        answer.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure()
        )
    return answer


def _only_where_people_are_invented() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states, so that rooms copy and invent no second one."""
    _only_where_people_are_invented()
    return render(request, "ui/parts.html", example(request.GET))


@require_GET
def parts_panel(request: HttpRequest) -> HttpResponse:
    """Answer the living page's panel, as a room would answer its own."""
    _only_where_people_are_invented()
    return render(request, "ui/parts_panel.html")
