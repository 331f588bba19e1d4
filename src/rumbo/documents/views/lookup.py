"""Finding what a page is about (what a reader may not see is a 404), asking, and going back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import case_or_404, pair_or_404
from rumbo.casework.models import Case
from rumbo.documents import queries
from rumbo.documents.models import TravelDocument
from rumbo.registry.models import Person

__all__ = ["ask", "back_to", "case_or_404", "document_or_404", "pair_or_404"]


def document_or_404(
    request: PersonalRequest, document: UUID, page: str
) -> tuple[Case, TravelDocument]:
    """Give a document that is still used, with the case of its owner."""
    rows = TravelDocument.objects.visible_to(request.reader).select_related("person")
    row = visible_or_404(rows, request.reader, id=document, ended_at=None)
    found = queries.case_of(row.person_id)
    if found is None:
        raise Http404
    case = case_or_404(request, found.id)
    audit.note_reading(actor=request.actor, person=row.person_id, page=page)
    return case, row


def ask(
    request: PersonalRequest, case: Case, form: Form, person: Person | None = None, **words: Any
) -> HttpResponse:
    """Show one short form: `title`, `sentence`, `confirm`, and `danger` where it matters."""
    context = {"case": case, "person": person, "form": form, **words}
    return render(request, "documents/form.html", context, status=422 if form.errors else 200)


def back_to(request: PersonalRequest, case: Case, said: str) -> HttpResponseRedirect:
    """Say what was done, and go back to the papers of the case."""
    messages.success(request, said)
    answer = redirect("documents:panel", case=case.id)
    answer.status_code = 303
    return answer
