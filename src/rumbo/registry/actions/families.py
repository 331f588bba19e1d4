"""Changing who travels with whom: never silently, and each earlier belonging is kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry import errors
from rumbo.registry.actions.sealing import keep_reserved_together
from rumbo.registry.models import GroupMember, Person, TravelGroup
from rumbo.registry.values import Place


def change_group(
    *, actor: Actor, people: Sequence[Person], group: TravelGroup, at: datetime | None = None
) -> list[GroupMember]:
    """Let people travel with another group from now on; their order and relations stay theirs.

    Casework asks the rules first (no child without its parents): this only writes who is where.
    """
    with verb(actor):
        when = at or clock.now()
        rows = GroupMember.objects.select_for_update().filter(
            person__in=[p.pk for p in people], left_at=None
        )
        before = list(rows.order_by("position"))
        GroupMember.objects.filter(pk__in=[m.pk for m in before]).update(left_at=when)
        here = {m.person_id for m in before} | set(
            GroupMember.objects.filter(group=group, left_at=None).values_list(
                "person_id", flat=True
            )
        )
        made = GroupMember.objects.bulk_create(
            GroupMember(
                office_id=group.office_id,
                compartment=member.compartment,
                group=group,
                person_id=member.person_id,
                position=member.position,
                relation=member.relation,
                guardian_id=member.guardian_id if member.guardian_id in here else None,
                guardian_relation=member.guardian_relation if member.guardian_id in here else "",
                occurred_at=when,
            )
            for member in before
        )
        for member in made:
            audit.record(
                actor=actor, code="registry.family_changed", at=when, person=member.person_id
            )
        keep_reserved_together(actor=actor, group=group, at=when)
    return made


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
