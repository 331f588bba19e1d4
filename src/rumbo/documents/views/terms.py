"""What each consulate asks for: the list, and the form by which a desk writes down what one said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock, codes
from rumbo.documents import actions, pages, terms
from rumbo.documents.forms.terms import TermsForm, known
from rumbo.documents.terms_list import TERMS
from rumbo.documents.views.requests import posted
from rumbo.network import queries as network


@lists.page_of(TERMS)
def terms_page(request: PersonalRequest) -> HttpResponse:
    """List what each consulate asks for: since when, by whose word, and whether it confirmed it."""
    return render(request, "documents/terms.html", {"page": lists.opened(TERMS, request)})


@require_http_methods(["GET", "POST"])
@for_roles(*pages.WRITE_TERMS)
def new_terms(request: PersonalRequest) -> HttpResponse:
    """Write down what a consulate asks for from a day on, beginning with what is known."""
    today = clock.today()
    asked = {name: request.GET.get(name, "") for name in ("country", "document", "consulate")}
    first = {**asked, "since": today}
    if asked["document"] in codes.LISTS["document_type"]:
        found = terms.terms_for(asked["country"], asked["document"], asked["consulate"], today)
        first |= known(found)
    offered = [(one.code, str(one)) for one in network.consulates_on(today)]
    form = TermsForm(offered, posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        actions.record_terms(actor=request.actor, found=form.value())
        messages.success(request, _("Anotado. Vale desde ese día; lo anterior se conserva."))
        return redirect("documents:terms")
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "documents/terms_form.html", context, status=status)
