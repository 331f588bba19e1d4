"""Changing who travels with whom: never silently, and each earlier belonging is kept."""

from collections.abc import Iterable
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry import errors
from rumbo.registry.actions.sealing import keep_reserved_together
from rumbo.registry.models import GroupMember, TravelGroup
from rumbo.registry.values import Place


def place_in_group(
    *, actor: Actor, group: TravelGroup, places: Iterable[Place], at: datetime | None = None
) -> list[GroupMember]:
    """Let people stand in a group as said, wherever they were; give the rows of those who came.

    Each earlier belonging is kept; who is there already only changes place. Who answers for
    somebody is of the group. Casework asks the rules first: this only writes who is where.
    """
    with verb(actor):
        when = at or clock.now()
        told = {place.person: place for place in places}
        rows = GroupMember.objects.select_for_update(of=("self",)).filter(
            person__in=told, left_at=None
        )
        here = set(group.members.filter(left_at=None).values_list("person_id", flat=True)) | {*told}
        for place in told.values():
            if place.guardian is not None and place.guardian not in here:
                raise errors.guardian_elsewhere(place.person)
        made = []
        for row in rows.order_by("pk"):
            place = told[row.person_id]
            if row.group_id == group.pk:
                _stand(row, place)
            else:
                made.append(_come(row, group, place, when))
                audit.record(
                    actor=actor, code="registry.family_changed", at=when, person=row.person_id
                )
        keep_reserved_together(actor=actor, group=group, at=when)
    return made


def _stand(row: GroupMember, place: Place) -> None:
    """Change the place of who is in the group already, where it changes."""
    fields = ("position", "relation", "guardian_id", "guardian_relation")
    new = (place.position, place.relation, place.guardian, place.guardian_relation)
    if tuple(getattr(row, name) for name in fields) == new:
        return
    for name, value in zip(fields, new, strict=True):
        setattr(row, name, value)
    row.save(update_fields=["position", "relation", "guardian", "guardian_relation"])


def _come(row: GroupMember, group: TravelGroup, place: Place, when: datetime) -> GroupMember:
    row.left_at = when
    row.save(update_fields=["left_at"])
    made: GroupMember = GroupMember.objects.create(
        office_id=group.office_id,
        compartment=row.compartment,
        group=group,
        person_id=row.person_id,
        position=place.position,
        relation=place.relation,
        guardian_id=place.guardian,
        guardian_relation=place.guardian_relation,
        occurred_at=when,
    )
    return made
