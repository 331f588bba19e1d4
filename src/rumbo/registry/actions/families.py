"""Changing who travels with whom: never silently, and each earlier belonging is kept."""

from collections.abc import Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry.actions.sealing import keep_reserved_together
from rumbo.registry.models import GroupMember, Person, TravelGroup


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
