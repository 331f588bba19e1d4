"""The yes that protection talked over, and the book of what has left the house."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.documents import actions, desk, pages, queries
from rumbo.documents.desk_lists import TRANSFERS
from rumbo.documents.forms import ExplicitForm
from rumbo.documents.views.lookup import ask, back_to, pair_or_404
from rumbo.documents.views.requests import posted


@lists.page_of(TRANSFERS)
def transfers(request: PersonalRequest) -> HttpResponse:
    """List what of people has left the house: to whom, what, for what and until when."""
    return render(request, "documents/transfers.html", {"page": lists.opened(TRANSFERS, request)})


@require_http_methods(["GET", "POST"])
@for_roles(*pages.EXPLAIN)
def explicit(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down a yes that somebody gave after talking it over with protection."""
    found, somebody = pair_or_404(request, case, person, "documents.explicit")
    said_yes = [code for code, share in counselling.shares_of(somebody).items() if share.given]
    form = ExplicitForm(sorted(said_yes), posted(request), initial={"counselled_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        actions.record_explicit_consent(
            actor=request.actor, case=found, person=somebody, **form.cleaned_data
        )
        return back_to(request, found, _("Permiso explícito anotado."))
    sentence = _(
        "Vale solo para ese destinatario y mientras no lo retire. Decir que no nunca quita la ayuda."
    )
    if not said_yes:
        sentence = _("Todavía no ha dado permiso a nadie: eso se pregunta en la consejería.")
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Permiso hablado con Protección"),
        sentence=sentence,
        confirm=_("Guardar el permiso"),
    )


@require_GET
@for_roles(*pages.SIGN)
def on_the_way(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Say, to whoever is about to take the permission back with somebody, what stops with it."""
    _case, somebody = pair_or_404(request, case, person, "documents.on_the_way")
    rows = queries.requests(request.reader).filter(person=somebody)
    ones = [desk.desk(row, request.reader) for row in rows.order_by("occurred_at")]
    return render(request, "documents/on_the_way.html", {"ones": ones})
