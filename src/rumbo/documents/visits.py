"""Nobody is at a consulate and somewhere else at the same hour."""

from datetime import datetime, timedelta

from rumbo.casework.models import Appointment
from rumbo.casework.rules import overlaps
from rumbo.casework.values import TakenHour
from rumbo.documents import desk, errors, rules
from rumbo.documents.models import ConsularRequest
from rumbo.registry.models import Person
from rumbo.ui.words import moment

LONGEST = timedelta(hours=8)


def require_free(request: ConsularRequest, starts_at: datetime) -> None:
    """Refuse an hour that the person has given away: at another consulate, or in our own offices.

    Two papers of one consulate may be asked for in one visit. The person is locked first, so that
    two who book wait for each other.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=request.person_id)
    minutes = rules.VISIT_MINUTES
    others = ConsularRequest.objects.open().filter(person=request.person_id)
    visits = others.exclude(pk=request.pk).exclude(appointment_at=None)
    taken = [
        (row.appointment_at, minutes)
        for row in visits
        if not (row.consulate == request.consulate and row.appointment_at == starts_at)
    ]
    meetings = Appointment.objects.filter(
        person=request.person_id,
        cancelled_at=None,
        outcome="",
        starts_at__gt=starts_at - LONGEST,
        starts_at__lt=starts_at + timedelta(minutes=minutes),
    )
    taken += [(row.starts_at, row.minutes) for row in meetings]
    for begins, lasts in taken:
        if overlaps(starts_at, minutes, begins, lasts):
            raise errors.appointment_overlaps(moment(begins))


def hours_at_consulates(person: Person, start: datetime, end: datetime) -> list[TakenHour]:
    """When and where somebody is expected at a consulate, for who would set an hour aside for them."""
    visits = ConsularRequest.objects.open().filter(
        person=person, appointment_at__gt=start, appointment_at__lt=end
    )
    return [
        TakenHour(
            starts_at=row.appointment_at,
            minutes=rules.VISIT_MINUTES,
            where=desk.consulate_name(row),
        )
        for row in visits.order_by("appointment_at")
    ]
