"""Receiving people who did not travel with us: their yes first, the least that is needed, apart."""

from datetime import datetime

from django.db import IntegrityError, transaction

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.protection import actions as protection
from rumbo.reception import errors, receiving, words
from rumbo.reception.models import Arrival, DirectArrival
from rumbo.reception.values import NewDirectArrival
from rumbo.registry import actions as registry
from rumbo.registry.models import Person
from rumbo.registry.values import NewGroup

SOURCE = "ARRIVAL"


def receive_directly(
    *, actor: Actor, office: Office, new: NewDirectArrival, at: datetime | None = None
) -> Case:
    """Receive people who arrived on their own: a file that begins after the arrival, counted apart.

    A resend with the same id gives the same file back. A child without an adult of their own is
    somebody's task the same day.
    """
    with verb(actor, "reception"):
        when = at or clock.now()
        if (known := _known(new, office)) is not None:
            return known
        if any(person.consent is None for person in new.people):
            raise errors.consent_comes_first()
        if new.manner not in words.MANNER:
            raise errors.no_such_manner()
        try:
            with transaction.atomic():
                return _receive(actor, office, new, when)
        except IntegrityError:
            # The same page, sent twice at one moment: the other one has just received them.
            if (known := _known(new, office)) is None:
                raise
            return known


def _known(new: NewDirectArrival, office: Office) -> Case | None:
    """The file of a page that was sent before; one of another office is nobody's to reach."""
    rows = DirectArrival.objects.filter(pk=new.id).select_related("case")
    if (found := rows.first()) is None:
        return None
    if found.office_id != office.pk:
        raise changed_meanwhile()
    case: Case = found.case
    return case


def _receive(actor: Actor, office: Office, new: NewDirectArrival, when: datetime) -> Case:
    group = registry.register_group(
        actor=actor,
        office=office,
        group=NewGroup(people=new.people, site=new.place, at=when, source=SOURCE),
    )
    case = casework.open_received(
        actor=actor, office=office, group=group, site=new.place,
        programme=receiving.programme_in(new.country), at=when,
    )  # fmt: skip
    made = DirectArrival(
        id=new.id, office=office, case=case, centre=new.place, country=new.country,
        manner=new.manner, from_country=new.from_country, by=actor.id, occurred_at=when,
    )  # fmt: skip
    made.save(force_insert=True)
    _arrive(actor, made, [person.id for person in new.people], when)
    return case


def _arrive(actor: Actor, direct: DirectArrival, people: list[object], when: datetime) -> None:
    """Each of them is here; nobody comes from a departure, so nothing counts as a return of ours."""
    for person in Person.objects.filter(pk__in=people):
        row = Arrival(
            id=new_id(),
            office_id=direct.office_id,
            receiving_office_id=direct.office_id,
            case_id=direct.case_id,
            person=person,
            by=actor.id,
            departure=None,
            centre=direct.centre,
            country=direct.country,
            occurred_at=when,
        )
        row.save(force_insert=True)
        audit.record(
            actor=actor, code="reception.received", at=when, person=person.pk,
            case=direct.case_id, centre=receiving.place_name(direct.centre),
        )  # fmt: skip
        if counselling.is_child_alone(direct.case, person, clock.day_of(when)):
            protection.presume_child_alone(actor=actor, case=direct.case, person=person, at=when)
