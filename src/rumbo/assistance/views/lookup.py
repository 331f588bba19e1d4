"""Finding what a page is about; to whoever may not see the compartment it does not exist."""

from uuid import UUID

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect

from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.assistance import queries
from rumbo.assistance.models import Service, Voucher
from rumbo.audit import actions as audit
from rumbo.casework import lookup
from rumbo.casework.models import Case
from rumbo.registry.models import Person

# What the read log says: that protection's part was read, never that there is this one.
READ_AS = "protection.panel"


def case_or_404(request: PersonalRequest, case: UUID) -> Case:
    """Give a file to somebody who sees the compartment of survivors."""
    if not request.reader.sees("trafficking"):
        raise Http404
    return lookup.case_or_404(request, case)


def pair_or_404(request: PersonalRequest, case: UUID, person: UUID) -> tuple[Case, Person]:
    """Give a file and a survivor in it; anybody else in it is a 404."""
    case_or_404(request, case)
    found, somebody = lookup.pair_or_404(request, case, person, READ_AS)
    if not queries.is_survivor(somebody):
        raise Http404
    return found, somebody


def service_or_404(request: PersonalRequest, case: UUID, service: UUID) -> Service:
    """Give a service of a file; that it was read is written down."""
    found = case_or_404(request, case)
    rows = Service.objects.visible_to(request.reader).select_related("case", "person")
    row: Service = visible_or_404(rows, request.reader, pk=service, case=found)
    audit.note_reading(actor=request.actor, person=row.person_id, page=READ_AS)
    return row


def voucher_or_404(request: PersonalRequest, case: UUID, voucher: UUID) -> Voucher:
    """Give a voucher of a file; that it was read is written down."""
    found = case_or_404(request, case)
    rows = Voucher.objects.visible_to(request.reader)
    rows = rows.select_related("case__office", "person", "service", "payment")
    row: Voucher = visible_or_404(rows, request.reader, pk=voucher, case=found)
    audit.note_reading(actor=request.actor, person=row.person_id, page=READ_AS)
    return row


def go(name: str, *args: UUID) -> HttpResponseRedirect:
    """Go on to another page of the room, after something was done."""
    answer = redirect(f"assistance:{name}", *args)
    answer.status_code = 303
    return answer
