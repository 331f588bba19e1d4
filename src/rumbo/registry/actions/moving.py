"""Another office looks after somebody from now on: everything that is kept about them goes along."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.registry.belonging import kept_about_people
from rumbo.registry.models import Person


def move_to_office(
    *, actor: Actor, people: Collection[UUID], office: Office, at: datetime | None = None
) -> None:
    """Let another office look after people: their registration, and every room's rows about them.

    What was done by an office stays its own (`Scoped.GOES_ALONG`): a seat, money, what left the house.
    """
    with verb(actor):
        mine = list(people)
        moved = Person.objects.filter(pk__in=mine).exclude(office=office)
        told = list(moved.values_list("pk", flat=True))
        moved.update(office=office)
        for model, path in kept_about_people():
            model._default_manager.filter(**{f"{path}__in": mine}).exclude(office=office).update(
                office=office
            )
        for one in told:
            audit.record(actor=actor, code="registry.office_changed", at=at, person=one)
