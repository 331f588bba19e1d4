"""Finding the case and the person a page is about: what a reader may not see is a 404."""

from uuid import UUID

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

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
    audit.note_reading(actor=request.actor, person=member.person_id, page=page)
    return found, member.person


def back_to(case: Case) -> HttpResponseRedirect:
    """Go back to the panel of the case, after something was done."""
    answer = redirect("counselling:panel", case=case.id)
    answer.status_code = 303
    return answer
