"""Who is whose in a file: as it is told today, and as it was told in the files they were in before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from rumbo.casework import kinship
from rumbo.casework.kinship import Kin, parents_of, siblings_of
from rumbo.casework.models import Case, FamilyChange, Task
from rumbo.registry.models import GroupMember
from rumbo.registry.rules.ages import is_adult
from rumbo.registry.values import Place


def members_of(case: Case) -> list[GroupMember]:
    """Everybody of a file, in its order: for verbs."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return list(rows.order_by("position", "id").select_related("person"))


def leader(members: Sequence[GroupMember], day: date) -> GroupMember:
    """From whom the others are told: the first person, else the first adult, else the first."""
    head = next((m for m in members if m.relation == "HEAD"), None)
    return head or next((m for m in members if _kin(m, day).adult), members[0])


def as_placed_there(
    going: Sequence[GroupMember], there: Sequence[GroupMember], relation: str, day: date
) -> list[Place]:
    """Where those who go stand in a file: after who is there, each told from the first person there.

    `relation` is what the first of them is of that one; nobody there: theirs is the first.
    """
    people = {m.person_id for m in going}
    first = leader(going, day)
    start = max((m.position for m in there), default=-1) + 1
    ordered = [first, *(m for m in going if m is not first)]
    places = []
    for position, member in enumerate(ordered, start=start):
        told = "HEAD" if member is first else kinship.seen_from(first.relation, member.relation)
        told = kinship.through(relation, told) if there else told
        places.append(placed(member, position, told, people))
    return places


def placed(member: GroupMember, position: int, relation: str, here: Collection[UUID]) -> Place:
    """A place; who answered and is not along answers no longer, which is said openly."""
    lost = member.guardian_id is not None and member.guardian_id not in here
    return Place(
        person=member.person_id,
        position=position,
        relation=relation,
        guardian=None if lost else member.guardian_id,
        guardian_relation="NONE" if lost else member.guardian_relation,
    )


def kin_of(case: Case, day: date) -> tuple[Kin, ...]:
    """The members of a file with all that the rules of kinship look at: for verbs."""
    members = [_kin(row, day) for row in members_of(case)]
    known = _known_before({m.person for m in members if m.is_child}, case.group_id, day)
    return tuple(
        Kin(
            person=m.person, relation=m.relation, guardian=m.guardian, adult=m.adult,
            parents=frozenset(known[m.person][0]), siblings=frozenset(known[m.person][1]),
        )
        for m in members
    )  # fmt: skip


def _known_before(
    children: Collection[object], group: UUID, day: date
) -> dict[object, tuple[set[object], set[object]]]:
    """The parents and the sisters and brothers that each child had in files it has left."""
    left = GroupMember.objects.filter(person__in=list(children)).exclude(group=group)
    rows = GroupMember.objects.filter(group__in=left.values("group")).select_related("person")
    groups: dict[UUID, list[Kin]] = defaultdict(list)
    for row in rows:
        groups[row.group_id].append(_kin(row, day))
    found: dict[object, tuple[set[object], set[object]]] = defaultdict(lambda: (set(), set()))
    for members in groups.values():
        for child in members:
            if child.person in children:
                found[child.person][0].update(parents_of(child, members) - {child.person})
                found[child.person][1].update(siblings_of(child, members))
    return found


def _kin(member: GroupMember, day: date) -> Kin:
    one = member.person
    adult = is_adult(one.birth_date, one.birth_precision, day, disputed=one.age_disputed)
    return Kin(
        person=member.person_id,
        relation=member.relation,
        guardian=member.guardian_id,
        adult=None if one.birth_date is None and not one.age_disputed else adult,
    )


def later_changes(change: FamilyChange) -> "list[FamilyChange]":
    """The changes of either file that were made after one and still stand, the last first."""
    files = [change.case_id, change.other_id]
    rows = FamilyChange.objects.filter(undone_at=None, recorded_at__gte=change.recorded_at)
    touching = rows.filter(case__in=files) | rows.filter(other__in=files)
    found = touching.exclude(pk=change.pk).select_related("case", "other")
    return list(found.order_by("-recorded_at", "-pk"))


def asked_of(case: Case) -> set[UUID]:
    """The ids of what is to do for a file now."""
    return set(Task.objects.open().filter(case=case).values_list("pk", flat=True))
