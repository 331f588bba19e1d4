"""Finding the case and the person a page is about, and showing one form."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
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
    audit.note_reading(actor=request.actor, person=member.person_id, page=f"protection.{page}")
    return found, member.person


def go(name: str, *args: UUID) -> HttpResponseRedirect:
    """Go on to another page of the room, after something was done."""
    answer = redirect(f"protection:{name}", *args)
    answer.status_code = 303
    return answer


def one_form(  # noqa: PLR0913
    request: PersonalRequest,
    case: Case,
    person: Person,
    form: Form,
    *,
    title: str,
    lead: str = "",
    notice: str = "",
    back: str = "panel",
    **more: Any,
) -> HttpResponse:
    """Show a page that asks one thing about one person."""
    context = {
        "case": case,
        "person": person,
        "form": form,
        "title": title,
        "lead": lead,
        "notice": notice,
        "back": f"protection:{back}",
        **more,
    }
    return render(request, "protection/form.html", context)
