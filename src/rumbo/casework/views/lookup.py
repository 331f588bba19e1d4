"""Finding the case that a page is about, its people and its team; and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.casework.lookup import SEALED_FOR, case_or_404
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.registry.models import GroupMember, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = [
    "SEALED_FOR", "Question", "address_of", "ask", "back_to", "case_or_404", "people_or_404", "posted",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked on a page of its own, before something that matters."""

    title: "StrOrPromise"
    sentence: "StrOrPromise"
    confirm: "StrOrPromise"
    told: "StrOrPromise"
    consequences: "Sequence[StrOrPromise]" = field(default_factory=tuple)
    danger: bool = False


def people_or_404(request: PersonalRequest, case: Case, page: str) -> list[Person]:
    """Give the people of a case; a sealed file is protection's alone. That it was read is kept."""
    rows = GroupMember.objects.visible_to(request.reader).filter(group=case.group_id, left_at=None)
    people = [m.person for m in rows.order_by("position", "id").select_related("person")]
    if any(p.sealed for p in people) and not request.reader.roles & SEALED_FOR:
        raise Http404
    for person in people:
        audit.note_reading(actor=request.actor, person=person.pk, page=page)
    return people


def address_of(case: Case) -> str:
    """Where a case is read: the desk's page of it."""
    try:
        return reverse("desk:case", kwargs={"case": case.pk})
    except NoReverseMatch:
        return reverse("casework:panel_contact", kwargs={"case": case.pk})


def back_to(case: Case) -> HttpResponse:
    """Go back to the case after something was done."""
    answer = redirect(address_of(case))
    answer.status_code = 303
    return answer


def posted(request: PersonalRequest) -> QueryDict | None:
    """What was sent, even where nothing was filled in; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def ask(
    request: PersonalRequest,
    case: Case,
    form: Form,
    question: Question,
    do: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Show one question; when it is answered, do it and go back; a refusal stands over the form."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, str(question.told))
            return back_to(case)
    context = {
        "case": case,
        "form": form,
        "title": question.title,
        "sentence": question.sentence,
        "confirm": question.confirm,
        "consequences": question.consequences,
        "danger": question.danger,
        "cancel_url": address_of(case),
    }
    status = 409 if form.errors else 200
    return render(request, "casework/question.html", context, status=status)
