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
from rumbo.casework.models import Case
from rumbo.documents import queries
from rumbo.documents.models import TravelDocument
from rumbo.registry.models import GroupMember, Person


def case_or_404(request: PersonalRequest, case: UUID) -> Case:
    """Give a case that the reader may see."""
    return visible_or_404(
        Case.objects.visible_to(request.reader).select_related("office"), request.reader, id=case
    )


def pair_or_404(
    request: PersonalRequest, case: UUID, person: UUID, page: str
) -> tuple[Case, Person]:
    """Give a case and one person of its group; that somebody read about them is written down."""
    found = case_or_404(request, case)
    member = visible_or_404(
        GroupMember.objects.visible_to(request.reader).select_related("person"),
        request.reader,
        group=found.group_id,
        person=person,
        left_at=None,
    )
    audit.note_reading(actor=request.actor, person=member.person_id, page=page)
    return found, member.person


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
