"""Finding whom a page is about: who does not come to the reader's office is a 404."""

from datetime import date
from uuid import UUID

from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import offices_of
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.reception import queries
from rumbo.reception.queries import Comer


def comer_or_404(request: PersonalRequest, person: UUID, page: str) -> Comer:
    """Give somebody who comes to the reader's office; that they were read is written down."""
    found = queries.comer_or_404(request.reader, person)
    if found.known:
        audit.note_reading(actor=request.actor, person=person, page=page)
    return found


def today(request: PersonalRequest) -> date:
    """Give the day it is where the reader works."""
    own = next((o for o in offices_of(request.reader) if o.pk == request.actor.office), None)
    return clock.today(own.zone) if own else clock.today()


def day_of(request: PersonalRequest) -> date:
    """Give the day that is asked for, today where none is."""
    try:
        return date.fromisoformat(request.POST.get("dia") or request.GET.get("dia") or "")
    except ValueError:
        return today(request)
